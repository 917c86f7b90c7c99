"""The counter goes first: how long the sync thread rests between two steps, and when it begins again."""

import threading
from collections.abc import Callable

import pytest

from app.courtesy import AT_WORK_S, BEHIND_S, LONGEST_S, SHARE, STEP_WAIT_S, CounterFirst


class Watch:
    """Both clocks, in the test's hand, and the steps that are to come at the counter; waiting passes the time."""

    def __init__(self) -> None:
        self.now = 100.0
        self.worked = 7.0
        self.coming: list[float] = []
        self.step_takes = 0.0
        self.first = CounterFirst(
            monotonic=lambda: self.now, busy=lambda: self.worked, wait=self._wait, written=self._write
        )
        self.first.rest()

    def _wait(self, holds: Callable[[], bool], seconds: float) -> bool:
        end = self.now + seconds
        while not holds() and self.coming and self.coming[0] <= end:
            self.now = self.coming.pop(0)
            self.first.used()
        if not holds():
            self.now = end
        return holds()

    def _write(self) -> None:
        self.now += self.step_takes

    def work(self, seconds: float) -> None:
        self.worked += seconds
        self.now += seconds

    def rest(self) -> float:
        """Seconds that it took."""
        began = self.now
        self.first.rest()
        return self.now - began


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_nobody_at_work_costs_no_rest(watch: Watch) -> None:
    watch.work(5.0)

    assert not watch.first.at_work()
    assert watch.rest() == 0


def test_work_beside_the_counter_is_held_to_its_share(watch: Watch) -> None:
    watch.first.used()
    watch.coming = [100.0 + 0.05 * step for step in range(1, 2000)]
    for _ in range(40):
        watch.work(0.005)
        watch.rest()

    assert 0.8 * SHARE < 40 * 0.005 / (watch.now - 100.0) <= SHARE


def test_work_begins_right_behind_a_step(watch: Watch) -> None:
    watch.first.used()
    watch.coming = [100.4, 101.2, 102.6]
    watch.step_takes = 0.03
    watch.work(0.005)
    watch.rest()

    assert watch.now == pytest.approx(101.2 + 0.03 + BEHIND_S), "the first one comes before the share is earned"


def test_waiting_for_the_network_is_rest_enough(watch: Watch) -> None:
    watch.first.used()
    watch.work(0.01)
    watch.now += 0.01 / SHARE
    watch.first.used()
    watch.coming = [watch.now + 0.1]

    assert watch.rest() == 0


def test_no_rest_is_longer_than_what_is_urgent_may_wait(watch: Watch) -> None:
    watch.work(1.0)
    watch.first.used()
    watch.coming = [watch.now + LONGEST_S - 0.1]

    assert watch.rest() == pytest.approx(LONGEST_S + STEP_WAIT_S)


def test_where_no_step_comes_nobody_is_waited_for_long(watch: Watch) -> None:
    watch.first.used()
    watch.work(0.005)

    assert watch.rest() == pytest.approx(0.005 / SHARE - 0.005 + STEP_WAIT_S)

    watch.now = 100.0 + AT_WORK_S - 0.3
    watch.rest()
    watch.work(0.001)
    watch.rest()
    assert watch.now == pytest.approx(100.0 + AT_WORK_S), "by then nobody is at work"


def test_the_counter_counts_as_used_for_a_while(watch: Watch) -> None:
    watch.first.used()
    watch.now += AT_WORK_S - 0.01
    assert watch.first.at_work()
    watch.now += 0.02
    assert not watch.first.at_work()


@pytest.mark.parametrize("worked", [0.0, 1.0])
def test_a_stop_ends_a_rest_under_way(worked: float) -> None:
    first = CounterFirst(busy=iter((0.0, 0.0, worked, worked)).__next__)
    first.rest()
    first.used()
    resting = threading.Thread(target=first.rest)
    resting.start()
    first.stop()
    resting.join(LONGEST_S / 2)

    assert not resting.is_alive()


def test_a_step_at_the_counter_is_heard_across_threads() -> None:
    first = CounterFirst(busy=iter((0.0, 0.0, 0.001, 0.001)).__next__)
    first.rest()
    first.used()
    resting = threading.Thread(target=first.rest)
    resting.start()
    steps = 0
    while resting.is_alive():
        first.used()
        steps += 1
        resting.join(BEHIND_S)

    assert 1 < steps < STEP_WAIT_S / BEHIND_S
