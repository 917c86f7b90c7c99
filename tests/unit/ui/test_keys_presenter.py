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


def press(presenter: KeysPresenter, key: Qt.Key) -> None:
    presenter.press(key_press(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "")))


def ask(presenter: KeysPresenter, action: Action) -> None:
    presenter.point(list(DEFAULT_KEYS).index(action))
    presenter.perform(Action.FINISH)


def test_a_key_pressed_while_the_file_is_written_is_still_waited_for() -> None:
    screen, tasks, rung = Screen(), SteppedTaskRunner(), list[Tone]()
    bound: list[Mapping[str, list[str]]] = []
    presenter = KeysPresenter(screen, DEFAULT_KEYS, bound.append, tasks, rung.append)
    ask(presenter, Action.PHOTO)
    press(presenter, Qt.Key.Key_F13)
    ask(presenter, Action.PARK)
    press(presenter, Qt.Key.Key_F14)
    assert presenter.waiting
    tasks.run_all()
    assert bound == [{"photo": ["F8", "F13"]}]
    assert presenter.waiting
    press(presenter, Qt.Key.Key_F14)
    tasks.run_all()
    assert bound[-1] == {"photo": ["F8", "F13"], "park": ["F5", "F14"]}
    assert rung == [Tone.GOOD, Tone.GOOD]


def test_what_is_shown_is_what_the_file_holds() -> None:
    screen, tasks, rung = Screen(), SteppedTaskRunner(), list[Tone]()
    in_file: dict[str, list[str]] = {}
    refusals = [OSError("full"), None]

    def keep(keys: Mapping[str, list[str]]) -> None:
        refusal = refusals.pop(0)
        if refusal is not None:
            raise refusal
        in_file.clear()
        in_file.update(keys)

    presenter = KeysPresenter(screen, DEFAULT_KEYS, keep, tasks, rung.append)
    ask(presenter, Action.PHOTO)
    press(presenter, Qt.Key.Key_F13)
    presenter.restore()
    ask(presenter, Action.PARK)
    press(presenter, Qt.Key.Key_F14)
    tasks.run_all()
    assert (screen.keys(Action.PHOTO), in_file) == (("F8",), {})
    press(presenter, Qt.Key.Key_F14)
    tasks.run_all()
    assert (screen.keys(Action.PHOTO), screen.keys(Action.PARK)) == (("F8",), ("F5", "F14"))
    assert in_file == {"park": ["F5", "F14"]}
    assert rung == [Tone.BAD, Tone.GOOD]
