import pytest

from devices.simulators.photo_bench import measure_judging, measure_reuse, p95
from tests.support.photos import PHOTO_THRESHOLDS


def test_what_is_tried_is_counted() -> None:
    figures = measure_reuse(different=4, copied=2, earlier=60, first_seed=9_000)
    assert (figures.earlier, figures.different, figures.false_stops) == (60, 4, 0)
    assert set(figures.tried.values()) == {2}
    assert figures.found_share > 0.9
    assert figures.false_share == 0
    assert len(figures.search_seconds) == len(figures.probe_seconds) == 4 + 2 * len(figures.tried)
    assert 0 < figures.features_bytes <= 6000


def test_each_photo_is_timed() -> None:
    seconds = measure_judging(4, PHOTO_THRESHOLDS, first_seed=9_000)
    assert len(seconds) == 4
    assert 0 < p95(seconds) == max(seconds)


def test_nothing_to_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="copy"):
        measure_reuse(different=1, copied=2, earlier=1)
    assert p95([]) == 0
