"""Whatever is counted: no rate is over one, and the splits add up to the whole."""

from collections import Counter
from datetime import date, timedelta
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from app.domain.statistics import (
    Period,
    RateCode,
    Rates,
    SenderClass,
    Tally,
    delays_of,
    rates_by_carrier,
    rates_by_class,
    rates_by_day,
    rates_of,
)

FIRST = date(2026, 11, 1)
PERIOD = Period(FIRST, FIRST + timedelta(days=6))


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    accepted = draw(st.integers(0, 500))
    passed = draw(st.integers(0, accepted))
    stopped = draw(st.integers(0, accepted - passed))
    return Tally(
        day=FIRST + timedelta(days=draw(st.integers(0, 6))),
        sender_class=draw(st.sampled_from(SenderClass)),
        carrier=draw(st.sampled_from(["yto", "sf", None])),
        accepted=accepted,
        identified=draw(st.integers(0, accepted)),
        marked=draw(st.integers(0, accepted)),
        passed=passed,
        stopped=stopped,
        due=draw(st.integers(0, accepted - passed - stopped)),
    )


def numbers(rates: Rates) -> tuple[int, ...]:
    counted = (rates.accepted, rates.identified, rates.marked, rates.passed, rates.stopped, rates.due)
    return (*counted, rates.unscreened)


def summed(parts: list[Rates]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*map(numbers, parts), strict=True))) if parts else numbers(rates_of(()))


@given(st.lists(tallies()))
def test_no_rate_is_over_one_and_every_split_adds_up(counted: list[Tally]) -> None:
    whole = rates_of(counted)

    for code in RateCode:
        rate = whole.rate(code)
        assert 0 <= rate.counted <= rate.out_of
        assert rate.hundredths is None or 0 <= rate.hundredths <= 10_000
        assert (rate.hundredths == 10_000) == (rate.out_of > 0 and rate.counted == rate.out_of)
    assert whole.unscreened >= 0
    for split in (rates_by_class(counted), rates_by_carrier(counted), rates_by_day(counted, PERIOD)):
        assert summed([rates for _, rates in split]) == numbers(whole)
    letters = sum(rates.letters for _, rates in rates_by_carrier(counted))
    assert letters == whole.letters


@given(st.lists(st.integers(0, 10_000)))
def test_each_delay_stands_in_one_bucket_and_the_ranks_are_the_nearest(seconds: list[int]) -> None:
    delays = [(timedelta(seconds=length), count) for length, count in Counter(seconds).items()]
    bounds = (timedelta(seconds=60), timedelta(seconds=3600))
    summed = delays_of(delays, bounds, waiting=0, rejected=0, oldest_waiting_at=None)

    assert sum(summed.within) == summed.delivered == len(seconds)
    ordered = sorted(seconds)
    for told, part in ((summed.median, 0.5), (summed.p95, 0.95)):
        nearest = timedelta(seconds=ordered[ceil(len(ordered) * part) - 1]) if ordered else None
        assert told == nearest
