"""Accepting a parcel: the decision and everything that follows from it, in one transaction.

Invariants:
- Acceptance, evidence index, frozen outbox message and audit link commit together or not at all.
- Nothing is accepted that the rules do not allow; there is no override.
"""

from app.document_hash import document_hash
from app.domain.acceptance import Parcel, ParcelEvent, decide, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.events import EventBus, ParcelAccepted
from app.messages import Envelope, acceptance_message
from app.ports import Acceptance, AuditEntry, KnownSender, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.results import Accepted


class AcceptParcel:
    """Takes a complete parcel in."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, parcel_id: str, clerk: ClerkNumber) -> Accepted:
        """Raises DomainError: NOT_COMPLETE, STANDS_AGAINST, WAYBILL_ALREADY_ACCEPTED, NOT_ENROLLED."""
        with self._counter.store.unit_of_work() as work:
            parcel = self._allowed(work, parcel_id, clerk)
            acceptance = self._commit(work, parcel, clerk)
            view = self._counter.empty_view(work, can_continue_sender=True)
        self._events.publish(ParcelAccepted(acceptance.acceptance_id, acceptance.message_id))
        return Accepted(acceptance.acceptance_id, acceptance.message_id, acceptance.accepted_at, view)

    def _allowed(self, work: UnitOfWork, parcel_id: str, clerk: ClerkNumber) -> Parcel:
        parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.ACCEPT)
        decision = decide(parcel, self._counter.policy, self._counter.today())
        if decision.missing:
            raise DomainError(DomainFault.NOT_COMPLETE, decision.missing[0].value)
        if decision.objections:
            raise DomainError(DomainFault.STANDS_AGAINST, decision.objections[0].value)
        return parcel

    def _commit(self, work: UnitOfWork, parcel: Parcel, clerk: ClerkNumber) -> Acceptance:
        if parcel.waybill is None or parcel.sender is None or parcel.sender.phone is None:
            raise DomainError(DomainFault.NOT_COMPLETE)
        identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        now = self._counter.clock.now()
        document = parcel.sender.document
        acceptance = Acceptance(
            acceptance_id=self._counter.ids.new(),
            parcel=parcel,
            waybill=parcel.waybill,
            clerk=clerk,
            accepted_at=now,
            message_id=self._counter.ids.new(),
            document_hash=document_hash(work.terminal.hash_key(), document.document_type, document.number),
        )
        envelope = Envelope(acceptance.message_id, identity, work.outbox.head(), work.terminal.clock_offset())
        message = acceptance_message(
            envelope,
            acceptance_id=acceptance.acceptance_id,
            parcel=parcel,
            clerk=clerk,
            accepted_at=now,
            policy=self._counter.policy,
        )
        work.acceptances.add(acceptance)
        work.outbox.enqueue(message)
        work.senders.remember(
            KnownSender(acceptance.document_hash, parcel.sender.phone, parcel.inspection.item_category or "", now)
        )
        details = {"message": message.message_id, "digest": message.digest}
        work.audit.append(AuditEntry(now, clerk, "accepted", acceptance.acceptance_id, details))
        work.parcels.save(parcel)
        return acceptance
