import sys

import pytest

from devices.simulators.replug_bench import measure_replugs
from devices.simulators.scan_bench import measure_scans
from devices.simulators.sdt_noise_bench import measure_noise
from devices.simulators.soak_bench import measure_soak


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
def test_scans_are_timed_one_by_one() -> None:
    times = measure_scans(5)
    assert len(times) == 5
    assert all(0 < seconds < 5 for seconds in times)


def test_noise_with_lures_in_it_is_never_a_card() -> None:
    found = measure_noise(1)
    assert (found.false_cards, found.lures, found.megabytes) == (0, 100, 1.0)
    assert found.seconds > 0


def test_some_minutes_at_the_counter_lose_and_double_nothing() -> None:
    found = measure_soak(0.1, seed=3)
    assert found.readings == 36 * 7
    assert found.faults > 2
    assert (found.lost, found.doubled, found.false, found.threads, found.unclosed) == (0, 0, 0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
def test_plugs_in_and_out_leave_nothing_open() -> None:
    found = measure_replugs(2)
    assert (found.plugs, found.handles, found.threads) == (10, 0, 0)
