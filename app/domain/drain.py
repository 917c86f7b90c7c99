"""How fast a backlog goes down, and when it will be gone: an honest estimate from what was seen.

Pure: who looks, and when, is decided elsewhere.

Invariants:
- Nothing is promised that was not seen: without enough time between two observations there is no pace and no time left.
- The pace is the median of the paces between all pairs (Theil and Sen), so that one stall or one burst does not move
  it; the range are the quartiles of the paces from one observation to the next.
- ``soonest <= likely <= latest`` wherever they are known; a backlog that does not shrink has no time left at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import combinations, pairwise
from statistics import median, quantiles
from typing import Final, TypeAlias

WINDOW: Final = timedelta(minutes=15)
"""What is older says nothing about now."""
LEAST_SPAN: Final = timedelta(seconds=20)
"""Between the first observation and the last, before a pace is told."""
STALL: Final = timedelta(seconds=90)
"""Nothing left the backlog for so long: it does not move, however fast it was before."""
_MOST_SEEN: Final = 40
"""The pairs of so many are counted in a millisecond; more are thinned evenly."""
_LONGEST: Final = timedelta(days=365)
"""What takes longer than this is told as "not moving"."""
_Point: TypeAlias = tuple[datetime, int]


class Movement(Enum):
    """What the backlog does."""

    EMPTY = "empty"
    MEASURING = "measuring"
    """Not seen for long enough yet."""
    SHRINKING = "shrinking"
    STILL = "still"
    """Nothing goes out."""
    GROWING = "growing"
    """More is added than goes out."""


@dataclass(frozen=True, slots=True)
class Observation:
    """So much was left at that moment: records in pieces, photos in bytes. ``delivered`` are all records ever."""

    at: datetime
    records: int
    photo_bytes: int
    delivered: int


@dataclass(frozen=True, slots=True)
class LaneEstimate:
    """One kind of thing that waits. ``per_minute`` is how much less is left each minute, in the unit of ``left``.

    The times are from now on; ``latest`` is None where a slow quarter would never end.
    """

    movement: Movement
    left: int
    per_minute: float | None = None
    soonest: timedelta | None = None
    likely: timedelta | None = None
    latest: timedelta | None = None


@dataclass(frozen=True, slots=True)
class DrainEstimate:
    """Records go first; photos on what the link has left."""

    records: LaneEstimate
    photos: LaneEstimate

    @property
    def is_empty(self) -> bool:
        """Nothing waits."""
        return self.records.movement is self.photos.movement is Movement.EMPTY


def recent(seen: Sequence[Observation], now: datetime) -> tuple[Observation, ...]:
    """What still counts, oldest first; what lies ahead of ``now`` was seen by a clock that has been set back."""
    kept = sorted((one for one in seen if now - WINDOW <= one.at <= now), key=lambda one: one.at)
    every = -(-len(kept) // _MOST_SEEN) if kept else 1
    # from the newest backwards, so that the newest always stays
    return tuple(reversed(kept[::-1][::every]))


def estimate(seen: Sequence[Observation], now: datetime) -> DrainEstimate:
    """How it goes, from the observations of the last ``WINDOW``. The newest says what is left."""
    kept = recent(seen, now)
    records = [(one.at, one.records) for one in kept]
    photos = [(one.at, one.photo_bytes) for one in kept]
    went_out = kept[-1].delivered > kept[0].delivered if kept else False
    return DrainEstimate(_lane(records, went_out=went_out), _lane(photos, went_out=False))


def _lane(points: Sequence[_Point], *, went_out: bool) -> LaneEstimate:
    if not points or points[-1][1] <= 0:
        return LaneEstimate(Movement.EMPTY, 0)
    left = points[-1][1]
    if points[-1][0] - points[0][0] < LEAST_SPAN:
        return LaneEstimate(Movement.MEASURING, left)
    pace = median(_paces(combinations(points, 2)))
    if _stalled(points) or pace <= 0 or left / pace > _LONGEST.total_seconds():
        grows = points[-1][1] > points[0][1]
        movement = Movement.GROWING if grows and went_out else Movement.STILL
        return LaneEstimate(movement, left)
    steps = _paces(pairwise(points))
    slow, _, fast = quantiles(steps, n=4, method="inclusive") if len(steps) > 1 else (pace, pace, pace)
    return LaneEstimate(
        Movement.SHRINKING,
        left,
        per_minute=pace * 60,
        soonest=_time(left, max(fast, pace)),
        likely=_time(left, pace),
        latest=_time(left, min(slow, pace)),
    )


def _stalled(points: Sequence[_Point]) -> bool:
    """Whether what is left has not become less within ``STALL``: never since the last look before that."""
    newest, left = points[-1]
    before = [amount for at, amount in points if newest - at >= STALL]
    within = [amount for at, amount in points if newest - at < STALL]
    return bool(before) and left >= max(before[-1], *within)


def _paces(pairs: Iterable[tuple[_Point, _Point]]) -> list[float]:
    """Units a second between the two of each pair."""
    return [
        (before - after) / (later - earlier).total_seconds()
        for (earlier, before), (later, after) in pairs
        if later > earlier
    ]


def _time(left: int, pace: float) -> timedelta | None:
    if pace <= 0 or left / pace > _LONGEST.total_seconds():
        return None
    return timedelta(seconds=left / pace)
