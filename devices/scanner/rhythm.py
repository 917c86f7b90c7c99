"""Whose keys these are, by when they went down and up: a scanner's or a person's. Pure.

Scanners type at 10 ms a key or less, people at 30 ms or more (V), but some scanners are slow, up to 100 ms (R), and a
person rolling over keys makes single gaps of a few ms. With a threshold raised for a slow scanner, the largest gap
alone would take fast typing for a scan; so the median counts, and evenness.

A key that a person presses while the scanner types gives itself away by how long it is down: people hold a key for 50
to 150 ms (R) and do not let go of it for the scanner's next one; a scanner lets go of each key before the next, or
holds several at once, all alike. Such keys are picked out, and what is left is judged.

Invariants:
- No verdict about single keys without releases: where none are told, or all keys overlap, none is a person's.
- At most half of what came is picked out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

_FAST: Final = 0.020
"""Seconds. At a median gap up to this nobody is typing, whatever the rhythm."""
_STALL: Final = 0.030
"""Seconds by which the first gap of a fast burst may exceed the median: beyond, a person's key stands before it."""
_HAND: Final = 0.035
"""Seconds. From this median on a practised hand can keep up for the length of a PIN, evenly too."""
_LONG: Final = 10
"""Characters a burst must have beyond ``_HAND``. Six would take a PIN typed on the number pad for a scan."""
_EVEN_SHARE: Final = 0.20
_EVEN_FLOOR: Final = 0.010
"""Seconds a slow burst's gaps may stray from their median: the keyboard is asked in steps of 8 to 10 ms (R, USB low
speed), so an even scanner looks that uneven."""
_DOWN_SHARE: Final = 0.15
_DOWN_FLOOR: Final = 0.010
"""Seconds that a key of the scanner may be down longer than its quickest ones."""
_HOLE: Final = 1.6
_HOLE_FLOOR: Final = 0.001
"""A gap of this many beats, and these seconds more, has room for one more key of the scanner."""
_REPEATS_AFTER: Final = 0.25
"""Seconds after which a key that is held repeats: the shortest delay that Windows and X offer."""
_NONE: Final[frozenset[int]] = frozenset()


@dataclass(slots=True)
class Stroke:
    """One key: when it went down, when it was let go (None: it is still down), seconds of one clock."""

    pressed: float
    released: float | None = None


def may_become_scan(strokes: Sequence[Stroke], now: float) -> bool:
    """Whether these may be the beginning of a scan, as far as they go; of the newest nobody can tell whose it is."""
    known = strokes[:-1]
    long, down = _long(known, now), _still_down(known, now)
    return any(_even_or_fast(_gaps(_without(known, typed))) for typed in (long | down, long, _NONE))


def keys_by_hand(strokes: Sequence[Stroke], end: float | None, now: float, *, least: int) -> frozenset[int] | None:
    """The numbers of a person's keys among ``strokes`` when the others are a scan; None when they are none.

    ``end``: when the suffix went down, None without one. ``least``: how many characters a scan must have.
    """
    long = _long(strokes, now)
    down = _NONE if _rolls_over(strokes, long) else _still_down(strokes, now)
    sure = frozenset(number for number in long if _stands_apart(strokes, number)) | down
    let_go_late = any(strokes[number].released is not None for number in long)
    for typed, slow_only, fast_only in (
        (long | down, True, False),
        (long, True, False),
        (sure, False, False),
        (_NONE, False, let_go_late),
    ):
        kept = _without(strokes, typed)
        gaps = _gaps(kept if end is None else [*kept, Stroke(end)])
        if len(kept) < least:
            continue
        beat = median(gaps)
        if (slow_only and beat <= _FAST) or (fast_only and beat > _FAST):
            continue
        if _typed_by_machine(gaps, len(kept)) and not _leaves_holes(strokes, typed, end, beat):
            return typed
    return None


def _long(strokes: Sequence[Stroke], now: float) -> frozenset[int]:
    """The keys that are or were down longer than a scanner's; none where too few releases are known."""
    times_down = sorted(stroke.released - stroke.pressed for stroke in strokes if stroke.released is not None)
    if not times_down or 2 * len(times_down) < len(strokes):
        return _NONE
    usual = times_down[len(times_down) // 4]  # the scanner's are the shortest
    limit = usual + max(_DOWN_FLOOR, _DOWN_SHARE * usual)
    return frozenset(
        number for number, stroke in enumerate(strokes) if limit < _time_down(stroke, now) and not _is_lost(stroke, now)
    )


def _still_down(strokes: Sequence[Stroke], now: float) -> frozenset[int]:
    """The keys whose release has not come; none where releases are not told at all."""
    down = frozenset(
        number for number, stroke in enumerate(strokes) if stroke.released is None and not _is_lost(stroke, now)
    )
    return down if 2 * len(down) <= len(strokes) else _NONE


def _is_lost(stroke: Stroke, now: float) -> bool:
    """Whether a release will never come: the key would repeat by now."""
    return stroke.released is None and now - stroke.pressed > _REPEATS_AFTER


def _overlaps_next(strokes: Sequence[Stroke], number: int) -> bool:
    """Whether another key went down before this one was let go; a stalled scanner lets go of a key late, but first."""
    released = strokes[number].released
    return released is None or (number + 1 < len(strokes) and released > strokes[number + 1].pressed)


def _stands_apart(strokes: Sequence[Stroke], number: int) -> bool:
    """Whether a long key is surely no stalled key of a fast scanner."""
    if number == 0 and len(strokes) > 1 and strokes[1].pressed - strokes[0].pressed > 2 * _FAST:
        return True
    return _overlaps_next(strokes, number)


def _leaves_holes(strokes: Sequence[Stroke], typed: frozenset[int], end: float | None, beat: float) -> bool:
    """Whether a key is missed where ``typed`` were taken out: they were the scanner's own, and a release was lost.

    A person's key comes in addition to the beat. A release is lost when an input method swallows it (V-here).
    """
    times = [(number, stroke.pressed) for number, stroke in enumerate(strokes) if number not in typed]
    if end is not None:
        times.append((len(strokes), end))
    return any(
        later_at - earlier_at > _HOLE * beat + _HOLE_FLOOR
        for (earlier, earlier_at), (later, later_at) in pairwise(times)
        if later - earlier > 1
    )


def _rolls_over(strokes: Sequence[Stroke], long: frozenset[int]) -> bool:
    """Whether it is a scanner that holds several keys at once: most keys overlap the next, none longer than another."""
    usual = [number for number in range(len(strokes) - 1) if number not in long]
    return 2 * sum(_overlaps_next(strokes, number) for number in usual) > len(usual)


def _time_down(stroke: Stroke, now: float) -> float:
    return (now if stroke.released is None else stroke.released) - stroke.pressed


def _without(strokes: Sequence[Stroke], typed: frozenset[int]) -> list[Stroke]:
    return [stroke for number, stroke in enumerate(strokes) if number not in typed]


def _gaps(strokes: Sequence[Stroke]) -> list[float]:
    return [later.pressed - earlier.pressed for earlier, later in pairwise(strokes)]


def _typed_by_machine(gaps: Sequence[float], characters: int) -> bool:
    """Judge a finished burst."""
    return _even_or_fast(gaps) and (median(gaps) <= _HAND or characters >= _LONG)


def _even_or_fast(gaps: Sequence[float]) -> bool:
    if len(gaps) < 2:
        return True
    middle = median(gaps)
    if middle <= _FAST:
        return gaps[0] <= middle + _STALL
    stray = max(_EVEN_FLOOR, _EVEN_SHARE * middle)
    return all(abs(gap - middle) <= stray for gap in gaps)
