"""A keyboard scanner on Linux, read from its own event device and taken away from everybody else.

No input method, focus or layout comes between, and no key of it reaches a window: the kernel gives a grabbed device to
its holder alone. The node is read here directly: python-evdev has no wheel, and three system calls are all it takes.

Invariants:
- One owner per device, by EVIOCGRAB; the grab ends with the descriptor, whatever becomes of the program.
- Nothing is ever written to the device.
- A device that somebody types on is given back, and not taken again until it was unplugged: a keyboard chosen by
  mistake locks nobody out.
- The descriptor is closed after every failure.
"""

import errno
import os
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind, ScanEvent, ScanSource
from devices.rights import missing_right
from devices.scanner.aim import scan_event
from devices.scanner.framing import FramingLosses
from devices.scanner.hand_typing import HandTyping
from devices.scanner.input_events import RECORD_SIZE, InputEventParser, KeyChange, KeysLost
from devices.scanner.keyed_codes import KeyedCodes
from devices.serial_faults import losing_fault, opening_fault

_POLL_TIME: Final = 0.1
"""Seconds; the longest a ``poll`` waits for the first key."""

_CHUNK: Final = 64 * RECORD_SIZE
_EVIOCGRAB: Final = 0x40044590
"""``_IOW('E', 0x90, int)`` of ``linux/input.h``."""

if sys.platform == "win32":

    def _open_node(device: str, path: str) -> int:
        raise DeviceError(DeviceFault.NO_DRIVER, device, f"no event devices here: {bool(path)}")

    def grab_device(descriptor: int) -> None:
        """There is nothing to grab here. Raises OSError."""
        raise OSError(errno.ENOSYS, "", str(descriptor))

else:
    import fcntl

    def _open_node(device: str, path: str) -> int:
        try:
            return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as exc:
            raise _opening_fault(device, path, exc) from exc

    def grab_device(descriptor: int) -> None:
        """Take the device for this descriptor alone. Raises OSError: EBUSY when another program has it."""
        fcntl.ioctl(descriptor, _EVIOCGRAB, 1)


class EvdevScanner:
    """Implements :class:`~devices.ports.Driver` for the event device at ``path`` (``/dev/input/by-id/...-event-kbd``).

    Emits ScanEvent with source EVDEV. ``grab`` takes an open descriptor for itself, or raises OSError. The path should
    be the scanner's: of a keyboard named here some keys are lost before it is given back.
    """

    def __init__(
        self,
        name: str,
        path: str,
        *,
        grab: Callable[[int], None] = grab_device,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._path = path
        self._grab = grab
        self._monotonic = monotonic
        self._parser = InputEventParser()
        self._codes = KeyedCodes()
        self._hand = HandTyping()
        self._typed_on: int | None = None
        """The node's number, when somebody has typed on it."""
        self._node: int | None = None

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """SCANNER."""
        return DeviceKind.SCANNER

    @property
    def losses(self) -> FramingLosses:
        """What was typed and was no whole code, as counts since the start."""
        return self._codes.losses

    def open(self) -> None:
        """Take the device.

        Raises DeviceError: NOT_FOUND, ACCESS_DENIED (with the right that is missing), IN_USE (another program
        has grabbed it), BAD_SETTING (no event device), NO_DRIVER (not on this system), TYPED_ON (somebody has typed
        on it: choose another one).
        """
        self.close()
        if self._typed_on is not None and self._typed_on != _node_number(self._path):
            self._typed_on = None  # unplugged meanwhile
        if self._typed_on is not None:
            raise DeviceError(DeviceFault.TYPED_ON, self._name)
        node = _open_node(self._name, self._path)
        try:
            self._grab(node)
        except OSError as exc:
            os.close(node)
            raise _opening_fault(self._name, self._path, exc) from exc
        self._node = node
        self._hand = HandTyping()
        self._parser.reset()
        self._codes.reset()

    def poll(self) -> list[ScanEvent]:
        """Wait at most 100 ms for keys; the answer is the codes they complete. Raises DeviceError REMOVED, TYPED_ON."""
        data = self._read()
        now = self._monotonic()
        if not data:
            self._codes.expire(now)
        events: list[ScanEvent] = []
        for change in self._parser.feed(data):
            match change:
                case KeyChange(code, down):
                    events += self._events(code, now, down=down)
                case KeysLost():
                    self._codes.lose()
        return events

    def close(self) -> None:
        """Give the device back. Never raises; twice is harmless."""
        node, self._node = self._node, None
        if node is not None:
            os.close(node)

    def _read(self) -> bytes:
        if self._node is None:
            raise losing_fault(self._name, OSError(errno.EBADF, ""))
        try:
            ready, _, _ = select.select([self._node], [], [], _POLL_TIME)
            if not ready:
                return b""
            data = os.read(self._node, _CHUNK)
        except BlockingIOError:
            return b""
        except OSError as exc:  # ENODEV: pulled
            raise losing_fault(self._name, exc) from exc
        if not data:  # a hung-up node is always ready, and brings nothing
            raise DeviceError(DeviceFault.REMOVED, self._name, "end of input")
        return data

    def _events(self, key: int, now: float, *, down: bool) -> list[ScanEvent]:
        if down and self._hand.pressed(now):
            self._typed_on = _node_number(self._path)
            raise DeviceError(DeviceFault.TYPED_ON, self._name)
        codes = self._codes.take(key, down=down, now=now)
        if codes:
            self._hand.pause()
        return [scan_event(code, source=ScanSource.EVDEV, device=self._name, monotonic=now) for code in codes]


def _node_number(path: str) -> int | None:
    """Another one, or none, once it was unplugged."""
    try:
        return Path(path).stat().st_ino
    except OSError:
        return None


def _opening_fault(device: str, path: str, error: OSError) -> DeviceError:
    fault = opening_fault(device, error)
    if fault.fault is DeviceFault.ACCESS_DENIED:
        return DeviceError(fault.fault, device, fault.detail, right=missing_right(path))
    return fault
