"""The interruptions page: the risk now, the timeline, notices and reports, and paper.

Invariants:
- One step at a time: a key that comes while one is under way does nothing. Nothing is loaded while the page is hidden.
- What is chosen survives a reload, and a draft survives everything but sending and giving up.
- Nothing here, or anywhere, lets a check of a parcel go: an outage is told, no more.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.errors import DomainError
from app.domain.interruption_rules import Cause
from app.domain.outage import Interruption, OutageScope, PlannedOutage, is_short_notice
from app.usecases.outage_results import FilingDone, OutageBoard, OutagePlan, OutageSheetData
from ui.faults import Failed, failed
from ui.keys import Action
from ui.screens.outages.actions import OutagePorts
from ui.screens.outages.state import (
    OutageDraft,
    OutageHint,
    OutagesPage,
    from_template,
    new_plan,
    new_report,
    with_measure,
    with_scope,
)
from ui.tones import Tone
from ui.wording.outages import field_words

_GOOD: Final = (
    OutageHint.PLANNED,
    OutageHint.SHORT_NOTICE,
    OutageHint.REPORTED,
    OutageHint.WITHDRAWN,
    OutageHint.PRINTED,
    OutageHint.SAVED,
)


class OutagesScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: OutagesPage) -> None:
        """Show ``state``, whole."""


class OutagesPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: OutagesScreen, ports: OutagePorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = OutagesPage()
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

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self._state = replace(self._state, said=None)
        self.refresh()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False

    def refresh(self) -> None:
        """Load anew: something has happened."""
        if self._shown and not self._state.busy:
            self._load(None)

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is not this page's now."""
        steps = {
            Action.ADD_CUSTOMER: self.begin_plan,
            Action.ANSWER: self.begin_report,
            Action.PRINT_LABEL: self.print,
            Action.DISCARD: self.withdraw,
        }
        if self._state.draft is not None:
            steps = {Action.SAVE: self.send, Action.CANCEL: self.give_up}
        step = steps.get(action)
        if step is None:
            return False
        if not self._state.busy:
            step()
        return True

    def choose(self, subject_id: str) -> None:
        """Look at another outage."""
        if subject_id != self._state.chosen:
            self._show(replace(self._state, chosen=subject_id, filing=None, said=None))

    def choose_filing(self, message_id: str) -> None:
        """Of what was told, this is for paper."""
        self._state = replace(self._state, filing=message_id)

    def begin_plan(self) -> None:
        """Fill in an advance notice."""
        self._drafts += 1
        draft = new_plan(self._ports.policy.interruption, self._ports.now(), self._drafts)
        self._show(replace(self._state, draft=draft, said=None))

    def begin_report(self) -> None:
        """Fill in a report: about the chosen interruption, else the open one, else one that nobody noticed."""
        self._drafts += 1
        draft = new_report(self._reported(), self._ports.now(), self._drafts)
        self._show(replace(self._state, draft=draft, said=None))

    def give_up(self) -> None:
        """Tell nothing."""
        self._show(replace(self._state, draft=None, said=None))

    def pick(self, character: str) -> bool:
        """A digit picks a cause, a letter ticks a measure; whether the character stands for anything."""
        draft = self._state.draft
        if draft is None or self._state.busy:
            return False
        causes = self.causes(draft)
        place = "1234567890".find(character)
        if character and 0 <= place < len(causes):
            self.set_cause(causes[place].code)
            return True
        measures = self._ports.policy.interruption.measures
        place = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(character.upper())
        if character and 0 <= place < len(measures):
            self._draw(with_measure(draft, measures[place].code))
            return True
        return False

    def causes(self, draft: OutageDraft) -> tuple[Cause, ...]:
        """The causes that fit: a notice is for what can be planned."""
        every = self._ports.policy.interruption.causes
        return tuple(cause for cause in every if cause.planned or not draft.planned)

    def use_template(self, code: str) -> None:
        """Begin the notice with a template."""
        draft, template = self._state.draft, self._ports.policy.interruption.template(code)
        if draft is not None and template is not None:
            self._drafts += 1
            self._draw(replace(from_template(draft, template), number=self._drafts))

    def set_cause(self, code: str) -> None:
        """Why."""
        draft = self._state.draft
        if draft is not None:
            self._draw(replace(draft, form=replace(draft.form, cause=code), wrong=""))

    def set_scope(self, scope: OutageScope) -> None:
        """How much of the outlet."""
        draft = self._state.draft
        if draft is not None:
            self._draw(with_scope(draft, scope))

    def toggle_measure(self, code: str) -> None:
        """A measure is taken, or not after all."""
        draft = self._state.draft
        if draft is not None:
            self._draw(with_measure(draft, code))

    def set_times(self, begins_at: datetime, ends_at: datetime) -> None:
        """When; the fields show it already."""
        draft = self._state.draft
        if draft is not None:
            self._state = replace(self._state, draft=replace(draft, begins_at=begins_at, ends_at=ends_at))

    def set_words(self, text: str) -> None:
        """The clerk's own words; the field shows them already."""
        draft = self._state.draft
        if draft is not None:
            form = replace(draft.form, words=text)
            self._state = replace(self._state, draft=replace(draft, form=form))

    def send(self) -> None:
        """Tell it."""
        draft, clerk = self._state.draft, self._clerk
        if draft is None or clerk is None or self._state.busy:
            return
        actions, form = self._ports.actions, replace(draft.form, words=draft.form.words.strip())
        self._busy()
        if draft.planned:
            plan = OutagePlan(draft.begins_at, draft.ends_at, form)
            short = is_short_notice(plan.begins_at, self._ports.now(), self._ports.policy.interruption)
            hint = OutageHint.SHORT_NOTICE if short else OutageHint.PLANNED
            self._ports.store_tasks.submit(lambda: actions.plan(plan, clerk), self._told(hint), self._refused)
        else:
            report, subject_id = replace(form, expected_end=draft.ends_at), draft.subject_id
            self._ports.store_tasks.submit(
                lambda: actions.report(subject_id, report, clerk), self._told(OutageHint.REPORTED), self._refused
            )

    def withdraw(self) -> None:
        """Take the chosen notice back: the first time asks, the second does it."""
        entry, clerk = self._state.entry, self._clerk
        if entry is None or clerk is None or not isinstance(entry.outage, PlannedOutage):
            self._say(OutageHint.NO_PLAN)
        elif self._state.said is not OutageHint.SURE:
            self._say(OutageHint.SURE)
        else:
            notice_id, withdraw = entry.subject_id, self._ports.actions.withdraw
            self._busy()
            self._ports.store_tasks.submit(
                lambda: withdraw(notice_id, clerk), self._told(OutageHint.WITHDRAWN), self._failed
            )

    def print(self) -> None:
        """The chosen filing on the default printer."""
        self._with_sheet(None)

    def save(self, path: Path | None) -> None:
        """The chosen filing as a PDF; None when nobody chose a place."""
        if path is not None:
            self._with_sheet(path)

    def _with_sheet(self, path: Path | None) -> None:
        entry = self._state.entry
        if entry is None or self._state.busy:
            self._say(OutageHint.NOTHING_CHOSEN)
            return
        subject_id, message_id = entry.subject_id, self._state.filing

        def read(filing: OutageSheetData) -> None:
            self._state = replace(self._state, busy=False)
            sheet = self._ports.sheets.sheet(filing)
            paper = self._ports.paper
            problem = paper.print(sheet) if path is None else paper.save(sheet, path)
            done = OutageHint.PRINTED if path is None else OutageHint.SAVED
            self._say(done if problem is None else Failed(problem))

        self._busy()
        sheet_of = self._ports.actions.sheet
        self._ports.store_tasks.submit(lambda: sheet_of(subject_id, message_id), read, self._failed)

    def _reported(self) -> Interruption | None:
        entry = self._state.entry
        if entry is not None and isinstance(entry.outage, Interruption):
            return entry.outage
        return _open_one(self._state.board) if self._state.board is not None else None

    def _told(self, hint: OutageHint) -> Callable[[FilingDone], None]:
        def told(done: FilingDone) -> None:
            self._state = replace(self._state, draft=None, chosen=done.subject_id, filing=None)
            self._load(hint)

        return told

    def _load(self, said: OutageHint | None) -> None:
        self._show(replace(self._state, busy=True))

        def loaded(board: OutageBoard) -> None:
            known = {entry.subject_id for entry in board.entries}
            chosen = self._state.chosen if self._state.chosen in known else _most_urgent(board)
            self._state = replace(self._state, board=board, chosen=chosen, busy=False, now=self._ports.now())
            if said is not None:
                self._say(said)
            else:
                self._show(self._state)

        self._ports.store_tasks.submit(self._ports.actions.board, loaded, self._failed)

    def _refused(self, error: Exception) -> None:
        """A field is framed where the error names one."""
        draft = self._state.draft
        wrong = error.detail if isinstance(error, DomainError) and field_words(error.detail) else ""
        if draft is not None and wrong:
            self._state = replace(self._state, draft=replace(draft, wrong=wrong))
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._state = replace(self._state, busy=False)
        self._say(failed(error))

    def _busy(self) -> None:
        self._show(replace(self._state, busy=True, said=None))

    def _draw(self, draft: OutageDraft) -> None:
        self._show(replace(self._state, draft=draft))

    def _say(self, said: OutageHint | Failed) -> None:
        self._ports.bell(Tone.GOOD if said in _GOOD else Tone.BAD)
        self._show(replace(self._state, said=said))

    def _show(self, state: OutagesPage) -> None:
        self._state = state
        self._screen.show_state(state)


def _open_one(board: OutageBoard) -> Interruption | None:
    found = (entry.outage for entry in board.entries if isinstance(entry.outage, Interruption))
    return next((outage for outage in found if outage.ended_at is None), None)


def _most_urgent(board: OutageBoard) -> str | None:
    """What is looked at first: the interruption that goes on, else the latest outage."""
    open_one = _open_one(board)
    if open_one is not None:
        return open_one.interruption_id
    return board.entries[0].subject_id if board.entries else None
