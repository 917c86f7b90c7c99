"""The sender of one parcel: a document, a phone number, and the clerk's word that both are the person in front.

Invariants:
- A new document takes away the phone, the clerk's word and the continuation of an earlier verification.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.identity.document import IdentityDocument

_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SamePerson:
    """The clerk has compared document and person (人证一致)."""

    clerk: ClerkNumber
    confirmed_at: datetime


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


def phone_is_valid(phone: str) -> bool:
    """A mainland mobile number: 11 digits, 13x to 19x."""
    return _PHONE.fullmatch(phone) is not None
