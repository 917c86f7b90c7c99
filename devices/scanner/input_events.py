"""The records of a Linux event device (``/dev/input/event*``), from bytes to key changes and back. Pure.

``struct input_event`` (``linux/input.h``): two machine words of time, type and code (16 bits each), a signed 32-bit
value; 24 bytes on a 64-bit system.

Invariants:
- However the bytes are torn into reads, the same changes come out (the kernel itself never tears a record).
- After the kernel's own word that it lost records (SYN_DROPPED), everything up to the next report is skipped and
  :class:`KeysLost` is given out: the code under way must not be completed with a hole in it.
"""

import struct
from dataclasses import dataclass
from typing import Final, TypeAlias

_RECORD: Final = struct.Struct("@llHHi")
RECORD_SIZE: Final = _RECORD.size

_EV_SYN, _EV_KEY = 0, 1
_SYN_REPORT, _SYN_DROPPED = 0, 3
_UP, _DOWN = 0, 1
"""Of a key's value; 2 is a repetition, which no code needs."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The key with ``code`` went down or up."""

    code: int
    down: bool


@dataclass(frozen=True, slots=True)
class KeysLost:
    """The kernel's buffer ran over: keys are missing here."""


InputChange: TypeAlias = KeyChange | KeysLost


class InputEventParser:
    """Cuts what an event device brings into changes. Not thread-safe."""

    def __init__(self) -> None:
        self._held = b""
        self._skipping = False

    def feed(self, data: bytes) -> list[InputChange]:
        """Take ``data``; the answer is what it completes, oldest first."""
        whole = self._held + data
        end = len(whole) - len(whole) % RECORD_SIZE
        self._held = whole[end:]
        changes = (self._change(*fields[2:]) for fields in _RECORD.iter_unpack(whole[:end]))
        return [change for change in changes if change is not None]

    def reset(self) -> None:
        """Forget a torn record: the device was opened anew."""
        self._held = b""
        self._skipping = False

    def _change(self, kind: int, code: int, value: int) -> InputChange | None:
        if kind == _EV_SYN and code == _SYN_DROPPED:
            self._skipping = True
            return KeysLost()
        if self._skipping:
            self._skipping = (kind, code) != (_EV_SYN, _SYN_REPORT)
            return None
        if kind != _EV_KEY or value not in (_UP, _DOWN):
            return None
        return KeyChange(code, value == _DOWN)


def key_records(code: int, *, down: bool) -> bytes:
    """What the kernel writes for one change: the key, and the end of the report. The simulator's half."""
    return _RECORD.pack(0, 0, _EV_KEY, code, int(down)) + _RECORD.pack(0, 0, _EV_SYN, _SYN_REPORT, 0)


def dropped_record() -> bytes:
    """What the kernel writes when its buffer ran over."""
    return _RECORD.pack(0, 0, _EV_SYN, _SYN_DROPPED, 0)
