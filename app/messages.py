"""Turns what happened at the counter into the frozen message that goes to the province.

Invariants:
- The payload is checked against the contract's model before it is frozen: the province is never surprised.
- A message's bytes never change after this module has made them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from pydantic import JsonValue

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.sender import Sender
from app.domain.inspection import Inspection, Photo, PhotoRole
from app.domain.policy import Policy
from app.domain.waybill import Waybill
from app.ports import ChainHead, ClockOffset, QueuedMessage, TerminalIdentity
from sync.digests import contract_json
from sync.payloads import MODELS
from sync.words import Kind

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who tells it, where it stands in the chain, and how far the clock was off."""

    message_id: str
    terminal: TerminalIdentity
    head: ChainHead
    clock_offset: ClockOffset | None


def acceptance_message(
    envelope: Envelope,
    *,
    acceptance_id: str,
    parcel: Parcel,
    clerk: ClerkNumber,
    accepted_at: datetime,
    policy: Policy,
) -> QueuedMessage:
    """The message about an accepted parcel. Raises DomainError(NOT_COMPLETE) when a lane is empty."""
    if parcel.waybill is None or parcel.sender is None or parcel.inspection.item_category is None:
        raise DomainError(DomainFault.NOT_COMPLETE)
    payload: dict[str, JsonValue] = {
        "acceptance_id": acceptance_id,
        "waybill": _waybill(parcel.waybill),
        "sender": _sender(parcel.sender),
        "inspection": {
            "item_category": parcel.inspection.item_category,
            "quantity": parcel.inspection.quantity,
            "inspector": parcel.inspection.inspected_by or clerk,
            "inspected_at": _time(_opened_at(parcel.inspection)),
        },
        "clerk": clerk,
        "accepted_at": _time(accepted_at),
        "evidence": [_evidence(photo) for photo in parcel.inspection.photos],
        "policy_version": policy.version,
        "policy_digest": policy.digest,
    }
    return _frozen(
        envelope,
        Kind.ACCEPTANCE,
        occurred_at=accepted_at,
        subject_id=acceptance_id,
        payload=payload,
        photos=parcel.inspection.photos,
    )


def refusal_message(
    envelope: Envelope,
    *,
    refusal_id: str,
    parcel: Parcel,
    reason: str,
    clerk: ClerkNumber,
    refused_at: datetime,
    policy: Policy,
) -> QueuedMessage:
    """The message about a refused parcel: the coded reason and the evidence, and nothing about the person."""
    payload: dict[str, JsonValue] = {
        "refusal_id": refusal_id,
        "reason": reason,
        "waybill": _waybill(parcel.waybill) if parcel.waybill is not None else None,
        "item_category": parcel.inspection.item_category,
        "clerk": clerk,
        "refused_at": _time(refused_at),
        "evidence": [_evidence(photo) for photo in parcel.inspection.photos],
        "policy_version": policy.version,
        "policy_digest": policy.digest,
    }
    return _frozen(
        envelope,
        Kind.REFUSAL,
        occurred_at=refused_at,
        subject_id=refusal_id,
        payload=payload,
        photos=parcel.inspection.photos,
    )


def _frozen(
    envelope: Envelope,
    kind: Kind,
    *,
    occurred_at: datetime,
    subject_id: str,
    payload: dict[str, JsonValue],
    photos: tuple[Photo, ...],
) -> QueuedMessage:
    MODELS[kind, _VERSION].model_validate(payload)
    offset = envelope.clock_offset
    sequence = envelope.head.sequence + 1
    unsigned = contract_json(
        {
            "message_id": envelope.message_id,
            "kind": kind.value,
            "schema_version": _VERSION,
            "terminal_id": envelope.terminal.terminal_id,
            "outlet_id": envelope.terminal.outlet_id,
            "sequence": sequence,
            "occurred_at": _time(occurred_at),
            "clock": {
                "offset_ms": offset.offset_ms if offset is not None else None,
                "measured_at": _time(offset.measured_at) if offset is not None else None,
            },
            "previous_digest": envelope.head.digest,
            "payload": payload,
        }
    )
    digest = sha256(unsigned).hexdigest()
    return QueuedMessage(
        message_id=envelope.message_id,
        kind=kind,
        schema_version=_VERSION,
        sequence=sequence,
        digest=digest,
        previous_digest=envelope.head.digest,
        # The digest member goes in last: the order of members does not matter to whoever parses it.
        body=unsigned[:-1] + b',"digest":"' + digest.encode() + b'"}',
        created_at=occurred_at,
        subject_id=subject_id,
        evidence=photos,
    )


def _opened_at(inspection: Inspection) -> datetime:
    """When the contents were last seen. Raises DomainError(NOT_COMPLETE) without a picture of them."""
    seen = [photo.taken_at for photo in inspection.photos if photo.role is PhotoRole.CONTENTS]
    if not seen:
        raise DomainError(DomainFault.NOT_COMPLETE, "photo")
    return seen[-1]


def _waybill(waybill: Waybill) -> dict[str, JsonValue]:
    return {"number": waybill.number, "carrier": waybill.carrier}


def _sender(sender: Sender) -> dict[str, JsonValue]:
    document = sender.document
    return {
        "document_type": document.document_type.value,
        "document_number": document.number,
        "name": document.name,
        "sex": document.sex.value,
        "birth_date": document.birth_date.isoformat() if document.birth_date is not None else None,
        "address": document.address,
        "phone": sender.phone,
        "valid_to": document.valid_to.isoformat() if document.valid_to is not None else None,
        "source": document.source.value,
        "verified_at": _time(document.read_at),
        "same_person": "confirmed" if sender.same_person is not None else None,
        "same_sender_as": sender.continues,
    }


def _evidence(photo: Photo) -> dict[str, JsonValue]:
    return {
        "evidence_id": photo.evidence_id,
        "role": photo.role.value,
        "sha256": photo.sha256,
        "size": photo.size,
        "media_type": photo.media_type,
        "taken_at": _time(photo.taken_at),
    }


def _time(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
