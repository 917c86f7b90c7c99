"""A simulated keyboard scanner: the records of its event device on Linux, or the structures of Raw Input on Windows.

No machine without a kernel module can make a real input device, so the records come out of a pseudo-terminal, and the
exclusive grab is played here.

Invariants:
- A fault is named, is asked for with a count, and wears off: one scan, or one opening, takes one fault, oldest first.
- Codes are never logged or kept.
"""

import errno
import os
import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from devices.errors import DeviceError, DeviceFault
from devices.scanner.input_events import RECORD_SIZE, dropped_record, key_records
from devices.scanner.keymap import CAPS_LOCK, ENTER, keys_typing
from devices.scanner.raw_input import raw_record
from devices.simulators.pty_end import PtyEnd


class KeyboardScannerFault(Enum):
    """What can go wrong."""

    TORN = "torn"
    """The records arrive in pieces of seven bytes."""
    NO_SUFFIX = "no_suffix"
    BUFFER_OVERRUN = "buffer_overrun"
    """The kernel lost keys in the middle of the code and says so."""
    UNPLUG_HALFWAY = "unplug_halfway"
    """The plug is pulled in the middle of a record."""
    CAPS_LOCK = "caps_lock"
    """The scanner presses Caps Lock around the code, as some do, and types with it on."""
    GRAB_REFUSED = "grab_refused"
    """Another program holds the device."""
    NO_RIGHTS = "no_rights"


_ON_OPENING: Final = {
    KeyboardScannerFault.GRAB_REFUSED: errno.EBUSY,
    KeyboardScannerFault.NO_RIGHTS: errno.EACCES,
}
_PIECE: Final = 7


class SimulatedKeyboardScanner:
    """An event device at ``path``, with the grab that the driver is to use. Raises DeviceError NO_DRIVER on Windows."""

    def __init__(self, link: Path | None = None) -> None:
        self._end = PtyEnd(link, name="sim:keyboard-scanner")
        self._faults: deque[KeyboardScannerFault] = deque()
        self._holder: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """What the driver opens."""
        return self._end.path

    def inject(self, fault: KeyboardScannerFault, count: int = 1) -> None:
        """Let the next ``count`` scans (or openings, as the fault is) go wrong in this way."""
        self._faults.extend([fault] * count)

    def grab(self, descriptor: int) -> None:
        """Plays EVIOCGRAB: one holder, until its descriptor is closed. Raises OSError."""
        if self._faults and self._faults[0] in _ON_OPENING:
            raise OSError(_ON_OPENING[self._faults.popleft()], "")
        if self._holder not in (None, descriptor) and self._is_held():
            raise OSError(errno.EBUSY, "")
        self._holder = descriptor

    def _is_held(self) -> bool:
        """Whether the holder's descriptor is still open, and still this device's: numbers are used again."""
        try:
            return self._holder is not None and os.path.samestat(os.fstat(self._holder), Path(self.path).stat())
        except OSError:
            return False

    def scan(self, text: str, *, suffix: int = ENTER) -> None:
        """Type ``text`` and press the key ``suffix``."""
        fault = self._faults.popleft() if self._faults else None
        records = b"".join(key_records(code, down=down) for code, down in _keys(text, suffix, fault))
        middle = len(records) // 2 // RECORD_SIZE * RECORD_SIZE
        match fault:
            case KeyboardScannerFault.TORN:
                for start in range(0, len(records), _PIECE):
                    self._end.write(records[start : start + _PIECE])
            case KeyboardScannerFault.BUFFER_OVERRUN:
                self._end.write(records[:middle] + dropped_record() + records[middle + 8 * RECORD_SIZE :])
            case KeyboardScannerFault.UNPLUG_HALFWAY:
                self._end.write(records[: middle + _PIECE])
                self.unplug()
            case _:
                self._end.write(records)

    def unplug(self) -> None:
        """Pull the plug; a grab goes with it."""
        self._holder = None
        self._end.unplug()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which may be a new one."""
        return self._end.replug()

    def close(self) -> None:
        """Unplug for good. Twice is harmless."""
        self._end.close()


class SimulatedRawInput:
    """The keys of two keyboards as Raw Input tells them; implements ``RawInputSource`` for the first of them.

    It hands out the scanner's structures only, as the source on Windows does. Thread-safe.
    """

    SCANNER: Final = 0x10041
    CLERK: Final = 0x10039

    def __init__(self, device: str = "sim:raw-input") -> None:
        self._device = device
        self._records: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._plugged = True
        self._opened = threading.Event()

    def scan(self, text: str) -> None:
        """The scanner types ``text`` and Enter."""
        self._type(self.SCANNER, text + "\r")

    def type_by_hand(self, text: str) -> None:
        """The clerk types on the other keyboard."""
        self._type(self.CLERK, text)

    def unplug(self) -> None:
        """Pull the scanner's plug."""
        self._plugged = False

    def replug(self) -> None:
        """Plug in again."""
        self._plugged = True

    def open(self) -> None:
        """Raises DeviceError NOT_FOUND while unplugged."""
        if not self._plugged:
            raise DeviceError(DeviceFault.NOT_FOUND, self._device)
        self._opened.set()

    def read(self, timeout: float) -> Sequence[bytes]:
        """What came in. Raises DeviceError REMOVED."""
        if not self._plugged:
            raise DeviceError(DeviceFault.REMOVED, self._device)
        try:
            first = self._records.get(timeout=timeout)
        except queue.Empty:
            return []
        rest = [self._records.get() for _ in range(self._records.qsize())]
        return [record for record in (first, *rest) if _handle_of(record) == self.SCANNER]

    def close(self) -> None:
        """Harmless."""
        self._opened.clear()

    def _type(self, handle: int, text: str) -> None:
        for code, down in keys_typing(text):
            self._records.put(raw_record(handle, code, down=down))


def _handle_of(record: bytes) -> int:
    return int.from_bytes(record[8:16], "little")


def _keys(text: str, suffix: int, fault: KeyboardScannerFault | None) -> Iterator[tuple[int, bool]]:
    locked = fault is KeyboardScannerFault.CAPS_LOCK
    around = ((CAPS_LOCK, True), (CAPS_LOCK, False)) if locked else ()
    yield from around
    yield from keys_typing(text, caps_lock=locked)
    yield from around
    if fault is not KeyboardScannerFault.NO_SUFFIX:
        yield suffix, True
        yield suffix, False
