"""The goods, the inspection and the pictures of a parcel as the province's payloads name them (schema version 3).

Invariants:
- A letter was never opened: nothing is told of its contents, and there is no picture of them (邮政法, the inspection
  article).
- Amounts are whole numbers, so that the canonical form (RFC 8785) is the same everywhere.
"""

from datetime import datetime

from pydantic import JsonValue

from app.domain.acceptance import Parcel, goods_of
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import DeclaredItem
from app.domain.inspection import Inspection, Photo, PhotoRole, Screening
from app.domain.item_assessment import name_alike
from app.domain.policy import Policy
from app.domain.sending import Sending
from app.message_people import rfc3339

LETTER_CATEGORY = "letter"
"""What the contract calls the contents of a letter: nobody has seen them."""


def inspection_of(
    parcel: Parcel, clerk: ClerkNumber, policy: Policy, mark: tuple[str, str] | None
) -> dict[str, JsonValue]:
    """The inspection of an accepted parcel; ``mark`` is the short code and the text of its inspection mark.

    Raises DomainError(NOT_COMPLETE) where nothing was declared, seen or found.
    """
    inspection = parcel.inspection
    journey: dict[str, JsonValue] = {
        "transport": inspection.journey.transport.value,
        "destination": inspection.journey.destination.value,
        "journey_told": inspection.journey_told,
        "screening": screening_of(inspection.screening) if inspection.screening is not None else None,
    }
    if parcel.sending is Sending.LETTER:
        return {"item_category": LETTER_CATEGORY, "quantity": inspection.quantity, **journey}
    if inspection.item_category is None or inspection.found is None:
        raise DomainError(DomainFault.NOT_COMPLETE)
    sealed = inspection.photos_of(PhotoRole.SEALED_PARCEL)
    packaging = inspection.packaging
    return {
        "item_category": inspection.item_category,
        "quantity": inspection.quantity,
        "items": items_of(inspection, policy),
        "finding": inspection.found.finding.value,
        "inspector": clerk if parcel.late is not None else inspection.inspected_by or clerk,
        "inspected_at": rfc3339(parcel.late.accepted_at if parcel.late is not None else _opened_at(inspection)),
        "sealed_at": rfc3339(sealed[-1].taken_at) if sealed else None,
        "found_by": inspection.found.clerk,
        "found_at": rfc3339(inspection.found.at),
        "mark": {"code": mark[0], "text": mark[1]} if mark is not None else None,
        **journey,
        "packaging": {"kind": packaging.kind, "reused": packaging.reused} if packaging is not None else None,
        "weight_g": inspection.weight_g,
    }


def items_of(inspection: Inspection, policy: Policy) -> list[JsonValue]:
    """What was declared, line by line; none where not even the nature is known."""
    return [_item(item, policy) for item in goods_of(inspection, policy).items]


def screening_of(screening: Screening) -> dict[str, JsonValue]:
    """One recorded screening."""
    return {
        "place": screening.place.value,
        "machine": screening.machine,
        "inspector": screening.inspector,
        "passed": screening.passed,
        "recorded_by": screening.clerk,
        "recorded_at": rfc3339(screening.at),
    }


def evidence_of(photos: tuple[Photo, ...]) -> list[JsonValue]:
    """The pictures, and what the terminal judged of them."""
    return [_file(photo) for photo in photos]


def _item(item: DeclaredItem, policy: Policy) -> dict[str, JsonValue]:
    alike = name_alike(item, policy.catalogue)
    return {
        "name": item.name,
        "nature": item.nature,
        "named": not item.unnamed,
        "entry": item.entry,
        "form": item.form.value if item.form is not None else None,
        "quantity": item.quantity,
        "unit": item.unit,
        "weight_g": item.weight_g,
        "papers": [{"kind": paper.kind, "number": paper.number, "evidence_id": paper.photo} for paper in item.papers],
        "looks_like": alike.code if alike is not None else None,
        "looked_closer": item.looked_closer,
    }


def _file(photo: Photo) -> dict[str, JsonValue]:
    judgement = photo.judgement
    return {
        "evidence_id": photo.evidence_id,
        "role": photo.role.value,
        "sha256": photo.sha256,
        "size": photo.size,
        "media_type": photo.media_type,
        "taken_at": rfc3339(photo.taken_at),
        "device": photo.device,
        "clock_offset_ms": photo.clock_offset_ms,
        "sharpness": judgement.sharpness if judgement is not None else None,
        "brightness": judgement.brightness if judgement is not None else None,
        "problems": [problem.value for problem in judgement.problems] if judgement is not None else [],
        "perceptual_hash": judgement.perceptual_hash if judgement is not None else "",
        "repeats": judgement.repeats if judgement is not None else None,
        "kept_because": judgement.kept_because if judgement is not None else None,
    }


def _opened_at(inspection: Inspection) -> datetime:
    """When the contents were last seen. Raises DomainError(NOT_COMPLETE) without a picture of them."""
    seen = inspection.photos_of(PhotoRole.CONTENTS)
    if not seen:
        raise DomainError(DomainFault.NOT_COMPLETE, "photo")
    return seen[-1].taken_at
