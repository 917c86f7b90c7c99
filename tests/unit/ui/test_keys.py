import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.keys import DEFAULT_KEYS, Action, KeyPress, KeyTable, is_held, key_press

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "expected"),
    [
        (Qt.Key.Key_Return, NONE, "\r", KeyPress("Enter", "")),
        (Qt.Key.Key_Enter, KEYPAD, "\r", KeyPress("Enter", "")),
        (Qt.Key.Key_Space, NONE, " ", KeyPress("Space", "")),
        (Qt.Key.Key_F8, NONE, "", KeyPress("F8", "")),
        (Qt.Key.Key_Plus, SHIFT, "+", KeyPress("+", "+")),
        (Qt.Key.Key_Plus, KEYPAD, "+", KeyPress("+", "+")),
        (Qt.Key.Key_Minus, KEYPAD, "-", KeyPress("-", "-")),
        (Qt.Key.Key_7, KEYPAD, "7", KeyPress("7", "7")),
        (Qt.Key.Key_S, NONE, "s", KeyPress("S", "s")),
        (Qt.Key.Key_S, SHIFT, "S", KeyPress("S", "S")),
        (Qt.Key.Key_W, CONTROL, "\x17", KeyPress("Ctrl+W", "")),
        (Qt.Key.Key_Delete, NONE, "\x7f", KeyPress("Del", "")),
        (Qt.Key.Key_Delete, CONTROL, "", KeyPress("Ctrl+Del", "")),
        (Qt.Key.Key_Backspace, NONE, "\b", KeyPress("Backspace", "")),
        (Qt.Key.Key_Escape, NONE, "\x1b", KeyPress("Esc", "")),
    ],
)
def test_a_key_event_is_read(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, expected: KeyPress) -> None:
    assert key_press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == expected


def test_every_action_but_typing_has_a_key() -> None:
    assert set(DEFAULT_KEYS) == set(Action) - {Action.CHARACTER}


def test_one_key_never_does_two_things() -> None:
    with pytest.raises(ValueError, match="two actions"):
        KeyTable({Action.PHOTO: ("F8",), Action.PARK: ("F8",)})


def test_another_table_binds_other_keys() -> None:
    table = KeyTable({**DEFAULT_KEYS, Action.PHOTO: ("F10",)})
    assert table.action_of("F10") is Action.PHOTO
    assert table.action_of("F8") is None
    assert table.label(Action.PHOTO) == "F10"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_F8, Qt.Key.Key_Plus])
def test_a_key_that_is_held_down_counts_once(key: Qt.Key) -> None:
    assert not is_held(QKeyEvent(QEvent.Type.KeyPress, key, NONE, ""))
    assert is_held(QKeyEvent(QEvent.Type.KeyPress, key, NONE, "", autorep=True))


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace])
def test_moving_and_erasing_go_on(key: Qt.Key) -> None:
    assert not is_held(QKeyEvent(QEvent.Type.KeyPress, key, NONE, "", autorep=True))
