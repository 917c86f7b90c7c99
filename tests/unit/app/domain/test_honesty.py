"""What is unusual, by the numbers of the policy pack, and nothing else."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.honesty import Caution, SenderHistory, cautions, in_night
from app.system import CHINA
from tests.support.builders import TODAY, document, policy

POLICY = policy()
LIMITS = POLICY.senders.limits
NOON_HERE = datetime(2026, 11, 20, 12, 0, tzinfo=CHINA)
NIGHT = datetime(2026, 11, 20, 23, 30, tzinfo=CHINA)
CALM = SenderHistory()


def test_an_ordinary_sender_at_an_ordinary_hour_is_not_unusual() -> None:
    assert cautions(document(), CALM, POLICY, NOON_HERE) == ()


@pytest.mark.parametrize(
    ("below", "at", "caution"),
    [
        (
            SenderHistory(parcels_today=LIMITS.parcels_a_day - 1),
            SenderHistory(parcels_today=LIMITS.parcels_a_day),
            Caution.MANY_PARCELS,
        ),
        (SenderHistory(phones=LIMITS.phones - 1), SenderHistory(phones=LIMITS.phones), Caution.MANY_PHONES),
        (CALM, SenderHistory(clerks_own=True), Caution.CLERKS_OWN_DOCUMENT),
        (CALM, SenderHistory(elsewhere=True), Caution.DOCUMENT_ELSEWHERE),
    ],
)
def test_a_threshold_is_reached_at_the_policys_number(
    below: SenderHistory, at: SenderHistory, caution: Caution
) -> None:
    assert cautions(document(), below, POLICY, NOON_HERE) == ()
    assert cautions(document(), at, POLICY, NOON_HERE) == (caution,)


def test_thresholds_are_the_packs() -> None:
    strict = replace(POLICY, senders=replace(POLICY.senders, limits=replace(LIMITS, parcels_a_day=2)))
    assert cautions(document(), SenderHistory(parcels_today=2), strict, NOON_HERE) == (Caution.MANY_PARCELS,)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (TODAY, ()),
        (TODAY + timedelta(days=1), (Caution.BIRTH_IN_FUTURE,)),
        (date(1906, 11, 21), ()),
        (date(1906, 11, 20), (Caution.AGE_IMPROBABLE,)),
        (None, ()),
    ],
)
def test_improbable_birth_dates_are_noticed_and_missing_ones_are_not(
    born: date | None, expected: tuple[Caution, ...]
) -> None:
    assert cautions(document(birth_date=born), CALM, POLICY, NOON_HERE) == expected


def test_a_burst_is_unusual_at_night_only() -> None:
    burst = SenderHistory(recent_parcels=LIMITS.night_parcels)
    assert cautions(document(), burst, POLICY, NOON_HERE) == ()
    assert cautions(document(), burst, POLICY, NIGHT) == (Caution.NIGHT_BURST,)
    assert cautions(document(), SenderHistory(recent_parcels=LIMITS.night_parcels - 1), POLICY, NIGHT) == ()


def test_everything_at_once_comes_in_one_order() -> None:
    everything = SenderHistory(99, 99, clerks_own=True, elsewhere=True, recent_parcels=99)
    found = cautions(document(birth_date=date(1900, 1, 1)), everything, POLICY, NIGHT)
    assert found == tuple(caution for caution in Caution if caution is not Caution.BIRTH_IN_FUTURE)


@pytest.mark.parametrize("caution", Caution)
def test_the_shipped_pack_has_reasons_for_every_caution(caution: Caution) -> None:
    rule = POLICY.senders.caution(caution.value)
    assert rule is not None
    assert rule.reasons


@pytest.mark.parametrize(
    ("now", "inside"),
    [
        (time(22, 59, 59), False),
        (time(23), True),
        (time(0), True),
        (time(4, 59, 59), True),
        (time(5), False),
        (time(12), False),
    ],
)
def test_a_night_goes_over_midnight_and_its_end_is_morning(now: time, *, inside: bool) -> None:
    assert in_night(now, time(23), time(5)) is inside


@given(now=st.times(), begins=st.times(), ends=st.times())
def test_what_is_not_night_is_day(now: time, begins: time, ends: time) -> None:
    if begins != ends:
        assert in_night(now, begins, ends) is not in_night(now, ends, begins)
    else:
        assert not in_night(now, begins, ends)
