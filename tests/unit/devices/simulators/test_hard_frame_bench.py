import pytest

from devices.simulators.hard_frame_bench import measure_hard, measure_quick


def test_hard_clips_are_read_in_time_and_none_wrong() -> None:
    found = measure_hard(2, seed=7)
    assert (found.clips, found.frames, found.wrong) == (2, 16, 0)
    assert found.rate == 1
    assert found.missed == {}


def test_the_quick_pass_is_measured_beside_the_library() -> None:
    found = measure_quick(2)
    assert 0 < found.times_as_long < 3


@pytest.mark.parametrize("measure", [measure_hard, measure_quick])
def test_nothing_cannot_be_measured(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="nothing"):
        measure(0)
