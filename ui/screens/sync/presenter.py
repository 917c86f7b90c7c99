"""The sync page's mind: looks while it is shown, pauses and goes on by a clerk's word, and runs the test of the link.

Invariants:
- Nothing is loaded while the page is hidden; while it is shown, a look every few seconds, never two at a time.
- A test goes on while another page is open; Escape or the program's end stops it. Nothing of it touches the counter.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.events import SyncStatus
from app.usecases.link_test import LinkTestRun
from app.usecases.sync_results import Books, SyncBoard
from sync.link_test import Standing, StepResult
from ui.faults import failed
from ui.keys import Action
from ui.screens.sync.actions import SyncPorts
from ui.screens.sync.state import Part, SyncPage
from ui.tones import Tone

LOOK_EVERY: Final = 5
"""Ticks between two looks into the store."""


class SyncScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: SyncPage) -> None:
        """Show ``state``, whole."""


class SyncPresenter:
    """Main thread only."""

    def __init__(self, screen: SyncScreen, ports: SyncPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = SyncPage()
        self._clerk: ClerkNumber | None = None
        self._run: LinkTestRun | None = None
        self._shown = False
        self._looking = False
        self._ticks = 0

    @property
    def testing(self) -> bool:
        """A test of the link is under way."""
        return self._run is not None

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the words are this clerk's."""
        self._clerk = clerk.number

    def locked(self) -> None:
        """Nobody's words until somebody signs in."""
        self._clerk = None

    def take(self, status: SyncStatus) -> None:
        """Something happened on the link."""
        self._state = replace(self._state, status=status)
        if self._shown:
            self._look()

    def shown(self) -> None:
        """The page has come to the front: the books are checked, once."""
        self._shown = True
        self._ticks = 0
        self._state = replace(self._state, said=None)
        self._ports.store_tasks.submit(self._ports.actions.books, self._counted, self._not_counted)
        self._look()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False

    def tick(self) -> None:
        """A second has passed while the page is shown."""
        self._ticks += 1
        if self._run is not None and self._run.results != self._state.results:
            self._show(replace(self._state, results=self._run.results))
        if self._ticks % LOOK_EVERY == 0:
            self._look()

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is not this page's now."""
        steps: dict[Action, Callable[[], None]] = {
            Action.CONFIRM: self.turn_pause,
            Action.FINISH: self.send_now,
            Action.ANSWER: self.test,
        }
        if self._run is not None:
            steps[Action.CANCEL] = self.stop
        step = steps.get(action)
        if step is None:
            return False
        step()
        return True

    def pick(self, character: str) -> bool:
        """A digit turns to a part; whether the character stands for one."""
        part = next((part for part in Part if part.value == character), None)
        if part is not None:
            self.turn_to(part)
        return part is not None

    def turn_to(self, part: Part) -> None:
        """Show another part on the right."""
        self._show(replace(self._state, part=part))

    def turn_pause(self) -> None:
        """Pause, or go on."""
        clerk, board = self._clerk, self._state.board
        if clerk is None or board is None or self._state.busy:
            return
        actions = self._ports.actions
        step = actions.pause if board.pause is None else actions.go_on
        self._show(replace(self._state, busy=True, said=None))
        self._ports.store_tasks.submit(lambda: step(clerk), self._kept, self._failed)

    def send_now(self) -> None:
        """Try at once; a pause ends."""
        board = self._state.board
        if board is not None and board.pause is not None:
            self.turn_pause()
        self._ports.actions.send_now()

    def test(self) -> None:
        """Test the link; a test under way goes on."""
        if self._run is not None:
            self.turn_to(Part.TEST)
            return
        run = LinkTestRun()
        self._run = run
        self._show(replace(self._state, part=Part.TEST, testing=True, stopping=False, results=(), said=None))
        self._ports.link_tasks.submit(lambda: self._ports.actions.test(run), self._tested, self._untested)

    def stop(self) -> None:
        """Stop the test under way soon. Also at the program's end."""
        if self._run is not None:
            self._run.stop()
            self._show(replace(self._state, stopping=True))

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._ports.store_tasks.submit(self._ports.actions.board, self._looked, self._not_looked)

    def _looked(self, board: SyncBoard) -> None:
        self._looking = False
        self._show(replace(self._state, board=board))

    def _not_looked(self, error: Exception) -> None:
        self._looking = False
        self._not_counted(error)

    def _counted(self, books: Books) -> None:
        self._show(replace(self._state, books=books))

    def _not_counted(self, error: Exception) -> None:
        self._show(replace(self._state, said=failed(error)))

    def _kept(self, _: None) -> None:
        self._show(replace(self._state, busy=False))
        self._ports.bell(Tone.GOOD)
        self._look()

    def _failed(self, error: Exception) -> None:
        self._ports.bell(Tone.BAD)
        self._show(replace(self._state, busy=False, said=failed(error)))

    def _tested(self, results: tuple[StepResult, ...]) -> None:
        self._run = None
        broke = any(result.found.standing is Standing.FAILED for result in results)
        self._ports.bell(Tone.BAD if broke else Tone.GOOD)
        self._show(replace(self._state, testing=False, stopping=False, results=results))

    def _untested(self, error: Exception) -> None:
        self._run = None
        self._state = replace(self._state, testing=False, stopping=False)
        self._failed(error)

    def _show(self, state: SyncPage) -> None:
        self._state = state
        self._screen.show_state(state)
