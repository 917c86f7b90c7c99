"""The page of kept data by its keys, on a real store."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.retention_rules import RetentionClass
from app.usecases.supervisor_words import Credentials
from tests.gui.stage import Stage
from tests.support.builders import YUNNAN_NUMBER
from tests.support.retention_house import CLERK, SUPERVISOR, RetentionHouse, term
from ui.screens.retention.actions import RetentionActions
from ui.screens.retention.presenter import RetentionPresenter
from ui.screens.retention.view import RetentionView
from ui.theme import Theme

Result = TypeVar("Result")


class StoreTasks:
    """Runs work on the store's thread and waits for it."""

    def __init__(self, house: RetentionHouse) -> None:
        self._house = house

    def submit(
        self, work: Callable[[], Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]
    ) -> None:
        try:
            answer = self._house.on_store(work)
        except Exception as error:  # noqa: BLE001 # handed on, as the window's own runner does
            on_error(error)
        else:
            on_done(answer)


class Page:
    def __init__(self, qtbot: QtBot, theme: Theme, house: RetentionHouse) -> None:
        self.house = house
        held, holds = house.held_data, house.holds
        actions = RetentionActions(held.status, held.about, holds.place, holds.release)
        self.view = RetentionView(theme, house.policy, house.clock.local)
        self.presenter = RetentionPresenter(self.view, actions, StoreTasks(house))
        self.view.wire(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(1366, 700)
        self.view.show()
        qtbot.waitExposed(self.view)

    def sign_in(self, who: Credentials, role: ClerkRole) -> None:
        self.presenter.clerk_signed_in(Clerk(ClerkNumber(who.number), "样例乙", "", role))

    def fill(self, pin: str = SUPERVISOR.pin) -> None:
        self.view.number.setText(YUNNAN_NUMBER.lower())
        self.view.pin.setText(pin)

    def ask(self) -> None:
        self.fill()
        QTest.keyClick(self.view.pin, Qt.Key.Key_Return)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Page]:
    house = RetentionHouse(tmp_path)
    house.deliver(house.accept(1), house.clock.now())
    page = Page(qtbot, theme, house)
    yield page
    page.view.hide()
    house.close()


def rows(view: RetentionView, *, classes: bool = False) -> list[list[str]]:
    model = (view.classes if classes else view.records).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_classes_tell_term_basis_and_what_they_hold(page: Page) -> None:
    page.house.later(term(RetentionClass.IDENTITY_IMAGES))
    page.house.purged()
    page.presenter.shown()

    told = {row[0]: row[1:] for row in rows(page.view, classes=True)}
    assert told["证件头像、证件图片和人像照片"][:3] == ["7 天（法律要求尽可能短）", "0", "1"]
    assert told["验视照片"][1:3] == ["1", "0"]
    assert told["操作日志和清除证明"][0] == "不少于 183 天（法定下限）"
    assert all(row[-1] for row in told.values())


def test_a_supervisor_asks_holds_and_releases(page: Page) -> None:
    page.sign_in(SUPERVISOR, ClerkRole.SUPERVISOR)

    page.ask()
    ((waybill, _, part, left),) = rows(page.view)
    assert (waybill, part, left) == ("YT0000000000001", "寄件人", "头像 1 · 照片 1 · 文字")
    assert "记录 1 件" in page.view.line.text
    assert page.view.pin.text() == ""

    page.fill()
    page.view.hold.click()
    assert "已依法保留" in page.view.line.text
    page.ask()
    assert "依法保留" in page.view.line.text

    page.fill()
    page.view.release.click()
    assert "已解除保留" in page.view.line.text
    page.fill()
    page.view.release.click()
    assert "没有依法保留" in page.view.line.text


def test_only_the_selected_record_is_held(page: Page) -> None:
    page.sign_in(SUPERVISOR, ClerkRole.SUPERVISOR)
    page.ask()
    page.view.records.selectRow(0)
    page.fill()

    page.view.hold.click()

    (view,) = page.house.on_store(page.house.holds.in_force)
    assert view.waybill_number == "YT0000000000001"


def test_a_wrong_pin_tells_nothing(page: Page) -> None:
    page.sign_in(SUPERVISOR, ClerkRole.SUPERVISOR)
    page.fill("000000")

    page.view.ask.click()

    assert rows(page.view) == []
    assert page.view.line.text


def test_a_clerk_sees_the_classes_and_asks_about_nobody(page: Page) -> None:
    page.sign_in(CLERK, ClerkRole.CLERK)

    page.ask()

    assert rows(page.view) == []
    assert len(rows(page.view, classes=True)) == 7
    assert "要站长登录" in page.view.line.text


def test_what_was_found_goes_with_the_page(page: Page) -> None:
    page.sign_in(SUPERVISOR, ClerkRole.SUPERVISOR)
    page.ask()
    page.fill()

    page.view.hide()

    assert rows(page.view) == []
    assert (page.view.number.text(), page.view.pin.text()) == ("", "")


def test_the_records_page_opens_it(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme)
    stage.sign_in()
    stage.keys("Ctrl+2", "*")

    opened = stage.shell.page
    stage.keys("Ctrl+1")

    assert isinstance(opened, RetentionView)
    assert stage.shell.page is stage.window.acceptance_view
    stage.close()
