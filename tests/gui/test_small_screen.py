"""The smallest screen in the field, 1366 x 768: the window never asks for more, in either language."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.events import SyncStatus
from app.usecases.stick_results import CarriedStick
from sync.errors import SyncFault
from sync.ports import OutboxCounts
from sync.words import BundleFault
from tests.gui import incident_scenes
from tests.gui.conftest import OpenStage
from tests.gui.stage import Stage
from tests.gui.wall_scenes import put_hands_on
from tests.support.builders import NOON
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


def test_painting_the_panels_beforehand_leaves_the_window_as_it_is(trainee: Stage) -> None:
    trainee.window.acceptance_view.rehearse()
    QCoreApplication.processEvents()
    assert (trainee.shell.width(), trainee.shell.height()) == SCREEN


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


def test_the_sticks_page_keeps_to_the_screen_however_much_it_has_to_tell(trainee: Stage) -> None:
    trainee.sign_in()
    trainee.chosen_path = Path("stick")
    refused = tuple(BundleFault)
    trainee.sticks.carried = CarriedStick(
        taken=9999, known=99, in_work=99, messages=30_000, files=60_000, refused=refused
    )
    trainee.keys("Ctrl+2", "Ctrl+U", "Ctrl+G")
    QCoreApplication.processEvents()
    assert trainee.page() is trainee.window.stick.view
    assert (trainee.shell.width(), trainee.shell.height()) == SCREEN


def test_every_page_keeps_to_the_screen(trainee: Stage) -> None:
    trainee.sign_in()
    for action in page_words():
        trainee.shell.asked.emit(action)
        QCoreApplication.processEvents()
        assert (trainee.shell.width(), trainee.shell.height()) == SCREEN, action


def test_a_backlog_with_unknown_answers_keeps_to_the_screen(trainee: Stage) -> None:
    trainee.sign_in()
    counts = OutboxCounts(130_000, 100_000, 29_990, 10, NOON, 60_000, 9_000_000_000, 0, unknown=500)

    trainee.window.take(SyncStatus(counts, SyncFault.ANSWER_LOST, NOON, running=False))

    QCoreApplication.processEvents()
    assert "500" in trainee.shell.status_bar.sum_text
    assert (trainee.shell.width(), trainee.shell.height()) == SCREEN
