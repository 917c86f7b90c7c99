"""What messages carry, by kind and schema version: version 1 stands here, the later ones in modules of their own.

Invariants:
- A payload is frozen when it is queued: a later version of a model gets a new number, the old model stays.
- No floating-point numbers, so that the canonical form (RFC 8785) is the same everywhere.
- ``MODELS`` is the one table of what this contract version knows.
"""

from typing import Literal

from pydantic import AwareDatetime, Field

from sync.contract import Digest, EvidenceReference, Identifier, Kind, Sent
from sync.payloads_correction import CorrectionPayload
from sync.payloads_events import HandoverPayload, IncidentPayload, NoticeReadPayload, SpotCheckAnswerPayload
from sync.payloads_health import DeviceHealthPayload
from sync.payloads_interruption import InterruptionPayload
from sync.payloads_relocation import RelocationPayload
from sync.payloads_v2 import AcceptancePayloadV2, RefusalPayloadV2
from sync.payloads_v3 import AcceptancePayloadV3, RefusalPayloadV3
from sync.payloads_v4 import AcceptancePayloadV4
from sync.payloads_v5 import AcceptancePayloadV5
from sync.persons import DocumentType


class WaybillPart(Sent):
    """The waybill as scanned; ``carrier`` is the recognised or chosen one, or None."""

    number: str = Field(min_length=4, max_length=64)
    carrier: str | None = None


class SenderPart(Sent):
    """The verified sender. Every member is personal data.

    Required by: 快递暂行条例 (real-name article) and 实名收寄管理办法 article 3; see resources/policy.
    """

    document_type: DocumentType
    document_number: str = Field(min_length=4, max_length=32, repr=False)
    name: str = Field(min_length=1, max_length=120, repr=False)
    sex: Literal["male", "female", "unknown"] = Field(repr=False)
    birth_date: str | None = Field(default=None, pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$", repr=False)
    address: str = Field(default="", max_length=200, repr=False)
    phone: str = Field(pattern=r"^1[3-9][0-9]{9}$", repr=False)
    valid_to: str | None = Field(default=None, pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$", repr=False)
    source: Literal["chip", "camera", "sender_code", "typed"]
    verified_at: AwareDatetime
    same_person: Literal["confirmed"]
    """The clerk's word that document and person match (人证一致); there is no other value that may be accepted."""
    same_sender_as: Identifier | None = None
    """The acceptance whose verification this one continues (one sender, many parcels)."""


class InspectionPart(Sent):
    """The inspection of the contents (收寄验视)."""

    item_category: str = Field(min_length=1, max_length=32)
    quantity: int = Field(ge=1, le=9999)
    inspector: Identifier
    inspected_at: AwareDatetime


class AcceptancePayload(Sent):
    """One parcel taken in."""

    acceptance_id: Identifier
    waybill: WaybillPart
    sender: SenderPart
    inspection: InspectionPart
    clerk: Identifier
    accepted_at: AwareDatetime
    evidence: list[EvidenceReference] = Field(min_length=1)
    policy_version: str
    policy_digest: Digest


class RefusalPayload(Sent):
    """One parcel turned away, with a coded reason. Who it was is sent only when the document had been shown."""

    refusal_id: Identifier
    reason: Identifier
    waybill: WaybillPart | None = None
    item_category: str | None = None
    clerk: Identifier
    refused_at: AwareDatetime
    evidence: list[EvidenceReference] = Field(default_factory=list)
    policy_version: str
    policy_digest: Digest


Payload = (
    AcceptancePayload
    | AcceptancePayloadV2
    | AcceptancePayloadV3
    | AcceptancePayloadV4
    | AcceptancePayloadV5
    | RefusalPayload
    | RefusalPayloadV2
    | RefusalPayloadV3
    | CorrectionPayload
    | IncidentPayload
    | InterruptionPayload
    | HandoverPayload
    | SpotCheckAnswerPayload
    | NoticeReadPayload
    | DeviceHealthPayload
    | RelocationPayload
)

MODELS: dict[tuple[Kind, int], type[Payload]] = {
    (Kind.ACCEPTANCE, 1): AcceptancePayload,
    (Kind.ACCEPTANCE, 2): AcceptancePayloadV2,
    (Kind.ACCEPTANCE, 3): AcceptancePayloadV3,
    (Kind.ACCEPTANCE, 4): AcceptancePayloadV4,
    (Kind.ACCEPTANCE, 5): AcceptancePayloadV5,
    (Kind.REFUSAL, 1): RefusalPayload,
    (Kind.REFUSAL, 2): RefusalPayloadV2,
    (Kind.REFUSAL, 3): RefusalPayloadV3,
    (Kind.CORRECTION, 1): CorrectionPayload,
    (Kind.INCIDENT, 1): IncidentPayload,
    (Kind.INTERRUPTION, 1): InterruptionPayload,
    (Kind.HANDOVER, 1): HandoverPayload,
    (Kind.SPOT_CHECK_ANSWER, 1): SpotCheckAnswerPayload,
    (Kind.NOTICE_READ, 1): NoticeReadPayload,
    (Kind.DEVICE_HEALTH, 1): DeviceHealthPayload,
    (Kind.RELOCATION, 1): RelocationPayload,
}


def corrected_payload(correction: CorrectionPayload) -> Payload | None:
    """The mended payload under the model of the record that it mends; None for a kind or version that is not known.

    Raises pydantic's ValidationError, whose places count from within the mended payload.
    """
    model = MODELS.get((correction.original.kind, correction.original.schema_version))
    return None if model is None else model.model_validate(correction.payload)
