"""What lane 3 shows, as frozen values without words: what was declared, seen, found and recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.acceptance import Parcel
from app.domain.goods import Journey
from app.domain.inspection import Finding, Packaging, PhotoProblem, PhotoRole, Screening
from app.domain.late_entry import LateEntry
from app.domain.policy import ItemCategory, Policy
from app.domain.sending import Sending
from app.usecases.attach_photo import EarlierPhoto
from app.usecases.results import CounterView
from ui.screens.acceptance.goods_lookup import hidden_names, shown_items
from ui.screens.acceptance.goods_state import ShownItem


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A photo of the parcel. ``jpeg`` is None when it was taken before this start: the vault gives no previews."""

    evidence_id: str
    jpeg: bytes | None = field(repr=False)
    role: PhotoRole = PhotoRole.CONTENTS
    doubted: bool = False
    """It was kept although the judge doubted it."""


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A picture that the judge doubts: the clerk takes another, or keeps it with a reason."""

    role: PhotoRole
    jpeg: bytes = field(repr=False)
    problems: tuple[PhotoProblem, ...]
    earlier: EarlierPhoto | None = None


@dataclass(frozen=True, slots=True)
class InspectionLane:
    """Lane 3. ``next_photo`` is what the photo key takes now; ``late`` is the paper form of a late entry."""

    category: ItemCategory | None = None
    quantity: int = 1
    photos: tuple[Thumbnail, ...] = ()
    items: tuple[ShownItem, ...] = ()
    finding: Finding | None = None
    journey: Journey = field(default_factory=Journey)
    screening: Screening | None = None
    packaging: Packaging | None = None
    weight_g: int | None = None
    next_photo: PhotoRole = PhotoRole.CONTENTS
    held: HeldPhoto | None = None
    late: LateEntry | None = None

    def count(self, role: PhotoRole) -> int:
        """How many pictures there are in that role."""
        return sum(photo.role is role for photo in self.photos)


def inspection_lane(
    view: CounterView, policy: Policy, pictures: Mapping[str, bytes], held: HeldPhoto | None = None
) -> InspectionLane:
    """Lane 3 of ``view``. ``pictures`` holds the photos taken since this start, by evidence id."""
    if view.parcel is None:
        return InspectionLane(held=held)
    inspection = view.parcel.inspection
    category = policy.category(inspection.item_category) if inspection.item_category is not None else None
    thumbnails = (
        Thumbnail(
            photo.evidence_id,
            pictures.get(photo.evidence_id),
            photo.role,
            doubted=photo.judgement is not None and bool(photo.judgement.problems),
        )
        for photo in inspection.photos
    )
    return InspectionLane(
        category=category,
        quantity=inspection.quantity,
        photos=tuple(thumbnails),
        items=shown_items(inspection.items, policy.item_rules, hidden_names(view.decision.goods)),
        finding=inspection.found.finding if inspection.found is not None else None,
        journey=inspection.journey,
        screening=inspection.screening,
        packaging=inspection.packaging,
        weight_g=inspection.weight_g,
        next_photo=next_photo(view.parcel, policy),
        held=held,
        late=view.parcel.late,
    )


def next_photo(parcel: Parcel | None, policy: Policy) -> PhotoRole:
    """What the photo key takes: the contents until they are seen and declared, then the sealed parcel.

    Of a late entry it is the paper form.

    The sealed parcel shows its waybill: without one on record there is nothing to compare it with.
    """
    if parcel is None:
        return PhotoRole.CONTENTS
    if parcel.late is not None:
        return PhotoRole.PAPER_FORM
    if parcel.sending is Sending.LETTER:
        return PhotoRole.SEALED_PARCEL
    inspection = parcel.inspection
    seen = len(inspection.photos_of(PhotoRole.CONTENTS)) >= policy.min_photos and not inspection.look_again
    differs = inspection.found is not None and inspection.found.finding is Finding.DIFFERS
    may_seal = parcel.waybill is not None and seen and inspection.item_category is not None and not differs
    return PhotoRole.SEALED_PARCEL if may_seal else PhotoRole.CONTENTS


def photo_ids(parcel: Parcel | None) -> tuple[str, ...]:
    """The evidence ids of a parcel's photos, oldest first."""
    return tuple(photo.evidence_id for photo in parcel.inspection.photos) if parcel is not None else ()
