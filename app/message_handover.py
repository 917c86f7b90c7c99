"""The manifest of a handover (交接) as the frozen message that goes to the province."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from app.domain.clerk import ClerkNumber
from app.domain.policy import Policy
from app.inspection_ports import HandedParcel, Handover
from app.message_goods import screening_of
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.ports import QueuedMessage
from sync.words import Kind


def handover_message(
    envelope: Envelope,
    *,
    handover: Handover,
    parcels: Sequence[HandedParcel],
    clerk: ClerkNumber,
    closed_at: datetime,
    policy: Policy,
) -> QueuedMessage:
    """The message about parcels that left together; ``clerk`` is the one who closed the manifest.

    Nothing in it is about who sends or receives. There is one parcel at least.
    """
    payload: dict[str, JsonValue] = {
        "handover_id": handover.handover_id,
        "carrier": handover.carrier or None,
        "vehicle": handover.vehicle,
        "gps_terminal": handover.gps,
        "bag": handover.bag,
        "driver": handover.driver,
        "opened_at": rfc3339(handover.opened_at),
        "closed_at": rfc3339(closed_at),
        "clerk": clerk,
        "parcels": [_parcel(parcel) for parcel in parcels],
        "policy_version": policy.version,
        "policy_digest": policy.digest,
    }
    return frozen_message(
        envelope, Kind.HANDOVER, occurred_at=closed_at, subject_id=handover.handover_id, payload=payload
    )


def _parcel(parcel: HandedParcel) -> dict[str, JsonValue]:
    return {
        "waybill_number": parcel.waybill_number,
        "acceptance_id": parcel.acceptance_id,
        "carrier": parcel.carrier,
        "mark": parcel.mark,
        "screening": screening_of(parcel.screening) if parcel.screening is not None else None,
    }
