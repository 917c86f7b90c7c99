"""What the interruptions page shows, and a notice or report while it is filled in.

Invariants:
- A draft lives on the page only: nothing is told before it is sent.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from app.domain.interruption_rules import InterruptionRules, OutageTemplate
from app.domain.outage import Interruption, OutageForm, OutageScope
from app.usecases.outage_results import OutageBoard, OutageEntry
from ui.faults import Failed


class OutageHint(Enum):
    """Simple answers."""

    PLANNED = "planned"
    SHORT_NOTICE = "short_notice"
    """It was given less ahead than the rules ask for; it was sent all the same."""
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"
    PRINTED = "printed"
    SAVED = "saved"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_PLAN = "no_plan"
    """Only a notice can be withdrawn."""
    SURE = "sure"
    """The same key once more withdraws the notice."""


@dataclass(frozen=True, slots=True)
class OutageDraft:
    """A notice (``subject_id`` None and ``planned``), or a report about an interruption.

    A report without an id is about one that the terminal has not noticed. Moments are UTC; a report has no beginning of
    its own. ``wrong`` names the field that cannot be right.
    """

    planned: bool
    begins_at: datetime
    ends_at: datetime
    form: OutageForm
    subject_id: str | None = None
    number: int = 0
    """Another one for each draft: fields are filled when it changes."""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class OutagesPage:
    """The page."""

    board: OutageBoard | None = None
    chosen: str | None = None
    filing: str | None = None
    """The message that is chosen among what was told."""
    draft: OutageDraft | None = None
    said: OutageHint | Failed | None = None
    busy: bool = False
    now: datetime | None = None

    @property
    def entry(self) -> OutageEntry | None:
        """The outage that is chosen."""
        entries = self.board.entries if self.board is not None else ()
        return next((entry for entry in entries if entry.subject_id == self.chosen), None)


def new_plan(rules: InterruptionRules, now: datetime, number: int) -> OutageDraft:
    """An empty notice: it begins when the rules ask for no more haste, on the hour."""
    begins = (now + rules.notice_lead + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return OutageDraft(True, begins, begins + timedelta(hours=4), OutageForm(), number=number)


def new_report(interruption: Interruption | None, now: datetime, number: int) -> OutageDraft:
    """A report that goes on with what was told before."""
    form = interruption.form if interruption is not None else OutageForm()
    ends = form.expected_end or now + timedelta(hours=4)
    subject_id = interruption.interruption_id if interruption is not None else None
    begins = interruption.began_at if interruption is not None else now
    return OutageDraft(False, begins, ends, form, subject_id, number)


def from_template(draft: OutageDraft, template: OutageTemplate) -> OutageDraft:
    """The notice as it usually is; its beginning and the clerk's own words stay."""
    form = replace(draft.form, cause=template.cause, measures=template.measures)
    return replace(draft, form=form, ends_at=draft.begins_at + template.lasts, number=draft.number + 1, wrong="")


def with_measure(draft: OutageDraft, code: str) -> OutageDraft:
    """A measure ticked, or taken back."""
    before = draft.form.measures
    after = tuple(each for each in before if each != code) if code in before else (*before, code)
    return replace(draft, form=replace(draft.form, measures=after))


def with_scope(draft: OutageDraft, scope: OutageScope) -> OutageDraft:
    """How much of the outlet is affected."""
    return replace(draft, form=replace(draft.form, scope=scope))
