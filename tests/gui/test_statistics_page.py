"""The statistics' page by its keys, on real use cases."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.statistics import Period, RateCode
from tests.gui.conftest import OpenStage
from tests.gui.stage import Stage
from tests.gui.statistics_stage import fill
from tests.support.builders import TODAY
from ui.screens.statistics.plots import Plot
from ui.screens.statistics.state import Days, Part
from ui.screens.statistics.wording import share_words
from ui.theme import TOUCH_TARGET


@pytest.fixture
def stage(open_stage: OpenStage) -> Stage:
    stage = open_stage()
    fill(stage.counter.house)
    stage.sign_in()
    stage.keys("Ctrl+7")
    assert stage.page() is stage.window.statistics_view
    return stage


def save_to(path: Path, monkeypatch: pytest.MonkeyPatch, kind: str = "XLSX (*.xlsx)") -> list[str]:
    """The system's dialog answers with that path; what it suggested is returned."""
    suggested: list[str] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return suggested


def test_the_rates_of_the_days_that_a_key_picks(stage: Stage) -> None:
    view, house = stage.window.statistics_view, stage.counter.house
    for key, days in (("3", 30), ("2", 7), ("1", 1)):
        stage.keys(key)
        report = house.read_statistics(Period.ending(TODAY, days))
        assert {code: card.share.text() for code, card in view.cards.items()} == {
            code: share_words(report.total.rate(code)) for code in RateCode
        }
        assert view.model.index(0, 1).data() == f"{report.total.accepted:,}"


def test_days_are_typed_and_counted_with_enter(stage: Stage) -> None:
    view = stage.window.statistics_view
    stage.keys("4")
    assert view.head.first.hasFocus()
    view.head.first.setDate(QDate(2026, 11, 8))
    view.head.last.setDate(QDate(2026, 11, 9))
    stage.keys("Enter")

    report = stage.counter.house.read_statistics(Period(TODAY.replace(day=8), TODAY.replace(day=9)))
    assert view.model.index(0, 1).data() == f"{report.total.accepted:,}"
    stage.keys("Esc", "1")
    assert view.head.first.isHidden()


def test_days_in_the_wrong_order_are_told(stage: Stage) -> None:
    view = stage.window.statistics_view
    stage.keys("4")
    view.head.last.setDate(QDate(2026, 11, 1))
    stage.keys("Enter")

    assert "日期不对" in view.answer.text


def test_each_plot_says_in_words_what_it_shows(stage: Stage) -> None:
    view = stage.window.statistics_view
    stage.keys("3")
    for key, told in (("5", "最忙是"), ("6", "件有回执"), ("7", "安检率最低")):
        stage.keys(key)
        [plot] = [part for part in stage.parts(Plot) if part.isVisible()]
        assert told in view.plots.words.text()
        assert plot.accessibleDescription() == view.plots.words.text()
        assert plot.backgroundBrush().color().name() == stage.theme.palette.surface
    stage.keys("8")
    assert not [part for part in stage.parts(Plot) if part.isVisible()]
    assert view.plots.reasons.isVisible()
    assert view.plots.model.index(0, 1).data() == "含禁寄物品"


def test_the_list_leaves_digits_to_the_page(stage: Stage) -> None:
    view = stage.window.statistics_view
    view.table.setFocus()
    stage.keys("Down", "3", "7")

    assert view.head.period.text().endswith("2026-11-20")
    assert view.model.index(0, 1).data() != "0"
    assert "最低" in view.plots.words.text()


def test_an_export_by_keys_is_what_the_page_shows(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "月报"
    suggested = save_to(path, monkeypatch)
    view = stage.window.statistics_view
    stage.keys("3", "0", "Ctrl+S")
    qtbot.waitUntil(lambda: stage.window.statistics.idle)

    book = load_workbook(path.with_name("月报.xlsx"))
    assert suggested == ["statistics-20261022-20261120.xlsx"]
    report = stage.counter.house.read_statistics(Period.ending(TODAY, 30))
    assert book["三率"].cell(3, 2).value == report.total.accepted
    assert book["收寄记录（脱敏）"].max_row == 2 + report.total.accepted + report.total.letters
    assert "已导出 月报.xlsx" in view.answer.text
    entry = stage.counter.house.store.tables.audit[-1]
    assert (entry.action, entry.details["format"]) == ("exported", "xlsx")


def test_an_export_that_cannot_be_written_is_told(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(tmp_path / "gone" / "report.csv", monkeypatch, "CSV (*.csv)")
    stage.keys("Ctrl+S")

    assert "没有导出" in stage.window.statistics_view.answer.text
    assert list(tmp_path.iterdir()) == []


def test_a_dialog_that_was_left_exports_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    stage.keys("Ctrl+S")

    assert not [entry for entry in stage.counter.house.store.tables.audit if entry.action == "exported"]


def test_an_auditor_may_look_and_the_numbers_go_with_the_lock(stage: Stage) -> None:
    stage.keys("F12")
    view = stage.window.statistics_view
    assert view.cards[RateCode.REAL_NAME].share.text() == ""
    stage.sign_in(Clerk(ClerkNumber("9002"), "样例稽核", "hash", ClerkRole.AUDITOR))
    stage.keys("Ctrl+7", "3")

    assert view.cards[RateCode.REAL_NAME].share.text().endswith("%")


def test_everything_to_press_is_as_large_as_a_finger(stage: Stage) -> None:
    page = stage.window.statistics_view
    buttons = [part for part in stage.parts(QPushButton) if part.isVisible() and page.isAncestorOf(part)]

    assert len(buttons) == len(Days) + len(Part) + len(("records", "export"))
    assert all(button.height() >= TOUCH_TARGET for button in buttons)
