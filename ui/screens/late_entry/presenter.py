"""The late entry page: copies the head of a paper form, asks for the supervisor's word, and opens the counter.

Invariants:
- One step at a time. What was typed stays after a refusal; the PIN does not.
- Whoever leaves the page has opened nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.late_entry import LateProblem, PaperForm
from app.domain.policy import Policy
from app.usecases.results import CounterView
from app.usecases.supervisor_words import Credentials
from ui.faults import Failed, failed
from ui.screens.late_entry.state import LateEntryPage
from ui.task_runner import TaskRunner
from ui.tones import Tone

_PROPOSED: Final = timedelta(hours=1)
"""Before now: somewhere to begin from."""


class LateEntryScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: LateEntryPage) -> None:
        """Show ``state``, whole."""

    def enter_counter(self) -> None:
        """The counter is open for the form."""


@dataclass(frozen=True, slots=True)
class LateEntryPorts:
    """Everything the page needs from the house around it."""

    begin: Callable[[PaperForm, Credentials, ClerkNumber], CounterView]
    """The use case, on the store's thread; may raise DomainError or StorageError."""
    policy: Policy
    store_tasks: TaskRunner
    now: Callable[[], datetime]
    local: Callable[[datetime], datetime]
    bell: Callable[[Tone], None]


class LateEntryPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: LateEntryScreen, ports: LateEntryPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = LateEntryPage()
        self._clerk: ClerkNumber | None = None

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._state.busy

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's."""
        self._clerk = clerk.number

    def locked(self) -> None:
        """Nobody works here."""
        self._clerk = None

    def begin(self) -> None:
        """An empty form, proposed for this clerk and not long ago."""
        at = (self._ports.now() - _PROPOSED).replace(second=0, microsecond=0)
        self._show(LateEntryPage(self._state.number + 1, at, self._clerk or ""))

    def choose_reason(self, code: str) -> None:
        """Why it was accepted on paper."""
        self._show(replace(self._state, reason=code))

    def pick(self, character: str) -> bool:
        """A key picks a reason; whether it stands for one."""
        reasons = self._ports.policy.interruption.late_entry.reasons
        found = next((choice for choice in reasons if choice.key == character), None)
        if found is not None:
            self.choose_reason(found.code)
        return found is not None

    def submit(self, paper: PaperForm, who: Credentials) -> None:
        """Ask for the counter. ``paper.reason`` is the chosen one's, whatever it holds."""
        clerk = self._clerk
        if clerk is None or self._state.busy:
            return
        if self._state.reason is None:
            self._say(Failed(LateProblem.REASON))
            return
        told, begin = replace(paper, reason=self._state.reason), self._ports.begin
        self._show(replace(self._state, busy=True, said=None))
        self._ports.store_tasks.submit(lambda: begin(told, who, clerk), self._begun, self._failed)

    def _begun(self, _: CounterView) -> None:
        self._ports.bell(Tone.GOOD)
        self._show(LateEntryPage(self._state.number + 1))
        self._screen.enter_counter()

    def _failed(self, error: Exception) -> None:
        self._say(failed(error))

    def _say(self, said: Failed) -> None:
        self._ports.bell(Tone.BAD)
        self._show(replace(self._state, busy=False, said=said))

    def _show(self, state: LateEntryPage) -> None:
        self._state = state
        self._screen.show_state(state)
