"""The spot checks' page by its keys, on real use cases."""

import json

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.events import ChangesTaken
from app.usecases.spot_check_results import SpotCheckView
from app.usecases.spot_checks import ListSpotChecks
from sync.draws import ChainLink
from sync.words import ChangeKind, Kind
from tests.gui.conftest import OpenStage
from tests.gui.stage import Part, Stage
from tests.support.counter_house import on_store
from tests.support.fake_counter import FakeCounter, SteppedTaskRunner
from tests.support.spot_check_house import announce, ask, drawn_request
from ui.keys import Action
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone

SCREEN = (1366, 768)
WAYBILLS = tuple(f"YT{8962646785389 + number}" for number in range(6))


@pytest.fixture
def stage(open_stage: OpenStage) -> Stage:
    """Six parcels were accepted, and three of them drawn: a note is asked for each."""
    stage = open_stage()
    accepted(stage)
    announce(stage.counter.house)
    ask(stage.counter.house, drawn_request(stage.counter.house, "contents_photo", "note"))
    stage.sign_in()
    opened(stage)
    return stage


def accepted(stage: Stage) -> None:
    for number in WAYBILLS:
        stage.counter.house.accepted(number)


def opened(stage: Stage) -> None:
    """What the province asked came over the bridge, and the clerk looks at it."""
    stage.window.take(ChangesTaken((ChangeKind.SPOT_CHECK_REQUEST.value,)))
    stage.keys("Ctrl+6")
    assert stage.page() is stage.window.spot_checks_view


def checks(stage: Stage) -> tuple[SpotCheckView, ...]:
    house = stage.counter.house
    return on_store(house.store, ListSpotChecks(house.counter))()


def inside(stage: Stage, kind: type[Part]) -> list[Part]:
    """The visible widgets of that class on the page."""
    page = stage.page()
    return [part for part in stage.parts(kind) if part.isVisible() and page.isAncestorOf(part)]


def on_page(stage: Stage) -> str:
    return "\n".join(label.text() for label in inside(stage, QLabel))


def rows(stage: Stage) -> list[list[str]]:
    """The drawn records as they are listed."""
    model = stage.window.spot_checks_view.records.model()
    return [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]


def listed(stage: Stage) -> list[str]:
    """How each check stands."""
    model = stage.window.spot_checks_view.checks.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def answers(stage: Stage) -> list[dict[str, object]]:
    """What was sent."""
    sent = (kept.message for kept in stage.counter.house.store.tables.outbox.values())
    return [json.loads(message.body)["payload"] for message in sent if message.kind is Kind.SPOT_CHECK_ANSWER]


def test_a_check_that_follows_from_its_seed_is_listed_with_what_is_missing(stage: Stage) -> None:
    assert listed(stage) == ["待回复"]
    assert "抽取可信" in on_page(stage)
    assert "要求：内件照片、情况说明" in on_page(stage)
    assert [row[0] for row in rows(stage)] == [record.waybill_number for record in checks(stage)[0].records]
    assert {row[3] for row in rows(stage)} == {"缺：情况说明"}
    assert all("*" in row[1] for row in rows(stage))
    (tab,) = [found for found in stage.parts(QPushButton) if found.accessibleDescription() == "Ctrl+6"]
    assert "抽查 (1)" in tab.accessibleName()


def test_it_is_added_to_and_answered_without_a_mouse(stage: Stage) -> None:
    stage.keys("Tab", "Down", "/", *"seen", "Enter")
    assert [row[3] for row in rows(stage)] == ["缺：情况说明", "都有", "缺：情况说明"]
    assert stage.played[-1:] == [Tone.GOOD]
    stage.keys("F8")
    assert "照片已加密保存" in on_page(stage)

    stage.keys("Ctrl+S")
    assert answers(stage) == []
    assert "材料没有补上" in on_page(stage)
    assert stage.played[-1:] == [Tone.BAD]
    stage.keys("Ctrl+S")

    (sent,) = answers(stage)
    assert (sent["draw"], sent["answered_by"]) == ("verified", "1001")
    (check,) = checks(stage)
    assert [record.addition.note for record in check.records] == ["", "seen", ""]
    assert [len(record.addition.photos) for record in check.records] == [0, 1, 0]
    assert listed(stage)[0].startswith("已回复")
    assert "已回复，等待上传" in on_page(stage)
    stage.keys("Ctrl+S", "F8")
    assert len(answers(stage)) == 1
    assert checks(stage) == (check,)


def notes(stage: Stage) -> list[str]:
    """What the store has about each drawn record."""
    return [record.addition.note for record in checks(stage)[0].records]


def field(stage: Stage) -> str:
    (found,) = inside(stage, QLineEdit)
    return found.text()


def test_esc_leaves_the_note_and_what_was_typed_is_kept(stage: Stage) -> None:
    stage.keys("/", *"no", "Esc")
    assert stage.window.spot_checks_view.records.hasFocus()
    assert notes(stage) == ["no", "", ""]
    stage.window.take(ChangesTaken((ChangeKind.NOTICE.value,)))
    assert field(stage) == "no"
    stage.keys("/", "Backspace", "Backspace", "Esc")
    assert notes(stage) == ["", "", ""]


@pytest.mark.parametrize("other", ["Ctrl+1", "F12"])
def test_a_note_is_kept_when_the_page_is_left(stage: Stage, other: str) -> None:
    stage.keys("/", *"no", other)
    assert notes(stage) == ["no", "", ""]


def test_a_note_is_kept_when_another_record_is_clicked_and_belongs_to_its_own(stage: Stage) -> None:
    stage.keys("/", *"no")
    stage.window.spot_checks_view.records.selectRow(2)
    assert field(stage) == ""
    assert notes(stage) == ["no", "", ""]
    stage.window.spot_checks_view.records.selectRow(0)
    assert field(stage) == "no"


@pytest.mark.parametrize("by_key", [True, False])
def test_what_is_being_typed_goes_with_the_answer(stage: Stage, by_key: bool) -> None:
    def answer() -> None:
        if by_key:
            stage.keys("Ctrl+S")
        else:
            label = stage.window.spot_checks_view._keys.label(Action.SAVE)
            (button,) = [found for found in inside(stage, QPushButton) if found.accessibleDescription() == label]
            button.click()

    stage.keys("/", *"no")
    answer()
    assert notes(stage) == ["no", "", ""]
    assert answers(stage) == []
    stage.window.spot_checks_view.records.selectRow(1)
    stage.keys(*"nor")
    answer()
    assert len(answers(stage)) == 1
    assert notes(stage) == ["no", "nor", ""]


def test_a_reload_leaves_what_is_being_typed_alone(stage: Stage) -> None:
    stage.keys("/", *"no", "Left")
    stage.window.take(ChangesTaken((ChangeKind.NOTICE.value,)))
    stage.keys("w")
    assert field(stage) == "nwo"
    assert notes(stage) == ["", "", ""]


def test_without_a_picture_nothing_is_kept_and_the_next_step_is_told(stage: Stage) -> None:
    stage.counter.picture = None
    stage.keys("F8")
    assert "相机没有画面" in on_page(stage)
    assert "F8" in on_page(stage)
    assert stage.played[-1:] == [Tone.BAD]
    assert all(record.addition.photos == () for record in checks(stage)[0].records)


def test_a_draw_that_somebody_chose_is_said_to_be_wrong(open_stage: OpenStage) -> None:
    stage = open_stage()
    house = stage.counter.house
    accepted(stage)
    announce(house)
    honest = drawn_request(house)
    drawn = {record.message_id for record in honest.drawn}

    def not_drawn(link: ChainLink) -> bool:
        return link.kind is Kind.ACCEPTANCE and link.message_id not in drawn

    chain = house.look(lambda work: work.outbox.links(honest.starts_at, honest.ends_at))
    other = next(filter(not_drawn, chain))
    chosen = honest.drawn[0].model_copy(update={"sequence": other.sequence, "message_id": other.message_id})
    ask(house, honest.model_copy(update={"drawn": [chosen, *honest.drawn[1:]]}))
    stage.sign_in()
    opened(stage)
    assert "重算结果与省系统抽中的不同" in on_page(stage)
    assert "抽取可信" not in on_page(stage)
    stage.keys("Ctrl+S")
    (sent,) = answers(stage)
    assert sent["draw"] == "differs"


def test_another_check_is_opened_with_the_arrows_and_stays_open(stage: Stage) -> None:
    house = stage.counter.house
    ask(house, drawn_request(house, "sealed_photo", request_id="r2", period_id="p2", count=2))
    stage.window.take(ChangesTaken((ChangeKind.SPOT_CHECK_REQUEST.value,)))
    assert len(listed(stage)) == 2
    stage.keys("Down")
    assert "没有事先公布种子" in on_page(stage)
    assert "要求：封箱照片" in on_page(stage)
    assert {row[3] for row in rows(stage)} == {"都有"}
    assert len(rows(stage)) == 2
    stage.window.take(ChangesTaken((ChangeKind.NOTICE.value,)))
    assert "要求：封箱照片" in on_page(stage)
    stage.keys("Ctrl+S")
    assert [sent["request_id"] for sent in answers(stage)] == ["r2"]


def test_an_auditor_looks_and_answers_nothing(stage: Stage) -> None:
    auditor = Clerk(ClerkNumber("8001"), "样例", "hash", ClerkRole.AUDITOR)
    stage.counter.house.look(lambda work: work.clerks.add(auditor))
    stage.keys("F12")
    stage.sign_in(auditor)
    stage.keys("Ctrl+6", "Ctrl+S", "Ctrl+S")
    assert "稽核" in on_page(stage)
    assert answers(stage) == []


def test_nothing_was_asked_yet(open_stage: OpenStage) -> None:
    stage = open_stage()
    stage.sign_in()
    opened(stage)
    assert "还没有抽查本网点" in on_page(stage)
    assert not any(button.isEnabled() for button in inside(stage, QPushButton))
    assert not any(field.isEnabled() for field in inside(stage, QLineEdit))
    stage.keys("F8", "Ctrl+S")
    assert answers(stage) == []


def test_a_key_held_down_takes_one_picture_and_sends_one_answer(qtbot: QtBot, theme: Theme) -> None:
    tasks = SteppedTaskRunner()
    stage = Stage(qtbot, theme, counter=FakeCounter(store_tasks=tasks, cpu_tasks=tasks))
    try:
        accepted(stage)
        announce(stage.counter.house)
        ask(stage.counter.house, drawn_request(stage.counter.house))
        stage.sign_in()
        opened(stage)
        tasks.run_all()
        stage.keys("F8", "F8", "F8")
        tasks.run_all()
        assert [len(record.addition.photos) for record in checks(stage)[0].records] == [1, 0, 0]
        stage.keys("Ctrl+S", "Ctrl+S", "Ctrl+S")
        tasks.run_all()
        assert len(answers(stage)) == 1
        assert "已回复，等待上传" in on_page(stage)
    finally:
        stage.close()


def test_everything_fits_the_smallest_screen_and_can_be_touched(stage: Stage) -> None:
    QCoreApplication.processEvents()  # the layouts follow
    least = stage.shell.minimumSizeHint()
    assert (stage.shell.width(), stage.shell.height()) == SCREEN
    assert (least.width() <= SCREEN[0], least.height() <= SCREEN[1]) == (True, True)
    for label in inside(stage, QLabel):
        if label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    buttons = inside(stage, QPushButton)
    assert {button.accessibleDescription() for button in buttons} == {
        stage.window.spot_checks_view._keys.label(action) for action in (Action.PHOTO, Action.SAVE)
    }
    for button in buttons:
        assert button.height() >= TOUCH_TARGET, button.accessibleName()
