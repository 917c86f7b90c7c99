"""Turning a parcel away with a coded reason, as easily as taking it in.

Invariants:
- The reason is one of the policy's codes; the pictures taken so far stay as evidence.
- What has to be secured and reported is never turned away: it would go back over the counter. Nor is a frozen parcel.
- Who it was is not kept: the sender leaves without having sent anything (data minimisation, 个人信息保护法 article 6).
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.acceptance import Decision, Objection, Parcel, ParcelEvent, decide, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.files import gone
from app.domain.late_entry import LateProblem
from app.events import EventBus, ParcelRefused
from app.messages import Envelope, refusal_message
from app.ports import EvidenceVault, Refusal, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.results import Refused


class RefuseParcel:
    """Turns the parcel at the counter away, or one of which nothing was captured yet."""

    def __init__(self, counter: Counter, vault: EvidenceVault, events: EventBus) -> None:
        self._counter = counter
        self._vault = vault
        self._events = events

    def __call__(self, parcel_id: str | None, reason: str, clerk: ClerkNumber) -> Refused:
        """Raises DomainError: REASON_UNKNOWN, INCIDENT_FIRST, LATE_ENTRY_REFUSED, WAYBILL_FROZEN, NOT_ENROLLED."""
        if self._counter.policy.refusal_reason(reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.REFUSE)
            decision = decide(parcel, self._counter.policy, self._counter.day_of(parcel))
            require_no_incident(decision)
            if parcel.late is not None:
                raise DomainError(DomainFault.LATE_ENTRY_REFUSED, LateProblem.NOT_REFUSED.value)
            if parcel.waybill is not None and work.holds.in_force(parcel.waybill.number) is not None:
                raise DomainError(DomainFault.WAYBILL_FROZEN)
            anonymous = without_people(parcel)
            released = work.evidence.release(parcel.parcel_id, gone(parcel, anonymous))
            refusal = self._commit(work, anonymous, reason, decision, clerk)
            view = self._counter.view(work, None)
        self._events.publish(ParcelRefused(refusal.refusal_id, refusal.message_id))
        for evidence_id in released:
            self._vault.delete(evidence_id)
        return Refused(refusal.refusal_id, refusal.message_id, refusal.refused_at, view)

    def _commit(self, work: UnitOfWork, parcel: Parcel, reason: str, decision: Decision, clerk: ClerkNumber) -> Refusal:
        identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        now = self._counter.clock.now()
        refusal = Refusal(self._counter.ids.new(), parcel, reason, clerk, now, self._counter.ids.new())
        message = refusal_message(
            Envelope(refusal.message_id, identity, work.outbox.head(), self._counter.clock_offset(work)),
            refusal_id=refusal.refusal_id,
            parcel=parcel,
            reason=reason,
            clerk=clerk,
            refused_at=now,
            decision=decision,
            policy=self._counter.policy,
        )
        work.refusals.add(refusal)
        work.outbox.enqueue(message)
        details = {"message": message.message_id, "digest": message.digest, "reason": reason}
        work.audit.append(AuditEntry(now, clerk, "refused", refusal.refusal_id, details))
        if parcel.waybill is not None:
            work.orders.remove(parcel.waybill.number)
        work.parcels.save(parcel)
        return refusal


def require_no_incident(decision: Decision) -> None:
    """Raises DomainError(INCIDENT_FIRST) while something stands against the parcel that must not go back."""
    if Objection.ITEM_INCIDENT in decision.objections:
        raise DomainError(DomainFault.INCIDENT_FIRST)


def without_people(parcel: Parcel) -> Parcel:
    """The parcel without anybody who came with it."""
    return replace(
        parcel,
        sender=None,
        principal=None,
        guardian=None,
        guardian_present=False,
        customer=None,
        waybill_name=None,
        noticed=(),
        answered=(),
        overrides=(),
    )
