"""Samples become points of a plot."""

from datetime import timedelta

from app.domain.link_history import STEP, LinkSample, PlotPoint, peak, plotted, step_of
from tests.support.builders import NOON

HOUR = timedelta(hours=1)


def sample(hours_ago: float, waiting: int, oldest: timedelta | None = None) -> LinkSample:
    return LinkSample(NOON - hours_ago * HOUR, waiting, oldest, 0, 0, 0)


def test_a_step_begins_at_whole_ten_minutes() -> None:
    begun = step_of(NOON + timedelta(minutes=7, seconds=3))
    assert begun.minute % 10 == 0
    assert begun <= NOON + timedelta(minutes=7, seconds=3) < begun + STEP
    assert step_of(begun) == begun


def test_each_part_shows_its_worst_sample_and_a_gap_is_a_gap() -> None:
    samples = [sample(3.5, 4, HOUR), sample(3.1, 9), sample(0.5, 2, 2 * HOUR), sample(40, 99)]

    points = plotted(samples, NOON, 4 * HOUR, 4)

    assert points == (
        PlotPoint(NOON - 4 * HOUR, 9, HOUR),
        PlotPoint(NOON - 3 * HOUR, None, None),
        PlotPoint(NOON - 2 * HOUR, None, None),
        PlotPoint(NOON - HOUR, 2, 2 * HOUR),
    )


def test_a_backlogs_peak_is_the_most_since_nothing_waited() -> None:
    samples = [sample(5, 900), sample(4, 0), sample(3, 40), sample(2, 70), sample(1, 20)]
    assert peak(samples, 5) == 70
    assert peak(samples, 80) == 80
    assert peak(samples[:2], 3) == 3
    assert peak([], 0) == 0
