"""The estimate of a backlog's end is honest whatever was seen."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.drain import LEAST_SPAN, STALL, WINDOW, LaneEstimate, Movement, Observation, estimate, recent
from tests.support.builders import NOON

SEEN = st.lists(
    st.builds(
        lambda seconds, records, size, delivered: Observation(
            NOON - timedelta(seconds=seconds), records, size, delivered
        ),
        st.integers(-100, 1200),
        st.integers(0, 40_000),
        st.integers(0, 10**10),
        st.integers(0, 10**6),
    ),
    max_size=60,
)
BUDGET = settings(max_examples=60)


def steady(left: int, pace: int, times: int = 30, every: int = 10) -> list[Observation]:
    """Seen every ten seconds up to noon, ``pace`` records fewer each time, ``left`` at the end."""
    return [
        Observation(
            NOON - timedelta(seconds=every * back), left + pace * back, (left + pace * back) * 1000, -pace * back
        )
        for back in range(times)
    ]


def ordered(lane: LaneEstimate) -> bool:
    times = [time for time in (lane.soonest, lane.likely, lane.latest) if time is not None]
    return times == sorted(times)


@BUDGET
@given(SEEN)
def test_nothing_is_promised_that_was_not_seen(seen: list[Observation]) -> None:
    found = estimate(seen, NOON)
    kept = recent(seen, NOON)
    for lane in (found.records, found.photos):
        assert ordered(lane)
        assert (lane.likely is not None) == (lane.movement is Movement.SHRINKING)
        assert lane.left >= 0
        if lane.movement is Movement.SHRINKING:
            assert lane.per_minute is not None
            assert lane.per_minute > 0
            assert kept[-1].at - kept[0].at >= LEAST_SPAN


@BUDGET
@given(SEEN, st.randoms())
def test_the_order_of_looking_changes_nothing(seen: list[Observation], chance: random.Random) -> None:
    by_time = {one.at: one for one in seen}
    shuffled = list(by_time.values())
    chance.shuffle(shuffled)
    assert estimate(shuffled, NOON) == estimate(list(by_time.values()), NOON)


@BUDGET
@given(st.integers(1, 30_000), st.integers(1, 500))
def test_a_steady_pace_is_told_exactly(left: int, pace: int) -> None:
    found = estimate(steady(left, pace), NOON).records
    expected = left / (pace / 10)
    assert found.movement is Movement.SHRINKING
    for time in (found.soonest, found.likely, found.latest):
        assert time is not None
        assert time.total_seconds() == pytest.approx(expected, abs=0.01)


@BUDGET
@given(st.integers(1, 30_000), st.integers(1, 500), st.integers(1, 28), st.integers(0, 10**6))
def test_one_wild_look_moves_the_time_little(left: int, pace: int, place: int, wild: int) -> None:
    seen = steady(left, pace)
    seen[place] = Observation(seen[place].at, wild, 0, 0)
    found, calm = estimate(seen, NOON).records, estimate(steady(left, pace), NOON).records
    assert found.likely is not None
    assert calm.likely is not None
    assert found.likely.total_seconds() == pytest.approx(calm.likely.total_seconds(), rel=0.1)


@BUDGET
@given(st.integers(1, 30_000), st.integers(2, 100), st.integers(2, 40))
def test_twice_the_backlog_takes_twice_the_time(left: int, pace: int, times: int) -> None:
    once, twice = estimate(steady(left, pace, times + 2), NOON), estimate(steady(2 * left, pace, times + 2), NOON)
    assert once.records.likely is not None
    assert twice.records.likely is not None
    assert twice.records.likely.total_seconds() == pytest.approx(2 * once.records.likely.total_seconds(), abs=0.01)


def test_a_stall_of_a_quarter_of_the_time_widens_the_range_upwards() -> None:
    # ten seconds of work and ten of rest by turns: the mean is half, and a slow quarter never ends
    seen = [Observation(NOON - timedelta(seconds=10 * back), 1000 + 50 * (back // 2), 0, 0) for back in range(20)]
    found = estimate(seen, NOON).records
    assert found.movement is Movement.SHRINKING
    assert found.latest is None
    assert found.soonest is not None
    assert found.likely is not None
    assert found.soonest < found.likely


def test_what_does_not_move_is_told_so() -> None:
    still = [Observation(NOON - timedelta(seconds=10 * back), 40, 0, 100) for back in range(12)]
    found = estimate(still, NOON)
    assert found.records == LaneEstimate(Movement.STILL, 40)
    assert found.photos.movement is Movement.EMPTY


def test_a_link_that_has_just_died_promises_nothing_any_more() -> None:
    alive = [Observation(one.at - STALL, one.records, one.photo_bytes, one.delivered) for one in steady(500, 20)]
    dead = [replace(alive[0], at=NOON - timedelta(seconds=10 * back)) for back in range(9)]
    assert estimate([*alive, *dead[1:]], NOON - timedelta(seconds=10)).records.movement is Movement.SHRINKING
    assert estimate([*alive, *dead], NOON).records == LaneEstimate(Movement.STILL, 500)


def test_rare_looks_at_a_backlog_that_goes_down_are_no_stall() -> None:
    found = estimate(steady(500, 100, times=5, every=120), NOON).records
    assert found.movement is Movement.SHRINKING
    assert found.per_minute == pytest.approx(50)


def test_more_coming_in_than_going_out_is_growing() -> None:
    seen = [Observation(NOON - timedelta(seconds=10 * back), 400 - 3 * back, 0, 100 - back) for back in range(12)]
    assert estimate(seen, NOON).records.movement is Movement.GROWING
    stuck = [Observation(one.at, one.records, 0, 100) for one in seen]
    assert estimate(stuck, NOON).records.movement is Movement.STILL


def test_a_first_look_promises_nothing() -> None:
    found = estimate([Observation(NOON, 40, 10**6, 0)], NOON)
    assert (found.records.movement, found.records.left) == (Movement.MEASURING, 40)
    assert not found.is_empty
    assert estimate([], NOON).is_empty


def test_what_is_older_than_the_window_does_not_count() -> None:
    old = Observation(NOON - WINDOW - timedelta(seconds=1), 10**6, 0, 0)
    assert recent([old], NOON) == ()
    assert recent([Observation(NOON + timedelta(seconds=1), 1, 0, 0)], NOON) == ()
