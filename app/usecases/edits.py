"""The small steps by which a clerk fills a parcel's lanes, as values."""

from dataclasses import dataclass, field
from typing import TypeAlias

from app.domain.honesty import Caution
from app.domain.identity.sender import FaceBand, PortraitShown
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
class ChooseCarrier:
    """The clerk knows better than the suggestion; None leaves it open."""

    code: str | None


@dataclass(frozen=True, slots=True)
class RemovePhoto:
    """Take a picture back."""

    evidence_id: str


Edit: TypeAlias = (
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
    | ChooseCategory
    | SetQuantity
    | ChooseCarrier
    | RemovePhoto
)
