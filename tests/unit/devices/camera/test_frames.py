import pytest

from devices.camera.frames import Pace
from tests.unit.devices.camera.ticks import Ticks


def test_it_waits_out_the_interval_and_no_longer() -> None:
    ticks = Ticks()
    pace = Pace(10, clock=ticks, wait=ticks.wait)
    for _ in range(5):
        pace.keep()
    assert ticks.waits == [pytest.approx(0.1)] * 4


def test_work_in_between_counts() -> None:
    ticks = Ticks()
    pace = Pace(10, clock=ticks, wait=ticks.wait)
    pace.keep()
    ticks.now += 0.07
    pace.keep()
    assert ticks.waits == [pytest.approx(0.03)]


def test_what_was_missed_is_not_made_up_for() -> None:
    ticks = Ticks()
    pace = Pace(10, clock=ticks, wait=ticks.wait)
    pace.keep()
    ticks.now += 60
    for _ in range(5):
        pace.keep()
    assert ticks.waits == [pytest.approx(0.1)] * 3  # one late call, and the next one at once
