"""Turns what happened at the counter into the frozen message that goes to the province.

Invariants:
- The payload is checked against the contract's model before it is frozen: the province is never surprised.
- A message's bytes never change after this module has made them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from pydantic import JsonValue

from app.domain.acceptance import Decision, Parcel, is_restricted
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Finding, Photo
from app.domain.late_entry import LateEntry, unproven
from app.domain.policy import Policy
from app.domain.sending import Sending, WaybillName
from app.domain.surveillance import CameraSpan
from app.domain.waybill import Waybill
from app.message_goods import evidence_of, inspection_of, items_of
from app.message_people import people_of, rfc3339
from app.message_surveillance import surveillance_of
from app.ports import ChainHead, ClockOffset, QueuedMessage, TerminalIdentity
from sync.digests import contract_json
from sync.payloads import MODELS
from sync.words import Kind

_VERSIONS = {
    Kind.INCIDENT: 1,
    Kind.INTERRUPTION: 1,
    Kind.ACCEPTANCE: 3,
    Kind.REFUSAL: 3,
    Kind.CORRECTION: 1,
    Kind.HANDOVER: 1,
    Kind.SPOT_CHECK_ANSWER: 1,
    Kind.NOTICE_READ: 1,
    Kind.DEVICE_HEALTH: 1,
    Kind.RELOCATION: 1,
}
"""The schema version in which each kind is written now."""
LATE_VERSION = 4
"""The schema version of an acceptance that was typed in from paper."""
SURVEILLANCE_VERSION = 5
"""The schema version of an acceptance that names the cameras that saw it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who tells it, where it stands in the chain, and how far the clock was off."""

    message_id: str
    terminal: TerminalIdentity
    head: ChainHead
    clock_offset: ClockOffset | None


@dataclass(frozen=True, slots=True)
class Entered:
    """When the message is made, and who typed the record in; at the counter that is the acceptance's own."""

    at: datetime
    clerk: ClerkNumber


def acceptance_message(
    envelope: Envelope,
    *,
    acceptance_id: str,
    parcel: Parcel,
    clerk: ClerkNumber,
    accepted_at: datetime,
    local_day: date,
    policy: Policy,
    mark: tuple[str, str] | None = None,
    entered: Entered | None = None,
    spans: Sequence[CameraSpan] = (),
) -> QueuedMessage:
    """The message about an accepted parcel, with its inspection mark (short code and text; none for a letter).

    Only a late entry, and an acceptance with ``spans`` of cameras, is written in the version that knows of them: a
    province of before takes everything else. A late entry has none.

    Raises DomainError(NOT_COMPLETE) when a lane is empty.
    """
    if parcel.waybill is None:
        raise DomainError(DomainFault.NOT_COMPLETE)
    today, made = local_day, entered or Entered(accepted_at, clerk)
    payload: dict[str, JsonValue] = {
        "acceptance_id": acceptance_id,
        "waybill": _checked_waybill(parcel.waybill, parcel.waybill_name),
        "sending": parcel.sending.value,
        **people_of(parcel, today),
        "inspection": inspection_of(parcel, clerk, policy, mark),
        "cautions": [
            {"code": entry.caution, "reason": entry.reason, "clerk": entry.clerk, "at": rfc3339(entry.at)}
            for entry in parcel.answered
        ],
        "overrides": [
            {
                "objection": entry.objection,
                "reason": entry.reason,
                "supervisor": entry.supervisor,
                "clerk": entry.clerk,
                "at": rfc3339(entry.at),
            }
            for entry in parcel.overrides
        ],
        "restricted_access": is_restricted(parcel, policy, today),
        "clerk": clerk,
        "accepted_at": rfc3339(accepted_at),
        "evidence": evidence_of(parcel.inspection.photos),
        "policy_version": policy.version,
        "policy_digest": policy.digest,
    }
    if parcel.late is not None:
        payload["late"] = _late_of(parcel, parcel.late, made)
        version: int | None = LATE_VERSION
    elif spans:
        payload["surveillance"] = surveillance_of(spans)
        version = SURVEILLANCE_VERSION
    else:
        version = None
    return frozen_message(
        envelope,
        Kind.ACCEPTANCE,
        version=version,
        occurred_at=made.at,
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
    decision: Decision,
    policy: Policy,
) -> QueuedMessage:
    """The message about a refused parcel: the coded reason and the evidence, and nothing about the person.

    ``decision`` is what the rules said of the whole parcel, with its people.
    """
    found = parcel.inspection.found
    payload: dict[str, JsonValue] = {
        "refusal_id": refusal_id,
        "reason": reason,
        "sending": parcel.sending.value,
        "objections": [objection.value for objection in decision.objections],
        "waybill": _checked_waybill(parcel.waybill, None) if parcel.waybill is not None else None,
        "item_category": parcel.inspection.item_category,
        "items": items_of(parcel.inspection, policy),
        "goods_reasons": list[JsonValue](sorted({reason.code for reason in decision.goods.reasons})),
        "difference": found.note if found is not None and found.finding is Finding.DIFFERS else None,
        "clerk": clerk,
        "refused_at": rfc3339(refused_at),
        "evidence": evidence_of(parcel.inspection.photos),
        "policy_version": policy.version,
        "policy_digest": policy.digest,
    }
    return frozen_message(
        envelope,
        Kind.REFUSAL,
        occurred_at=refused_at,
        subject_id=refusal_id,
        payload=payload,
        photos=parcel.inspection.photos,
    )


def frozen_message(
    envelope: Envelope,
    kind: Kind,
    *,
    occurred_at: datetime,
    subject_id: str,
    payload: dict[str, JsonValue],
    photos: tuple[Photo, ...] = (),
    version: int | None = None,
) -> QueuedMessage:
    """Check a payload against its model and freeze it. Raises pydantic's ValidationError: a programming error.

    ``version`` is another schema version than the one in which the kind is usually written.
    """
    version = version or _VERSIONS[kind]
    MODELS[kind, version].model_validate(payload)
    offset = envelope.clock_offset
    sequence = envelope.head.sequence + 1
    unsigned = contract_json(
        {
            "message_id": envelope.message_id,
            "kind": kind.value,
            "schema_version": version,
            "terminal_id": envelope.terminal.terminal_id,
            "outlet_id": envelope.terminal.outlet_id,
            "sequence": sequence,
            "occurred_at": rfc3339(occurred_at),
            "clock": {
                "offset_ms": offset.offset_ms if offset is not None else None,
                "measured_at": rfc3339(offset.measured_at) if offset is not None else None,
            },
            "previous_digest": envelope.head.digest,
            "payload": payload,
        }
    )
    digest = sha256(unsigned).hexdigest()
    return QueuedMessage(
        message_id=envelope.message_id,
        kind=kind,
        schema_version=version,
        sequence=sequence,
        digest=digest,
        previous_digest=envelope.head.digest,
        # The digest member goes in last: the order of members does not matter to whoever parses it.
        body=unsigned[:-1] + b',"digest":"' + digest.encode() + b'"}',
        created_at=occurred_at,
        subject_id=subject_id,
        evidence=photos,
    )


def _late_of(parcel: Parcel, late: LateEntry, entered: Entered) -> dict[str, JsonValue]:
    """How the parcel came onto paper and from there into this record."""
    opened = parcel.sending is not Sending.LETTER
    return {
        "entered_at": rfc3339(entered.at),
        "entered_by": entered.clerk,
        "form_number": late.form_number,
        "ground": late.ground.value,
        "outage_id": late.outage_id,
        "terminal_worked": late.terminal_worked,
        "reason": late.reason,
        "supervisor": late.supervisor,
        "allowed_at": rfc3339(late.allowed_at),
        "unproven": [code.value for code in unproven(parcel.sender, parcel.inspection, opened=opened)],
    }


def _checked_waybill(waybill: Waybill, name: WaybillName | None) -> dict[str, JsonValue]:
    check = name.check.value if name is not None else None
    return {"number": waybill.number, "carrier": waybill.carrier, "sender_name_check": check}
