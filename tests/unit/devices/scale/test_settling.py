from dataclasses import replace
from decimal import Decimal

import pytest

from devices.scale.reading import Basis, WeightReading, WeightUnit, overloaded
from devices.scale.settling import Emptied, Settled, Settling

FRAME = 0.1
BEFORE_ALL = float("-inf")


def grams(weight: int, stable: bool | None = None, basis: Basis | None = None) -> WeightReading:
    return WeightReading(Decimal(weight), WeightUnit.GRAM, basis, stable)


def load(weight: int, frame: int | None = None, *, net: bool = False) -> Settled:
    """Put down with the frame of that number, or before the first one."""
    return Settled(weight, net, BEFORE_ALL if frame is None else frame * FRAME)


def told(settling: Settling, *readings: WeightReading, every: float = FRAME, begin: float = 0.0) -> list[object]:
    outcomes = (settling.feed(reading, begin + number * every) for number, reading in enumerate(readings))
    return [outcome for outcome in outcomes if outcome is not None]


def test_the_scales_own_word_is_enough() -> None:
    settling = Settling()
    assert told(settling, grams(900, stable=False), grams(1250, stable=False), grams(1250, stable=True)) == [load(1250)]


def test_without_a_word_three_equal_frames_are_needed() -> None:
    settling = Settling()
    assert told(settling, *(grams(weight) for weight in (900, 1250, 1250, 1240, 1250, 1250))) == []
    assert told(settling, grams(1250), begin=6 * FRAME) == [load(1250)]


def test_three_equal_frames_that_took_too_long_are_not() -> None:
    assert told(Settling(), *[grams(1250)] * 5, every=0.2) == []
    assert told(Settling(window=0.5), *[grams(1250)] * 5, every=0.2) == [load(1250)]


def test_equal_frames_that_came_in_one_piece_are_no_standing_still() -> None:
    settling = Settling()
    assert told(settling, *[grams(1250)] * 5, every=0.001) == []
    assert told(settling, grams(1250), begin=0.2) == [load(1250)]


def test_in_a_short_window_half_of_it_is_enough() -> None:
    assert told(Settling(window=0.1), *[grams(1250)] * 3, every=0.03) == [load(1250)]


def test_one_load_is_told_once_and_the_next_one_again() -> None:
    settling = Settling()
    stable = [grams(weight, stable=True) for weight in (0, 1250, 1250, 1252, 1250, 2000, 1, 0, 1250)]
    assert told(settling, *stable) == [
        Emptied(),
        load(1250, 1),
        load(2000, 1),
        Emptied(),
        load(1250, 8),
    ]


@pytest.mark.parametrize("swap", [grams(1, stable=False), grams(-40, stable=False), grams(0)])
def test_a_pan_that_is_bare_for_one_restless_frame_ends_the_load(swap: WeightReading) -> None:
    stable = grams(1250, stable=True)
    assert told(Settling(), stable, swap, stable) == [load(1250), Emptied(), load(1250, 2)]


def test_a_frame_without_a_weight_ends_no_load() -> None:
    stable, blank = grams(1250, stable=True), replace(grams(0, stable=False), blank=True)
    assert told(Settling(), grams(0, stable=True), stable, blank, stable) == [Emptied(), load(1250, 1)]


@pytest.mark.parametrize(
    "reading",
    [replace(overloaded(WeightUnit.KILOGRAM), stable=True), grams(500, stable=True, basis=Basis.TARE)],
)
def test_overload_and_tare_tell_nothing(reading: WeightReading) -> None:
    assert told(Settling(), reading, reading, reading) == []


def test_less_than_nothing_is_an_empty_pan() -> None:
    assert told(Settling(), grams(-200, stable=True), grams(-200, stable=True)) == [Emptied()]


def test_a_net_weight_says_so() -> None:
    assert told(Settling(), grams(300, stable=True, basis=Basis.NET)) == [load(300, net=True)]


def test_after_the_line_was_closed_what_lies_there_is_told_anew() -> None:
    settling = Settling()
    assert told(settling, grams(1250, stable=True)) == [load(1250)]
    settling.reset()
    assert told(settling, grams(1250, stable=True)) == [load(1250)]


def test_a_load_that_lay_there_over_a_loss_is_as_old_as_it_was() -> None:
    settling = Settling()
    told(settling, grams(0, stable=True), grams(1250, stable=True))
    settling.reset()
    settling.reset()
    assert told(settling, grams(1250, stable=True), begin=60.0) == [load(1250, 1)]


def test_what_was_put_down_during_a_loss_is_as_old_as_the_last_frame_before() -> None:
    settling = Settling()
    told(settling, grams(0, stable=True), grams(0, stable=True))
    settling.reset()
    assert told(settling, grams(1250, stable=True), begin=60.0) == [load(1250, 1)]
