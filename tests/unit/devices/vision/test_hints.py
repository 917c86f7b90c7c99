import pytest

from devices.ports import CodePlace, ScanHint, Sight
from devices.simulators.waybill_picture import Conditions, opened_parcel_picture
from devices.vision.code_area import code_area
from devices.vision.hints import STEADY_S, BarsMeasured, CalmHint, hint_for, measure_bars
from devices.vision.ladder import Ladder
from devices.vision.live_sight import LINGERS_S, LiveSight
from devices.vision.pixels import as_gray
from devices.vision.smear import Smear
from tests.unit.devices.vision.conftest import NUMBER, code, picture


@pytest.mark.parametrize(
    ("measured", "hint"),
    [
        (None, None),
        (BarsMeasured(20, 0.8, None), ScanHint.MORE_LIGHT),
        (BarsMeasured(20, 0.1, Smear(8, 1)), ScanHint.MORE_LIGHT),
        (BarsMeasured(130, 0.8, Smear(8, 1)), ScanHint.HOLD_STILL),
        (BarsMeasured(130, 0.1, None), ScanHint.HOLD_STILL),
        (BarsMeasured(130, 0.8, None), ScanHint.CLOSER),
    ],
)
def test_light_comes_first_then_motion_then_size(measured: BarsMeasured | None, hint: ScanHint | None) -> None:
    assert hint_for(measured) is hint


@pytest.mark.parametrize(
    ("conditions", "hint"),
    [
        (Conditions(pixels_per_mm=2.8, angle=30, qr_covered=True), ScanHint.CLOSER),
        (Conditions(defocus=4, angle=30), ScanHint.HOLD_STILL),
        (Conditions(motion=14, qr_covered=True), ScanHint.HOLD_STILL),
        (Conditions(light=0.05, noise=8, qr_covered=True), ScanHint.MORE_LIGHT),
    ],
    ids=["small", "blurred", "moved", "dark"],
)
def test_what_keeps_a_drawn_waybill_from_being_read_is_told(conditions: Conditions, hint: ScanHint) -> None:
    assert hint_for(Ladder().climb([as_gray(picture(conditions))], budget_s=0).bars) is hint


def test_goods_are_no_code() -> None:
    gray = as_gray(opened_parcel_picture())
    area = code_area(gray)
    assert area is not None
    assert measure_bars(area.cut(gray), 130) is None


def test_a_hint_comes_and_goes_without_flicker() -> None:
    calm = CalmHint()
    for tick, hint in enumerate([ScanHint.CLOSER, None, ScanHint.CLOSER, ScanHint.HOLD_STILL] * 3):
        calm.take(hint, tick * STEADY_S / 2)
        assert calm.shown is None
    for tick in range(4):
        calm.take(ScanHint.CLOSER, 100 + tick * STEADY_S / 2)
    assert calm.shown is ScanHint.CLOSER
    calm.take(None, 110)
    assert calm.shown is ScanHint.CLOSER
    calm.take(None, 110 + 2 * STEADY_S)
    assert calm.shown is None


class TestLiveSight:
    def test_a_code_lies_in_parts_of_the_picture_and_lingers(self) -> None:
        live, image = LiveSight(), as_gray(picture())[:90, :90]
        live.frame([code(NUMBER)], image, 0)
        corners = ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1))
        assert live.sight == Sight((CodePlace(NUMBER, corners),))
        live.frame([], image, LINGERS_S - 0.1)
        assert live.sight.codes
        live.frame([], image, LINGERS_S)
        assert live.sight == Sight()
        assert NUMBER not in repr(CodePlace(NUMBER, corners))

    def test_a_code_that_was_read_ends_the_hint(self) -> None:
        live, image = LiveSight(), as_gray(picture())[:90, :90]
        live.missed(ScanHint.CLOSER)
        for now in (0, STEADY_S):
            live.frame([], image, now)
        assert live.sight.hint is ScanHint.CLOSER
        live.frame([code(NUMBER)], image, 2)
        assert live.sight.hint is None
