"""How near the outlet's data are to not reaching the province (数据中断风险评估): level, reasons, what comes when.

Pure: the snapshot is taken elsewhere, the bounds are the policy pack's.

Invariants:
- A worse input never lowers the level, and the order of inputs changes nothing.
- What is not known is no reason; it is never taken for good or bad.
- The level has no say in any check of a parcel: an interruption relaxes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.interruption_rules import LESS_IS_WORSE, Bounds, InterruptionRules, RiskKind, RiskLevel

MEGABYTE: Final = 1_000_000
_DAY: Final = timedelta(days=1)
_LONGEST_FORECAST: Final = timedelta(days=3650)
"""What is further away than this is no forecast any more."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Failed attempts in a row with one cause; ``cause`` is the sync's or the province's code."""

    cause: str
    attempts: int


@dataclass(frozen=True, slots=True)
class LinkHealth:
    """A snapshot of everything that bears on the flow of data; None is "not known".

    ``added_in_a_day`` are the waiting messages that were made within the last day; ``disk_bytes_a_day`` is the pace at
    which pictures fill the disk. ``battery_percent`` is the charge while the PC runs on its battery, None on mains.
    ``devices_down`` are kinds of device of which none can be used.
    """

    oldest_unsent: timedelta | None = None
    waiting: int = 0
    added_in_a_day: int = 0
    failures: frozenset[Failure] = frozenset()
    disk_free_bytes: int | None = None
    disk_bytes_a_day: int = 0
    battery_percent: int | None = None
    key_left: timedelta | None = None
    enrolment_left: timedelta | None = None
    clock_offset: timedelta | None = None
    devices_down: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the level is what it is.

    ``value`` is in the unit of the kind's bounds. ``next_level`` begins at ``next_at`` if things go on as they do; both
    are None where nothing can be said. ``causes`` name failures and devices by code.
    """

    kind: RiskKind
    level: RiskLevel
    value: int
    next_level: RiskLevel | None = None
    next_at: datetime | None = None
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The level, and its reasons: the gravest first."""

    level: RiskLevel
    reasons: tuple[Reason, ...]
    at: datetime


def assess_link(health: LinkHealth, rules: InterruptionRules, now: datetime) -> Assessment:
    """What the rules say of ``health``. Source: the pack's part ``interruption`` (``InterruptionRules.references``)."""
    found = [reason for reason in _reasons(health, rules, now) if reason.level > RiskLevel.NORMAL]
    order = list(RiskKind)
    reasons = tuple(
        sorted(found, key=lambda reason: (-reason.level, order.index(reason.kind), reason.causes, reason.value))
    )
    level = max((reason.level for reason in reasons), default=RiskLevel.NORMAL)
    return Assessment(level, reasons, now)


def level_at(value: int, bounds: Bounds, *, less_is_worse: bool) -> RiskLevel:
    """The highest level whose bound ``value`` has reached."""
    reached = RiskLevel.NORMAL
    for level in RiskLevel:
        bound = bounds.of(level)
        if bound is not None and ((value <= bound) if less_is_worse else (value >= bound)):
            reached = level
    return reached


def _reasons(health: LinkHealth, rules: InterruptionRules, now: datetime) -> Iterator[Reason]:
    seconds = _whole(health.oldest_unsent, timedelta(seconds=1))
    yield from _judged(RiskKind.OLDEST_UNSENT, seconds, rules, now, falls_by=timedelta(seconds=1))
    yield from _failure_reasons(health.failures, rules)
    yield from _judged(RiskKind.BACKLOG, health.waiting, rules, now, falls_by=_pace(health.added_in_a_day))
    yield from _judged(RiskKind.BACKLOG_PACE, _hours_to_warning(health, rules), rules, now, falls_by=timedelta(hours=1))
    yield from _judged(RiskKind.DISK_DAYS, _disk_days(health), rules, now, falls_by=_DAY)
    free = None if health.disk_free_bytes is None else health.disk_free_bytes // MEGABYTE
    pace = _pace(health.disk_bytes_a_day // MEGABYTE)
    yield from _judged(RiskKind.DISK_FREE, free, rules, now, falls_by=pace)
    yield from _judged(RiskKind.BATTERY, health.battery_percent, rules, now)
    yield from _judged(RiskKind.KEY_DAYS, _whole(health.key_left, _DAY), rules, now, falls_by=_DAY)
    yield from _judged(RiskKind.ENROLMENT_DAYS, _whole(health.enrolment_left, _DAY), rules, now, falls_by=_DAY)
    offset = None if health.clock_offset is None else abs(health.clock_offset)
    yield from _judged(RiskKind.CLOCK, _whole(offset, timedelta(seconds=1)), rules, now)
    down = tuple(sorted(health.devices_down))
    yield from _judged(RiskKind.DEVICES, len(down), rules, now, causes=down)


def _judged(
    kind: RiskKind,
    value: int | None,
    rules: InterruptionRules,
    now: datetime,
    *,
    falls_by: timedelta | None = None,
    causes: tuple[str, ...] = (),
) -> Iterator[Reason]:
    """The reason for one value. ``falls_by`` is the time in which it gets worse by one."""
    if value is None:
        return
    bounds, less_is_worse = rules.bounds[kind], kind in LESS_IS_WORSE
    level = level_at(value, bounds, less_is_worse=less_is_worse)
    coming = next((later for later in RiskLevel if later > level and bounds.of(later) is not None), None)
    bound = bounds.of(coming) if coming is not None else None
    if bound is None or falls_by is None:
        yield Reason(kind, level, value, causes=causes)
        return
    steps = abs(value - bound)
    next_at = now + steps * falls_by if steps <= _LONGEST_FORECAST // falls_by else None
    yield Reason(kind, level, value, coming if next_at is not None else None, next_at, causes)


def _failure_reasons(failures: frozenset[Failure], rules: InterruptionRules) -> Iterator[Reason]:
    for failure in failures:
        bounds = rules.failure_rule(failure.cause).bounds
        level = level_at(failure.attempts, bounds, less_is_worse=False)
        yield Reason(RiskKind.FAILURES, level, failure.attempts, causes=(failure.cause,))


def _hours_to_warning(health: LinkHealth, rules: InterruptionRules) -> int | None:
    """Hours until the backlog is at its warning; None where it does not grow or has no such bound."""
    limit = rules.bounds[RiskKind.BACKLOG].warning
    if limit is None or health.added_in_a_day <= 0:
        return None
    return max(0, limit - health.waiting) * 24 // health.added_in_a_day


def _disk_days(health: LinkHealth) -> int | None:
    if health.disk_free_bytes is None or health.disk_bytes_a_day <= 0:
        return None
    return health.disk_free_bytes // health.disk_bytes_a_day


def _pace(a_day: int) -> timedelta | None:
    """The time in which one is added."""
    return max(_DAY / a_day, timedelta.resolution) if a_day > 0 else None


def _whole(span: timedelta | None, unit: timedelta) -> int | None:
    """Whole units, never below zero: what is over is over."""
    return None if span is None else max(0, span // unit)
