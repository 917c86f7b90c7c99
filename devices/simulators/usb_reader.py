"""A simulated card reader on USB: bulk transfers in either variant, behind the port that pyusb stands behind.

Invariants:
- Transfers are as on the bus: one read brings one transfer, and a frame of variant A never comes out of one endpoint.
- A fault is named, is asked for with a count, and wears off: one answer, or one opening, takes one, oldest first.
"""

import errno
import threading
import time
from collections import deque
from enum import Enum
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.frames import HEADER_SIZE
from devices.id_reader.usb_line import UsbVariant
from devices.ports import CardText
from devices.simulators.answering_module import AnsweringModule
from devices.usb_identity import UsbIdentity

IDENTITY: Final = UsbIdentity(0x0400, 0xC35A)
"""Of readers with a SAM_V module (V)."""

_IN: Final = {UsbVariant.SPLIT: (0x81, 0x85), UsbVariant.WHOLE: (0x83, 0x83)}
_OUT: Final = {UsbVariant.SPLIT: (0x02, 0x06), UsbVariant.WHOLE: (0x01, 0x01)}


class UsbReaderFault(Enum):
    """What can go wrong."""

    SILENCE = "silence"
    HALF_ANSWER = "half_answer"
    BAD_CHECKSUM = "bad_checksum"
    NOISE_BEFORE = "noise_before"
    """A transfer of something else comes first."""
    LATE_ANSWER = "late_answer"
    """Nothing comes until the next question is asked; then the old answer goes out ahead of the new one."""
    UNPLUGGED_MID_ANSWER = "unplugged_mid_answer"
    NO_RIGHTS = "no_rights"
    IN_USE = "in_use"


_ON_OPENING: Final = {
    UsbReaderFault.NO_RIGHTS: DeviceFault.ACCESS_DENIED,
    UsbReaderFault.IN_USE: DeviceFault.IN_USE,
}


class SimulatedUsbReader:
    """``open_port`` is what the line is given in pyusb's place. Thread-safe."""

    def __init__(self, variant: UsbVariant) -> None:
        self._variant = variant
        self._module = AnsweringModule()
        self._changed = threading.Condition(threading.RLock())
        self._faults: deque[UsbReaderFault] = deque()
        self._transfers: dict[int, deque[bytes]] = {endpoint: deque() for endpoint in _IN[variant]}
        self._owed: list[bytes] = []
        self._plugged = 1
        self._claimed = False

    def lay_card(self, card: CardText) -> None:
        """Put a card on the reader."""
        self._module.lay_card(card)

    def inject(self, fault: UsbReaderFault, count: int = 1) -> None:
        """Let the next ``count`` answers (or openings, as the fault is) go wrong in this way."""
        with self._changed:
            self._faults.extend([fault] * count)

    def unplug(self) -> None:
        """Pull the plug; handles that are open never work again."""
        with self._changed:
            self._plugged = -abs(self._plugged)
            self._claimed = False
            self._owed.clear()
            for waiting in self._transfers.values():
                waiting.clear()
            self._changed.notify_all()

    def replug(self) -> None:
        """Plug in again."""
        with self._changed:
            self._plugged = abs(self._plugged) + 1
        self._module.power_up()

    def open_port(self, device: str, identity: UsbIdentity) -> "_Port":
        """Raises DeviceError as :func:`devices.id_reader.usb_library.open_usb` does."""
        with self._changed:
            if self._faults and self._faults[0] in _ON_OPENING:
                raise DeviceError(_ON_OPENING[self._faults.popleft()], device)
            if self._plugged < 0 or identity != IDENTITY:
                raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
            if self._claimed:
                raise DeviceError(DeviceFault.IN_USE, device)
            self._claimed = True
            return _Port(self, self._plugged, tuple(dict.fromkeys(_OUT[self._variant] + _IN[self._variant])))

    # Below: what the port does, on the driver's thread.

    def take(self, plugging: int, endpoint: int, timeout: float) -> bytes:
        """One transfer from ``endpoint``. Raises OSError."""
        deadline = time.monotonic() + timeout
        with self._changed:
            waiting = self._transfers[endpoint]
            self._changed.wait_for(lambda: waiting or plugging != self._plugged, max(0.0, deadline - time.monotonic()))
            self._check(plugging)
            return waiting.popleft() if waiting else b""

    def give(self, plugging: int, data: bytes) -> None:
        """One transfer out; which of its endpoints brings it makes no difference to the module. Raises OSError."""
        with self._changed:
            self._check(plugging)
            for answer in self._module.answers(data):
                self._send(answer, self._faults.popleft() if self._faults else None)

    def let_go(self, plugging: int) -> None:
        """The handle was closed."""
        with self._changed:
            if plugging == self._plugged:
                self._claimed = False

    def _check(self, plugging: int) -> None:
        if plugging != self._plugged:
            raise OSError(errno.ENODEV, "")

    def _send(self, answer: bytes, fault: UsbReaderFault | None) -> None:
        owed, self._owed = self._owed, []
        for earlier in owed:
            self._queue(earlier)
        match fault:
            case UsbReaderFault.SILENCE:
                return
            case UsbReaderFault.LATE_ANSWER:
                self._owed.append(answer)
            case UsbReaderFault.HALF_ANSWER:
                self._queue(answer[: len(answer) // 2])
            case UsbReaderFault.BAD_CHECKSUM:
                self._queue(answer[:-1] + bytes([answer[-1] ^ 0x55]))
            case UsbReaderFault.NOISE_BEFORE:
                self._transfers[_IN[self._variant][0]].append(b"\xaa\xaa\x00")
                self._queue(answer)
            case UsbReaderFault.UNPLUGGED_MID_ANSWER:
                self.unplug()
            case _:
                self._queue(answer)

    def _queue(self, frame: bytes) -> None:
        first, rest = _IN[self._variant]
        if first == rest:
            self._transfers[first].append(frame)
        else:
            self._transfers[first].append(frame[:HEADER_SIZE])
            if frame[HEADER_SIZE:]:
                self._transfers[rest].append(frame[HEADER_SIZE:])
        self._changed.notify_all()


class _Port:
    """Implements :class:`~devices.id_reader.usb_line.UsbPort`."""

    def __init__(self, reader: SimulatedUsbReader, plugging: int, endpoints: tuple[int, ...]) -> None:
        self.endpoints = endpoints
        self._reader = reader
        self._plugging = plugging

    def read(self, endpoint: int, size: int, timeout: float) -> bytes:
        return self._reader.take(self._plugging, endpoint, timeout)[:size]

    def write(self, endpoint: int, data: bytes, timeout: float) -> None:
        del endpoint, timeout  # the simulated bus takes everything at once
        self._reader.give(self._plugging, data)

    def close(self) -> None:
        self._reader.let_go(self._plugging)
