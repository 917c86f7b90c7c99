"""Several codes under the counter's camera."""

from dataclasses import replace

from devices.ports import CodesSeen, ScanEvent, ScanSource, Symbology
from tests.support.counter_desk import Desk
from tests.support.counter_house import WAYBILL
from tests.support.fake_counter import OTHER_WAYBILL, scan, two_waybills
from ui.screens.acceptance.state import Hint, Panel

THIRD = "YT8962646785389"


def see(desk: Desk, seen: CodesSeen, *, here: bool = True) -> None:
    """What the window does with it."""
    for one in desk.presenter.several.sort(seen.scans, here=here):
        desk.presenter.scanned(one)


def number(desk: Desk) -> str | None:
    return desk.shown().waybill.number


def test_of_several_waybills_none_is_taken_and_a_digit_picks_one() -> None:
    desk = Desk()
    see(desk, two_waybills(WAYBILL, OTHER_WAYBILL))
    assert desk.shown().panel is Panel.WAYBILL_CHOICE
    assert number(desk) is None
    desk.presenter.scanned(replace(scan(THIRD), source=ScanSource.CAMERA))
    assert number(desk) is None, "what comes into view meanwhile chooses nothing"
    desk.keys("7")
    assert desk.shown().notice is Hint.NO_SUCH_ANSWER
    desk.keys("2")
    assert number(desk) == OTHER_WAYBILL
    assert desk.shown().panel is Panel.NONE


def test_a_scan_by_hand_answers_too() -> None:
    desk = Desk()
    see(desk, two_waybills(WAYBILL, OTHER_WAYBILL))
    desk.presenter.scanned(scan(WAYBILL))
    assert number(desk) == WAYBILL
    assert desk.shown().panel is Panel.NONE


def test_nothing_is_chosen_with_escape() -> None:
    desk = Desk()
    see(desk, two_waybills(WAYBILL, OTHER_WAYBILL))
    desk.keys("Esc")
    assert number(desk) is None
    assert desk.shown().panel is Panel.NONE


def test_one_distinct_number_is_taken_and_what_lies_beside_it_is_not_asked_about() -> None:
    desk = Desk()
    beside = (
        ScanEvent("https://example.com/win", Symbology.QR, ScanSource.CAMERA, "sim:camera", 1.0),
        ScanEvent("ROUTE-0017", Symbology.CODE_128, ScanSource.CAMERA, "sim:camera", 1.0),
        ScanEvent("6901234567892", Symbology.EAN_13, ScanSource.CAMERA, "sim:camera", 1.0),
    )
    see(desk, CodesSeen((*beside, *two_waybills(WAYBILL, WAYBILL).scans)))
    assert number(desk) == WAYBILL
    assert desk.shown().notice is Hint.WAYBILL_TAKEN


def test_beside_the_parcels_own_label_nothing_is_asked() -> None:
    desk = Desk()
    desk.presenter.scanned(scan(WAYBILL))
    see(desk, two_waybills(OTHER_WAYBILL, WAYBILL))
    assert desk.shown().panel is Panel.NONE
    assert number(desk) == WAYBILL
    desk.complete()
    desk.keys("Enter")
    see(desk, two_waybills(OTHER_WAYBILL, WAYBILL))
    assert desk.shown().panel is Panel.NONE, "the parcel that was just accepted still lies there"


def test_without_a_waybill_each_is_answered_for_itself() -> None:
    desk = Desk()
    odd = ScanEvent("https://example.com/win", Symbology.QR, ScanSource.CAMERA, "sim:camera", 1.0)
    see(desk, CodesSeen((odd, replace(odd, text="hello"))))
    assert desk.shown().notice is Hint.CODE_UNKNOWN


def test_away_from_the_counter_and_beside_another_panel_nobody_is_asked() -> None:
    desk = Desk()
    seen = two_waybills(WAYBILL, OTHER_WAYBILL)
    assert desk.presenter.several.sort(seen.scans, here=False) == seen.scans
    desk.keys("F2")
    see(desk, seen)
    assert desk.shown().panel is Panel.REFUSAL
