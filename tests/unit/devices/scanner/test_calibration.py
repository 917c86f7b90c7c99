from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.scanner.calibration import SCANS, TEST_CODE, CalibrationProblem, CalibrationRun, WedgeCalibration
from devices.scanner.wedge import BurstEnd, BurstRecogniser, KeyPress, Scan, WedgeSettings
from tests.support.keyboard import keys_of, suffix


def burst(start: float, gap: float, *, text: str = TEST_CODE, ends: bool = True) -> list[KeyPress]:
    keys = keys_of(text, gap=gap, start=start)
    return [*keys, suffix(keys[-1].monotonic + gap)] if ends else keys


def run(keys: Sequence[KeyPress]) -> CalibrationRun:
    calibration = CalibrationRun()
    for key in keys:
        calibration.feed(key)
    return calibration


def scans(gap: float, *, ends: bool = True) -> list[KeyPress]:
    return [key for number in range(SCANS) for key in burst(10.0 * number, gap, ends=ends)]


@pytest.mark.parametrize(
    ("gap", "threshold_ms"), [(0.0, 35), (0.004, 35), (0.030, 42), (0.060, 84), (0.080, 100), (0.095, 100)]
)
def test_the_threshold_has_room_above_the_slowest_gap(gap: float, threshold_ms: int) -> None:
    calibration = run(scans(gap))
    assert calibration.complete
    found = calibration.result()
    assert isinstance(found, WedgeCalibration)
    assert abs(found.threshold_ms - threshold_ms) <= 1
    assert found.end is BurstEnd.SUFFIX


def test_a_scanner_without_a_suffix_ends_by_silence() -> None:
    found = run(scans(0.004, ends=False)).result()
    assert isinstance(found, WedgeCalibration)
    assert found.end is BurstEnd.SILENCE


def test_an_enter_pressed_later_by_hand_is_no_suffix() -> None:
    keys = [key for n in range(SCANS) for key in [*burst(10.0 * n, 0.004, ends=False), suffix(10.0 * n + 2)]]
    found = run(keys).result()
    assert isinstance(found, WedgeCalibration)
    assert found.end is BurstEnd.SILENCE


def test_typing_before_and_between_is_passed_over() -> None:
    keys = [*keys_of("hello", gap=0.2), *scans(0.004)]
    assert run(keys).heard == SCANS


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ([], CalibrationProblem.NOT_HEARD),
        (burst(0.0, 0.004, text="YT8962646785389"), CalibrationProblem.NOT_HEARD),
        (burst(0.0, 0.004, text=TEST_CODE.swapcase()), CalibrationProblem.OTHER_LAYOUT),
        (burst(0.0, 0.004, text=TEST_CODE.replace("-", "/")), CalibrationProblem.OTHER_LAYOUT),
        (scans(0.12), CalibrationProblem.TOO_SLOW),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(keys: list[KeyPress], problem: CalibrationProblem) -> None:
    assert run(keys).result() is problem


def test_caps_lock_is_no_other_layout() -> None:
    locked = [
        KeyPress(key.text.swapcase(), key.monotonic, is_suffix=key.is_suffix, caps_lock=True) for key in scans(0.004)
    ]
    assert run(locked).heard == SCANS


@settings(max_examples=40)
@given(st.floats(0.0, 0.085), st.floats(0.0, 0.004))
def test_what_is_learned_recognises_the_scanner_it_was_learned_from(gap: float, longer: float) -> None:
    found = run(scans(gap)).result()
    assert isinstance(found, WedgeCalibration)
    recogniser = BurstRecogniser(WedgeSettings(threshold=found.threshold_ms / 1000, end=found.end))
    decisions = [decision for key in burst(0.0, gap + longer) for decision in recogniser.feed(key)]
    assert [decision.text for decision in decisions if isinstance(decision, Scan)] == [TEST_CODE]
