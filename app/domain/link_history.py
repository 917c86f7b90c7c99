"""How the flow of data was, in steps of ten minutes: what the plots of backlog and delay are drawn from.

Invariants:
- One sample for each step of time at most: the first look of the step makes it. Nobody looks, no sample: a gap in the
  plot is an hour in which the program did not run.
- Numbers only; nothing here could name a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

STEP: Final = timedelta(minutes=10)
KEPT: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class LinkSample:
    """As it was at the beginning of a step.

    ``oldest`` is how long the oldest waiting record had waited, None when none did. ``delivered`` counts every record
    ever. ``bytes_per_second`` is what the link carried of photos since the sample before, None where none went out.
    """

    at: datetime
    waiting: int
    oldest: timedelta | None
    photos: int
    photo_bytes: int
    delivered: int
    bytes_per_second: int | None = None


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One place on the time axis: the most that waited, and the longest that the oldest did; None is a gap."""

    at: datetime
    waiting: int | None
    oldest: timedelta | None


def step_of(moment: datetime) -> datetime:
    """The beginning of the step that holds ``moment``, in UTC."""
    seconds = int(STEP.total_seconds())
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)


def plotted(samples: Sequence[LinkSample], end: datetime, span: timedelta, points: int) -> tuple[PlotPoint, ...]:
    """The span up to ``end`` in that many equal parts, each with its worst sample."""
    width = span / points
    begin = end - span
    parts: list[list[LinkSample]] = [[] for _ in range(points)]
    for sample in samples:
        place = (sample.at - begin) // width
        if 0 <= place < points:
            parts[place].append(sample)
    return tuple(_worst(begin + place * width, part) for place, part in enumerate(parts))


def peak(samples: Sequence[LinkSample], waiting: int) -> int:
    """The most that waited since the last sample in which nothing did; ``waiting`` is what does now."""
    most = waiting
    for sample in reversed(samples):
        if sample.waiting == 0:
            break
        most = max(most, sample.waiting)
    return most


def _worst(at: datetime, samples: Sequence[LinkSample]) -> PlotPoint:
    if not samples:
        return PlotPoint(at, None, None)
    return PlotPoint(
        at, max(sample.waiting for sample in samples), max(sample.oldest or timedelta() for sample in samples)
    )
