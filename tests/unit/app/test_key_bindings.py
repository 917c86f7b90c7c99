"""Keys that are bound by hand: what a pedal may press, and what nobody's key may."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.key_bindings import BindingError, BindingProblem, bound_keys, key_problem
from ui.keys import DEFAULT_KEYS, Action, KeyTable, key_press

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
KEYS = st.one_of(st.text(min_size=1, max_size=6), st.sampled_from(["F20", "Ctrl+Alt+P", "Alt+Shift+5", "F5"]))
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize("key", [Qt.Key.Key_F13, Qt.Key.Key_F24, Qt.Key.Key_PageDown, Qt.Key.Key_Pause])
def test_a_pedals_key_does_what_it_was_bound_to(key: Qt.Key) -> None:
    name = key_press(QKeyEvent(QEvent.Type.KeyPress, key, NONE, "")).name
    table = KeyTable(bound_keys({"photo": ["F8", name]}))
    assert table.action_of(name) is Action.PHOTO
    assert table.action_of("F8") is Action.PHOTO
    assert table.label(Action.PHOTO) == "F8"


def test_the_number_pads_keys_are_those_of_the_main_block() -> None:
    table = KeyTable(bound_keys({"contents_photo": ["Ctrl+Y"], "spot_checks_page": ["F16"]}))
    for key, modifiers, text, action in (
        (Qt.Key.Key_Enter, KEYPAD, "\r", Action.FINISH),
        (Qt.Key.Key_Plus, KEYPAD, "+", Action.MORE),
        (Qt.Key.Key_Asterisk, KEYPAD, "*", Action.SUPERVISOR),
        (Qt.Key.Key_Delete, KEYPAD, "", Action.REMOVE_PHOTO),
        (Qt.Key.Key_1, KEYPAD | CONTROL, "", Action.COUNTER_PAGE),
    ):
        assert table.action_of(key_press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)).name) is action


def test_a_key_may_move_from_one_action_to_another() -> None:
    table = KeyTable(bound_keys({"photo": ["F5"], "park": ["F13"]}))
    assert (table.action_of("F5"), table.action_of("F13")) == (Action.PHOTO, Action.PARK)


def test_escape_leads_out_whatever_else_does() -> None:
    table = KeyTable(bound_keys({"cancel": ["F13"]}))
    assert table.action_of("F13") is table.action_of("Esc") is Action.CANCEL
    assert table.label(Action.CANCEL) == "F13"
    with pytest.raises(BindingError) as refused:
        bound_keys({"cancel": ["F13"], "photo": ["Esc"]})
    assert refused.value.problem is BindingProblem.TAKEN


@given(KEYS, st.sampled_from(sorted(DEFAULT_KEYS, key=lambda action: action.value)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_bound_makes_a_table_or_is_refused_by_name(key: str, action: Action) -> None:
    if key_problem(action, key) is None and key not in {name for names in DEFAULT_KEYS.values() for name in names}:
        assert KeyTable(bound_keys({action.value: [key]})).action_of(key) is action
    elif key not in DEFAULT_KEYS[action]:
        with pytest.raises(BindingError) as refused:
            bound_keys({action.value: [key]})
        assert refused.value.action == action.value


@given(st.characters(exclude_categories=("Cs", "Cc", "Zs")))
@settings(max_examples=60, deadline=None)
def test_a_character_is_never_bound(character: str) -> None:
    assert key_problem(Action.PHOTO, character) is not None
    assert key_problem(Action.PHOTO, f"Shift+{character}") is not None
