"""The messages about incidents and frozen waybills (schema version 1 of the kind): they go before everything else.

Invariants:
- The first message of an incident names nobody: it is there to be fast. Who handed it in stands in the report alone.
- Each picture is tied to one message: those of the parcel to the first, those of the scene to the report.
- The form of a late entry names people: its picture stays on the PC like a portrait.
- No picture of what a letter says leaves the PC; none of its contents exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.incident import Incident
from app.domain.inspection import Photo, PhotoRole
from app.domain.policy import Policy
from app.inspection_ports import Hold, StoppedParcel
from app.message_goods import evidence_of, items_of
from app.message_people import reported_sender, rfc3339
from app.messages import Envelope, frozen_message
from app.ports import QueuedMessage
from sync.words import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells it, when, and under which rules."""

    clerk: ClerkNumber
    at: datetime
    policy: Policy


def opened_message(envelope: Envelope, incident: Incident, told: Told) -> QueuedMessage:
    """Something dangerous was found, and is being handled."""
    photos = _of_the_goods(incident.parcel)
    payload: dict[str, JsonValue] = {
        **_incident(incident, told),
        "event": "opened",
        "items": _items(incident.parcel, told.policy),
        "evidence": evidence_of(photos),
    }
    return _frozen(envelope, incident.incident_id, payload, told, photos)


def reported_message(envelope: Envelope, incident: Incident, told: Told, accepted: Parcel | None) -> QueuedMessage:
    """The form. ``accepted`` is the parcel as it was accepted, for one that was found afterwards."""
    form, parcel = incident.form, incident.parcel or accepted
    payload: dict[str, JsonValue] = {
        **_incident(incident, told),
        "event": "reported",
        "items": _items(parcel, told.policy),
        "found": {"name": form.name, "entry": form.entry, "quantity": form.quantity},
        "actions": list[JsonValue](form.done),
        "authorities": list[JsonValue](form.called),
        "called_at": rfc3339(form.called_at) if form.called_at is not None else None,
        "note": form.note,
        "sender": reported_sender(parcel) if parcel is not None else None,
        "review": list[JsonValue](incident.review),
        "evidence": evidence_of(form.scene),
    }
    return _frozen(envelope, incident.incident_id, payload, told, form.scene)


def hold_message(
    envelope: Envelope,
    hold: Hold,
    parcels: Sequence[StoppedParcel],
    told: Told,
    supervisor: ClerkNumber | None = None,
) -> QueuedMessage:
    """A waybill was frozen; with ``supervisor`` it was released, and ``hold`` says why. ``parcels`` are its own."""
    released = supervisor is not None
    payload: dict[str, JsonValue] = {
        "incident_id": hold.incident_id or hold.hold_id,
        "event": "released" if released else "frozen",
        "stage": "after_acceptance" if hold.acceptance_id is not None else "acceptance",
        "waybill_number": hold.waybill_number,
        "acceptance_id": hold.acceptance_id,
        "reason": hold.release_reason if released else hold.reason,
        "supervisor": supervisor,
        "parcels": [_stopped(parcel) for parcel in parcels],
        "opened_at": rfc3339(hold.placed_at),
        **_told(told),
    }
    return _frozen(envelope, hold.hold_id, payload, told)


def _stopped(parcel: StoppedParcel) -> JsonValue:
    return {
        "waybill_number": parcel.waybill_number,
        "acceptance_id": parcel.acceptance_id,
        "handover_id": parcel.departure.handover_id if parcel.departure is not None else None,
    }


def _incident(incident: Incident, told: Told) -> dict[str, JsonValue]:
    return {
        "incident_id": incident.incident_id,
        "category": incident.category,
        "stage": incident.stage.value,
        "waybill_number": incident.waybill_number,
        "acceptance_id": incident.acceptance_id,
        "opened_at": rfc3339(incident.opened_at),
        "due_at": rfc3339(incident.due_at),
        **_told(told),
    }


def _told(told: Told) -> dict[str, JsonValue]:
    return {
        "clerk": told.clerk,
        "at": rfc3339(told.at),
        "policy_version": told.policy.version,
        "policy_digest": told.policy.digest,
    }


def _items(parcel: Parcel | None, policy: Policy) -> list[JsonValue]:
    return items_of(parcel.inspection, policy) if parcel is not None else []


def _of_the_goods(parcel: Parcel | None) -> tuple[Photo, ...]:
    photos = parcel.inspection.photos if parcel is not None else ()
    return tuple(photo for photo in photos if photo.role is not PhotoRole.PAPER_FORM)


def _frozen(
    envelope: Envelope, subject_id: str, payload: dict[str, JsonValue], told: Told, photos: tuple[Photo, ...] = ()
) -> QueuedMessage:
    return frozen_message(
        envelope, Kind.INCIDENT, occurred_at=told.at, subject_id=subject_id, payload=payload, photos=photos
    )
