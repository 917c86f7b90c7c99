"""The repair page: the list of what the province returned, the fix at the refused field, and a supervisor's word.

Invariants:
- One step at a time: a key that comes while one is under way does nothing. Nothing is loaded while the page is hidden.
- What is chosen survives a reload, and a fix survives everything but sending, giving up and locking.
- When the page locks, nothing of a record stays on it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.repair_ports import RepairSubject
from app.usecases.repair_results import OpenedRepair, RepairBoard
from app.usecases.supervisor_words import Credentials
from ui.faults import Failed, failed
from ui.keys import Action
from ui.screens.repair.actions import RepairPorts
from ui.screens.repair.state import (
    RepairDraft,
    RepairHint,
    RepairPage,
    RepairWords,
    UnreadableTextError,
    changes_of,
)
from ui.tones import Tone

_GOOD: Final = frozenset({RepairHint.CORRECTED, RepairHint.PUT_BACK, RepairHint.GIVEN_UP})


class RepairScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: RepairPage) -> None:
        """Show ``state``, whole."""


class RepairPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: RepairScreen, ports: RepairPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = RepairPage()
        self._clerk: ClerkNumber | None = None
        self._shown = False
        self._drafts = 0

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
        self._show(RepairPage())

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self._state = replace(self._state, said=None)
        self.refresh()

    def hidden(self) -> None:
        """The page has gone; a fix waits for it to come back."""
        self._shown = False

    def refresh(self) -> None:
        """Load anew: something has happened."""
        if self._shown and not self._state.busy:
            self._load(None)

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is not this page's now."""
        steps = {
            Action.FINISH: self.open,
            Action.PUT_BACK: self.put_back,
            Action.DISCARD: self.begin_giving_up,
        }
        if self._state.draft is not None:
            steps = {Action.CANCEL: self.leave}
        step = steps.get(action)
        if step is None:
            return False
        if not self._state.busy:
            step()
        return True

    def choose(self, identifier: str) -> None:
        """Look at another entry."""
        if identifier != self._state.chosen:
            self._show(replace(self._state, chosen=identifier, said=None))

    def open(self) -> None:
        """Open the fix of the chosen entry at the refused field."""
        entry, clerk, action = self._state.entry, self._clerk, self._ports.actions.open
        if entry is None or clerk is None:
            self._say(RepairHint.NOTHING_CHOSEN)
            return
        if entry.returned.subject is RepairSubject.EVIDENCE:
            self._say(Failed(DomainFault.NOT_MENDABLE))
            return
        identifier = entry.identifier

        def opened(found: OpenedRepair) -> None:
            self._drafts += 1
            draft = RepairDraft(found, self._drafts, wrong=found.wrong)
            self._show(replace(self._state, draft=draft, said=None, busy=False))

        self._busy()
        self._ports.store_tasks.submit(lambda: action(identifier, clerk), opened, self._failed)

    def put_back(self) -> None:
        """Send the chosen entry again as it is."""
        entry, clerk, action = self._state.entry, self._clerk, self._ports.actions.put_back
        if entry is None or clerk is None:
            self._say(RepairHint.NOTHING_CHOSEN)
            return
        subject, identifier = entry.returned.subject, entry.identifier
        self._busy()
        self._ports.store_tasks.submit(
            lambda: action(subject, identifier, clerk), self._done(RepairHint.PUT_BACK), self._failed
        )

    def begin_giving_up(self) -> None:
        """Ask for a supervisor's word that the chosen entry is not sent again."""
        if self._state.entry is None:
            self._say(RepairHint.NOTHING_CHOSEN)
            return
        self._drafts += 1
        draft = RepairDraft(None, self._drafts, asks_supervisor=True)
        self._show(replace(self._state, draft=draft, said=None))

    def leave(self) -> None:
        """Back to the list; nothing is sent."""
        self._show(replace(self._state, draft=None, said=None))

    def send(self, words: RepairWords) -> None:
        """Send the fix, or the word to give up."""
        draft, entry, clerk = self._state.draft, self._state.entry, self._clerk
        if draft is None or entry is None or clerk is None or self._state.busy:
            return
        who = Credentials(words.supervisor, words.pin) if words.supervisor or words.pin else None
        if draft.opened is not None:
            self._send_fix(draft, entry.identifier, words, clerk, who)
        else:
            subject, identifier, action = entry.returned.subject, entry.identifier, self._ports.actions.give_up
            word = who or Credentials("", "")
            self._busy()
            self._ports.store_tasks.submit(
                lambda: action(subject, identifier, words.reason, word, clerk),
                self._done(RepairHint.GIVEN_UP),
                self._refused,
            )

    def _send_fix(
        self, draft: RepairDraft, identifier: str, words: RepairWords, clerk: ClerkNumber, who: Credentials | None
    ) -> None:
        try:
            changes = changes_of(draft, words.texts)
        except UnreadableTextError as error:
            self._refused(DomainError(DomainFault.CORRECTION_INVALID, error.pointer))
            return
        correct = self._ports.actions.correct
        self._busy()
        self._ports.store_tasks.submit(
            lambda: correct(identifier, changes, words.reason, clerk, who),
            self._done(RepairHint.CORRECTED),
            self._refused,
        )

    def _done(self, hint: RepairHint) -> Callable[[object], None]:
        def done(_: object) -> None:
            self._state = replace(self._state, draft=None)
            self._load(hint)

        return done

    def _load(self, said: RepairHint | None) -> None:
        self._show(replace(self._state, busy=True))

        def loaded(board: RepairBoard) -> None:
            known = [entry.identifier for entry in board.entries]
            chosen = self._state.chosen if self._state.chosen in known else next(iter(known), None)
            self._state = replace(self._state, board=board, chosen=chosen, busy=False)
            if said is not None:
                self._say(said)
            else:
                self._show(self._state)

        self._ports.store_tasks.submit(self._ports.actions.board, loaded, self._failed)

    def _refused(self, error: Exception) -> None:
        """A field is framed where the error names one; a supervisor is asked for where one is needed."""
        draft = self._state.draft
        if draft is not None and isinstance(error, DomainError):
            needed = error.fault is DomainFault.SUPERVISOR_NEEDED
            named = error.detail if error.detail in {one.pointer for one in draft.fields} else draft.wrong
            draft = replace(draft, wrong=named, asks_supervisor=draft.asks_supervisor or needed)
            self._state = replace(self._state, draft=draft)
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._state = replace(self._state, busy=False)
        self._say(failed(error))

    def _busy(self) -> None:
        self._show(replace(self._state, busy=True, said=None))

    def _say(self, said: RepairHint | Failed) -> None:
        good = isinstance(said, RepairHint) and said in _GOOD
        self._ports.bell(Tone.GOOD if good else Tone.BAD)
        self._show(replace(self._state, said=said))

    def _show(self, state: RepairPage) -> None:
        self._state = state
        self._screen.show_state(state)
