"""A sheet on the screen: its pages by keys and buttons, its words for a screen reader."""

from collections.abc import Iterable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.printing.paper import gray
from tests.gui.printing.test_manifest import manifest
from ui.printing.manifest import manifest_sheet
from ui.printing.page import Box, Page, Rule, Sheet
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.sheet_preview import SheetPreview


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> SheetPreview:
    """A manifest of three pages, on the screen and with the focus."""
    widget = SheetPreview(theme)
    qtbot.addWidget(widget)
    widget.resize(600, 700)
    widget.show_sheet(manifest_sheet(manifest(70)))
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(lambda: paper_of(widget).hasFocus())
    return widget


def paper_of(widget: SheetPreview) -> QWidget:
    """What takes the focus and the keys."""
    paper = widget.focusProxy()
    assert paper is not None
    return paper


def buttons(widget: SheetPreview) -> tuple[KeyButton, KeyButton]:
    """Back and forth."""
    found: Iterable[KeyButton] = widget.findChildren(KeyButton)
    earlier, later = found
    return earlier, later


def test_keys_turn_the_pages_and_stop_at_the_ends(shown: SheetPreview) -> None:
    paper = paper_of(shown)
    seen = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        QTest.keyClick(paper, key)
        seen.append(shown.page)

    assert seen == [0, 1, 2, 2, 0]


def test_buttons_turn_the_pages_and_say_when_there_is_none(qtbot: QtBot, shown: SheetPreview) -> None:
    earlier, later = buttons(shown)
    assert (earlier.isEnabled(), later.isEnabled()) == (False, True)

    with qtbot.waitSignal(shown.turned) as turned:
        QTest.mouseClick(later, Qt.MouseButton.LeftButton)
    assert turned.args == [1]
    assert (earlier.isEnabled(), later.isEnabled()) == (True, True)
    assert later.accessibleName()
    assert earlier.accessibleName()


def test_a_screen_reader_hears_the_page_that_is_shown(shown: SheetPreview) -> None:
    paper = paper_of(shown)
    numbers = [row.waybill_number for row in manifest(70).rows]

    assert paper.accessibleName()
    assert numbers[0] in paper.accessibleDescription()
    QTest.keyClick(paper, Qt.Key.Key_End)
    assert numbers[0] not in paper.accessibleDescription()
    assert numbers[-1] in paper.accessibleDescription()


def test_another_sheet_begins_with_its_first_page_and_one_page_needs_no_buttons(shown: SheetPreview) -> None:
    QTest.keyClick(paper_of(shown), Qt.Key.Key_End)
    shown.show_sheet(manifest_sheet(manifest(1)))

    assert shown.page == 0
    assert not any(button.isVisible() for button in buttons(shown))


@pytest.mark.parametrize(("width", "height"), [(300, 400), (1000, 500), (260, 900)])
def test_the_page_is_drawn_whole_and_in_shape_at_every_size(
    qtbot: QtBot, theme: Theme, width: int, height: int
) -> None:
    widget = SheetPreview(theme)
    qtbot.addWidget(widget)
    widget.resize(width, height)
    edges = Rule(Box(0, 0, 210, 4)), Rule(Box(0, 293, 210, 4)), Rule(Box(0, 0, 4, 297)), Rule(Box(206, 0, 4, 297))
    widget.show_sheet(Sheet("frame", (Page(210, 297, edges),)))

    rows, columns = np.nonzero(gray(widget.grab().toImage()) == 0)

    across, down = np.ptp(columns) + 1, np.ptp(rows) + 1
    assert down / across == pytest.approx(297 / 210, rel=0.03)
    assert across > width * 0.85 or down > height * 0.85


def test_nothing_to_show_is_an_empty_ground(qtbot: QtBot, theme: Theme) -> None:
    widget = SheetPreview(theme)
    qtbot.addWidget(widget)
    widget.resize(300, 300)

    assert widget.page == 0
    assert gray(widget.grab().toImage()).min() > 100
    QTest.keyClick(widget, Qt.Key.Key_PageDown)
    assert widget.page == 0
