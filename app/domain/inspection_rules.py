"""How an inspection has to be done here: the numbers and the coded answers of the policy pack (``inspection.json``)."""

from dataclasses import dataclass

from app.domain.pack_values import Entry, number
from app.domain.sender_rules import Choice, choices_from


@dataclass(frozen=True, slots=True)
class InspectionRules:
    """``min_sealed_photos`` pictures of the sealed parcel, and what a clerk may answer where a code is wanted."""

    min_sealed_photos: int
    keep_photo_reasons: tuple[Choice, ...]
    """Why a picture is kept although the judge found something."""
    difference_notes: tuple[Choice, ...]
    packaging: tuple[Choice, ...]
    hold_reasons: tuple[Choice, ...]
    release_reasons: tuple[Choice, ...]


def inspection_rules_from(part: Entry) -> InspectionRules:
    """Read the parsed ``inspection.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    sealed = number(part, "min_sealed_photos")
    if sealed < 0:
        raise ValueError("min_sealed_photos")
    return InspectionRules(
        min_sealed_photos=sealed,
        keep_photo_reasons=choices_from(part, "keep_photo_reasons"),
        difference_notes=choices_from(part, "difference_notes"),
        packaging=choices_from(part, "packaging"),
        hold_reasons=choices_from(part, "hold_reasons"),
        release_reasons=choices_from(part, "release_reasons"),
    )
