"""The counter goes first: how long the sync thread rests between two steps."""

import threading

import pytest

from app.courtesy import AT_WORK_S, LONGEST_S, SHARE, CounterFirst


class Watch:
    """Both clocks, in the test's hand; a rest passes the time it asks for."""

    def __init__(self) -> None:
        self.now = 100.0
        self.worked = 7.0
        self.first = CounterFirst(monotonic=lambda: self.now, busy=lambda: self.worked, pause=self._pass)
        self.rests: list[float] = []
        self.first.rest()

    def _pass(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += seconds

    def work(self, seconds: float) -> None:
        self.worked += seconds
        self.now += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_nobody_at_work_costs_no_rest(watch: Watch) -> None:
    watch.work(5.0)
    watch.first.rest()

    assert (watch.first.at_work(), watch.rests) == (False, [])


def test_work_beside_the_counter_is_held_to_its_share(watch: Watch) -> None:
    watch.first.used()
    for _ in range(20):
        watch.first.used()
        watch.work(0.01)
        watch.first.rest()

    assert len(watch.rests) == 20
    assert 20 * 0.01 / (watch.now - 100.0) == pytest.approx(SHARE)


def test_waiting_for_the_network_is_rest_enough(watch: Watch) -> None:
    watch.first.used()
    watch.work(0.01)
    watch.now += 0.01 / SHARE
    watch.first.rest()

    assert watch.rests == []


def test_no_rest_is_longer_than_what_is_urgent_may_wait(watch: Watch) -> None:
    watch.work(1.0)
    watch.first.used()
    watch.first.rest()

    assert watch.rests == [LONGEST_S]


def test_the_counter_counts_as_used_for_a_while(watch: Watch) -> None:
    watch.first.used()
    watch.now += AT_WORK_S - 0.01
    assert watch.first.at_work()
    watch.now += 0.02
    assert not watch.first.at_work()


def test_a_stop_ends_a_rest_under_way() -> None:
    first = CounterFirst(busy=iter((0.0, 0.0, 1.0, 1.0)).__next__)
    first.rest()
    first.used()
    resting = threading.Thread(target=first.rest)
    resting.start()
    first.stop()
    resting.join(LONGEST_S / 2)

    assert not resting.is_alive()
