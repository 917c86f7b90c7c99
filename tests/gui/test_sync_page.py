"""The sync page by its keys, on real use cases."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.events import SyncStatus
from sync.errors import SyncFault
from sync.link_test import Found, LinkFinding, LinkStep, Standing
from sync.ports import OutboxCounts
from sync.state import MessageState
from tests.gui.stage import parts_of, press_keys
from tests.gui.sync_scenes import lived_through
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner, clerk
from tests.support.handover_house import put_acceptance
from tests.support.sync_page import WELL, LinkHands
from ui.keys import Action, KeyTable
from ui.screens.sync.actions import SyncPorts
from ui.screens.sync.presenter import LOOK_EVERY, SyncPresenter
from ui.screens.sync.view import SyncView
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone


@dataclass
class Desk:
    """The page alone over real use cases, driven by real key events."""

    view: SyncView
    presenter: SyncPresenter
    house: CounterHouse
    link: LinkHands
    rung: list[Tone]
    asked: list[Action] = field(default_factory=list)

    def keys(self, *names: str) -> None:
        press_keys(self.view, *names)

    def text(self) -> str:
        return "\n".join(label.text() for label in parts_of(self.view, QLabel) if label.isVisible())

    def counts(self) -> OutboxCounts:
        return self.house.look(lambda work: work.records.counts())

    def answered(self, fault: SyncFault | None = None) -> None:
        """The province has just answered, or not."""
        now = self.house.clock.now()
        if fault is None:
            self.link.around = replace(self.link.around, answered_at=now, link_is_well=True)
        self.presenter.take(SyncStatus(self.counts(), fault, now if fault is None else None, running=False))

    def deliver(self, count: int) -> None:
        tables = self.house.store.tables
        waiting = [key for key, kept in tables.outbox.items() if kept.state is MessageState.PENDING]
        for message_id in waiting[:count]:
            self.house.store.note_outcome(message_id, MessageState.DELIVERED, delivered_at=self.house.clock.now())

    def rows(self) -> list[list[str]]:
        model = self.view.order.model
        return [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    """A clerk looks at the page."""
    house, link, rung = CounterHouse(), LinkHands(), list[Tone]()
    view = SyncView(theme, KeyTable(), house.clock.local)
    ports = SyncPorts(
        link.actions(house), InlineTaskRunner(), InlineTaskRunner(), house.clock.now, house.clock.local, rung.append
    )
    presenter = SyncPresenter(view, ports)
    view.wire(presenter)
    presenter.clerk_signed_in(clerk())
    made = Desk(view, presenter, house, link, rung)
    view.page_asked.connect(made.asked.append)
    qtbot.addWidget(view)
    view.resize(1366, 640)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return made


def make(desk: Desk, count: int) -> None:
    for _ in range(count):
        put_acceptance(desk.house, len(desk.house.store.tables.acceptances) + 1)


def test_one_word_says_whether_all_is_well_and_what_to_do(desk: Desk) -> None:
    assert desk.view.verdict.word.text() == "还没联系上"
    desk.answered()
    assert desk.view.verdict.word.text() == "全部正常"
    assert "账是平的" in desk.text()
    desk.answered(SyncFault.UNREACHABLE)
    assert desk.view.verdict.word.text() == "离线"
    assert "恢复后自动补传" in desk.view.verdict.todo.text()
    desk.answered(SyncFault.NOT_OUR_PROVINCE)
    assert desk.view.verdict.word.text() == "要人处理"
    assert "打开浏览器" in desk.view.verdict.todo.text()


def test_a_draining_backlog_shows_its_pace_its_end_and_its_past(desk: Desk) -> None:
    lived_through(desk.house)
    make(desk, 30)
    desk.answered()
    assert "还有 30 条 · 正在测速" in desk.view.verdict.records_left.text()
    for _ in range(4):
        desk.house.clock.advance(timedelta(seconds=15))
        desk.deliver(5)
        desk.answered()

    assert desk.view.verdict.word.text() == "正在补传"
    assert desk.view.verdict.records_left.text() == "记录：还有 10 条 · 每分钟 20 条 · 大约还要 不到 1 分钟"
    assert "记录先走" in desk.view.verdict.photos_left.text()
    assert "已制作 30 = 已送达 20 + 待传 10 + 退回 0" in desk.text()
    assert desk.view.chart.backlog_words.text() == "待传记录（条）：最多 60，现在 10"
    desk.keys("2")
    assert "最长 2 天 23 小时" in desk.view.chart.delay_words.text()


def test_a_backlog_that_does_not_move_is_told_so(desk: Desk) -> None:
    make(desk, 3)
    for _ in range(10):
        desk.house.clock.advance(timedelta(seconds=15))
        desk.answered()
    assert "没有在动" in desk.view.verdict.records_left.text()


def test_space_pauses_and_goes_on_and_enter_sends_now(desk: Desk) -> None:
    make(desk, 2)
    desk.answered()
    desk.keys("Space")
    assert desk.view.verdict.word.text() == "已暂停"
    assert "自动继续" in desk.view.verdict.why.text()
    desk.keys("3")
    assert desk.rows()[0][3].startswith("已暂停")
    desk.keys("Space")
    assert desk.view.verdict.word.text() == "正在补传"
    desk.keys("Space", "Enter")
    assert desk.link.sent == 1
    assert [entry.action for entry in desk.house.store.tables.audit][-4:] == [
        "sending_paused",
        "sending_resumed",
        "sending_paused",
        "sending_resumed",
    ]
    assert desk.rung[-1] is Tone.GOOD


def test_the_order_is_told_with_masked_waybills_and_reasons(desk: Desk) -> None:
    make(desk, 2)
    desk.answered()
    desk.keys("3")
    numbers = [accepted.waybill.number for accepted in desk.house.store.tables.acceptances.values()]
    assert [row[0] for row in desk.rows()] == ["收寄", "收寄", "照片", "照片"]
    assert [row[3] for row in desk.rows()] == ["下一批就送", "排在前一条后面", *["等它的记录先送达"] * 2]
    assert not any(number in desk.text() + str(desk.rows()) for number in numbers)
    assert all(row[1].startswith(number[:6]) for row, number in zip(desk.rows(), numbers, strict=False))


def test_the_link_is_tested_step_by_step(desk: Desk) -> None:
    desk.keys("/")
    rows = desk.view.test.rows
    assert [row.text.split()[0] for row in rows.values()] == ["通过"] * 4 + ["注意", "通过"]
    assert "自动对时" in rows[LinkStep.CLOCK].text
    assert desk.link.probe.closed >= 1
    desk.link.probe.found = {**WELL, LinkStep.NAME: Found(Standing.FAILED, LinkFinding.NAME_SERVER_SILENT, "省系统")}
    desk.keys("/")
    assert "看网线插口的灯" in rows[LinkStep.NAME].text
    assert "没有试到" in rows[LinkStep.CONNECT].text
    assert desk.rung[-1] is Tone.BAD


def test_a_test_is_stopped_by_escape(desk: Desk) -> None:
    def stop_at(step: LinkStep) -> None:
        if step is LinkStep.TLS:
            desk.keys("Esc")

    desk.link.probe.before = stop_at
    desk.keys("/")
    assert "已停止" in desk.view.test.rows[LinkStep.ENROLMENT].text
    assert not desk.presenter.testing


def test_buttons_lead_to_what_was_returned_and_to_the_interruptions(desk: Desk) -> None:
    make(desk, 2)
    message = next(iter(desk.house.store.tables.outbox))
    desk.house.store.note_outcome(message, MessageState.REJECTED, last_outcome="payload_invalid")
    desk.answered()
    assert desk.view.verdict.word.text() == "有退回"
    assert desk.view.verdict.repair.accessibleName() == "待修正 (1)"
    desk.view.verdict.repair.click()
    desk.view.verdict.outages.click()
    assert desk.asked == [Action.REPAIR_PAGE, Action.OUTAGES_PAGE]


def test_a_hidden_page_looks_at_nothing(desk: Desk) -> None:
    desk.view.hide()
    counts = desk.counts()
    before = desk.house.store.tables
    desk.presenter.take(SyncStatus(counts, None, None, running=False))
    assert desk.house.store.tables is before
    desk.view.show()
    assert desk.house.store.tables is not before


def test_while_it_is_shown_it_looks_every_few_seconds(desk: Desk) -> None:
    looked = desk.house.store.tables
    for _ in range(LOOK_EVERY - 1):
        desk.presenter.tick()
    assert desk.house.store.tables is looked
    desk.presenter.tick()
    assert desk.house.store.tables is not looked


def test_everything_to_press_is_large_enough_and_has_a_name(desk: Desk) -> None:
    buttons = parts_of(desk.view, QPushButton)
    assert all(button.accessibleName() for button in buttons)
    assert all(button.height() >= TOUCH_TARGET for button in buttons if button.isVisible())
