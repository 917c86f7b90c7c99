"""A find that the sender must not notice, in the whole window: no visible word, tip or title tells what it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.stage import Stage
from tests.support.counter_house import card
from tests.support.fake_counter import PHONE, FakeCounter, box_picture, jpeg_of, scan
from ui.screens.acceptance.state import Panel
from ui.theme import Theme
from ui.widgets.hit_rows import HitRow

DRUG, SYNONYM = "罂粟壳", "米壳"
TELLING = (DRUG, SYNONYM, "毒", "禁寄物品", "禁止寄递物品管理规定")


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    """A parcel that lacks nothing but the picture of the sealed box, with its goods still to be named."""
    opened = Stage(qtbot, theme, counter=FakeCounter(picture=jpeg_of(box_picture())))
    opened.sign_in()
    opened.window.take(scan())
    opened.window.take(card())
    opened.keys("Space", "Space", *PHONE, "G", "F8", ".")
    yield opened
    opened.close()


def typed(stage: Stage, text: str) -> None:
    """What an input method puts into the field."""
    (field,) = (one for one in stage.parts(QLineEdit) if one.hasFocus())
    field.setText(text)
    field.textEdited.emit(text)


def declared(stage: Stage) -> None:
    typed(stage, SYNONYM)
    stage.keys("Enter")
    QCoreApplication.processEvents()  # the lanes come back in the event loop's next turn


def told(stage: Stage) -> str:
    """Everything that can be read, heard from a screen reader, or seen under the mouse."""
    visible = [part for part in stage.parts(QWidget) if part.isVisible()]
    texts = [part.text() for part in visible if isinstance(part, QLabel | QPushButton | QLineEdit)]
    tips = [tip for part in visible for tip in (part.toolTip(), part.accessibleName(), part.accessibleDescription())]
    return "\n".join([*texts, *tips, stage.shell.windowTitle()])


def test_among_the_names_that_fit_it_is_a_number_without_colour(stage: Stage) -> None:
    typed(stage, SYNONYM)
    row = next(row for row in stage.parts(HitRow) if row.isVisible() and DRUG in row.accessibleName())
    labels = [label for label in stage.parts(QLabel) if row.isAncestorOf(label)]
    assert "编号 12" in [label.text() for label in labels]
    assert not {"bad", "warn"} & {label.property("tone") for label in labels}
    assert "毒" not in told(stage)
    assert "禁寄" not in row.accessibleName()


def test_nothing_tells_it_once_it_is_declared(stage: Stage) -> None:
    rung = list(stage.played)
    declared(stage)
    assert stage.window.acceptance.view.decision.discreet
    assert stage.window.acceptance.panel is Panel.NONE
    for word in TELLING:
        assert word not in told(stage), word
    assert stage.played == rung


def test_nothing_tells_it_when_the_list_of_goods_is_opened_again(stage: Stage) -> None:
    declared(stage)
    stage.keys(".")
    assert stage.window.acceptance.panel is Panel.ITEMS
    for word in TELLING:
        assert word not in told(stage), word


def test_refusing_puts_no_reason_forward_and_gives_nothing_back(stage: Stage) -> None:
    declared(stage)
    stage.keys("F2")
    panel = stage.window.acceptance_view.refusal_panel
    offered = [found for found in stage.parts(QPushButton) if found.isVisible() and panel.isAncestorOf(found)]
    assert {found.property("kind") for found in offered} == {"plain"}
    stage.keys("9")
    QCoreApplication.processEvents()
    assert stage.window.acceptance.view.parcel is not None
    for word in TELLING:
        assert word not in told(stage), word


@pytest.mark.parametrize("page", ["Ctrl+2", "Ctrl+4", "Ctrl+5", "Ctrl+7"])
def test_no_other_page_tells_it_after_the_incident(stage: Stage, page: str) -> None:
    declared(stage)
    stage.keys("F3", "Enter", page)
    assert len(stage.counter.house.list_incidents().open_ones) == 1
    for word in (DRUG, SYNONYM, "毒"):
        assert word not in told(stage), word
