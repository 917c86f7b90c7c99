"""When a code seen in live frames becomes a scan: pure rules over what was seen, and when.

A frame can be misread (a smeared Code 128 passes its modulo 103 check once in a while), and a waybill lies under the
camera for many frames. So a scan needs two witnesses, and is told once.

Invariants:
- A text is told when it has been seen in two frames, or at once when a Code 128 and a QR code in the same frame agree
  on it: the two carry different checks, so they are two witnesses.
- A text that was told is not told again until it has been out of sight for :data:`QUIET_S`; so the same code never
  comes twice within that time, and a parcel left lying under the camera is one scan.
- A QR code that merely repeats the Code 128 beside it (a waybill's tracking link) is never a scan of its own.
- While another code, seen less than :data:`TOGETHER_S` ago, still waits for its second witness, those that have theirs
  wait with it for that time at most: two labels side by side are told together, so that a choice can be asked for.
- What waits when the camera goes, or stands still for :data:`QUIET_S`, is told to nobody unless it is still there:
  another parcel may lie there by then.
- Time is handed in; nothing here looks at a clock. Texts out of sight are forgotten.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from devices.ports import Symbology
from devices.vision.codes import DecodedCode

QUIET_S: Final = 2.0
"""Seconds out of sight after which a code counts as new. Also how far apart the two frames may be that make a scan:
document cameras give one to three frames a second."""

TOGETHER_S: Final = 0.2
"""Seconds: three frames of a camera at 15 a second."""

_FRAMES_NEEDED: Final = 2
_SHORTEST_NUMBER: Final = 8
"""Characters. A shorter Code 128 (a route, a bag) could stand inside a QR code by chance."""


@dataclass(slots=True)
class _Sighting:
    last_seen: float
    frames: int = 0
    told: bool = False


class Sightings:
    """What has been seen lately. One object per camera; single-threaded."""

    def __init__(self) -> None:
        self._by_text: dict[str, _Sighting] = {}
        self._waiting: list[DecodedCode] = []
        self._waiting_since = 0.0

    def see(self, codes: Iterable[DecodedCode], now: float) -> list[DecodedCode]:
        """Take in one frame's codes; answer those that have become scans, Code 128 first.

        ``now`` is the frame's time in seconds of a monotonic clock, and never goes back.
        """
        self._forget(now)
        in_frame = list(codes)
        agreed, repeats = _witnessed(in_frame)
        for code in _one_per_text(in_frame):
            sighting = self._by_text.setdefault(code.text, _Sighting(now))
            sighting.last_seen = now
            sighting.frames += 1
            if code.text in repeats:
                sighting.told = True
            if sighting.told:
                continue
            if sighting.frames >= _FRAMES_NEEDED or code.text in agreed:
                sighting.told = True
                self._wait(code, now)
        return self._told(now)

    def knows(self, codes: Iterable[DecodedCode]) -> bool:
        """Whether each of them has its witnesses."""
        return all(code.text in self._by_text and self._by_text[code.text].told for code in codes)

    def rest(self, *, but: Sequence[DecodedCode] = ()) -> None:
        """The camera is closed: forget what waits, ``but`` these."""
        for code in self._waiting:
            if code not in but:
                self._by_text.pop(code.text, None)
        self._waiting = []

    def _wait(self, code: DecodedCode, now: float) -> None:
        if not self._waiting:
            self._waiting_since = now
        self._waiting.append(code)

    def _told(self, now: float) -> list[DecodedCode]:
        if now - self._waiting_since < TOGETHER_S and self._another_comes(now):
            return []
        stale = now - self._waiting_since >= QUIET_S
        told = [code for code in self._waiting if not stale or self._by_text[code.text].last_seen == now]
        self.rest(but=told)
        for code in told:
            # the quiet time counts from here: what waited may be out of sight already
            self._by_text[code.text] = _Sighting(now, _FRAMES_NEEDED, told=True)
        return sorted(told, key=lambda code: code.symbology is not Symbology.CODE_128)

    def _another_comes(self, now: float) -> bool:
        # in this frame or not: of two labels a hard frame shows now the one, now the other
        return any(not one.told and now - one.last_seen < TOGETHER_S for one in self._by_text.values())

    def _forget(self, now: float) -> None:
        waiting = {code.text for code in self._waiting}
        gone = [text for text, one in self._by_text.items() if now - one.last_seen >= QUIET_S and text not in waiting]
        for text in gone:
            del self._by_text[text]


def _one_per_text(codes: Iterable[DecodedCode]) -> list[DecodedCode]:
    """One code for each text, bars first: where a QR code holds the same text, the scan is the bars'."""
    bars_first = sorted(codes, key=lambda code: code.symbology is not Symbology.CODE_128)
    kept: dict[str, DecodedCode] = {}
    for code in bars_first:
        kept.setdefault(code.text, code)
    return list(kept.values())


def _witnessed(codes: Iterable[DecodedCode]) -> tuple[frozenset[str], frozenset[str]]:
    """The Code 128 texts that a QR code in the frame holds too, and the texts of the QR codes that merely do so."""
    in_frame = list(codes)
    bars = [code.text for code in in_frame if code.symbology is Symbology.CODE_128]
    squares = [code.text for code in in_frame if code.symbology is Symbology.QR]
    pairs = [(bar, square) for bar in bars for square in squares if _holds(square, bar)]
    return (
        frozenset(bar for bar, _ in pairs),
        frozenset(square for bar, square in pairs if square != bar),
    )


def _holds(square: str, bar: str) -> bool:
    """Whether the bars' number stands in the QR code's text as a whole number, not as a part of a longer one."""
    if len(bar) < _SHORTEST_NUMBER:
        return False
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(bar)}(?![0-9A-Za-z])", square) is not None
