"""What clerks tell about outages: advance notice (提前通知), its withdrawal, and reports of interruptions.

Invariants:
- A notice or report commits together with its message, or not at all; what was told stays as it was told.
- Nothing here lets a parcel skip a check.
- An auditor tells nothing.
"""

from dataclasses import replace
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.outage import (
    Filing,
    Interruption,
    OutageForm,
    OutageProblem,
    PlannedOutage,
    plan_problem,
    report_problem,
)
from app.events import EventBus, OutageTold
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.outage_results import FilingDone, OutagePlan
from app.usecases.tell_outage import tell
from app.usecases.watch_link import read_flow

DECLARED = "declared"
"""The sign of an interruption that a clerk told of before the terminal noticed it, or that it could not notice."""


class PlanOutage:
    """Gives notice of an outage that lies ahead."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, plan: OutagePlan, clerk: ClerkNumber) -> FilingDone:
        """The notice is queued.

        Raises DomainError: OUTAGE_INVALID naming the field, NOT_ENROLLED, READ_ONLY.
        """
        now = self._counter.clock.now()
        form = replace(plan.form, expected_end=plan.ends_at)
        problem = plan_problem(form, plan.begins_at, plan.ends_at, self._counter.policy.interruption, now)
        if problem is not None:
            raise DomainError(DomainFault.OUTAGE_INVALID, problem.value)
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            planned = PlannedOutage(self._counter.ids.new(), plan.begins_at, plan.ends_at, form, clerk, now)
            work.outages.save_plan(planned)
            told = tell(self._counter, work, planned, Filing.PLANNED, clerk)
        return _published(self._events, told)


class WithdrawPlan:
    """Takes a notice back: the outage does not take place."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, notice_id: str, clerk: ClerkNumber) -> FilingDone:
        """The withdrawal is queued.

        Raises DomainError: NOTHING_OPEN for an unknown notice, STEP_NOT_ALLOWED for one that was withdrawn or is over,
        NOT_ENROLLED, READ_ONLY.
        """
        now = self._counter.clock.now()
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            plan = work.outages.plan(notice_id)
            if plan is None:
                raise DomainError(DomainFault.NOTHING_OPEN)
            if plan.ends_at < now:
                raise DomainError(DomainFault.STEP_NOT_ALLOWED, "over")
            withdrawn = replace(plan, withdrawn_by=clerk, withdrawn_at=now)
            work.outages.save_plan(withdrawn)
            told = tell(self._counter, work, withdrawn, Filing.WITHDRAWN, clerk)
        return _published(self._events, told)


class ReportInterruption:
    """Adds a clerk's cause and measures to an interruption, or tells of one that the terminal has not noticed."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(
        self, interruption_id: str | None, form: OutageForm, clerk: ClerkNumber, *, began_at: datetime | None = None
    ) -> FilingDone:
        """The report is queued; it may be told again when more is known, also after the end.

        Without an id it is about the open interruption. Where none is open, one is opened that began at ``began_at``,
        or else with the oldest record that waits.

        Raises DomainError: OUTAGE_INVALID naming the field, NOTHING_OPEN for an unknown id, NOT_ENROLLED, READ_ONLY.
        """
        problem = report_problem(form, self._counter.policy.interruption)
        if problem is not None:
            raise DomainError(DomainFault.OUTAGE_INVALID, problem.value)
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            interruption = self._interruption(work, interruption_id, began_at)
            reported = replace(interruption, form=form, reported_at=self._counter.clock.now())
            work.outages.save(reported)
            told = tell(self._counter, work, reported, Filing.REPORTED, clerk)
        return _published(self._events, told)

    def _interruption(self, work: UnitOfWork, interruption_id: str | None, began_at: datetime | None) -> Interruption:
        if interruption_id is None:
            return work.outages.open_one() or self._declared(work, began_at)
        found = work.outages.get(interruption_id)
        if found is None:
            raise DomainError(DomainFault.NOTHING_OPEN)
        return found

    def _declared(self, work: UnitOfWork, began_at: datetime | None) -> Interruption:
        now = self._counter.clock.now()
        if began_at is not None and began_at > now:
            raise DomainError(DomainFault.OUTAGE_INVALID, OutageProblem.BEGINS.value)
        began = began_at or read_flow(work, now).oldest_waiting_at or now
        plan = work.outages.plan_covering(began)
        return Interruption(
            interruption_id=self._counter.ids.new(),
            began_at=min(began, now),
            noticed_at=now,
            signs=(DECLARED,),
            notice_id=plan.notice_id if plan is not None else None,
        )


def _published(events: EventBus, told: FilingDone) -> FilingDone:
    events.publish(OutageTold(told.subject_id, told.message_id, told.filing))
    return told
