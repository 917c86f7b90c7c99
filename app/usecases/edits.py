"""The small steps by which a clerk fills a parcel's lanes, as values."""

from dataclasses import dataclass, field
from typing import TypeAlias

from app.domain.goods import DeclaredItem, Journey
from app.domain.honesty import Caution
from app.domain.identity.sender import FaceBand, PortraitShown
from app.domain.inspection import Packaging, ScreeningPlace
from app.domain.sending import Sending


@dataclass(frozen=True, slots=True)
class ConfirmSamePerson:
    """The document is the person's in front (人证一致). ``live_picture`` is the JPEG that was shown beside it."""

    portrait: PortraitShown = PortraitShown.NONE
    live_picture: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ConfirmDoubtfulFields:
    """The clerk has compared the fields in doubt with the document, and they are right."""


@dataclass(frozen=True, slots=True)
class ConfirmWaybillName:
    """The clerk has read both: the sender's name on the waybill is the document's."""


@dataclass(frozen=True, slots=True)
class EnterWaybillName:
    """The sender's name as it stands on the waybill."""

    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterPhone:
    """The sender's phone number, complete."""

    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterAddress:
    """Where the sender sends from; empty: the document's address."""

    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChooseSending:
    """Who sends how. An agreement customer or organisation is chosen by :class:`ChooseCustomer` instead."""

    sending: Sending


@dataclass(frozen=True, slots=True)
class ChooseCustomer:
    """This customer sends."""

    customer_id: str


@dataclass(frozen=True, slots=True)
class ChooseRelation:
    """How the person at the counter and the one who entrusted the parcel belong together."""

    code: str


@dataclass(frozen=True, slots=True)
class SwapPeople:
    """The documents came in the other order: agent and principal change places."""


@dataclass(frozen=True, slots=True)
class ConfirmGuardian:
    """A guardian stands beside the young sender; with a guardian's document on the parcel: and agrees."""


@dataclass(frozen=True, slots=True)
class AnswerCaution:
    """The coded reason to go on although something is unusual."""

    caution: Caution
    reason: str


@dataclass(frozen=True, slots=True)
class RecordFaceComparison:
    """What a comparison by machine said, after separate consent, given now."""

    band: FaceBand


@dataclass(frozen=True, slots=True)
class ChooseCategory:
    """What the parcel holds."""

    code: str


@dataclass(frozen=True, slots=True)
class SetQuantity:
    """How many."""

    quantity: int


@dataclass(frozen=True, slots=True)
class DeclareItem:
    """One named thing more, or another word about the one at ``index``; its nature is the parcel's if none is set."""

    item: DeclaredItem
    index: int | None = None


@dataclass(frozen=True, slots=True)
class TakeItemBack:
    """The thing at ``index`` is not in the parcel."""

    index: int


@dataclass(frozen=True, slots=True)
class ConfirmCloserLook:
    """The clerk has looked closer at everything the hints ask about, and found nothing against it."""


@dataclass(frozen=True, slots=True)
class SayContentsDiffer:
    """What is in the parcel is not what was declared. ``note`` is a code of the policy pack."""

    note: str


@dataclass(frozen=True, slots=True)
class ChooseJourney:
    """How it travels, and where to."""

    journey: Journey


@dataclass(frozen=True, slots=True)
class RecordScreening:
    """A screening as somebody did it, or (``passed`` None) as it is due."""

    place: ScreeningPlace
    machine: str
    inspector: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class ChoosePackaging:
    """What it is packed in; None takes the word back."""

    packaging: Packaging | None


@dataclass(frozen=True, slots=True)
class SetWeight:
    """How heavy it is, in grams; None takes the word back."""

    grams: int | None


@dataclass(frozen=True, slots=True)
class ChooseCarrier:
    """The clerk knows better than the suggestion; None leaves it open."""

    code: str | None


@dataclass(frozen=True, slots=True)
class RemovePhoto:
    """Take a picture back."""

    evidence_id: str


SenderEdit: TypeAlias = (
    ConfirmSamePerson
    | ConfirmDoubtfulFields
    | ConfirmWaybillName
    | EnterWaybillName
    | EnterPhone
    | EnterAddress
    | ChooseSending
    | ChooseCustomer
    | ChooseRelation
    | SwapPeople
    | ConfirmGuardian
    | AnswerCaution
    | RecordFaceComparison
)

InspectionEdit: TypeAlias = (
    ChooseCategory
    | SetQuantity
    | DeclareItem
    | TakeItemBack
    | ConfirmCloserLook
    | SayContentsDiffer
    | ChooseJourney
    | RecordScreening
    | ChoosePackaging
    | SetWeight
    | ChooseCarrier
    | RemovePhoto
)

Edit: TypeAlias = SenderEdit | InspectionEdit
