"""Freezing a waybill under suspicion, and letting it go again.

Invariants:
- Anybody at the counter may stop a waybill, with a coded reason; only a supervisor lets it go, with another.
- Stopping one number stops the whole consignment: every sub-parcel, whichever of the numbers was named.
- What has left already is stopped all the same, and said to have left: the carrier is to be told at once.
- Hold, message and audit link commit together or not at all.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.sender_rules import find
from app.domain.waybill import looks_like_waybill, main_number, normalised
from app.events import EventBus, WaybillReleased, WaybillStopped
from app.inspection_ports import Hold
from app.message_incident import Told, hold_message
from app.messages import Envelope
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.incident_results import HoldSheet
from app.usecases.sign_in import SignIn
from app.usecases.stopped_parcels import stopped_parcels
from app.usecases.supervisor_words import Credentials


class FreezeWaybill:
    """Stops a waybill: it is neither accepted nor handed over until a supervisor lets it go."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, number: str, reason: str, clerk: ClerkNumber, incident_id: str | None = None) -> HoldSheet:
        """The hold, with every accepted parcel that was found for it.

        A number that was not accepted here may be stopped, too: an authority asks for it, or it comes.

        ``incident_id`` names the incident whose sender's other parcel it is. Raises DomainError: WAYBILL_SHAPE,
        REASON_UNKNOWN, ALREADY_FROZEN, NOT_ENROLLED, READ_ONLY.
        """
        waybill = normalised(number)
        if not looks_like_waybill(waybill):
            raise DomainError(DomainFault.WAYBILL_SHAPE)
        if find(self._counter.policy.inspection.hold_reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            parcels = stopped_parcels(work, main_number(waybill))
            named = next((parcel for parcel in parcels if parcel.waybill_number == waybill), None)
            accepted = named or next(iter(parcels), None)
            hold = Hold(
                hold_id=self._counter.ids.new(),
                waybill_number=main_number(waybill),
                acceptance_id=accepted.acceptance_id if accepted is not None else None,
                incident_id=incident_id,
                reason=reason,
                placed_by=clerk,
                placed_at=self._counter.clock.now(),
            )
            work.holds.place(hold)
            sheet = HoldSheet(hold, parcels)
            message_id = _told(self._counter, work, sheet, clerk, None)
        self._events.publish(WaybillStopped(hold.hold_id, message_id))
        return sheet


class ReleaseWaybill:
    """Lets a frozen waybill go, on a supervisor's word."""

    def __init__(self, counter: Counter, sign_in: SignIn, events: EventBus) -> None:
        self._counter = counter
        self._sign_in = sign_in
        self._events = events

    def __call__(self, number: str, reason: str, who: Credentials, clerk: ClerkNumber) -> Hold:
        """The hold as it ended.

        Raises DomainError: NOT_FROZEN, REASON_UNKNOWN, READ_ONLY, SIGN_IN_REFUSED, SIGN_IN_LOCKED, NOT_A_SUPERVISOR.
        """
        if find(self._counter.policy.inspection.release_reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        supervisor = self._sign_in(who.number, who.pin, "supervisor_called")
        if supervisor.role is not ClerkRole.SUPERVISOR:
            raise DomainError(DomainFault.NOT_A_SUPERVISOR)
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            hold = work.holds.in_force(normalised(number))
            if hold is None:
                raise DomainError(DomainFault.NOT_FROZEN)
            now = self._counter.clock.now()
            work.holds.release(hold.hold_id, by=supervisor.number, at=now, reason=reason)
            released = replace(hold, released_by=supervisor.number, released_at=now, release_reason=reason)
            sheet = HoldSheet(released, stopped_parcels(work, released.waybill_number))
            message_id = _told(self._counter, work, sheet, clerk, supervisor.number)
        self._events.publish(WaybillReleased(hold.hold_id, message_id))
        return released


def _told(
    counter: Counter, work: UnitOfWork, sheet: HoldSheet, clerk: ClerkNumber, supervisor: ClerkNumber | None
) -> str:
    """Queue the message and the audit link of a hold that was placed, or released by ``supervisor``."""
    identity = work.terminal.identity()
    if identity is None:
        raise DomainError(DomainFault.NOT_ENROLLED)
    now, hold = counter.clock.now(), sheet.hold
    envelope = Envelope(counter.ids.new(), identity, work.outbox.head(), counter.clock_offset(work))
    message = hold_message(envelope, hold, sheet.parcels, Told(clerk, now, counter.policy), supervisor)
    work.outbox.enqueue(message)
    details = {"message": message.message_id, "digest": message.digest}
    if supervisor is None:
        work.audit.append(AuditEntry(now, clerk, "waybill_frozen", hold.hold_id, {**details, "reason": hold.reason}))
    else:
        words = {**details, "reason": hold.release_reason or "", "clerk": clerk}
        work.audit.append(AuditEntry(now, supervisor, "waybill_released", hold.hold_id, words))
    return message.message_id
