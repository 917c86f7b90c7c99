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
    inspected_by: str | None = None
    """The clerk who took the first picture of the contents: whoever opened the box, not whoever finished the form."""

    def with_photo(self, photo: Photo, clerk: str) -> "Inspection":
        """The same inspection with one more picture, taken by ``clerk``."""
        first = self.inspected_by is None and photo.role is PhotoRole.CONTENTS
        return replace(self, photos=(*self.photos, photo), inspected_by=clerk if first else self.inspected_by)

    def without_photo(self, evidence_id: str) -> "Inspection":
        """The same inspection without that picture; unchanged when it is not there."""
        photos = tuple(photo for photo in self.photos if photo.evidence_id != evidence_id)
        opened = any(photo.role is PhotoRole.CONTENTS for photo in photos)
        return replace(self, photos=photos, inspected_by=self.inspected_by if opened else None)


def quantity_is_valid(quantity: int) -> bool:
    """One to 9,999 pieces."""
    return 1 <= quantity <= MAX_QUANTITY
