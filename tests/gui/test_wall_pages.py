"""The notice's page, the label's panel and practice in the window, with keys alone."""

from functools import partial
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.practice import cases_that_hold, written_cases
from app.training import practice_picture
from tests.gui.conftest import OpenStage
from tests.gui.stage import Stage
from tests.support.counter_house import WAYBILL
from tests.support.fake_counter import InlineTaskRunner
from ui.printing.problems import PrintProblem
from ui.screens.notice.state import Hanging
from ui.screens.practice.desk import PracticeDesk
from ui.screens.practice.presenter import PracticePorts
from ui.training_bar import TrainingBar, TrainingHands
from ui.widgets.key_button import KeyButton

SMALLEST = (1366, 768)


def nothing() -> None:
    """No simulated device here."""


def visible_words(stage: Stage) -> str:
    """What can be read now."""
    return "\n".join(label.text() for label in stage.parts(QLabel) if label.isVisible())


def practise(stage: Stage) -> PracticeDesk:
    """The practice page, open."""
    counter = stage.counter.house.counter
    ports = PracticePorts(
        load=lambda: cases_that_hold(written_cases(), counter.policy, counter.today()),
        draw=practice_picture,
        tasks=InlineTaskRunner(),
        chance=Random(5),  # noqa: S311 - repeatable on purpose
        bell=stage.played.append,
    )
    desk = PracticeDesk(stage.shell, stage.theme, counter.policy, ports, leave=stage.window.go_home)
    desk.open()
    return desk


def test_the_notice_is_shown_turned_printed_and_saved_with_keys(stage: Stage, tmp_path: Path) -> None:
    stage.keys("Ctrl+8")
    view = stage.window.notice_view
    assert stage.page() is view
    assert view.preview.page == 0
    assert stage.window.notice.hanging is Hanging.NOTICE
    stage.keys("Ctrl+L", "Space", "Ctrl+L")
    assert len({sheet.title for sheet in stage.paper.printed}) == 2
    assert "已送到打印机" in visible_words(stage)
    stage.keys("Ctrl+S")
    assert stage.paper.saved == []
    stage.chosen_path = tmp_path / "wall.pdf"
    stage.keys("Ctrl+S")
    assert [path for _, path in stage.paper.saved] == [tmp_path / "wall.pdf"]
    assert view.answer.text == "已存成 PDF"


def test_a_printer_that_is_missing_is_told_on_the_page(stage: Stage) -> None:
    stage.paper.problem = PrintProblem.NO_PRINTER
    stage.keys("Ctrl+8", "Ctrl+L")
    assert "没有打印机" in stage.window.notice_view.answer.text
    stage.keys("Space")
    assert not stage.window.notice_view.answer.isVisible()


def test_what_the_outlet_did_not_say_is_a_line_to_write_on(stage: Stage) -> None:
    stage.keys("Ctrl+8", "Ctrl+L")
    words = "\n".join(text for page in stage.paper.printed[0].pages for text in page.texts())
    assert "＿＿" in words
    assert stage.counter.house.read_outlet().name in words
    assert "横线处请手写" in visible_words(stage)


def test_the_label_is_printed_with_one_key_at_the_counter(stage: Stage) -> None:
    stage.counter.house.accepted()
    stage.keys("Ctrl+L")
    (sheet,) = stage.paper.printed
    assert sheet.thermal
    assert WAYBILL not in "".join(text for page in sheet.pages for text in page.texts())
    assert not stage.window.acceptance_view.label_panel.isVisible()


def test_without_a_printer_the_label_stands_beside_the_lanes_until_esc(stage: Stage, tmp_path: Path) -> None:
    stage.counter.house.accepted()
    stage.paper.problem = PrintProblem.NO_PRINTER
    stage.keys("Ctrl+L")
    panel = stage.window.acceptance_view.label_panel
    assert panel.isVisible()
    picture = panel.preview.grab().toImage()
    middle = picture.height() // 2
    assert len({picture.pixel(x, middle) for x in range(picture.width())}) > 2
    stage.chosen_path = tmp_path / "label.pdf"
    stage.keys("Ctrl+S")
    assert [path.name for _, path in stage.paper.saved] == ["label.pdf"]
    stage.keys("Esc")
    stage.qtbot.waitUntil(lambda: not panel.isVisible())
    assert stage.window.acceptance_view.sender_lane.isVisible()


def test_a_round_of_practice_needs_no_mouse_and_writes_nothing(open_stage: OpenStage) -> None:
    stage = open_stage(training=True)
    stage.sign_in()
    house = stage.counter.house
    before = (house.totals(), house.records(50, None), len(house.store.tables.audit))
    desk = practise(stage)
    for number in range(len(written_cases().cases)):
        case = desk.presenter.state.case
        assert case is not None
        assert case.words.seen in visible_words(stage)
        stage.keys(str(number % len(case.answers) + 1))
        assert case.words.why in visible_words(stage)
        stage.keys("Enter")
    assert desk.presenter.state.finished
    assert "答完了" in visible_words(stage)
    stage.keys("Enter")
    assert desk.presenter.state.number == 1
    stage.keys("Esc")
    assert stage.page() is stage.window.acceptance_view
    assert (house.totals(), house.records(50, None), len(house.store.tables.audit)) == before


def test_practice_before_anybody_signed_in_goes_back_to_the_way_in(open_stage: OpenStage) -> None:
    stage = open_stage(training=True)
    practise(stage)
    stage.keys("Esc")
    assert stage.page() is stage.window.sign_in_view


def test_alt_five_on_the_banner_opens_practice(open_stage: OpenStage) -> None:
    stage = open_stage(training=True)
    pressed: list[str] = []
    first, second, third, fourth, fifth = (partial(pressed.append, name) for name in "abcde")
    hands = TrainingHands(first, second, third, fourth, fifth)
    stage.shell.add_to_training_banner(TrainingBar(stage.theme, hands, "工号 1001"))
    for key in range(1, 6):
        QTest.keyClick(stage.shell.windowHandle(), Qt.Key(Qt.Key.Key_0.value + key), Qt.KeyboardModifier.AltModifier)
    assert pressed == ["a", "b", "c", "d", "e"]
    buttons = [button for button in stage.parts(KeyButton) if button.accessibleDescription().startswith("Alt+")]
    buttons.sort(key=lambda button: button.x())
    assert [button.accessibleDescription() for button in buttons] == [f"Alt+{key}" for key in range(1, 6)]


@pytest.mark.parametrize("training", [False, True])
def test_every_page_fits_the_smallest_screen(open_stage: OpenStage, training: bool) -> None:
    stage = open_stage(training=training)
    if training:
        hands = TrainingHands(nothing, nothing, nothing, nothing, nothing)
        words = "工号 1001 PIN 2580 · 站长 9001 PIN 1379"
        stage.shell.add_to_training_banner(TrainingBar(stage.theme, hands, words))
    stage.window.shell.top_bar.show_outlet("云南省昆明市五华区翠湖北路样例快递营业部第三分部")
    stage.sign_in()
    for page in range(1, 9):
        stage.keys(f"Ctrl+{page}")
        needed = stage.shell.minimumSizeHint()
        assert (needed.width() <= SMALLEST[0], needed.height() <= SMALLEST[1]) == (True, True), (page, needed)


def test_tabs_stand_in_the_order_of_their_keys_and_say_the_whole_key(stage: Stage) -> None:
    bar = stage.shell.top_bar
    buttons = [button for button in stage.parts(KeyButton) if bar.isAncestorOf(button)]
    tabs = [button for button in buttons if button.accessibleDescription().startswith("Ctrl+")]
    tabs.sort(key=lambda button: button.x())
    assert [button.accessibleDescription() for button in tabs] == [
        *(f"Ctrl+{number}" for number in range(1, 10)),
        "Ctrl+H",
    ]
