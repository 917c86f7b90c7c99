"""Decides when a weight is taken: from readings that wander to one event for one load.

Invariants:
- Only what stands still counts: the scale's own word where its format has one, else three equal frames in a row within
  the window (300 ms) that came over 150 ms at least: old frames that arrive glued together are no standing still.
- Overload, negative values and tares never become a weight; a pan that shows nothing, or less than nothing, is empty.
- One load is told once. More or less on the pan is told again; the last digit's flicker is not.
- A load is never younger than the last moment at which the pan was surely empty, whatever became of the line since.
"""

from dataclasses import dataclass
from typing import Final

from devices.scale.reading import Basis, WeightReading

EQUAL_FRAMES: Final = 3
WINDOW: Final = 0.3
"""Seconds for so many equal frames. An indicator that sends more slowly needs a longer one by setting."""
LEAST_SPAN: Final = 0.15
"""Seconds from the first equal frame to the last (R); half the window where that is shorter."""
EMPTY_BELOW_G: Final = 3
"""Grams: less is a pan that has not quite found its zero. No letter that is weighed at a counter is as light."""
FLICKER_G: Final = 2


@dataclass(frozen=True, slots=True)
class Settled:
    """Something lies still; ``grams`` is above zero.

    ``put_down``: when the pan was no longer empty. Where it was put down unseen, the moment of the last frame before;
    minus infinity for what lay there when the scale was first heard.
    """

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
        self._least_span = min(LEAST_SPAN, window / 2)
        self._equal: list[float] = []  # when the equal frames within the window came, the newest last
        self._last: WeightReading | None = None
        self._last_at = float("-inf")
        self._told: int | None = None  # grams; 0: the pan was empty
        self._put_down: float | None = float("-inf")  # None: the last frame said that the pan is empty

    def reset(self) -> None:
        """The line was closed: whatever lies there now is told anew, and may have lain there all along."""
        self._equal.clear()
        self._last = None
        self._told = None
        if self._put_down is None:
            self._put_down = self._last_at

    def feed(self, reading: WeightReading, now: float) -> Settled | Emptied | None:
        """Take one reading; the answer is what there is to tell about it."""
        if reading != self._last:
            self._equal.clear()
        self._last, self._last_at = reading, now
        self._equal = [*(at for at in self._equal if now - at <= self._window), now]
        if reading.basis is Basis.TARE:
            return None
        if not reading.overload and not reading.blank and reading.grams < EMPTY_BELOW_G:
            return self._emptied()
        if self._put_down is None:
            self._put_down = now
        if reading.overload or reading.blank or not self._still(reading):
            return None
        return self._tell(reading, self._put_down)

    def _still(self, reading: WeightReading) -> bool:
        if reading.stable is not None:
            return reading.stable
        return len(self._equal) >= EQUAL_FRAMES and self._equal[-1] - self._equal[0] >= self._least_span

    def _emptied(self) -> Emptied | None:
        """Still or not: between two parcels that are swapped quickly the pan never comes to rest."""
        self._put_down = None
        was_empty, self._told = self._told == 0, 0
        return None if was_empty else Emptied()

    def _tell(self, reading: WeightReading, put_down: float) -> Settled | None:
        if self._told and abs(reading.grams - self._told) <= FLICKER_G:
            return None
        self._told = reading.grams
        return Settled(reading.grams, net=reading.basis is Basis.NET, put_down=put_down)
