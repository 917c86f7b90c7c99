"""The practice page: a round through all cases in an order by chance, each answered once.

Invariants:
- Results live in this object and go with it: nothing is written to the store or sent.
- The first answer counts; the next case comes only after it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from app.domain.practice import CasePicture, PracticeCase
from ui.faults import failed
from ui.keys import Action, KeyPress
from ui.screens.practice.state import PracticePage
from ui.task_runner import TaskRunner
from ui.tones import Tone


class PracticeScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: PracticePage) -> None:
        """Show ``state``."""


@dataclass(frozen=True, slots=True)
class PracticePorts:
    """Everything the page needs. ``load`` and ``draw`` (a JPEG) run on ``tasks``; ``chance`` makes the order."""

    load: Callable[[], Sequence[PracticeCase]]
    draw: Callable[[CasePicture], bytes]
    tasks: TaskRunner
    chance: Random
    bell: Callable[[Tone], None]


class PracticePresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: PracticeScreen, ports: PracticePorts, action_of: Callable[[str], Action | None]) -> None:
        """``action_of`` says what a named key does."""
        self._screen = screen
        self._ports = ports
        self._action_of = action_of
        self._cases: tuple[PracticeCase, ...] = ()
        self._round: tuple[PracticeCase, ...] = ()
        self._state = PracticePage()
        self._reading = False

    @property
    def state(self) -> PracticePage:
        """What is on the screen."""
        return self._state

    def shown(self) -> None:
        """The page has come to the front: read the cases once; a round that was begun goes on."""
        if self._cases or self._reading:
            return
        self._reading = True
        self._ports.tasks.submit(self._ports.load, self._loaded, self._not_loaded)

    def press(self, key: KeyPress) -> bool:
        """A digit answers, Enter goes on. False when the key means nothing here."""
        if key.character.isascii() and key.character.isdigit():
            self.answer(int(key.character) - 1)
            return True
        if self._action_of(key.name) is Action.FINISH:
            self.go_on()
            return True
        return False

    def answer(self, place: int) -> None:
        """The answer at ``place``, from 0."""
        state = self._state
        if state.case is None or state.chosen is not None or not 0 <= place < len(state.answers):
            self._ports.bell(Tone.BAD)
            return
        chosen = state.answers[place]
        is_right = chosen == state.case.right
        self._ports.bell(Tone.GOOD if is_right else Tone.BAD)
        self._show(replace(state, chosen=chosen, right=state.right + is_right))

    def go_on(self) -> None:
        """The next case, once this one is answered; after the last the score, and then another round."""
        state = self._state
        if state.finished and self._cases:
            self._begin()
        elif state.chosen is None:
            self._ports.bell(Tone.BAD)
        elif state.number == state.count:
            self._show(PracticePage(count=state.count, right=state.right, finished=True))
        else:
            self._turn_to(state.number + 1, state.right)

    def _begin(self) -> None:
        self._round = tuple(self._ports.chance.sample(self._cases, len(self._cases)))
        self._turn_to(1, 0)

    def _turn_to(self, number: int, right: int) -> None:
        case = self._round[number - 1]
        answers = tuple(self._ports.chance.sample(case.answers, len(case.answers)))
        self._show(PracticePage(case, number, len(self._round), answers, right=right))
        picture = case.picture
        if picture is not None:
            self._ports.tasks.submit(
                lambda: self._ports.draw(picture), lambda drawn: self._drawn(case, drawn), self._not_drawn
            )

    def _drawn(self, case: PracticeCase, jpeg: bytes) -> None:
        if self._state.case is case:
            self._show(replace(self._state, picture=jpeg))

    def _not_drawn(self, error: Exception) -> None:
        self._show(replace(self._state, problem=failed(error)))

    def _loaded(self, cases: Sequence[PracticeCase]) -> None:
        self._reading = False
        self._cases = tuple(cases)
        if self._cases:
            self._begin()
        else:
            self._show(PracticePage(finished=True))

    def _not_loaded(self, error: Exception) -> None:
        self._reading = False
        self._ports.bell(Tone.BAD)
        self._show(PracticePage(problem=failed(error)))

    def _show(self, state: PracticePage) -> None:
        self._state = state
        self._screen.show_state(state)
