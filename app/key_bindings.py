"""The keys that a technician puts on actions: foot pedals and programmable keypads are keyboards with few keys. Pure.

Invariants:
- What is bound takes the place of an action's own keys; every action keeps a key, and no key stands for two.
- A key that types text is nobody's to bind: what is typed would do things. The product's own (``.``, ``/``, the space
  bar) stay with the actions that have them. Of the number pad the same holds: its keys are those of the main block.
- Keys that move about (arrows, Tab) are never bound. Esc always cancels, whatever else does: it is the way out of
  everything, a calibration too.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final

from app.key_actions import DEFAULT_KEYS, Action

MOST_KEYS: Final = 4
"""On one action."""

WAY_OUT: Final = "Esc"

_NAMED: Final = frozenset(
    {
        *(f"F{number}" for number in range(1, 36)),
        *("Enter", "Space", "Esc", "Backspace", "Del", "Ins", "Home", "End", "PgUp", "PgDown"),
        *("Pause", "Print", "Menu", "Help", "Clear"),
    }
)
_MODIFIED: Final = re.compile(r"((?:Meta\+)?(?:Ctrl\+)?(?:Alt\+)?)((?:Shift\+)?)(.+)", re.DOTALL)
"""In Qt's order. With the first group nothing is typed."""


class BindingProblem(Enum):
    """Why a key cannot stand for an action."""

    UNKNOWN_ACTION = "unknown_action"
    UNKNOWN_KEY = "unknown_key"
    """No key is called so, or one that moves about."""
    TYPES_TEXT = "types_text"
    TAKEN = "taken"
    """It stands for another action."""
    HOW_MANY = "how_many"
    """No key, or more than :data:`MOST_KEYS`."""


class BindingError(ValueError):
    """A table of keys cannot be used; ``action`` is the culprit's name as it was given."""

    def __init__(self, problem: BindingProblem, action: str) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.action = action


def bound_keys(chosen: Mapping[str, object]) -> dict[Action, tuple[str, ...]]:
    """All actions with their keys: the product's own, but for those that were ``chosen`` otherwise.

    ``chosen`` is what stands in the settings: lists of key names by the action's. Raises BindingError.
    """
    keys = dict(DEFAULT_KEYS)
    for name, listed in chosen.items():
        action = _action(name)
        if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_KEYS:
            raise BindingError(BindingProblem.HOW_MANY, name)
        for key in listed:
            problem = key_problem(action, key) if isinstance(key, str) else BindingProblem.UNKNOWN_KEY
            if problem is not None:
                raise BindingError(problem, name)
        keys[action] = tuple(listed)
    if WAY_OUT not in keys[Action.CANCEL]:
        keys[Action.CANCEL] += (WAY_OUT,)
    taken: set[str] = set()
    # the chosen ones last: they are who is in the way
    for action in sorted(keys, key=lambda action: action.value in chosen):
        if taken & set(keys[action]) or len(set(keys[action])) != len(keys[action]):
            raise BindingError(BindingProblem.TAKEN, action.value)
        taken |= set(keys[action])
    return keys


def key_problem(action: Action, key: str) -> BindingProblem | None:
    """What speaks against this key on this action, whoever else has it."""
    if key in DEFAULT_KEYS[action]:
        return None
    parts = _MODIFIED.fullmatch(key)
    if parts is None:
        return BindingProblem.UNKNOWN_KEY
    typeless, base = bool(parts[1]), parts[3]
    is_character = len(base) == 1 and base.isprintable() and not base.isspace()
    if (not is_character and base not in _NAMED) or (is_character and base != base.upper()):
        return BindingProblem.UNKNOWN_KEY
    if (is_character or base == "Space") and not typeless:
        return BindingProblem.TYPES_TEXT
    return None


def _action(name: str) -> Action:
    action = next((action for action in DEFAULT_KEYS if action.value == name), None)
    if action is None:
        raise BindingError(BindingProblem.UNKNOWN_ACTION, name)
    return action
