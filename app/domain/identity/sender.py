"""The people of one parcel: who hands it in, whose parcel it is, and who stands by a child.

Invariants:
- A new document takes away the phone, the clerk's word and the continuation of an earlier verification.
- The person at the counter is always ``Parcel.sender``; whoever is not there (the principal) never has a clerk's word.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.clerk import ClerkNumber
from app.domain.identity.document import IdentityDocument

_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)
ADDRESS_LENGTH = 200
"""The most characters of an address that the province takes."""


class PortraitShown(StrEnum):
    """Which portrait stood beside the person when the clerk compared them."""

    CHIP = "chip"
    """The chip's, decoded by a vendor's plug-in."""
    CARD_PHOTO = "card_photo"
    """The printed photo, cut out of the camera's picture."""
    NONE = "none"
    """None on the screen: the clerk looked at the document itself."""


class FaceBand(StrEnum):
    """What a face comparison by machine says: advice, never a decision (人脸识别技术应用安全管理办法)."""

    LIKELY_SAME = "likely_same"
    CHECK = "check"
    LIKELY_DIFFERENT = "likely_different"


@dataclass(frozen=True, slots=True)
class FaceCompared:
    """A comparison by machine, after the person's separate consent. Neither pictures nor features are kept of it."""

    band: FaceBand
    consent_at: datetime


@dataclass(frozen=True, slots=True)
class SamePerson:
    """The clerk has compared document and person (人证一致), and what was on the screen then."""

    clerk: ClerkNumber
    confirmed_at: datetime
    portrait: PortraitShown = PortraitShown.NONE
    live_picture_id: str | None = None
    """The evidence id of the picture of the person, kept on this PC only."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands the parcel in."""

    document: IdentityDocument
    phone: str | None = field(default=None, repr=False)
    same_person: SamePerson | None = None
    continues: str | None = None
    """The acceptance whose verification this one continues: same person, still at the counter."""
    phone_recalled: bool = False
    """The phone number comes from an earlier visit with the same document."""
    address: str = field(default="", repr=False)
    """Where the sender sends from, when it is not the document's address."""
    usual_category: str | None = None
    """What this sender sent the last time: a suggestion on the screen, never an answer."""
    face: FaceCompared | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """Who has entrusted the parcel to the person at the counter (委托人), by document, and how they belong together."""

    document: IdentityDocument
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who stands by a child under the policy's age (监护人): shows a document and agrees."""

    document: IdentityDocument
    consent_at: datetime | None = None
    """When the guardian agreed that the child's data are handled (个人信息保护法 article 31)."""


def phone_is_valid(phone: str) -> bool:
    """A mainland mobile number: 11 digits, 13x to 19x."""
    return _PHONE.fullmatch(phone) is not None
