"""The three rates (实名率, 验视率, 安检率) and what else an outlet's statistics are made of.

Invariants:
- A rate is a whole number over a whole number, never more than all of them; over nothing there is no rate, not 100 %.
- Letters stand in no denominator: no identity check, no inspection and no mark is asked of them.
- What is only to be screened somewhere counts as not screened.
- A share is rounded down: 100 % stands only where nothing is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from math import ceil
from typing import assert_never

from app.domain.errors import DomainError, DomainFault
from app.domain.sending import Sending

MAX_DAYS = 366
"""The longest period that is counted at once."""


class SenderClass(StrEnum):
    """Who sends, as the statistics are split."""

    ORDINARY = "ordinary"
    """散件: identity is checked for each item."""
    AGREEMENT = "agreement"
    """协议客户: identity was checked with the agreement."""
    LETTER = "letter"


class RateCode(StrEnum):
    """The three rates; the policy pack defines each in words."""

    REAL_NAME = "real_name"
    INSPECTION = "inspection"
    SCREENING = "screening"


@dataclass(frozen=True, slots=True)
class Rate:
    """``counted`` of ``out_of`` items. Raises ValueError for more than all."""

    counted: int
    out_of: int

    def __post_init__(self) -> None:
        if not 0 <= self.counted <= self.out_of:
            raise ValueError("more counted than there are")

    @property
    def hundredths(self) -> int | None:
        """The share in hundredths of a per cent, rounded down (10000 is all); None over nothing."""
        return self.counted * 10_000 // self.out_of if self.out_of else None


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days by the counter's wall clock, both ends included.

    Raises DomainError(PERIOD_INVALID) for days in the wrong order and for more than :data:`MAX_DAYS`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MAX_DAYS:
            raise DomainError(DomainFault.PERIOD_INVALID)

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @classmethod
    def ending(cls, last: date, days: int) -> "Period":
        """That many days up to ``last``."""
        return cls(last - timedelta(days=days - 1), last)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was accepted on one day of one class and carrier, and how much of it has what is asked for.

    ``identified`` have a valid identity record, ``marked`` an inspection mark; the last screening of ``passed`` let
    them through, of ``stopped`` it did not, and ``due`` are still to be screened. The others have no screening at all.
    """

    day: date
    sender_class: SenderClass
    carrier: str | None
    accepted: int
    identified: int
    marked: int
    passed: int
    stopped: int
    due: int


@dataclass(frozen=True, slots=True)
class Rates:
    """The sums of some tallies. ``accepted`` is without letters: the denominator of all three rates."""

    accepted: int
    identified: int
    marked: int
    passed: int
    stopped: int
    due: int
    letters: int

    def rate(self, code: RateCode) -> Rate:
        """One of the three."""
        match code:
            case RateCode.REAL_NAME:
                return Rate(self.identified, self.accepted)
            case RateCode.INSPECTION:
                return Rate(self.marked, self.accepted)
            case RateCode.SCREENING:
                return Rate(self.passed, self.accepted)
            case _:
                assert_never(code)

    @property
    def unscreened(self) -> int:
        """Items without any screening on record, not even one that is due."""
        return self.accepted - self.passed - self.stopped - self.due


def class_of(sending: Sending) -> SenderClass:
    """The class that the statistics count a way of sending under."""
    match sending:
        case Sending.LETTER:
            return SenderClass.LETTER
        case Sending.AGREEMENT:
            return SenderClass.AGREEMENT
        case Sending.PERSON | Sending.ENTRUSTED | Sending.ORGANISATION:
            return SenderClass.ORDINARY
        case _:
            assert_never(sending)


def rates_of(tallies: Iterable[Tally]) -> Rates:
    """Their sum."""
    kept = list(tallies)
    items = [tally for tally in kept if tally.sender_class is not SenderClass.LETTER]
    return Rates(
        accepted=sum(tally.accepted for tally in items),
        identified=sum(tally.identified for tally in items),
        marked=sum(tally.marked for tally in items),
        passed=sum(tally.passed for tally in items),
        stopped=sum(tally.stopped for tally in items),
        due=sum(tally.due for tally in items),
        letters=sum(tally.accepted for tally in kept if tally.sender_class is SenderClass.LETTER),
    )


def rates_by_class(tallies: Sequence[Tally]) -> tuple[tuple[SenderClass, Rates], ...]:
    """Ordinary and agreement senders, both of them always."""
    return tuple(
        (kind, rates_of(tally for tally in tallies if tally.sender_class is kind))
        for kind in (SenderClass.ORDINARY, SenderClass.AGREEMENT)
    )


def rates_by_carrier(tallies: Sequence[Tally]) -> tuple[tuple[str | None, Rates], ...]:
    """Every carrier that was accepted for, by its code; None, which is last, is of waybills that nobody recognised."""
    codes = sorted({tally.carrier for tally in tallies}, key=lambda code: (code is None, code or ""))
    return tuple((code, rates_of(tally for tally in tallies if tally.carrier == code)) for code in codes)


def rates_by_day(tallies: Sequence[Tally], period: Period) -> tuple[tuple[date, Rates], ...]:
    """Every day of the period, those without any parcel as well."""
    by_day = {
        day: rates_of(group)
        for day, group in groupby(sorted(tallies, key=lambda tally: tally.day), key=lambda tally: tally.day)
    }
    days = (period.first + timedelta(days=number) for number in range(period.days))
    return tuple((day, by_day.get(day) or rates_of(())) for day in days)


@dataclass(frozen=True, slots=True)
class UploadDelays:
    """How long the province's receipt took for the acceptances of a period.

    ``median`` and ``p95`` are of those that have one (nearest rank), None without any. ``within`` counts them by the
    bounds of the pack: at most the first, at most the second and so on, and last those beyond all bounds.
    """

    delivered: int
    median: timedelta | None
    p95: timedelta | None
    within: tuple[int, ...]
    waiting: int
    rejected: int
    oldest_waiting_at: datetime | None


def delays_of(
    delays: Iterable[tuple[timedelta, int]],
    bounds: Sequence[timedelta],
    *,
    waiting: int,
    rejected: int,
    oldest_waiting_at: datetime | None,
) -> UploadDelays:
    """Sum up delays, each with how often it occurred, in any order."""
    ordered = sorted(delays)
    delivered = sum(count for _, count in ordered)
    reached = [sum(count for delay, count in ordered if delay <= bound) for bound in bounds]
    steps = zip([0, *reached], [*reached, delivered], strict=True)
    return UploadDelays(
        delivered=delivered,
        median=_ranked(ordered, ceil(delivered * 0.5)),
        p95=_ranked(ordered, ceil(delivered * 0.95)),
        within=tuple(after - before for before, after in steps),
        waiting=waiting,
        rejected=rejected,
        oldest_waiting_at=oldest_waiting_at,
    )


def _ranked(ordered: Iterable[tuple[timedelta, int]], rank: int) -> timedelta | None:
    """The delay at that place of them all; None without any."""
    passed = 0
    for delay, count in ordered:
        passed += count
        if passed >= rank:
            return delay
    return None
