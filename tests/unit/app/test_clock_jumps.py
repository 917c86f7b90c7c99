"""Clocks that are set while the program runs."""

import json
from datetime import datetime, timedelta

import pytest

from app.clock_jumps import ClockJumps, steady_seconds
from app.ports import ClockOffset
from tests.support.builders import NOON
from tests.support.counter_house import CounterHouse, StandingClock


class HandWatch:
    """A clock that nobody can set: it only runs."""

    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize("ran", [timedelta(0), timedelta(seconds=5), timedelta(days=30)])
@pytest.mark.parametrize("set_by", [timedelta(hours=2), timedelta(hours=-2), timedelta(days=-1000), timedelta(0)])
def test_time_that_passes_is_no_jump_and_what_was_set_is(ran: timedelta, set_by: timedelta) -> None:
    clock, watch = StandingClock(), HandWatch()
    jumps = ClockJumps(clock, watch)

    watch.seconds += ran.total_seconds()
    clock.advance(ran + set_by)

    assert jumps() == set_by


def test_a_crystal_that_is_a_little_fast_is_let_be() -> None:
    clock, watch = StandingClock(), HandWatch()
    jumps = ClockJumps(clock, watch)
    clock.advance(timedelta(milliseconds=900))

    assert jumps() == timedelta(0)


def test_a_comparison_begins_anew() -> None:
    clock, watch = StandingClock(), HandWatch()
    jumps = ClockJumps(clock, watch)
    clock.advance(timedelta(hours=1))
    jumps.compare()

    assert jumps() == timedelta(0)


def test_the_steady_clock_runs_forward() -> None:
    assert steady_seconds() <= steady_seconds()


@pytest.mark.parametrize("jumped", [timedelta(0), timedelta(hours=2), timedelta(days=-700)])
def test_a_record_tells_both_times_after_the_clock_was_set(jumped: timedelta) -> None:
    house = CounterHouse(jumped=jumped)
    house.look(lambda work: work.terminal.save_clock_offset(ClockOffset(1_500, NOON)))

    accepted = house.accepted()

    message = json.loads(house.store.tables.outbox[accepted.message_id].message.body)
    assert message["clock"]["offset_ms"] == 1_500 + jumped / timedelta(milliseconds=1)
    assert datetime.fromisoformat(message["clock"]["measured_at"]) == NOON
    assert datetime.fromisoformat(message["occurred_at"]) == house.clock.now()


def test_records_keep_their_order_when_the_clock_is_set_back() -> None:
    house = CounterHouse()
    house.accepted("YT0000000000001")
    house.clock.advance(timedelta(days=-2))
    house.accepted("YT0000000000002")

    messages = [kept.message for kept in house.store.tables.outbox.values()]
    assert [message.sequence for message in messages] == [1, 2]
    assert messages[1].created_at < messages[0].created_at
    assert messages[1].previous_digest == messages[0].digest
