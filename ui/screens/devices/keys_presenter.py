"""Binding keys: choose an action, press the key that shall do it; pedals and keypads are keyboards like any other.

Invariants:
- What cannot be used is refused with the reason before anything is kept.
- What is bound is kept at once, and holds from the next start on: every button's key is printed when it is made.
- One table is written at a time, and what is shown is what was written: a key that is pressed meanwhile is still waited
  for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from app.key_actions import DEFAULT_KEYS, Action
from app.key_bindings import MOST_KEYS, BindingProblem, key_problem
from ui.faults import Failed, failed
from ui.keys import KeyPress
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class Refused:
    """A key that was pressed cannot be bound; ``taken_by`` has it already."""

    problem: BindingProblem
    key: str
    taken_by: Action | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """``action`` has ``keys`` from the next start on."""

    action: Action
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeysPage:
    """``keys`` are those of the next start. ``waiting``: the next key is bound to the action in ``row``."""

    keys: Mapping[Action, tuple[str, ...]]
    row: int = 0
    waiting: bool = False
    busy: bool = False
    """A table is being written."""
    said: Refused | Bound | Failed | None = None

    @property
    def action(self) -> Action:
        """The action that is chosen."""
        return tuple(self.keys)[self.row]


class KeysScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: KeysPage) -> None:
        """Show ``state``, whole."""


class KeysPresenter:
    """Main thread only."""

    def __init__(
        self,
        screen: KeysScreen,
        keys: Mapping[Action, tuple[str, ...]],
        bind: Callable[[Mapping[str, list[str]]], None],
        tasks: TaskRunner,
        bell: Callable[[Tone], None],
    ) -> None:
        """``keys`` hold now; ``bind`` keeps, on ``tasks``, which actions have other keys than their own."""
        self._screen = screen
        self._bind = bind
        self._tasks = tasks
        self._bell = bell
        self._state = KeysPage({action: keys[action] for action in DEFAULT_KEYS})
        self._screen.show_state(self._state)

    @property
    def waiting(self) -> bool:
        """Whether the next key is to be bound."""
        return self._state.waiting

    def move(self, step: int) -> None:
        """Go on to another action."""
        self.point((self._state.row + step) % len(self._state.keys))

    def point(self, row: int) -> None:
        """Go to that action."""
        self._show(replace(self._state, row=row, waiting=False, said=None))

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is nothing here."""
        match action:
            case Action.FINISH:
                self._show(replace(self._state, waiting=True, said=None))
            case Action.DISCARD:
                self.restore()
            case Action.CANCEL if self.waiting:
                self.leave()
            case _:
                return False
        return True

    def leave(self) -> None:
        """No key is waited for any more."""
        self._show(replace(self._state, waiting=False))

    def press(self, key: KeyPress) -> None:
        """The key that was waited for; Escape is nobody's to bind."""
        if self._state.busy:
            return
        if key.name in DEFAULT_KEYS[Action.CANCEL]:
            self.leave()
            return
        action, keys = self._state.action, self._state.keys
        taken_by = next((other for other, names in keys.items() if key.name in names), None)
        problem = key_problem(action, key.name)
        if problem is None and taken_by is not None:
            problem = BindingProblem.TAKEN
        if problem is None and len(keys[action]) >= MOST_KEYS:
            problem = BindingProblem.HOW_MANY
        if problem is not None:
            self._bell(Tone.BAD)
            self._show(replace(self._state, waiting=False, said=Refused(problem, key.name, taken_by)))
            return
        self._keep(action, (*keys[action], key.name))

    def restore(self) -> None:
        """The action has its own keys again, unless one of them went to another."""
        if self._state.busy:
            return
        action = self._state.action
        own = DEFAULT_KEYS[action]
        others = [(other, name) for other, names in self._state.keys.items() if other is not action for name in names]
        in_the_way = next(((other, name) for other, name in others if name in own), None)
        if in_the_way is None:
            self._keep(action, own)
            return
        self._bell(Tone.BAD)
        self._show(replace(self._state, said=Refused(BindingProblem.TAKEN, in_the_way[1], in_the_way[0])))

    def _keep(self, action: Action, names: tuple[str, ...]) -> None:
        keys = {**self._state.keys, action: names}
        own = {other.value: list(names) for other, names in keys.items() if names != DEFAULT_KEYS[other]}

        def kept(_: None) -> None:
            self._bell(Tone.GOOD)
            self._show(replace(self._state, keys=keys, busy=False, said=Bound(action, names)))

        self._show(replace(self._state, waiting=False, busy=True))
        self._tasks.submit(lambda: self._bind(own), kept, self._failed)

    def _failed(self, error: Exception) -> None:
        self._bell(Tone.BAD)
        self._show(replace(self._state, busy=False, said=failed(error)))

    def _show(self, state: KeysPage) -> None:
        self._state = state
        self._screen.show_state(state)
