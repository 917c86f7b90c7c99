"""A simulated keyboard scanner: the records of its event device on Linux, or the structures of Raw Input on Windows.

No machine without a kernel module can make a real input device, so the records come out of a pseudo-terminal, and the
exclusive grab is played here.

Invariants:
- Codes are never logged or kept.
"""

import errno
import os
import queue
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from devices.errors import DeviceError, DeviceFault
from devices.scanner.input_events import RECORD_SIZE, dropped_record, key_records
from devices.scanner.keymap import CAPS_LOCK, ENTER, keys_typing
from devices.scanner.raw_input import raw_record
from devices.simulators.faults import OPENING, Fault, FaultPlan
from devices.simulators.pty_end import PtyEnd

FAULTS: Final = OPENING | {
    Fault.SILENCE,
    Fault.HALF_FRAME,
    Fault.BYTE_BY_BYTE,
    Fault.TWO_FRAMES_GLUED,
    Fault.NO_SUFFIX,
    Fault.KEYS_LOST,
    Fault.CAPS_LOCK,
    Fault.UNPLUGGED_MID_FRAME,
    Fault.REPLUGGED_ELSEWHERE,
}
"""What it can have. Keys have no checksum and no length; of lost ones the kernel says so."""

_ON_OPENING: Final = {Fault.IN_USE: errno.EBUSY, Fault.NO_RIGHTS: errno.EACCES}
_PIECE: Final = 7
"""Bytes in which torn records arrive."""


class SimulatedKeyboardScanner:
    """An event device at ``path``, with the grab that the driver is to use. Raises DeviceError NO_DRIVER on Windows."""

    def __init__(self, link: Path | None = None) -> None:
        self._end = PtyEnd(link, name="sim:keyboard-scanner")
        self._plan = FaultPlan(FAULTS)
        self._kept_back = b""
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

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` scans (or openings, as the fault is) go wrong in this way. Raises ValueError."""
        self._plan.add(fault, count)

    def grab(self, descriptor: int) -> None:
        """Plays EVIOCGRAB: one holder, until its descriptor is closed. Raises OSError."""
        fault = self._plan.due_on_opening()
        if fault is not None:
            raise OSError(_ON_OPENING[fault], "")
        if self._holder not in (None, descriptor) and self._is_held():
            raise OSError(errno.EBUSY, "")
        self._holder = descriptor

    def _is_held(self) -> bool:
        """Whether the holder's descriptor is still open, and still this device's: numbers are used again."""
        try:
            return self._holder is not None and os.path.samestat(os.fstat(self._holder), Path(self.path).stat())
        except OSError:
            return False

    def scan(self, text: str, *, suffix: int | None = ENTER) -> None:
        """Type ``text`` and press the key ``suffix``; None: no key behind it."""
        fault = self._plan.due()
        keys = list(_keys(text, suffix, fault))
        records = self._kept_back + b"".join(key_records(code, down=down) for code, down in keys)
        self._kept_back = b""
        middle = len(records) // 2 // RECORD_SIZE * RECORD_SIZE
        match fault:
            case Fault.SILENCE:
                pass
            case Fault.HALF_FRAME:
                self._end.write(records[:middle])
            case Fault.TWO_FRAMES_GLUED:
                self._kept_back = records
            case Fault.BYTE_BY_BYTE:
                for start in range(0, len(records), _PIECE):
                    self._end.write(records[start : start + _PIECE])
            case Fault.KEYS_LOST:
                self._end.write(records[:middle] + dropped_record() + records[middle + 8 * RECORD_SIZE :])
            case Fault.UNPLUGGED_MID_FRAME | Fault.REPLUGGED_ELSEWHERE:
                self._end.write(records[: middle + _PIECE])
                self.unplug()
                if fault is Fault.REPLUGGED_ELSEWHERE:
                    self.replug()
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


RAW_INPUT_FAULTS: Final = frozenset(
    {
        Fault.SILENCE,
        Fault.HALF_FRAME,
        Fault.TWO_FRAMES_GLUED,
        Fault.NO_SUFFIX,
        Fault.UNPLUGGED_MID_FRAME,
        Fault.REPLUGGED_ELSEWHERE,
    }
)
"""Structures come whole; Windows gives every program that asks its own copy, so nobody can be in the way."""


class SimulatedRawInput:
    """The keys of two keyboards as Raw Input tells them; implements ``RawInputSource`` for the first of them.

    It hands out the scanner's structures only, as the source on Windows does. Thread-safe.
    """

    SCANNER: Final = 0x10041
    CLERK: Final = 0x10039

    def __init__(self, device: str = "sim:raw-input") -> None:
        self._device = device
        self._records: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._plugged = 1  # which plugging it is; below zero while it is pulled
        self._opened_as = 0
        self._plan = FaultPlan(RAW_INPUT_FAULTS)
        self._kept_back = ""

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` scans go wrong in this way. Raises ValueError."""
        self._plan.add(fault, count)

    def scan(self, text: str) -> None:
        """The scanner types ``text`` and Enter."""
        fault = self._plan.due()
        whole, self._kept_back = f"{self._kept_back}{text}\r", ""
        match fault:
            case Fault.SILENCE:
                pass
            case Fault.HALF_FRAME:
                self._type(self.SCANNER, text[: len(text) // 2])
            case Fault.NO_SUFFIX:
                self._type(self.SCANNER, text)
            case Fault.TWO_FRAMES_GLUED:
                self._kept_back = whole
            case Fault.UNPLUGGED_MID_FRAME | Fault.REPLUGGED_ELSEWHERE:
                self._type(self.SCANNER, text[: len(text) // 2])
                self.unplug()
                if fault is Fault.REPLUGGED_ELSEWHERE:
                    self.replug()
            case _:
                self._type(self.SCANNER, whole)

    def type_by_hand(self, text: str) -> None:
        """The clerk types on the other keyboard."""
        self._type(self.CLERK, text)

    def unplug(self) -> None:
        """Pull the scanner's plug."""
        self._plugged = -abs(self._plugged)
        self._records = queue.SimpleQueue()

    def replug(self) -> None:
        """Plug in again."""
        self._plugged = abs(self._plugged) + 1

    def open(self) -> None:
        """Raises DeviceError NOT_FOUND while unplugged."""
        if self._plugged < 0:
            raise DeviceError(DeviceFault.NOT_FOUND, self._device)
        self._opened_as = self._plugged

    def read(self, timeout: float) -> Sequence[bytes]:
        """What came in. Raises DeviceError REMOVED."""
        if self._opened_as != self._plugged:
            raise DeviceError(DeviceFault.REMOVED, self._device)
        try:
            first = self._records.get(timeout=timeout)
        except queue.Empty:
            return []
        rest = [self._records.get() for _ in range(self._records.qsize())]
        return [record for record in (first, *rest) if _handle_of(record) == self.SCANNER]

    def close(self) -> None:
        """Harmless."""
        self._opened_as = 0

    def _type(self, handle: int, text: str) -> None:
        for code, down in keys_typing(text):
            self._records.put(raw_record(handle, code, down=down))


def _handle_of(record: bytes) -> int:
    return int.from_bytes(record[8:16], "little")


def _keys(text: str, suffix: int | None, fault: Fault | None) -> Iterator[tuple[int, bool]]:
    locked = fault is Fault.CAPS_LOCK
    around = ((CAPS_LOCK, True), (CAPS_LOCK, False)) if locked else ()
    yield from around
    yield from keys_typing(text, caps_lock=locked)
    yield from around
    if fault is not Fault.NO_SUFFIX and suffix is not None:
        yield suffix, True
        yield suffix, False
