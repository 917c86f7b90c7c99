"""Records a screening (过机安检): where, which machine, by whom, and what came of it.

Invariants:
- Nothing is filled in by itself: the last machine and inspector are offered, and one key takes them over.
- A screening that is due at a place names no machine: nobody has screened anything.
"""

from dataclasses import replace
from typing import Protocol

from app.domain.errors import DomainFault
from app.domain.inspection import Screening, ScreeningPlace
from app.usecases.edits import Edit, RecordScreening
from app.usecases.results import CounterView
from ui.faults import Failed
from ui.screens.acceptance.goods_state import Outcome, ScreeningDraft, ScreeningField, ScreeningOffer
from ui.screens.acceptance.state import Hint, Notice

PLACE_KEYS = {"1": ScreeningPlace.HERE, "2": ScreeningPlace.HUB, "3": ScreeningPlace.THIRD_PARTY}
OUTCOME_KEYS = {"4": Outcome.PASSED, "5": Outcome.STOPPED, "6": Outcome.DUE}
OFFER_KEY = "7"
MACHINE_KEY = "8"
INSPECTOR_KEY = "9"
_PASSED = {Outcome.PASSED: True, Outcome.STOPPED: False, Outcome.DUE: None}
_FIELD_KEYS = {MACHINE_KEY: ScreeningField.MACHINE, INSPECTOR_KEY: ScreeningField.INSPECTOR}


class ScreeningCounter(Protocol):
    """The counter as this panel changes it."""

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""

    def edit(self, edit: Edit, said: Hint | None = None) -> None:
        """Apply one edit."""

    def say(self, notice: Notice | None) -> None:
        """Show and sound an answer."""

    def redraw(self) -> None:
        """Something to look at has changed."""


class ScreeningForm:
    """Main thread only."""

    def __init__(self, counter: ScreeningCounter) -> None:
        self._counter = counter
        self._draft = ScreeningDraft()
        self._last: ScreeningOffer | None = None

    @property
    def draft(self) -> ScreeningDraft:
        """What has been told so far."""
        return self._draft

    def begin(self) -> None:
        """What is recorded already stands there to be mended; else nothing but the offer."""
        screening = self._recorded()
        told = ScreeningDraft(turn=self._draft.turn + 1, offer=self._last)
        if screening is not None:
            outcome = next(outcome for outcome, passed in _PASSED.items() if passed is screening.passed)
            told = replace(
                told,
                place=screening.place,
                outcome=outcome,
                machine=screening.machine,
                inspector=screening.inspector,
            )
        self._draft = told

    def typed(self, character: str) -> None:
        """A digit or a letter was typed outside the text fields."""
        draft = self._draft
        if character in PLACE_KEYS:
            self._draft = replace(draft, place=PLACE_KEYS[character])
        elif character in OUTCOME_KEYS:
            self._draft = replace(draft, outcome=OUTCOME_KEYS[character])
        elif character in _FIELD_KEYS:
            self._draft = replace(draft, typing=_FIELD_KEYS[character])
        elif character == OFFER_KEY and draft.offer is not None:
            offer = draft.offer
            self._draft = replace(draft, machine=offer.machine, inspector=offer.inspector, turn=draft.turn + 1)
        else:
            self._counter.say(Hint.NO_SUCH_ANSWER)
            return
        self._counter.redraw()

    def field_typed(self, field: ScreeningField, text: str) -> None:
        """A field's text has changed under the clerk's hands."""
        if field is ScreeningField.MACHINE:
            self._draft = replace(self._draft, machine=text, typing=field)
        else:
            self._draft = replace(self._draft, inspector=text, typing=field)

    def entered(self, field: ScreeningField) -> None:
        """Enter in a field: on to the next, after the last the record is made."""
        if field is ScreeningField.MACHINE:
            self._draft = replace(self._draft, typing=ScreeningField.INSPECTOR)
            self._counter.redraw()
        else:
            self._draft = replace(self._draft, typing=None)
            self.record()

    def record(self) -> None:
        """Record it. What is not told yet is asked for."""
        draft = self._draft
        if draft.place is None or draft.outcome is None:
            self._counter.say(Failed(DomainFault.SCREENING_INVALID))
            return
        due = draft.outcome is Outcome.DUE
        edit = RecordScreening(
            draft.place,
            "" if due else draft.machine.strip(),
            "" if due else draft.inspector.strip(),
            _PASSED[draft.outcome],
        )
        self._counter.edit(edit, Hint.SCREENING_RECORDED)

    def cancel(self) -> bool:
        """Leave the field; False when nobody types into one."""
        was_typing = self._draft.typing is not None
        self._draft = replace(self._draft, typing=None)
        return was_typing

    def follow(self) -> None:
        """Remember who screened with what: the next one is likely the same."""
        screening = self._recorded()
        if screening is not None and screening.machine and screening.inspector:
            self._last = ScreeningOffer(screening.machine, screening.inspector)

    def _recorded(self) -> Screening | None:
        parcel = self._counter.view.parcel
        return parcel.inspection.screening if parcel is not None else None
