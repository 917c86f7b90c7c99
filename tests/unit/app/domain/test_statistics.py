"""The rates against cases counted by hand."""

from datetime import date, timedelta

import pytest

from app.domain.errors import DomainError, DomainFault
from app.domain.sending import Sending
from app.domain.statistics import (
    MAX_DAYS,
    Period,
    Rate,
    RateCode,
    SenderClass,
    Tally,
    class_of,
    delays_of,
    rates_by_carrier,
    rates_by_class,
    rates_by_day,
    rates_of,
)
from tests.support import builders

DAY = date(2026, 11, 20)
NEXT = DAY + timedelta(days=1)
SECOND = timedelta(seconds=1)

# On the 20th: 10 ordinary items at YTO (9 identified, 8 marked, 5 screened, 1 stopped, 2 due), 4 agreement items at SF,
# all in order; 3 letters. On the 21st: one ordinary item of an unknown carrier without anything.
TALLIES = (
    Tally(DAY, SenderClass.AGREEMENT, "sf", 4, 4, 4, 4, 0, 0),
    Tally(DAY, SenderClass.LETTER, "yto", 3, 3, 3, 0, 0, 0),
    Tally(DAY, SenderClass.ORDINARY, "yto", 10, 9, 8, 5, 1, 2),
    Tally(NEXT, SenderClass.ORDINARY, None, 1, 0, 0, 0, 0, 0),
)


def test_the_rates_of_a_counted_case() -> None:
    rates = rates_of(TALLIES)

    assert rates.rate(RateCode.REAL_NAME) == Rate(13, 15)
    assert rates.rate(RateCode.INSPECTION) == Rate(12, 15)
    assert rates.rate(RateCode.SCREENING) == Rate(9, 15)
    assert (rates.letters, rates.stopped, rates.due, rates.unscreened) == (3, 1, 2, 3)


def test_the_splits_of_a_counted_case() -> None:
    classes = dict(rates_by_class(TALLIES))
    carriers = rates_by_carrier(TALLIES)
    days = dict(rates_by_day(TALLIES, Period(DAY - timedelta(days=1), NEXT)))

    assert classes[SenderClass.ORDINARY].rate(RateCode.REAL_NAME) == Rate(9, 11)
    assert classes[SenderClass.AGREEMENT].rate(RateCode.SCREENING) == Rate(4, 4)
    assert [(code, rates.accepted, rates.letters) for code, rates in carriers] == [
        ("sf", 4, 0),
        ("yto", 10, 3),
        (None, 1, 0),
    ]
    assert [rates.accepted for rates in days.values()] == [0, 14, 1]


@pytest.mark.parametrize(
    ("rate", "hundredths"),
    [(Rate(0, 0), None), (Rate(0, 3), 0), (Rate(3, 3), 10_000), (Rate(29_999, 30_000), 9_999), (Rate(2, 3), 6_666)],
)
def test_a_share_is_rounded_down_and_over_nothing_there_is_none(rate: Rate, hundredths: int | None) -> None:
    assert rate.hundredths == hundredths


@pytest.mark.parametrize("counts", [(-1, 3), (4, 3)])
def test_more_than_all_is_no_rate(counts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="more counted"):
        Rate(*counts)


def test_every_way_of_sending_is_of_one_class() -> None:
    assert {sending: class_of(sending) for sending in Sending} == {
        Sending.PERSON: SenderClass.ORDINARY,
        Sending.ENTRUSTED: SenderClass.ORDINARY,
        Sending.ORGANISATION: SenderClass.ORDINARY,
        Sending.AGREEMENT: SenderClass.AGREEMENT,
        Sending.LETTER: SenderClass.LETTER,
    }


def test_a_period_has_both_its_ends() -> None:
    assert Period.ending(DAY, 7) == Period(date(2026, 11, 14), DAY)
    assert Period(DAY, DAY).days == 1
    assert Period.ending(DAY, MAX_DAYS).days == MAX_DAYS


@pytest.mark.parametrize("days", [0, -5, MAX_DAYS + 1])
def test_days_in_the_wrong_order_or_too_many_are_no_period(days: int) -> None:
    with pytest.raises(DomainError) as caught:
        Period.ending(DAY, days)
    assert caught.value.fault is DomainFault.PERIOD_INVALID


def test_delays_by_nearest_rank_and_by_bounds() -> None:
    delays = [(seconds * SECOND, count) for seconds, count in ((60, 1), (1, 2), (5, 1), (61, 1), (4000, 1))]

    summed = delays_of(delays, (60 * SECOND, 600 * SECOND), waiting=2, rejected=1, oldest_waiting_at=builders.NOON)

    assert summed.within == (4, 1, 1)
    assert (summed.median, summed.p95) == (5 * SECOND, 4000 * SECOND)
    assert (summed.delivered, summed.waiting, summed.rejected) == (6, 2, 1)
    assert summed.oldest_waiting_at == builders.NOON


def test_no_receipt_has_no_delay() -> None:
    summed = delays_of((), (SECOND,), waiting=0, rejected=0, oldest_waiting_at=None)

    assert (summed.median, summed.p95, summed.within) == (None, None, (0, 0))


def test_the_pack_defines_each_rate_once_and_its_bounds_rise() -> None:
    rules = builders.policy().statistics

    assert {rules.rate(code).code for code in RateCode} == set(RateCode)
    assert all(rule.target == 10_000 for rule in rules.rates)
    assert list(rules.delay_bounds) == sorted(rules.delay_bounds)
