"""The page of kept data: what each class holds, and for a supervisor what is held about one person.

Invariants:
- A document's number and a PIN are handed through and never kept here; an answer about a person goes when the page is
  hidden or the counter is locked.
- Only one question is under way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.retention_ports import LegalHold
from app.usecases.retention_results import Held, HeldAboutPerson, OfPerson, OfRecord, RetentionStatus
from app.usecases.supervisor_words import Credentials
from ui.faults import Failed, failed
from ui.screens.retention.actions import RetentionActions
from ui.task_runner import TaskRunner


class Done(Enum):
    """What has just been done."""

    HELD = "held"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class RetentionState:
    """What the page shows. ``may_ask`` is a supervisor's."""

    status: RetentionStatus | None = None
    found: HeldAboutPerson | None = None
    may_ask: bool = False
    busy: bool = False
    done: Done | None = None
    failure: Failed | None = None


class RetentionScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: RetentionState) -> None:
        """Show ``state``."""

    def forget(self) -> None:
        """Empty all fields."""


class RetentionPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: RetentionScreen, actions: RetentionActions, tasks: TaskRunner) -> None:
        self._screen = screen
        self._actions = actions
        self._tasks = tasks
        self._state = RetentionState()
        self._clerk: ClerkNumber | None = None
        self._look = 0
        """Counts the times that the page was left: an answer to an older look is not shown any more."""

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now."""
        self._clerk = clerk.number
        self._show(RetentionState(self._state.status, may_ask=clerk.role is ClerkRole.SUPERVISOR))

    def locked(self) -> None:
        """Nobody does: whatever was found or typed goes."""
        self._clerk = None
        self._leave(RetentionState(self._state.status))

    def shown(self) -> None:
        """The page has come to the front."""
        self._refresh()

    def hidden(self) -> None:
        """The page has gone, and with it what was found."""
        self._leave(RetentionState(self._state.status, may_ask=self._state.may_ask))

    def ask(self, person: OfPerson, pin: str) -> None:
        """What is held about that person?"""
        who = self._supervisor(pin)
        if who is not None:
            self._submit(lambda: self._actions.about(person, who), self._found)

    def hold(self, person: OfPerson, record: str | None, reason: str, pin: str) -> None:
        """Keep all of that person; with a waybill number only that record."""
        who = self._supervisor(pin)
        if who is not None:
            what = _what(person, record)
            self._submit(lambda: self._actions.hold(what, reason, who), lambda _: self._changed(Done.HELD))

    def release(self, person: OfPerson, record: str | None, reason: str, pin: str) -> None:
        """Let that hold go."""
        who = self._supervisor(pin)
        if who is not None:
            what = _what(person, record)
            self._submit(lambda: self._actions.release(what, reason, who), lambda _: self._changed(Done.RELEASED))

    def _supervisor(self, pin: str) -> Credentials | None:
        free = self._clerk is not None and self._state.may_ask and not self._state.busy
        return Credentials(self._clerk, pin) if free and self._clerk is not None else None

    def _submit(self, work: Callable[[], HeldAboutPerson | LegalHold], done: Callable[..., None]) -> None:
        self._show(replace(self._state, busy=True, failure=None, done=None))
        look = self._look

        def arrived(answer: HeldAboutPerson | LegalHold) -> None:
            if look == self._look:
                done(answer)

        def refused(error: Exception) -> None:
            if look == self._look:
                self._show(replace(self._state, busy=False, failure=failed(error)))

        self._tasks.submit(work, arrived, refused)

    def _found(self, found: HeldAboutPerson) -> None:
        self._show(replace(self._state, busy=False, found=found))

    def _changed(self, done: Done) -> None:
        # what was found before the change is not true any more, and asking anew is another look in the audit trail
        self._show(replace(self._state, busy=False, done=done, found=None))
        self._refresh()

    def _refresh(self) -> None:
        self._tasks.submit(
            self._actions.status,
            lambda status: self._show(replace(self._state, status=status)),
            lambda error: self._show(replace(self._state, failure=failed(error))),
        )

    def _leave(self, state: RetentionState) -> None:
        self._look += 1
        self._screen.forget()
        self._show(state)

    def _show(self, state: RetentionState) -> None:
        self._state = state
        self._screen.show_state(state)


def _what(person: OfPerson, record: str | None) -> Held:
    return person if record is None else OfRecord(record)
