"""A simulated card reader on USB: bulk transfers in either variant, behind the port that pyusb stands behind.

Invariants:
- Transfers are as on the bus: one read brings one transfer, and a frame of variant A never comes out of one endpoint.
- What a transfer of its own endpoint cannot do, it does not do: variant A has no single bytes.
"""

import errno
import threading
from collections import deque
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.commands import Command
from devices.id_reader.frames import HEADER_SIZE
from devices.id_reader.usb_line import UsbVariant
from devices.ports import CardText
from devices.simulators.answering_module import FAULTS, AnsweringModule
from devices.simulators.driven_line import LOOKING
from devices.simulators.faults import OPENING, Fault, Plug, Sending
from devices.usb_identity import UsbIdentity

IDENTITY: Final = UsbIdentity(0x0400, 0xC35A)
"""Of readers with a SAM_V module (V)."""

_IN: Final = {UsbVariant.SPLIT: (0x81, 0x85), UsbVariant.WHOLE: (0x83, 0x83)}
_OUT: Final = {UsbVariant.SPLIT: (0x02, 0x06), UsbVariant.WHOLE: (0x01, 0x01)}

OPENING_FAULTS: Final[Mapping[Fault, DeviceFault]] = MappingProxyType(
    {Fault.NO_RIGHTS: DeviceFault.ACCESS_DENIED, Fault.IN_USE: DeviceFault.IN_USE}
)

WaitFor: TypeAlias = Callable[[Callable[[], bool], float], object]
"""Waits until the condition holds, or for so many seconds."""


class SimulatedUsbReader:
    """``open_port`` is what the line is given in pyusb's place. Thread-safe. ``wait_for``: a wait in driven time."""

    def __init__(self, variant: UsbVariant, *, wait_for: WaitFor | None = None) -> None:
        torn = frozenset({Fault.BYTE_BY_BYTE}) if variant is UsbVariant.SPLIT else frozenset()
        self._variant = variant
        self._module = AnsweringModule((FAULTS | OPENING) - torn)
        self._changed = threading.Condition(threading.RLock())  # guards what follows
        self._wait_for = wait_for or self._wait_really
        self._looking = LOOKING if wait_for else 0.0
        self._transfers: dict[int, deque[bytes]] = {endpoint: deque() for endpoint in _IN[variant]}
        self._plugging = 1
        self._plugged = True
        self._claimed = False

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._module.faults

    def lay_card(self, card: CardText, portrait: bytes | None = None) -> None:
        """Put a card on the reader."""
        self._module.lay_card(card, portrait)

    def take_in_hand(self, card: CardText, portrait: bytes | None = None) -> None:
        """The card that CARD_SWAPPED puts in the place of another one."""
        self._module.take_in_hand(card, portrait)

    def lift_card(self) -> None:
        """Take the card away; harmless when there is none."""
        self._module.lift_card()

    def inject(self, fault: Fault, count: int = 1, *, on: Command | None = None) -> None:
        """Let the next ``count`` answers (to ``on``), or openings, as the fault is, go wrong. Raises ValueError."""
        self._module.inject(fault, count, on=on)

    def unplug(self) -> None:
        """Pull the plug; handles that are open never work again."""
        with self._changed:
            self._plugged = self._claimed = False
            self._plugging += 1
            for waiting in self._transfers.values():
                waiting.clear()
            self._changed.notify_all()

    def replug(self) -> None:
        """Plug in again, after pulling the plug if need be."""
        with self._changed:
            if self._plugged:
                self.unplug()
            self._plugged = True
        self._module.power_up()

    def open_port(self, device: str, identity: UsbIdentity) -> "_Port":
        """Raises DeviceError as :func:`devices.id_reader.usb_library.open_usb` does."""
        try:
            return self._claim(device, identity)
        except DeviceError:
            self._wait_for(lambda: False, self._looking)
            raise

    def _claim(self, device: str, identity: UsbIdentity) -> "_Port":
        with self._changed:
            if not self._plugged or identity != IDENTITY:
                raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
            fault = self._module.due_on_opening()
            if fault is not None:
                raise DeviceError(OPENING_FAULTS[fault], device)
            if self._claimed:
                raise DeviceError(DeviceFault.IN_USE, device)
            self._claimed = True
            return _Port(self, self._plugging, tuple(dict.fromkeys(_OUT[self._variant] + _IN[self._variant])))

    # Below: what the port does, on the driver's thread.

    def take(self, plugging: int, endpoint: int, timeout: float) -> bytes:
        """One transfer from ``endpoint``. Raises OSError."""
        waiting = self._transfers[endpoint]
        self._wait_for(lambda: bool(waiting) or plugging != self._plugging, timeout)
        with self._changed:
            self._check(plugging)
            return waiting.popleft() if waiting else b""

    def give(self, plugging: int, data: bytes) -> None:
        """One transfer out; which of its endpoints brings it makes no difference to the module. Raises OSError."""
        with self._changed:
            self._check(plugging)
            for sending in self._module.answers(data):
                self._send(sending)

    def let_go(self, plugging: int) -> None:
        """The handle was closed."""
        with self._changed:
            if plugging == self._plugging:
                self._claimed = False

    def _wait_really(self, ready: Callable[[], bool], timeout: float) -> None:
        with self._changed:
            self._changed.wait_for(ready, timeout)

    def _check(self, plugging: int) -> None:
        if plugging != self._plugging:
            raise OSError(errno.ENODEV, "")

    def _send(self, sending: Sending) -> None:
        for piece in sending.writes:
            self._queue(piece)
        match sending.plug:
            case Plug.PULLED:
                self.unplug()
            case Plug.MOVED:
                self.replug()
            case Plug.STAYS:
                self._changed.notify_all()

    def _queue(self, piece: bytes) -> None:
        first, rest = _IN[self._variant]
        if first == rest:
            self._transfers[first].append(piece)
        else:
            self._transfers[first].append(piece[:HEADER_SIZE])
            if piece[HEADER_SIZE:]:
                self._transfers[rest].append(piece[HEADER_SIZE:])


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
