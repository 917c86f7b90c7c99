"""Interruptions of the flow of data (数据中断) and planned outages, from the first notice to the last report.

Invariants:
- An interruption begins with the oldest record that did not get through, not when somebody noticed it.
- It has ended when the province answers again and nothing that was made before that still waits.
- Nothing here touches a parcel: an outage is told, and relaxes nothing.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.domain.clerk import ClerkNumber
from app.domain.interruption import Assessment
from app.domain.interruption_rules import InterruptionRules, RiskLevel

MAX_WORDS = 200
"""Characters of a clerk's own words: what has to fit into a QR beside everything else."""


class OutageScope(StrEnum):
    """How much of the outlet is affected."""

    TERMINAL = "terminal"
    OUTLET = "outlet"


class Filing(StrEnum):
    """What a message tells about an outage."""

    PLANNED = "planned"
    """Advance notice (提前通知)."""
    WITHDRAWN = "withdrawn"
    """The planned outage does not take place."""
    OPENED = "opened"
    """An interruption was noticed by the terminal itself."""
    REPORTED = "reported"
    """A clerk's word: cause and measures. It may be told again when more is known."""
    CLOSED = "closed"
    """The data flow again, and what waited has arrived."""


@dataclass(frozen=True, slots=True)
class OutageForm:
    """What a clerk tells. ``cause`` and ``measures`` are codes of the policy pack; None while nobody knows."""

    cause: str | None = None
    scope: OutageScope = OutageScope.OUTLET
    measures: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlannedOutage:
    """An outage that is announced before it begins; ``form.expected_end`` is always there."""

    notice_id: str
    begins_at: datetime
    ends_at: datetime
    form: OutageForm
    filed_by: ClerkNumber
    filed_at: datetime
    withdrawn_by: ClerkNumber | None = None
    withdrawn_at: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether the outage was announced for that moment and not withdrawn."""
        return self.withdrawn_at is None and self.begins_at <= moment <= self.ends_at


@dataclass(frozen=True, slots=True)
class Interruption:
    """One interruption. ``signs`` are codes of what raised the level; ``notice_id`` the notice that it falls under.

    ``restored_at`` is when the province answered again, ``ended_at`` when everything from before that had arrived;
    ``late_records`` counts what arrived late and is there exactly with ``ended_at``.
    """

    interruption_id: str
    began_at: datetime
    noticed_at: datetime
    signs: tuple[str, ...]
    notice_id: str | None = None
    form: OutageForm = field(default_factory=OutageForm)
    reported_at: datetime | None = None
    restored_at: datetime | None = None
    ended_at: datetime | None = None
    late_records: int | None = None


class OutageProblem(StrEnum):
    """Why a notice cannot be filed as it is; the values name the field."""

    CAUSE = "cause"
    BEGINS = "begins_at"
    ENDS = "ends_at"
    MEASURES = "measures"
    WORDS = "words"


def plan_problem(
    form: OutageForm, begins_at: datetime, ends_at: datetime, rules: InterruptionRules, now: datetime
) -> OutageProblem | None:
    """The first thing that cannot be right: a planned outage lies ahead, ends, and has a cause that can be planned."""
    cause = rules.cause(form.cause) if form.cause is not None else None
    if cause is None or not cause.planned:
        return OutageProblem.CAUSE
    if ends_at <= begins_at or ends_at - begins_at > rules.longest_plan:
        return OutageProblem.ENDS
    if begins_at < now:
        return OutageProblem.BEGINS
    return _form_problem(form, rules)


def report_problem(form: OutageForm, rules: InterruptionRules) -> OutageProblem | None:
    """The first thing that keeps a report from being sent: it names a cause, be it that nobody knows it yet."""
    if form.cause is None or rules.cause(form.cause) is None:
        return OutageProblem.CAUSE
    return _form_problem(form, rules)


def is_short_notice(begins_at: datetime, now: datetime, rules: InterruptionRules) -> bool:
    """Whether the notice comes less ahead than the rules ask for. It is sent all the same."""
    return begins_at - now < rules.notice_lead


def opened(
    interruption_id: str, assessment: Assessment, oldest_waiting_at: datetime | None, plan: PlannedOutage | None
) -> Interruption:
    """A new interruption out of an assessment that says ``INTERRUPTED``; what was planned is taken over."""
    graves = dict.fromkeys(reason.kind.value for reason in assessment.reasons if reason.level is RiskLevel.INTERRUPTED)
    began_at = min(oldest_waiting_at, assessment.at) if oldest_waiting_at is not None else assessment.at
    return Interruption(
        interruption_id=interruption_id,
        began_at=began_at,
        noticed_at=assessment.at,
        signs=tuple(graves),
        notice_id=plan.notice_id if plan is not None else None,
        form=plan.form if plan is not None else OutageForm(),
    )


def followed(interruption: Interruption, answered_at: datetime | None, *, link_is_well: bool) -> Interruption:
    """With the beginning of the present spell of answers while the link is well; without one when it fails again."""
    if not link_is_well:
        return replace(interruption, restored_at=None)
    if interruption.restored_at is not None or answered_at is None or answered_at < interruption.noticed_at:
        return interruption
    return replace(interruption, restored_at=answered_at)


def is_over(interruption: Interruption, level: RiskLevel, oldest_waiting_at: datetime | None) -> bool:
    """Whether the data flow again: no ground for an interruption is left, and all from before has arrived."""
    if interruption.restored_at is None or level is RiskLevel.INTERRUPTED:
        return False
    return oldest_waiting_at is None or oldest_waiting_at >= interruption.restored_at


def _form_problem(form: OutageForm, rules: InterruptionRules) -> OutageProblem | None:
    if len(set(form.measures)) != len(form.measures) or any(rules.measure(code) is None for code in form.measures):
        return OutageProblem.MEASURES
    whole = all(not "\ud800" <= character <= "\udfff" for character in form.words)  # halves that no message can carry
    return None if whole and len(form.words) <= MAX_WORDS else OutageProblem.WORDS
