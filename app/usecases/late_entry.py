"""Late entry (补录): lets a parcel that was accepted on paper be typed in at the counter, by a supervisor's word.

Invariants:
- The moment lies in an outage that was told of, or in a time in which this terminal wrote nothing; each form is typed
  in once. A refused form leaves no parcel behind.
- The word is in the audit trail in the same transaction as the parcel that it opens. What follows is the ordinary
  counter, with the same rules.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.late_entry import (
    Cover,
    LateEntry,
    LateGround,
    LateProblem,
    PaperForm,
    Silence,
    ground_of,
    paper_problem,
    was_silent,
)
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.results import CounterView
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import Credentials


class BeginLateEntry:
    """Opens a parcel for one paper form."""

    def __init__(self, counter: Counter, sign_in: SignIn) -> None:
        self._counter = counter
        self._sign_in = sign_in

    def __call__(self, paper: PaperForm, who: Credentials, clerk: ClerkNumber) -> CounterView:
        """The counter with that parcel.

        Raises DomainError: LATE_ENTRY_REFUSED naming the ``LateProblem``; SIGN_IN_REFUSED, SIGN_IN_LOCKED,
        NOT_A_SUPERVISOR, NOT_ENROLLED, READ_ONLY.
        """
        # one form is not two for the sake of a shift key
        paper = replace(paper, form_number=paper.form_number.upper())
        with self._counter.store.unit_of_work() as work:
            # what cannot be right costs no word; the silence is walked for once, as it lies behind both units of work
            self._require_admissible(work, paper, clerk)
            cover = _cover(work, paper, work.audit.silence(paper.accepted_at))
            self._ground(cover, paper)
        supervisor = self._sign_in(who.number, who.pin, "supervisor_called")
        if supervisor.role is not ClerkRole.SUPERVISOR:
            raise DomainError(DomainFault.NOT_A_SUPERVISOR)
        with self._counter.store.unit_of_work() as work:
            self._require_admissible(work, paper, clerk)
            late = self._late(_cover(work, paper, cover.silence), paper, supervisor)
            parcel = Parcel(self._counter.ids.new(), clerk, self._counter.clock.now(), late=late)
            details = {
                "clerk": clerk,
                "form": late.form_number,
                "accepted_at": late.accepted_at.isoformat(),
                "accepted_by": late.accepted_by,
                "ground": late.ground.value,
                "outage": late.outage_id or "",
                "reason": late.reason,
            }
            work.audit.append(
                AuditEntry(late.allowed_at, supervisor.number, "late_entry_allowed", parcel.parcel_id, details)
            )
            return self._counter.kept(work, parcel)

    def _late(self, cover: Cover, paper: PaperForm, supervisor: Clerk) -> LateEntry:
        ground = self._ground(cover, paper)
        now, rules = self._counter.clock.now(), self._counter.policy.interruption.late_entry
        named = {LateGround.NOTICE: cover.notice_id, LateGround.INTERRUPTION: cover.interruption_id}
        return LateEntry(
            accepted_at=paper.accepted_at,
            accepted_by=paper.accepted_by,
            form_number=paper.form_number,
            ground=ground,
            outage_id=named.get(ground),
            terminal_worked=not was_silent(cover, paper.accepted_at, rules, now),
            reason=paper.reason,
            supervisor=supervisor.number,
            allowed_at=now,
        )

    def _require_admissible(self, work: UnitOfWork, paper: PaperForm, clerk: ClerkNumber) -> None:
        """Raises DomainError for what stands against the form itself, or against this clerk and counter."""
        now, rules = self._counter.clock.now(), self._counter.policy.interruption.late_entry
        self._counter.require_may_change(work, clerk)
        if work.terminal.identity() is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        problem = paper_problem(paper, rules, now) or _known_problem(work, paper)
        if problem is not None:
            raise DomainError(DomainFault.LATE_ENTRY_REFUSED, problem.value)

    def _ground(self, cover: Cover, paper: PaperForm) -> LateGround:
        """Why this form may be typed in."""
        now, rules = self._counter.clock.now(), self._counter.policy.interruption.late_entry
        ground = ground_of(cover, paper.accepted_at, rules, now)
        if ground is None:
            raise DomainError(DomainFault.LATE_ENTRY_REFUSED, LateProblem.OUTSIDE.value)
        return ground


def _known_problem(work: UnitOfWork, paper: PaperForm) -> LateProblem | None:
    """What the store knows against it."""
    person = work.clerks.get(paper.accepted_by)
    if person is None or not person.may_accept:
        return LateProblem.ACCEPTED_BY
    parked = work.parcels.in_state(ParcelState.PARKED)
    if work.late_entries.form_used(paper.form_number) or any(
        parcel.late is not None and parcel.late.form_number == paper.form_number for parcel in parked
    ):
        return LateProblem.FORM_USED
    return LateProblem.COUNTER_BUSY if work.parcels.count(ParcelState.OPEN) else None


def _cover(work: UnitOfWork, paper: PaperForm, silence: Silence) -> Cover:
    plan = work.outages.plan_covering(paper.accepted_at)
    interruption = work.outages.covering(paper.accepted_at)
    return Cover(
        notice_id=plan.notice_id if plan is not None else None,
        interruption_id=interruption.interruption_id if interruption is not None else None,
        silence=silence,
    )
