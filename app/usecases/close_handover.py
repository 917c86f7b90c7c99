"""Closing a handover: the parcels are gone, and the province is told; a closed one can be written down again.

Invariants:
- The closed handover, its message and its audit link commit together or not at all.
- Every parcel is looked at once more: one that was frozen since its scan keeps the whole manifest open.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.events import EventBus, HandoverClosed
from app.inspection_ports import Handover, HandoverState
from app.message_handover import handover_message
from app.messages import Envelope
from app.ports import TerminalIdentity, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.handover_door import Door
from app.usecases.handover_results import ClosedManifest, CloseOutcome, NotClosed
from app.usecases.open_handover import open_handover_of
from sync.words import Environment


class CloseHandover:
    """Lets the parcels of the open handover go."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, clerk: ClerkNumber) -> CloseOutcome:
        """Raises DomainError: NOTHING_OPEN, HANDOVER_EMPTY, NOT_ENROLLED, READ_ONLY."""
        with self._counter.store.unit_of_work() as work:
            handover = open_handover_of(self._counter, work, clerk)
            stopped = Door(work, self._counter.policy, handover).stopped_on_the_list()
            if stopped:
                return NotClosed(stopped)
            identity = _identity(work)
            closed = self._commit(work, handover, identity, clerk)
            manifest = _written(work, closed, identity)
        self._events.publish(HandoverClosed(closed.handover_id))
        return manifest

    def _commit(self, work: UnitOfWork, handover: Handover, identity: TerminalIdentity, clerk: ClerkNumber) -> Handover:
        parcels = work.handovers.parcels(handover.handover_id)
        if not parcels:
            raise DomainError(DomainFault.HANDOVER_EMPTY)
        now = self._counter.clock.now()
        envelope = Envelope(self._counter.ids.new(), identity, work.outbox.head(), self._counter.clock_offset(work))
        message = handover_message(
            envelope, handover=handover, parcels=parcels, clerk=clerk, closed_at=now, policy=self._counter.policy
        )
        closed = replace(
            handover,
            state=HandoverState.CLOSED,
            closed_by=clerk,
            closed_at=now,
            message_id=message.message_id,
            digest=message.digest,
        )
        work.handovers.save(closed)
        work.outbox.enqueue(message)
        details = {"message": message.message_id, "digest": message.digest, "parcels": str(len(parcels))}
        work.audit.append(AuditEntry(now, clerk, "handed_over", handover.handover_id, details))
        return closed


class ReadManifest:
    """A closed handover, to be written down again."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, handover_id: str) -> ClosedManifest:
        """Raises DomainError: NOTHING_OPEN for one that is not closed, NOT_ENROLLED."""
        with self._counter.store.unit_of_work() as work:
            handover = work.handovers.get(handover_id)
            if handover is None or handover.state is not HandoverState.CLOSED:
                raise DomainError(DomainFault.NOTHING_OPEN)
            return _written(work, handover, _identity(work))


def _written(work: UnitOfWork, handover: Handover, identity: TerminalIdentity) -> ClosedManifest:
    return ClosedManifest(
        handover,
        tuple(work.handovers.parcels(handover.handover_id)),
        identity.outlet_name,
        identity.filing_number,
        training=identity.environment is Environment.TRAINING,
    )


def _identity(work: UnitOfWork) -> TerminalIdentity:
    identity = work.terminal.identity()
    if identity is None:
        raise DomainError(DomainFault.NOT_ENROLLED)
    return identity
