"""The inspection of the contents (收寄验视): what it is, how many, and what was seen.

Invariants:
- An inspection counts only with an item category, a quantity and at least one photo of the contents.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

MAX_QUANTITY = 9999


class PhotoRole(StrEnum):
    """What a picture shows."""

    CONTENTS = "contents"
    SEALED_PARCEL = "sealed_parcel"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in the evidence vault. ``sha256`` and ``size`` are of the clear bytes."""

    evidence_id: str
    role: PhotoRole
    sha256: str
    size: int
    media_type: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found. The quantity starts at one, as most parcels hold one thing."""

    item_category: str | None = None
    quantity: int = 1
    photos: tuple[Photo, ...] = ()

    def with_photo(self, photo: Photo) -> "Inspection":
        """The same inspection with one more picture."""
        return replace(self, photos=(*self.photos, photo))

    def without_photo(self, evidence_id: str) -> "Inspection":
        """The same inspection without that picture; unchanged when it is not there."""
        return replace(self, photos=tuple(photo for photo in self.photos if photo.evidence_id != evidence_id))


def quantity_is_valid(quantity: int) -> bool:
    """One to 9,999 pieces."""
    return 1 <= quantity <= MAX_QUANTITY
