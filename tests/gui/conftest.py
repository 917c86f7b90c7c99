"""Every GUI test runs offscreen, with the product's theme, and leaves nothing behind."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.stage import Stage
from tests.support.fake_counter import FakeCounter, box_picture, jpeg_of
from tests.support.goods_samples import goods_search
from tests.support.qt_hygiene import leaving_nothing_behind
from ui.theme import Theme, apply_theme, theme_for


class OpenStage(Protocol):
    """Opens a window that differs from an ordinary one in what is named."""

    def __call__(self, *, training: bool = False, first_run: bool = False, audible: bool = True) -> Stage:
        """The window, shown and active."""


_HERE = Path(__file__).parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns about every window with a smallest size; that is no fault of the window."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def _hygiene(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - the application must be there first
    with leaving_nothing_behind():
        yield


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The calm theme: its font and palette. The style sheet is the window's own."""
    theme = theme_for(qapp, high_contrast=False)
    apply_theme(qapp, theme)
    # What stays for the session is looked through once, and not after each test when leaks are sought.
    goods_search()
    gc.collect()
    gc.freeze()
    return theme


@pytest.fixture
def styled(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """The style sheet for parts that stand alone; beside a whole window it would cost seconds."""
    qapp.setStyleSheet(theme.style_sheet())
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def open_stage(qtbot: QtBot, theme: Theme) -> Iterator[OpenStage]:
    """Opens windows and closes them in the end."""
    opened: list[Stage] = []

    def open_one(*, training: bool = False, first_run: bool = False, audible: bool = True) -> Stage:
        counter = FakeCounter(picture=jpeg_of(box_picture()))
        opened.append(Stage(qtbot, theme, training, first_run, audible, counter))
        return opened[-1]

    yield open_one
    for stage in opened:
        stage.close()


@pytest.fixture
def stage(open_stage: OpenStage) -> Stage:
    """A window with a clerk at the counter."""
    stage = open_stage()
    stage.sign_in()
    return stage
