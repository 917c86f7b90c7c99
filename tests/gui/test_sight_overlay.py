"""The camera's sight over the live picture: the hint, and waybills to be picked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from devices.ports import ScanHint, Sight
from tests.gui.stage import Stage
from tests.support.counter_house import WAYBILL
from tests.support.fake_counter import OTHER_WAYBILL, box_picture, preview_of, scan, side_by_side, two_waybills
from ui.screens.acceptance.state import Panel
from ui.theme import Theme


def tap(widget: QWidget, place: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_a_hint_stands_on_the_picture_and_a_tap_picks_a_waybill(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme)
    stage.sign_in()
    view = stage.window.acceptance_view
    stage.preview = preview_of(box_picture())
    stage.counter.sight = Sight(hint=ScanHint.CLOSER)
    lane = view.inspection_lane.overlay
    qtbot.waitUntil(lambda: lane.hint == "条码太小，靠近一点")

    stage.counter.sight = side_by_side(WAYBILL, OTHER_WAYBILL)
    stage.window.take(two_waybills(WAYBILL, OTHER_WAYBILL))
    assert stage.window.acceptance.panel is Panel.WAYBILL_CHOICE
    overlay = view.waybill_choice_panel.overlay
    qtbot.waitUntil(lambda: overlay.place_of(OTHER_WAYBILL) is not None)
    second = overlay.place_of(OTHER_WAYBILL)
    assert second is not None
    tap(overlay, overlay.rect().bottomRight())
    assert stage.window.acceptance.panel is Panel.WAYBILL_CHOICE
    tap(overlay, second.center().toPoint())
    assert view.waybill_lane.isVisible()
    assert stage.window.acceptance.view.parcel is not None
    waybill = stage.window.acceptance.view.parcel.waybill
    assert waybill is not None
    assert waybill.number == OTHER_WAYBILL

    stage.counter.sight = Sight(hint=ScanHint.MORE_LIGHT)
    assert lane.hint == "", "no code is wanted any more"
    stage.window.take(scan())
    stage.window.stop()


@pytest.mark.parametrize(("page", "asked"), [("Ctrl+2", True), ("Ctrl+H", False)])
def test_two_labels_seen_from_another_page_are_asked_about_at_the_counter(
    qtbot: QtBot, theme: Theme, page: str, asked: bool
) -> None:
    stage = Stage(qtbot, theme)
    stage.sign_in()
    stage.keys(page)
    other = stage.page()
    assert other is not stage.window.acceptance_view
    stage.window.take(two_waybills(WAYBILL, OTHER_WAYBILL))
    assert stage.page() is (stage.window.acceptance_view if asked else other)
    assert (stage.window.acceptance.panel is Panel.WAYBILL_CHOICE) is asked
    assert stage.window.acceptance.view.parcel is None
    stage.window.stop()
