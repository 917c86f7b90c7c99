"""Keys bound one after the other, while the file with them is still being written."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.support.fake_counter import SteppedTaskRunner
from ui.keys import DEFAULT_KEYS, Action, key_press
from ui.screens.devices.keys_presenter import KeysPage, KeysPresenter
from ui.tones import Tone


class Screen:
    def __init__(self) -> None:
        self.state: KeysPage | None = None

    def show_state(self, state: KeysPage) -> None:
        self.state = state

    def keys(self, action: Action) -> tuple[str, ...]:
        assert self.state is not None
        return self.state.keys[action]


def bind(presenter: KeysPresenter, action: Action, key: Qt.Key) -> None:
    presenter.point(list(DEFAULT_KEYS).index(action))
    presenter.perform(Action.FINISH)
    presenter.press(key_press(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "")))


def test_a_second_key_is_kept_beside_the_first_however_long_the_file_takes() -> None:
    screen, tasks, rung = Screen(), SteppedTaskRunner(), list[Tone]()
    bound: list[Mapping[str, list[str]]] = []
    presenter = KeysPresenter(screen, DEFAULT_KEYS, bound.append, tasks, rung.append)
    bind(presenter, Action.PHOTO, Qt.Key.Key_F13)
    bind(presenter, Action.PARK, Qt.Key.Key_F14)
    tasks.run_all()
    assert bound[-1] == {"photo": ["F8", "F13"], "park": ["F5", "F14"]}
    assert rung == [Tone.GOOD, Tone.GOOD]


def test_a_key_that_cannot_be_kept_is_taken_back_alone() -> None:
    screen, tasks, rung = Screen(), SteppedTaskRunner(), list[Tone]()
    refusals = [OSError("full"), None]

    def keep(_: Mapping[str, list[str]]) -> None:
        refusal = refusals.pop(0)
        if refusal is not None:
            raise refusal

    presenter = KeysPresenter(screen, DEFAULT_KEYS, keep, tasks, rung.append)
    bind(presenter, Action.PHOTO, Qt.Key.Key_F13)
    bind(presenter, Action.PARK, Qt.Key.Key_F14)
    tasks.run_all()
    assert (screen.keys(Action.PHOTO), screen.keys(Action.PARK)) == (("F8",), ("F5", "F14"))
    assert rung == [Tone.BAD, Tone.GOOD]
