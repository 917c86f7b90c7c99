"""The interruptions page by its keys, on real use cases."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDateTimeEdit, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.outage import Filing
from tests.gui.conftest import OpenStage
from tests.gui.outage_scenes import lived_through
from tests.gui.stage import Part, parts_of, press_keys
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner, clerk, outage_actions
from tests.support.paper import RecordingPaper
from ui.keys import KeyTable
from ui.printing.problems import PrintProblem
from ui.screens.outages.actions import OutagePorts
from ui.screens.outages.paper import OutagePaper
from ui.screens.outages.presenter import OutagesPresenter
from ui.screens.outages.view import OutagesView
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone


@dataclass
class Desk:
    """The page alone over real use cases, driven by real key events."""

    view: OutagesView
    house: CounterHouse
    paper: RecordingPaper
    presenter: OutagesPresenter
    rung: list[Tone]
    chosen_path: Path | None = None

    def keys(self, *names: str) -> None:
        press_keys(self.view, *names)

    def inside(self, kind: type[Part]) -> list[Part]:
        return [part for part in parts_of(self.view, kind) if part.isVisible()]

    def text(self) -> str:
        return "\n".join(label.text() for label in self.inside(QLabel))


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Desk:
    """A clerk looks at the page; nothing has happened yet."""
    return desk(qtbot, theme, CounterHouse())


@pytest.fixture
def outages(qtbot: QtBot, theme: Theme) -> Desk:
    """An interruption goes on, another is over, and two notices were given."""
    house = CounterHouse()
    lived_through(house)
    return desk(qtbot, theme, house)


def desk(qtbot: QtBot, theme: Theme, house: CounterHouse) -> Desk:
    paper, rung = RecordingPaper(), list[Tone]()
    made: list[Desk] = []
    policy, local = house.counter.policy, house.clock.local
    view = OutagesView(theme, policy, KeyTable(), local, lambda *_: made[0].chosen_path)
    ports = OutagePorts(
        actions=outage_actions(house),
        policy=policy,
        store_tasks=InlineTaskRunner(),
        sheets=OutagePaper(policy, local),
        paper=paper,
        now=house.clock.now,
        local=local,
        bell=rung.append,
    )
    presenter = OutagesPresenter(view, ports)
    view.wire(presenter)
    presenter.clerk_signed_in(clerk())
    made.append(Desk(view, house, paper, presenter, rung))
    qtbot.addWidget(view)
    view.resize(1366, 640)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return made[0]


def inside(stage: Desk, kind: type[Part]) -> list[Part]:
    return stage.inside(kind)


def on_page(stage: Desk) -> str:
    return stage.text()


def timeline(stage: Desk) -> list[list[str]]:
    model = stage.view.timeline.outages.model()
    return [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]


def told(stage: Desk) -> list[tuple[str, str]]:
    model = stage.view.timeline.filings.model()
    return [(str(model.index(row, 1).data()), str(model.index(row, 3).data())) for row in range(model.rowCount())]


def filed(stage: Desk) -> list[Filing]:
    """What is in the store, in order."""
    return [filing.filing for filing in stage.house.store.tables.outages.filings.values()]


def test_without_an_outage_it_says_that_all_is_well(stage: Desk) -> None:
    assert "数据中断风险：正常" in on_page(stage)
    assert "没有要担心的" in on_page(stage)
    assert timeline(stage) == []


def test_it_shows_each_outage_with_what_was_told_and_its_receipts(outages: Desk) -> None:
    assert [row[1:] for row in timeline(outages)] == [
        ["计划停用", "运营商线路检修", "未开始"],
        ["计划停用", "停电", "已过"],
        ["发生中断", "原因未报", "进行中"],
        ["发生中断", "网络线路故障", "已恢复，迟报 29 条"],
    ]
    assert told(outages) == [("中断报告（自动）", "待传")]
    outages.keys("Down")
    assert [what for what, _ in told(outages)] == ["恢复报告（自动）", "情况报告", "中断报告（自动）"]
    assert all(receipt.startswith("已回执 ") for _, receipt in told(outages))
    assert "光缆被挖断" in on_page(outages)


def test_f10_opens_the_page_and_the_status_line_warns_on_every_page(open_stage: OpenStage) -> None:
    stage = open_stage()
    stage.sign_in()
    assert stage.window.shell.status_bar.risk_text == ""
    stage.window.take(lived_through(stage.counter.house))
    assert stage.window.shell.status_bar.risk_text == "数据风险 中断"
    stage.keys("Ins", "F10")
    assert stage.page() is stage.window.outages.view
    assert stage.window.outages.view.timeline.outages.model().rowCount() == 4
    stage.keys("Ctrl+9")
    assert stage.page() is stage.window.sync.view
    stage.window.sync.view.verdict.outages.click()
    assert stage.page() is stage.window.outages.view
    stage.keys("Ctrl+1")
    assert stage.window.shell.status_bar.risk_text == "数据风险 中断"


def test_no_button_lets_a_check_go(outages: Desk) -> None:
    assert "没有放宽这一说" in on_page(outages)
    buttons = [button.accessibleName() for button in inside(outages, QPushButton)]
    assert sorted(buttons) == sorted(["提前通知", "报告中断情况", "补录", "打印", "存成 PDF", "撤回通知"])


def test_a_notice_is_given_with_a_few_keys(stage: Desk) -> None:
    stage.keys("Ins", "1", "A", "B", "Ctrl+S")
    assert filed(stage) == [Filing.PLANNED]
    ((_, kind, cause, standing),) = timeline(stage)
    assert (kind, cause, standing) == ("计划停用", "停电", "未开始")
    assert "通知已签名排队" in on_page(stage)
    plan = stage.house.look(lambda work: work.outages.plans(limit=1))[0]
    assert plan.form.measures == ("kept_checking", "told_carrier")
    assert stage.rung[-1] is Tone.GOOD


def test_a_notice_without_a_cause_is_not_sent(stage: Desk) -> None:
    stage.keys("Ins", "Ctrl+S")
    assert "先选原因" in on_page(stage)
    assert filed(stage) == []
    stage.keys("2", "Ctrl+S")
    assert filed(stage) == [Filing.PLANNED]


def test_times_are_those_of_the_wall(stage: Desk) -> None:
    stage.keys("Ins", "1")
    form = stage.view.form
    house = stage.house
    begins = house.clock.local(house.clock.now()) + timedelta(days=2)
    shown = begins.replace(hour=9, minute=30)
    form.begins.setDateTime(form.begins.dateTime().fromString(f"{shown:%Y-%m-%d %H:%M}", "yyyy-MM-dd HH:mm"))
    form.ends.setDateTime(form.begins.dateTime().addSecs(3600))
    stage.keys("Ctrl+S")
    plan = house.look(lambda work: work.outages.plans(limit=1))[0]
    assert f"{house.clock.local(plan.begins_at):%Y-%m-%d %H:%M}" == f"{shown:%Y-%m-%d %H:%M}"
    assert plan.ends_at - plan.begins_at == timedelta(hours=1)


def test_a_notice_is_withdrawn_by_the_same_key_twice(stage: Desk) -> None:
    stage.keys("Ins", "1", "Ctrl+S", "Ctrl+Del")
    assert filed(stage) == [Filing.PLANNED]
    stage.keys("Ctrl+Del")
    assert filed(stage) == [Filing.PLANNED, Filing.WITHDRAWN]
    assert timeline(stage)[0][3] == "已撤回"


def test_an_interruption_is_not_withdrawn(outages: Desk) -> None:
    before = filed(outages)
    outages.keys("Ctrl+Del", "Ctrl+Del")
    assert "只有提前通知能撤回" in on_page(outages)
    assert filed(outages) == before


def test_a_report_adds_cause_measures_and_words(outages: Desk) -> None:
    outages.keys("/", "3", "A")
    words = outages.view.form.words
    words.setFocus()
    words.setText("基站检修")
    words.textEdited.emit("基站检修")
    outages.keys("Enter", "Ctrl+S")
    assert filed(outages)[-1] is Filing.REPORTED
    open_one = outages.house.look(lambda work: work.outages.open_one())
    assert open_one is not None
    assert (open_one.form.cause, open_one.form.words) == ("no_signal", "基站检修")
    assert "报告已签名排队" in on_page(outages)


def test_esc_gives_a_draft_up(stage: Desk) -> None:
    stage.keys("Ins", "1", "Esc")
    assert filed(stage) == []
    assert [button.accessibleName() for button in inside(stage, QPushButton)].count("提前通知") == 1


def test_a_filing_is_printed_and_saved(outages: Desk, tmp_path: Path) -> None:
    outages.keys("Ctrl+L")
    assert "已送到打印机" in on_page(outages)
    (sheet,) = outages.paper.printed
    assert len(sheet.pages) == 1
    outages.chosen_path = tmp_path / "report.pdf"
    outages.keys("Ctrl+S")
    assert [path for _, path in outages.paper.saved] == [tmp_path / "report.pdf"]
    outages.paper.problem = PrintProblem.NO_PRINTER
    outages.keys("Ctrl+L")
    assert outages.rung[-1] is Tone.BAD


def test_there_is_nothing_to_print_before_anything_was_told(stage: Desk) -> None:
    stage.keys("Ctrl+L")
    assert stage.paper.printed == []
    assert "还没有通知或报告" in on_page(stage)


def test_an_auditor_reads_and_tells_nothing(stage: Desk) -> None:
    auditor = Clerk(ClerkNumber("7001"), "样例稽核", "hash", ClerkRole.AUDITOR)
    stage.house.look(lambda work: work.clerks.add(auditor))
    stage.presenter.clerk_signed_in(auditor)
    stage.keys("Ins", "1", "Ctrl+S")
    assert filed(stage) == []
    assert stage.rung[-1] is Tone.BAD


def test_everything_to_press_is_large_enough_and_has_a_name(outages: Desk) -> None:
    outages.keys("Ins")
    assert all(button.accessibleName() for button in inside(outages, QPushButton))
    assert all(field.accessibleName() for field in inside(outages, QDateTimeEdit))
    assert all(button.height() >= TOUCH_TARGET for button in inside(outages, QPushButton))


def test_the_draft_survives_a_look_at_another_page(stage: Desk) -> None:
    stage.keys("Ins", "1")
    stage.view.hide()
    stage.view.show()
    stage.keys("Ctrl+S")
    assert filed(stage) == [Filing.PLANNED]
    plan = stage.house.look(lambda work: work.outages.plans(limit=1))[0]
    assert plan.filed_by == CLERK
