"""The panels of lane 3 as a clerk meets them: real keys at the window, fields that keep what is typed, no word cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.goods import TransportMode
from app.domain.inspection import Inspection
from tests.gui.stage import Stage
from tests.support.counter_house import card
from tests.support.fake_counter import PHONE, FakeCounter, box_picture, jpeg_of, preview_of, scan
from ui.screens.acceptance.state import Panel
from ui.theme import TOUCH_TARGET, Theme
from ui.widgets.hit_rows import HitRow

SCREEN = (1366, 768)


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    """A parcel that lacks nothing but the picture of the sealed box."""
    picture = box_picture()
    opened = Stage(qtbot, theme, counter=FakeCounter(picture=jpeg_of(picture)), preview=preview_of(picture))
    opened.sign_in()
    opened.window.take(scan())
    opened.window.take(card())
    opened.keys("Space", "Space", *PHONE, "G", "F8")
    yield opened
    opened.close()


def panel(stage: Stage) -> Panel:
    return stage.window.acceptance.panel


def inspection(stage: Stage) -> Inspection:
    parcel = stage.window.acceptance.view.parcel
    assert parcel is not None
    return parcel.inspection


def seen(stage: Stage) -> str:
    labels = (label.text() for label in stage.parts(QLabel) if label.isVisible())
    return "\n".join(labels)


def field(stage: Stage) -> QLineEdit:
    """The text field that has the keys."""
    (found,) = (one for one in stage.parts(QLineEdit) if one.hasFocus())
    return found


def typed(stage: Stage, text: str) -> None:
    """Typed with an input method or without: what arrives in the field."""
    QTest.keyClicks(field(stage), text) if text.isascii() else field(stage).insert(text)
    if not text.isascii():
        field(stage).textEdited.emit(field(stage).text())


def assert_everything_fits(stage: Stage) -> None:
    """Nothing is cut off, and what can be pressed is large enough and named."""
    QCoreApplication.processEvents()  # the layouts follow
    view = stage.window.acceptance_view
    least = view.minimumSizeHint()
    assert least.width() <= view.width()
    assert least.height() <= view.height()
    for label in stage.parts(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in stage.parts(QPushButton):
        if button.isVisible():
            assert button.accessibleName()
            assert min(button.width(), button.height()) >= TOUCH_TARGET, button.accessibleName()


def has_keys(stage: Stage) -> bool:
    """Whether the counter itself hears keys, not a field."""
    return stage.window.acceptance_view.hasFocus()


def test_a_thing_is_named_counted_and_the_counter_gets_its_keys_back(stage: Stage) -> None:
    stage.keys(".")
    assert panel(stage) is Panel.ITEMS
    typed(stage, "xiangyan")
    assert ("限寄" in seen(stage), "香烟" in seen(stage)) == (True, True)
    assert_everything_fits(stage)
    stage.keys("Enter")
    assert "条" in seen(stage)
    stage.keys("2", "Down")
    assert_everything_fits(stage)
    stage.keys("Enter")
    assert [(item.name, item.quantity, item.unit) for item in inspection(stage).items] == [("香烟", 2, "pack")]
    assert field(stage).text() == ""
    stage.keys("Enter")
    assert panel(stage) is Panel.NONE
    assert has_keys(stage)
    assert "香烟 2 盒" in seen(stage)


def test_a_row_is_picked_with_alt_and_a_digit(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "yan")
    second = sorted((row for row in stage.parts(HitRow) if row.isVisible()), key=lambda row: row.y())[1]
    QTest.keyClick(field(stage), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    (item,) = inspection(stage).items
    assert item.name in second.accessibleName()


def test_a_digit_is_part_of_a_name(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "84")
    assert field(stage).text() == "84"
    assert inspection(stage).items == ()


def test_a_row_is_picked_with_a_finger(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "puercha")
    row = next(row for row in stage.parts(HitRow) if row.isVisible() and "普洱茶" in row.accessibleName())
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [item.name for item in inspection(stage).items] == ["普洱茶"]
    assert field(stage).text() == "1"


def test_an_unknown_name_asks_for_its_form_by_digit(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "某某样品")
    stage.keys("Up", "Enter", "Enter")
    assert has_keys(stage)
    assert "是什么样的" in seen(stage)
    assert_everything_fits(stage)
    stage.keys("3")
    assert "不明粉末或液体" in seen(stage)
    assert field(stage).text() == ""


def test_prohibited_goods_show_the_law_and_two_keys_refuse(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "打火机")
    assert "禁寄" in seen(stage)
    stage.keys("Enter")
    bar = stage.window.acceptance_view.next_bar
    assert "打火机" in bar.text
    assert "禁止寄递物品管理规定" in bar.accessibleName()
    stage.keys("F2")
    assert "拒收：含禁寄物品" in seen(stage)
    assert_everything_fits(stage)
    stage.keys("Enter")
    assert stage.window.acceptance.view.parcel is None


def test_a_paper_is_numbered_photographed_and_tied(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "种子")
    stage.keys("Enter", "Enter")
    assert "植物检疫证书" in seen(stage)
    typed(stage, "53012026000123")
    stage.keys("Enter")
    assert has_keys(stage)
    assert_everything_fits(stage)
    stage.keys("F8")
    paper = inspection(stage).items[0].papers[0]
    assert paper.number == "53012026000123"
    assert paper.photo is not None


def test_space_says_that_a_hint_was_followed(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "火锅底料")
    stage.keys("Enter", "Enter")
    assert "罂粟" in seen(stage)
    assert_everything_fits(stage)
    stage.keys("Esc", "Esc")
    assert "罂粟" in seen(stage), "the lane says it too"
    stage.keys("Space")
    assert inspection(stage).items[0].looked_closer


def test_a_declared_thing_is_taken_back_with_delete(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "puercha")
    stage.keys("Enter", "Enter", "Down", "Del")
    assert inspection(stage).items == ()
    assert panel(stage) is Panel.ITEMS


def test_transport_packaging_and_weight_by_key(stage: Stage) -> None:
    stage.keys("Ctrl+J")
    assert_everything_fits(stage)
    stage.keys("2", "Z", "0", "9")
    typed(stage, "1250")
    stage.keys("Enter")
    after = inspection(stage)
    assert after.journey.transport is TransportMode.AIR
    assert after.packaging is not None
    assert after.packaging.reused
    assert after.weight_g == 1250
    assert has_keys(stage)
    stage.keys("Esc")
    assert panel(stage) is Panel.NONE


def test_a_screening_is_typed_and_offered_next_time(stage: Stage) -> None:
    stage.keys("Ctrl+X")
    assert_everything_fits(stage)
    stage.keys("1", "4", "8")
    typed(stage, "AJ-1")
    stage.keys("Enter")
    typed(stage, "7001")
    stage.keys("Enter")
    assert panel(stage) is Panel.NONE
    assert has_keys(stage)
    assert "本点安检通过" in seen(stage)
    stage.keys("F5", "Ctrl+X")
    assert "上次：AJ-1 · 7001" in seen(stage)
    assert all(not one.text() for one in stage.parts(QLineEdit) if one.isVisible())
    assert_everything_fits(stage)
    stage.keys("7")
    assert {one.text() for one in stage.parts(QLineEdit) if one.isVisible()} == {"AJ-1", "7001"}


def test_a_closed_panel_keeps_nothing_in_its_fields(stage: Stage) -> None:
    stage.keys("Ctrl+X", "9")
    typed(stage, "7001")
    stage.keys("Esc", "Esc")
    assert panel(stage) is Panel.NONE
    assert all("7001" not in one.text() for one in stage.parts(QLineEdit))


def test_enter_beside_a_panel_of_the_goods_accepts_nothing(stage: Stage) -> None:
    for key in (".", "Ctrl+K", "Ctrl+X"):
        stage.keys(key, "Enter")
        if panel(stage) is not Panel.NONE:
            stage.keys("Esc")
    assert not stage.counter.house.store.tables.acceptances
    assert stage.window.acceptance.view.parcel is not None


def test_the_lane_fits_with_all_that_it_may_say(stage: Stage) -> None:
    stage.keys(".")
    typed(stage, "puercha")
    stage.keys("Enter", "Enter")
    typed(stage, "火锅底料")
    stage.keys("Enter", "Enter", "Esc", "Esc")
    assert panel(stage) is Panel.NONE
    assert_everything_fits(stage)
