"""Nothing goes too early, whatever the clocks and receipts say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.retention import Keeping, KeptBecause, Standing, standing, trusted_time
from app.domain.retention_rules import RetentionClass
from tests.support import builders

RULE = builders.policy().retention.purged[RetentionClass.RECORD_TEXT]
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 # st adds it
RECEIPTS = st.lists(st.none() | MOMENTS, max_size=4).map(tuple)
REASONS = st.frozensets(st.sampled_from(KeptBecause))


@given(RECEIPTS, REASONS, st.none() | MOMENTS, MOMENTS, st.integers(1, 4000))
def test_due_means_proven_over_and_free(
    receipts: tuple[datetime | None, ...],
    reasons: frozenset[KeptBecause],
    newest: datetime | None,
    clock: datetime,
    days: int,
) -> None:
    rule = replace(RULE, days=days)
    found = standing(Keeping(receipts, reasons), rule, trusted_time(newest, None, clock))

    if found is Standing.DUE:
        assert receipts
        assert not reasons
        for proven in receipts:
            assert proven is not None
            assert newest is not None
            # by the province's own times, and by the clock as well
            assert newest - proven >= timedelta(days=days)
            assert clock - proven >= timedelta(days=days)


@given(RECEIPTS, st.none() | MOMENTS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9999)))
def test_a_clock_that_jumps_ahead_makes_nothing_due(
    receipts: tuple[datetime | None, ...], newest: datetime | None, clock: datetime, jump: timedelta
) -> None:
    if newest is not None and newest > clock:
        newest = clock  # a clock that was right: the province's times lie behind it
    before = standing(Keeping(receipts), RULE, trusted_time(newest, None, clock))
    after = standing(Keeping(receipts), RULE, trusted_time(newest, None, clock + jump))

    assert before is after


@given(MOMENTS, MOMENTS, MOMENTS)
def test_the_time_never_falls_behind_an_earlier_purge(newest: datetime, earlier: datetime, clock: datetime) -> None:
    assert trusted_time(newest, earlier, clock) == min(max(newest, earlier), clock)
