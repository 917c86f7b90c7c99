"""The input reports of scanners that speak HID-POS (usage page 0x8C) or a maker's own HID, read into codes. Pure.

Reports are given as hidapi gives them: the report id first.

- ``POS`` (V: manuals of the ATR110 and LSR118; HID usage tables 1.02): 64 bytes. 0: id 2; 1: length of the data, up to
  56; 2 to 4: AIM identifier; 5 to 60: data; 61: further symbology; 62: reserved; 63: bit 0 set when more follows.
- ``MICROSCAN`` (V: files.microscan.com): id 1, length, up to 62 bytes of data. How a longer code is split is in no
  document we found (GAP): here a full report goes on in the next one, and silence ends the code.

Invariants:
- A code is given out once, whole; one whose continuation never comes is given up and counted.
- A report of another id, size or length is counted, and the code under way is given up with all that still belongs to
  it: a piece may be missing, and the rest of a code is no code. One of another id between two codes changes nothing.
- At most ``MAX_LENGTH`` bytes are held.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from devices.scanner.aim import Code, read_bytes
from devices.scanner.framing import IDLE_TIME, MAX_LENGTH

REPORT_SIZE: Final = 64
POS_ROOM: Final = 56
MICROSCAN_ROOM: Final = 62
_POS_ID, _MICROSCAN_ID = 2, 1
_MORE: Final = 0x01


class ReportLayout(Enum):
    """How a maker fills its reports; a setting, for the identity on USB does not say."""

    POS = "pos"
    MICROSCAN = "microscan"


_IDS: Final = {ReportLayout.POS: bytes([_POS_ID]), ReportLayout.MICROSCAN: bytes([_MICROSCAN_ID])}


@dataclass(frozen=True, slots=True)
class ReportLosses:
    """What was no whole code, as counts since the start."""

    bad_reports: int = 0
    unfinished: int = 0
    too_long: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    aim: bytes
    data: bytes
    more: bool


class ReportReader:
    """One scanner's reader. Not thread-safe; ``now`` is seconds of one monotonic clock."""

    def __init__(self, layout: ReportLayout) -> None:
        self._layout = layout
        self._aim = b""
        self._held = b""
        self._waiting = False
        self._skipping = False  # up to the last report of a code of which a piece is missing
        self._heard_at = 0.0
        self._bad_reports = 0
        self._unfinished = 0
        self._too_long = 0
        self._unreadable = 0

    @property
    def losses(self) -> ReportLosses:
        """The counts so far."""
        return ReportLosses(self._bad_reports, self._unfinished, self._too_long, self._unreadable)

    def feed(self, report: bytes, now: float) -> list[Code]:
        """Take one report; the answer is the code that it completes, if any."""
        codes = self.expire(now)
        self._heard_at = now
        piece = _piece(self._layout, report)
        if piece is None:
            self._bad_reports += 1
            missing = self._waiting or self._skipping or report[:1] == _IDS[self._layout]
            self.reset()
            self._skipping = missing
            return codes
        if self._skipping:
            self._skipping = piece.more
            return codes
        self._aim = self._aim or piece.aim
        self._held += piece.data
        self._waiting = piece.more
        if len(self._held) > MAX_LENGTH:
            self._too_long += 1
            self._start_over()
            return codes
        return codes if piece.more else codes + self._finish()

    def expire(self, now: float) -> list[Code]:
        """Nothing came until ``now``: what waits for more is given up, or (MICROSCAN) was the whole code."""
        if now - self._heard_at <= IDLE_TIME:
            return []
        self._skipping = False
        if not self._waiting:
            return []
        if self._layout is ReportLayout.MICROSCAN:
            return self._finish()
        self.reset()
        return []

    def reset(self) -> None:
        """Forget what is held (the scanner was opened anew); the counts stay."""
        self._unfinished += self._waiting
        self._start_over()

    def _start_over(self) -> None:
        self._aim = self._held = b""
        self._waiting = self._skipping = False

    def _finish(self) -> list[Code]:
        payload = self._aim + self._held
        self._start_over()
        code = read_bytes(payload)
        if code is None:
            self._unreadable += 1
            return []
        return [code]


def _piece(layout: ReportLayout, report: bytes) -> _Piece | None:
    if len(report) != REPORT_SIZE:
        return None
    size = report[1]
    match layout:
        case ReportLayout.POS:
            if report[0] != _POS_ID or size > POS_ROOM:
                return None
            aim = report[2:5] if report[2:3] == b"]" else b""
            return _Piece(aim, report[5 : 5 + size], bool(report[63] & _MORE))
        case ReportLayout.MICROSCAN:
            if report[0] != _MICROSCAN_ID or not 0 < size <= MICROSCAN_ROOM:
                return None
            return _Piece(b"", report[2 : 2 + size], size == MICROSCAN_ROOM)


def reports_for(payload: bytes, layout: ReportLayout, aim: bytes = b"") -> list[bytes]:
    """The reports in which a scanner sends ``payload``; the simulator's half. ``aim`` is three bytes, or empty."""
    match layout:
        case ReportLayout.POS:
            pieces = _cut(payload, POS_ROOM)
            last = len(pieces) - 1
            return [_pos_report(piece, aim, more=number < last) for number, piece in enumerate(pieces)]
        case ReportLayout.MICROSCAN:
            return [
                bytes([_MICROSCAN_ID, len(piece)]) + piece.ljust(MICROSCAN_ROOM, b"\0")
                for piece in _cut(aim + payload, MICROSCAN_ROOM)
            ]


def _cut(payload: bytes, room: int) -> list[bytes]:
    return [payload[start : start + room] for start in range(0, len(payload), room)]


def _pos_report(piece: bytes, aim: bytes, *, more: bool) -> bytes:
    head = bytes([_POS_ID, len(piece)]) + aim.ljust(3, b"\0")
    return head + piece.ljust(POS_ROOM, b"\0") + bytes([0, 0, _MORE if more else 0])
