"""The stick's page by its keys: one task at a time, told in words, stopped with Escape."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.usecases.stick_results import CarriedStick, ReceivedStick, WrittenStick
from sync.bundle.errors import BundleError
from sync.errors import SyncError, SyncFault
from sync.words import BundleFault
from tests.gui.stage import Part, Stage
from tests.support.fake_sticks import LateAnswers
from ui.screens.stick.state import StickTask
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone

STICK = Path("stick")


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """The page is open, and the dialog will answer."""
    stage.chosen_path = STICK
    stage.keys("Ctrl+2", "Ctrl+U")
    assert stage.page() is stage.window.stick.view
    return stage


@pytest.fixture
def slow(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    """The same, with a stick that takes its time."""
    stage = Stage(qtbot, theme, stick_tasks=LateAnswers(), chosen_path=STICK)
    stage.sign_in()
    stage.keys("Ctrl+2", "Ctrl+U")
    yield stage
    stage.close()


def inside(stage: Stage, kind: type[Part]) -> list[Part]:
    page = stage.page()
    return [part for part in stage.parts(kind) if part.isVisible() and page.isAncestorOf(part)]


def on_page(stage: Stage) -> str:
    return "\n".join(label.text() for label in inside(stage, QLabel))


def step(stage: Stage) -> None:
    assert isinstance(stage.stick_tasks, LateAnswers)
    stage.stick_tasks.step()


def test_what_waits_is_told_before_anything_is_asked(stage: Stage) -> None:
    assert "本机没有待传的记录" in on_page(stage)
    stage.keys("Esc")
    assert stage.page() is stage.window.records_view
    stage.counter.house.accepted()
    stage.keys("Ctrl+U")
    assert "本机待传 1 条记录" in on_page(stage)


def test_each_task_has_its_key_and_says_how_it_ended(stage: Stage) -> None:
    for key, task, said in (
        ("Ctrl+S", StickTask.WRITE, "已封存 3 条记录、6 张照片，1 个文件，1.2 MB"),
        ("Ctrl+G", StickTask.CARRY, "省系统收下 1 个文件：3 条记录、6 张照片"),
        ("Ctrl+R", StickTask.RECEIVE, "3 条记录已送达，还有 0 条待传"),
    ):
        stage.keys(key)
        assert stage.sticks.asked[-1] == (task, STICK)
        assert said in on_page(stage)
        assert stage.played[-1] is Tone.GOOD
    stage.chosen_path = None
    stage.keys("Ctrl+S", "Ctrl+G", "Ctrl+R")
    assert len(stage.sticks.asked) == 3, "nobody chose a folder"
    stage.window.lock()
    stage.sign_in()
    stage.keys("Ctrl+2", "Ctrl+U")
    assert "已送达" not in on_page(stage), "a locked counter keeps no answer"


def test_a_failure_is_told_with_what_to_do(stage: Stage) -> None:
    stage.sticks.written = BundleError(BundleFault.NO_ROOM, "9")
    stage.keys("Ctrl+S")
    assert "U 盘空间不够，什么也没有写" in on_page(stage)
    assert "请换一个更大的 U 盘" in on_page(stage)
    stage.sticks.carried = SyncError(SyncFault.UNREACHABLE)
    stage.keys("Ctrl+G")
    assert "省系统连不上" in on_page(stage)
    assert stage.played[-2:] == [Tone.BAD] * 2


def test_what_was_not_well_is_told_beside_what_was(stage: Stage) -> None:
    stage.sticks.written = WrittenStick(2, 3, 5, 1, 999)
    stage.keys("Ctrl+S")
    assert "1 张照片读不出" in on_page(stage)
    damaged = (BundleFault.DAMAGED, BundleFault.DAMAGED)
    stage.sticks.carried = CarriedStick(taken=0, known=2, in_work=1, messages=0, files=0, refused=damaged)
    stage.keys("Ctrl+G")
    text = on_page(stage)
    assert "2 个文件以前收过" in text
    assert "1 个文件省系统还在处理" in text
    assert text.count("封存文件不完整或被改动") == 1
    stage.sticks.received = ReceivedStick(0, 0, 4, 2, (BundleFault.UNSIGNED_RECEIPT,))
    stage.keys("Ctrl+R")
    assert "2 份回执是别的电脑的" in on_page(stage)
    assert "不是省系统签发的" in on_page(stage)
    assert stage.played[-3:] == [Tone.BAD] * 3


def test_progress_is_seen_and_one_task_is_enough(slow: Stage, qtbot: QtBot) -> None:
    slow.keys("Ctrl+S")
    assert "正在准备" in on_page(slow)
    slow.keys("Ctrl+G", "Ctrl+R")
    slow.sticks.watch.tell(50_000_000, 200_000_000)
    qtbot.waitUntil(lambda: "50.0 / 200.0 MB" in on_page(slow))
    (bar,) = inside(slow, QProgressBar)
    assert bar.value() == bar.maximum() // 4
    assert slow.sticks.asked == [(StickTask.WRITE, STICK)]
    step(slow)
    assert "已封存" in on_page(slow)
    assert inside(slow, QProgressBar) == []


def test_escape_stops_what_is_under_way_and_then_leaves(slow: Stage) -> None:
    slow.sticks.carried = BundleError(BundleFault.STOPPED)
    slow.keys("Ctrl+G", "Esc")
    assert "正在停止" in on_page(slow)
    assert slow.page() is slow.window.stick.view
    step(slow)
    assert slow.sticks.watch.is_stopped()
    assert "已停止。记录都还在，可以随时再来" in on_page(slow)
    slow.keys("Esc")
    assert slow.page() is slow.window.records_view


def test_it_goes_on_while_the_counter_works_and_ends_with_the_program(slow: Stage) -> None:
    slow.keys("Ctrl+S", "Ctrl+1")
    assert slow.window.stick.presenter.busy
    slow.window.lock()
    slow.window.stop()
    step(slow)
    assert slow.sticks.watch.is_stopped()
    assert not slow.window.stick.presenter.busy


def test_every_button_can_be_touched_and_reached(stage: Stage) -> None:
    buttons = inside(stage, QPushButton)
    assert len(buttons) == 4
    assert all(button.height() >= TOUCH_TARGET for button in buttons)
    assert all(button.accessibleName() and button.accessibleDescription() for button in buttons)
    stage.keys("Esc")
    (way_in,) = [one for one in inside(stage, QPushButton) if one.accessibleDescription() == "Ctrl+U"]
    way_in.click()
    assert stage.page() is stage.window.stick.view
