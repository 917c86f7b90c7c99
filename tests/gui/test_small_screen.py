"""The smallest screen in the field, 1366 x 768: the window never asks for more, in either language."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.gui import incident_scenes
from tests.gui.conftest import OpenStage
from tests.gui.stage import Stage
from tests.gui.wall_scenes import put_hands_on
from tests.support.counter_house import card
from tests.support.fake_counter import clerk, scan
from ui.language import Language, Translators
from ui.theme import Theme
from ui.widgets.top_bar import page_words

SCREEN = (1366, 768)


@pytest.fixture(params=list(Language))
def trainee(request: pytest.FixtureRequest, qapp: QApplication, open_stage: OpenStage, theme: Theme) -> Iterator[Stage]:
    """A training window with its hands on the banner: the fullest one there is."""
    translators = Translators(qapp)
    translators.use(request.param)
    stage = open_stage(training=True)
    put_hands_on(stage.window, theme)
    yield stage
    translators.use(Language.CHINESE)


def test_the_window_keeps_to_the_screen_through_a_whole_parcel(trainee: Stage) -> None:
    steps: list[Callable[[], object]] = [
        partial(trainee.sign_in, clerk("李测试测试测试")),
        partial(trainee.window.take, scan()),
        partial(trainee.window.take, card()),
        partial(trainee.keys, "Space"),
        *(partial(trainee.keys, key) for key in ("F1", "Esc", "F2", "Esc", "F3", "Esc", "G", ".", "Esc", "F8")),
        *(partial(trainee.keys, key) for key in (".", "Esc", "Ctrl+E", "Esc", "Ctrl+K", "Esc")),
    ]
    for step in steps:
        step()
        QCoreApplication.processEvents()  # the layouts follow
        assert (trainee.shell.width(), trainee.shell.height()) == SCREEN, step


def test_dates_of_ones_own_keep_to_the_screen(trainee: Stage) -> None:
    trainee.sign_in()
    trainee.keys("Ctrl+7", "4")
    QCoreApplication.processEvents()
    assert (trainee.shell.width(), trainee.shell.height()) == SCREEN


@pytest.mark.parametrize(
    "scene", [incident_scenes.incident_form, incident_scenes.incident_category], ids=["form", "categories"]
)
def test_the_pages_of_an_incident_keep_to_the_screen(trainee: Stage, scene: incident_scenes.Scene) -> None:
    trainee.sign_in()
    scene(trainee.window, trainee.counter.house)
    QCoreApplication.processEvents()
    assert (trainee.shell.width(), trainee.shell.height()) == SCREEN


def test_every_page_keeps_to_the_screen(trainee: Stage) -> None:
    trainee.sign_in()
    for action in page_words():
        trainee.shell.asked.emit(action)
        QCoreApplication.processEvents()
        assert (trainee.shell.width(), trainee.shell.height()) == SCREEN, action
