"""Opening an incident (F3): the find is secured and told to the province before any form is filled in.

Invariants:
- Parcel, hold, incident, first message and audit link commit together or not at all.
- The frozen parcel leaves the counter with all its evidence; it is neither accepted nor handed back. What is not sent,
  the portraits, stays on this PC.
- The deadline counts from the confirmed handling card.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from app.audit_ports import AuditEntry
from app.document_hash import document_hash
from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.incident import INCIDENT_HOLD, Incident, IncidentStage
from app.domain.incident_cards import ShownCard, card_for
from app.domain.waybill import main_number, normalised
from app.events import EventBus, IncidentOpened
from app.inspection_ports import Hold
from app.message_incident import Told, opened_message
from app.messages import Envelope
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.incident_results import InAccepted, InOutlet, InParcel, Opened, Place


@dataclass(frozen=True, slots=True)
class _Found:
    """The parcel that it was found in, as far as there is one."""

    stage: IncidentStage
    waybill_number: str | None = None
    acceptance_id: str | None = None
    frozen: Parcel | None = None
    document_hash: str = ""


class OpenIncident:
    """Freezes what was found and tells the province."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, place: Place, category: int | None, clerk: ClerkNumber) -> Opened:
        """The open incident; ``category`` None while nobody knows what it is.

        Raises DomainError: CATEGORY_UNKNOWN, PARCEL_UNKNOWN, NOT_ACCEPTED_HERE, NOT_ENROLLED, READ_ONLY.
        """
        shown = card_for(self._counter.policy, category)
        if shown is None:
            raise DomainError(DomainFault.CATEGORY_UNKNOWN)
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            found = self._found(work, place, clerk)
            incident = self._incident(work, found, shown, clerk)
            message_id = self._commit(work, incident, clerk)
            view = self._counter.view(work, None)
        self._events.publish(IncidentOpened(incident.incident_id, message_id))
        return Opened(incident, message_id, view)

    def _found(self, work: UnitOfWork, place: Place, clerk: ClerkNumber) -> _Found:
        match place:
            case InParcel(parcel_id):
                parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.FREEZE)
                number = parcel.waybill.number if parcel.waybill is not None else None
                return _Found(IncidentStage.ACCEPTANCE, number, None, parcel, _hash_of(work, parcel))
            case InAccepted(waybill_number):
                number = normalised(waybill_number)
                before = work.acceptances.by_waybill(number)
                accepted = work.acceptances.get(before.acceptance_id) if before is not None else None
                if accepted is None:
                    raise DomainError(DomainFault.NOT_ACCEPTED_HERE)
                stage = IncidentStage.AFTER_ACCEPTANCE
                return _Found(stage, number, accepted.acceptance_id, None, accepted.document_hash)
            case InOutlet():
                return _Found(IncidentStage.AFTER_ACCEPTANCE)
            case _:
                assert_never(place)

    def _incident(self, work: UnitOfWork, found: _Found, shown: ShownCard, clerk: ClerkNumber) -> Incident:
        now = self._counter.clock.now()
        others = work.acceptances.waybills_of(found.document_hash, self._counter.day_began())
        return Incident(
            incident_id=self._counter.ids.new(),
            category=shown.category.number if shown.category is not None else None,
            stage=found.stage,
            card=shown.card.code,
            opened_by=clerk,
            opened_at=now,
            due_at=now + timedelta(minutes=shown.card.report_within_minutes),
            waybill_number=found.waybill_number,
            acceptance_id=found.acceptance_id,
            parcel=found.frozen,
            review=tuple(other for other in others if other != found.waybill_number),
        )

    def _commit(self, work: UnitOfWork, incident: Incident, clerk: ClerkNumber) -> str:
        identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        number = incident.waybill_number
        if number is not None and work.holds.in_force(number) is None:
            work.holds.place(
                Hold(
                    self._counter.ids.new(),
                    main_number(number),
                    incident.acceptance_id,
                    incident.incident_id,
                    INCIDENT_HOLD,
                    clerk,
                    incident.opened_at,
                )
            )
        envelope = Envelope(self._counter.ids.new(), identity, work.outbox.head(), self._counter.clock_offset(work))
        message = opened_message(envelope, incident, Told(clerk, incident.opened_at, self._counter.policy))
        work.incidents.save(incident)
        work.outbox.enqueue(message)
        if incident.parcel is not None:
            if number is not None:
                work.orders.remove(number)
            work.parcels.save(incident.parcel)
            if incident.parcel.late is not None:
                work.late_entries.freeze(incident.parcel.late.form_number, incident.incident_id)
        category = str(incident.category) if incident.category is not None else ""
        details = {"message": message.message_id, "digest": message.digest, "category": category}
        work.audit.append(AuditEntry(incident.opened_at, clerk, "incident_opened", incident.incident_id, details))
        return message.message_id


def _hash_of(work: UnitOfWork, parcel: Parcel) -> str:
    """The keyed hash of the document that was shown; empty where none was."""
    if parcel.sender is None:
        return ""
    document = parcel.sender.document
    return document_hash(work.terminal.hash_key(), document.document_type, document.number)
