"""The notice's page by its keys: what is on the screen is what goes on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.stage import Part, Stage
from tests.support.fake_counter import FakeCounter, SteppedTaskRunner
from ui.printing.problems import PrintProblem
from ui.screens.notice.state import Hanging
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone

SCREEN = (1366, 768)


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """The page is open."""
    stage.keys("Ctrl+8")
    assert stage.page() is stage.window.notice_view
    return stage


@pytest.fixture
def waiting(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    """The page is open, and the store has not answered yet."""
    stage = Stage(qtbot, theme, counter=FakeCounter(store_tasks=SteppedTaskRunner()))
    stage.sign_in()
    stage.keys("Ctrl+8")
    yield stage
    stage.close()


def inside(stage: Stage, kind: type[Part]) -> list[Part]:
    """The visible widgets of that class on the page."""
    page = stage.page()
    return [part for part in stage.parts(kind) if part.isVisible() and page.isAncestorOf(part)]


def on_page(stage: Stage) -> str:
    return "\n".join(label.text() for label in inside(stage, QLabel))


def test_the_notice_is_printed_and_then_the_other_sheet(stage: Stage) -> None:
    assert "个人信息处理告知书" in on_page(stage)
    stage.keys("Ctrl+L")
    assert "已送到打印机" in on_page(stage)
    stage.keys("Space")
    assert "禁寄物品公示" in on_page(stage)
    assert "已送到打印机" not in on_page(stage)
    assert stage.window.notice.hanging is Hanging.POSTER
    stage.keys("Ctrl+L", "Space", "Space", "Ctrl+L")
    notice, poster, again = stage.paper.printed
    assert notice is again
    assert notice is not poster
    assert stage.played[-3:] == [Tone.GOOD] * 3


def test_a_sheet_is_saved_where_the_clerk_says(stage: Stage, tmp_path: Path) -> None:
    stage.keys("Ctrl+S")
    assert stage.paper.saved == [], "nobody chose a place"
    stage.chosen_path = tmp_path / "notice.pdf"
    stage.keys("Ctrl+S")
    ((sheet, path),) = stage.paper.saved
    assert path == stage.chosen_path
    assert "已存成 PDF" in on_page(stage)
    stage.keys("Ctrl+L")
    assert stage.paper.printed == [sheet]


def test_a_printer_that_is_not_there_is_told_with_what_to_do(stage: Stage) -> None:
    stage.paper.problem = PrintProblem.NO_PRINTER
    stage.keys("Ctrl+L")
    assert stage.played[-1:] == [Tone.BAD]
    assert "打印机" in stage.window.notice_view.answer.text
    stage.paper.problem = None
    stage.keys("Ctrl+L")
    assert "已送到打印机" in stage.window.notice_view.answer.text


def test_nothing_can_be_printed_before_the_outlet_is_known(waiting: Stage) -> None:
    tasks = waiting.counter.store_tasks
    assert isinstance(tasks, SteppedTaskRunner)
    page = {button.accessibleDescription(): button for button in inside(waiting, QPushButton)}
    assert not page["Ctrl+L"].isEnabled()
    waiting.keys("Ctrl+L", "Ctrl+S")
    assert (waiting.paper.printed, waiting.paper.saved) == ([], [])
    tasks.run_all()
    assert page["Ctrl+L"].isEnabled()
    waiting.keys("Ctrl+L")
    assert len(waiting.paper.printed) == 1


def test_what_is_not_known_of_the_outlet_is_to_be_written_by_hand(stage: Stage) -> None:
    assert stage.counter.house.read_outlet().contact == ""
    assert "横线处请手写" in on_page(stage)
    stage.keys("Space")
    assert "横线处请手写" not in on_page(stage), "the poster has no such lines"


@pytest.mark.parametrize("turned", [False, True])
def test_everything_fits_the_smallest_screen_and_can_be_touched(stage: Stage, turned: bool) -> None:
    if turned:
        stage.keys("Space")
    stage.keys("Ctrl+L")
    QCoreApplication.processEvents()  # the layouts follow
    least = stage.shell.minimumSizeHint()
    assert (stage.shell.width(), stage.shell.height()) == SCREEN
    assert (least.width() <= SCREEN[0], least.height() <= SCREEN[1]) == (True, True)
    for label in inside(stage, QLabel):
        if label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    buttons = inside(stage, QPushButton)
    assert len(buttons) == 3
    for button in buttons:
        assert button.height() >= TOUCH_TARGET, button.accessibleName()
        assert button.accessibleDescription(), button.accessibleName()
