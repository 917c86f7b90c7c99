"""Learns how a keyboard scanner types, from a test code that it scans. Pure: timed keys in, settings out.

The clerk prints :data:`TEST_CODE` once (``yanqi test-code``) and scans it three times. What comes is not judged by its
rhythm: the text is known, so the rhythm can be measured.

Invariants:
- Only the whole test code counts. Other typing is passed over, so a clerk who tries the keyboard first spoils nothing.
- The threshold found has room above the slowest gap seen, and never goes below the usual one.
- A scanner that no setting of ours fits is refused with the reason; nothing is guessed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from devices.scanner.wedge import DEFAULT_THRESHOLD, MAX_THRESHOLD, BurstEnd, KeyPress

TEST_CODE: Final = "YANQI-Test-0123456789"
"""Both cases and a sign that other keyboard layouts put elsewhere; Code 128 holds it."""

SCANS: Final = 3
"""How often it is scanned: a pace varies."""

_ROOM: Final = 1.4
_SUFFIX_WAIT: Final = 0.3
"""Seconds after the last character in which a suffix must come, if there is one."""


class CalibrationProblem(Enum):
    """Why the scanner cannot be used like this, in the order in which they are looked for."""

    NOT_HEARD = "not_heard"
    """Nothing came that looks like the test code."""
    OTHER_LAYOUT = "other_layout"
    """The signs or the case came out otherwise: the scanner is set to another keyboard, or Caps Lock is turned over."""
    TOO_SLOW = "too_slow"
    """Slower than 0.1 s a key: set a shorter delay between keys on the scanner."""


@dataclass(frozen=True, slots=True)
class WedgeCalibration:
    """``threshold_ms`` and ``end`` are for the settings; ``slowest_gap_ms`` is what was measured."""

    threshold_ms: int
    end: BurstEnd
    slowest_gap_ms: int


class CalibrationRun:
    """One calibration. Feed it every key press, then ask for the result once ``complete``."""

    def __init__(self) -> None:
        self._keys: list[KeyPress] = []
        self._runs: list[tuple[KeyPress, ...]] = []
        self._ended = 0
        self._wrong = False

    @property
    def heard(self) -> int:
        """How many times the test code came in, 0 to :data:`SCANS`."""
        return min(len(self._runs), SCANS)

    @property
    def complete(self) -> bool:
        """Whether enough came in; wait 0.3 s more for the last suffix, or feed it."""
        return len(self._runs) >= SCANS

    def feed(self, key: KeyPress) -> None:
        """Take one key press, modifiers left out."""
        if key.ends_code:
            self._ended += self._follows(key)
            self._keys.clear()
            return
        self._keys = [*self._keys, key][-len(TEST_CODE) :]
        text = _text(self._keys)
        if text == TEST_CODE:
            self._runs.append(tuple(self._keys))
        elif text.casefold() == TEST_CODE.casefold() or _digits(text) == _digits(TEST_CODE):
            self._wrong = True

    def result(self) -> WedgeCalibration | CalibrationProblem:
        """What was learned, or why nothing can be."""
        if not self._runs:
            return CalibrationProblem.OTHER_LAYOUT if self._wrong else CalibrationProblem.NOT_HEARD
        slowest = max(gap for run in self._runs for gap in _gaps(run))
        if slowest > MAX_THRESHOLD:
            return CalibrationProblem.TOO_SLOW
        threshold = min(max(DEFAULT_THRESHOLD, _ROOM * slowest), MAX_THRESHOLD)
        end = BurstEnd.SUFFIX if self._ended == len(self._runs) else BurstEnd.SILENCE
        return WedgeCalibration(math.ceil(1000 * threshold), end, math.ceil(1000 * slowest))

    def _follows(self, suffix: KeyPress) -> bool:
        return (
            bool(self._runs)
            and self._keys == list(self._runs[-1])
            and suffix.monotonic - self._keys[-1].monotonic <= _SUFFIX_WAIT
        )


def _text(keys: Sequence[KeyPress]) -> str:
    # a scanner's Shift under a Caps Lock makes small letters: the product undoes it, so it is no other layout
    return "".join(key.text.swapcase() if key.caps_lock else key.text for key in keys)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _gaps(keys: Sequence[KeyPress]) -> list[float]:
    return [later.monotonic - earlier.monotonic for earlier, later in pairwise(keys)]
