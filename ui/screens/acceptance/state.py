"""What the acceptance screen shows, as frozen values without words and without a person's full data.

Invariants:
- Names, document and phone numbers are masked here, before any widget sees them. The one exception is the phone
  number while it is being typed: its typist must read it.
- Codes, not words: the view puts them into the language of the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

from app.domain.acceptance import Decision, Missing, Objection, Parcel
from app.domain.identity.document import DocumentProblem, DocumentType, IdentityDocument, ReadingSource
from app.domain.masking import masked_name, masked_number, masked_phone
from app.domain.policy import Carrier, ItemCategory, Policy, RefusalReason
from app.domain.waybill import CheckDigit, check_digit
from app.usecases.results import CounterView
from ui.faults import Failed
from ui.tones import Tone


class Panel(Enum):
    """What stands beside the waybill lane instead of the sender and inspection lanes."""

    NONE = "none"
    REFUSAL = "refusal"
    HELP = "help"
    WAYBILL = "waybill"
    """Only an inline field in the waybill lane; the other lanes stay."""
    DISCARD = "discard"


class Hint(Enum):
    """Simple answers to a key, a scan or a card."""

    WAYBILL_TAKEN = "waybill_taken"
    DOCUMENT_TAKEN = "document_taken"
    SENDER_CONTINUED = "sender_continued"
    PHOTO_TAKEN = "photo_taken"
    PHOTO_REMOVED = "photo_removed"
    PARKED = "parked"
    RESUMED = "resumed"
    DISCARDED = "discarded"
    CODE_UNKNOWN = "code_unknown"
    NO_PICTURE = "no_picture"
    NO_PHOTO_TO_REMOVE = "no_photo_to_remove"
    NOTHING_TO_PARK = "nothing_to_park"
    NOTHING_TO_DISCARD = "nothing_to_discard"
    DOCUMENT_FIRST = "document_first"
    WAYBILL_FIRST = "waybill_first"
    PHONE_ALREADY_THERE = "phone_already_there"
    NO_SUCH_CATEGORY = "no_such_category"
    NO_SUCH_REASON = "no_such_reason"
    SIGN_IN_FIRST = "sign_in_first"


GOOD_HINTS = frozenset(
    {
        Hint.WAYBILL_TAKEN,
        Hint.DOCUMENT_TAKEN,
        Hint.SENDER_CONTINUED,
        Hint.PHOTO_TAKEN,
        Hint.PHOTO_REMOVED,
        Hint.PARKED,
        Hint.RESUMED,
        Hint.DISCARDED,
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The parcel was accepted and is kept for good."""

    number: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The parcel was refused."""

    number: str | None
    reason: RefusalReason | None


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """This waybill was accepted already."""

    number: str
    clerk: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Misread:
    """A waybill number whose check digit is wrong."""

    number: str


@dataclass(frozen=True, slots=True)
class Differs:
    """Another waybill than the one on the parcel was scanned."""

    number: str
    current: str


@dataclass(frozen=True, slots=True)
class StillMissing:
    """Enter came too early."""

    need: Missing


@dataclass(frozen=True, slots=True)
class StandsAgainst:
    """Something stops the acceptance."""

    objection: Objection


@dataclass(frozen=True, slots=True)
class Caution:
    """The document may be taken, but look twice."""

    problem: DocumentProblem


Notice: TypeAlias = (
    Kept | TurnedAway | SeenBefore | Misread | Differs | StillMissing | StandsAgainst | Caution | Failed | Hint
)


def tone_of(notice: Notice) -> Tone:
    """Good when something was taken or kept, else not good."""
    if isinstance(notice, Kept | TurnedAway):
        return Tone.GOOD
    return Tone.GOOD if isinstance(notice, Hint) and notice in GOOD_HINTS else Tone.BAD


@dataclass(frozen=True, slots=True)
class WaybillLane:
    """Lane 1. ``candidates`` are the carriers the number may belong to, surest first."""

    number: str | None = None
    carrier: Carrier | None = None
    candidates: tuple[Carrier, ...] = ()
    check_digit: CheckDigit = CheckDigit.NONE


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document, masked. ``valid_to`` is None for an open-ended one."""

    name: str
    number: str
    document_type: DocumentType
    source: ReadingSource
    valid_to: date | None
    problems: tuple[DocumentProblem, ...]


@dataclass(frozen=True, slots=True)
class SenderLane:
    """Lane 2. ``phone_typed`` is in clear while it is typed; None when nobody is typing."""

    document: ShownDocument | None = None
    same_person: bool = False
    continued: bool = False
    phone: str | None = None
    phone_recalled: bool = False
    phone_typed: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A photo of the parcel. ``jpeg`` is None when it was taken before this start: the vault gives no previews."""

    evidence_id: str
    jpeg: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class InspectionLane:
    """Lane 3."""

    category: ItemCategory | None = None
    quantity: int = 1
    photos: tuple[Thumbnail, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterState:
    """The whole acceptance screen."""

    waybill: WaybillLane = field(default_factory=WaybillLane)
    sender: SenderLane = field(default_factory=SenderLane)
    inspection: InspectionLane = field(default_factory=InspectionLane)
    decision: Decision = field(default_factory=lambda: Decision(tuple(Missing), (), ()))
    parcel_open: bool = False
    parked: int = 0
    can_continue_sender: bool = False
    panel: Panel = Panel.NONE
    notice: Notice | None = None


def waybill_lane(view: CounterView, policy: Policy) -> WaybillLane:
    """Lane 1 of ``view``."""
    waybill = view.parcel.waybill if view.parcel is not None else None
    if waybill is None:
        return WaybillLane()
    return WaybillLane(
        number=waybill.number,
        carrier=policy.carrier(waybill.carrier) if waybill.carrier is not None else None,
        candidates=tuple(
            carrier for candidate in view.candidates if (carrier := policy.carrier(candidate.carrier)) is not None
        ),
        check_digit=check_digit(waybill.number),
    )


def sender_lane(view: CounterView, phone_typed: str | None) -> SenderLane:
    """Lane 2 of ``view``. ``phone_typed`` is what the clerk has typed so far, None when there is nothing to type."""
    sender = view.parcel.sender if view.parcel is not None else None
    if sender is None:
        return SenderLane()
    return SenderLane(
        document=_shown(sender.document, view.decision),
        same_person=sender.same_person is not None,
        continued=sender.continues is not None,
        phone=masked_phone(sender.phone) if sender.phone is not None else None,
        phone_recalled=sender.phone_recalled,
        phone_typed=phone_typed,
    )


def inspection_lane(view: CounterView, policy: Policy, pictures: Mapping[str, bytes]) -> InspectionLane:
    """Lane 3 of ``view``. ``pictures`` holds the photos taken since this start, by evidence id."""
    if view.parcel is None:
        return InspectionLane()
    inspection = view.parcel.inspection
    category = policy.category(inspection.item_category) if inspection.item_category is not None else None
    thumbnails = (Thumbnail(photo.evidence_id, pictures.get(photo.evidence_id)) for photo in inspection.photos)
    return InspectionLane(category, inspection.quantity, tuple(thumbnails))


def photo_ids(parcel: Parcel | None) -> tuple[str, ...]:
    """The evidence ids of a parcel's photos, oldest first."""
    return tuple(photo.evidence_id for photo in parcel.inspection.photos) if parcel is not None else ()


_VALIDITY = {
    Objection.DOCUMENT_EXPIRED: DocumentProblem.EXPIRED,
    Objection.DOCUMENT_NOT_YET_VALID: DocumentProblem.NOT_YET_VALID,
}


def _shown(document: IdentityDocument, decision: Decision) -> ShownDocument:
    validity = (_VALIDITY[objection] for objection in decision.objections if objection in _VALIDITY)
    problems = dict.fromkeys((*validity, *document.problems, *decision.warnings))
    return ShownDocument(
        name=masked_name(document.name),
        number=masked_number(document.number),
        document_type=document.document_type,
        source=document.source,
        valid_to=document.valid_to,
        problems=tuple(problems),
    )
