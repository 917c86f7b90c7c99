"""Decides when a weight is taken: from readings that wander to one event for one load.

Invariants:
- Only what stands still counts: the scale's own word where its format has one, else three equal frames in a row within
  the window (300 ms).
- Overload, negative values and tares never become a weight; a pan that shows nothing, or less than nothing, is empty.
- One load is told once. More or less on the pan is told again; the last digit's flicker is not.
"""

from dataclasses import dataclass
from typing import Final

from devices.scale.reading import Basis, WeightReading

EQUAL_FRAMES: Final = 3
WINDOW: Final = 0.3
"""Seconds for so many equal frames. An indicator that sends more slowly needs a longer one by setting."""
EMPTY_BELOW_G: Final = 3
"""Grams: less is a pan that has not quite found its zero. No letter that is weighed at a counter is as light."""
FLICKER_G: Final = 2


@dataclass(frozen=True, slots=True)
class Settled:
    """Something lies still; ``grams`` is above zero. ``put_down``: when the pan was no longer at rest and empty."""

    grams: int
    net: bool
    put_down: float


@dataclass(frozen=True, slots=True)
class Emptied:
    """Nothing lies there any more."""


class Settling:
    """One scale's. Not thread-safe; ``now`` is of one clock that never goes back."""

    def __init__(self, window: float = WINDOW) -> None:
        self._window = window
        self._equal: list[float] = []  # when the last equal frames came, the newest last
        self._last: WeightReading | None = None
        self._told: int | None = None  # grams; 0: the pan was empty
        self._put_down: float | None = None

    def reset(self) -> None:
        """The line was closed: whatever lies there now is told anew."""
        self._equal.clear()
        self._last = None
        self._told = None
        self._put_down = None

    def feed(self, reading: WeightReading, now: float) -> Settled | Emptied | None:
        """Take one reading; the answer is what there is to tell about it."""
        if reading != self._last:
            self._equal.clear()
        self._last = reading
        self._equal = [*self._equal[1 - EQUAL_FRAMES :], now]
        if self._put_down is None:
            self._put_down = now
        if reading.overload or reading.basis is Basis.TARE or not self._still(reading):
            return None
        return self._tell(reading, self._put_down)

    def _still(self, reading: WeightReading) -> bool:
        if reading.stable is not None:
            return reading.stable
        return len(self._equal) == EQUAL_FRAMES and self._equal[-1] - self._equal[0] <= self._window

    def _tell(self, reading: WeightReading, put_down: float) -> Settled | Emptied | None:
        grams = max(0, reading.grams)
        if grams < EMPTY_BELOW_G:
            self._put_down = None
            was_empty, self._told = self._told == 0, 0
            return None if was_empty else Emptied()
        if self._told and abs(grams - self._told) <= FLICKER_G:
            return None
        self._told = grams
        return Settled(grams, net=reading.basis is Basis.NET, put_down=put_down)
