"""How a parcel is sent: by the person at the counter, for somebody else, for an organisation, or exempt.

Invariants:
- Exempt are letters, and parcels of agreement customers whose security agreement is in force and filed (快递暂行条例,
  the real-name article; the policy pack has the number). Nothing else is.
- A name on the waybill counts as compared only for the document that was there then.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.clerk import ClerkNumber


class Sending(StrEnum):
    """Who sends how."""

    PERSON = "person"
    """The person at the counter sends their own parcel."""
    ENTRUSTED = "entrusted"
    """委托交寄: both people, both documents, the relation."""
    ORGANISATION = "organisation"
    """An organisation's agent (经办人) hands it in."""
    AGREEMENT = "agreement"
    """An agreement customer (协议客户)."""
    LETTER = "letter"
    """信件: no identity, and no picture of the text (邮政法 article 25)."""


class NameCheck(StrEnum):
    """How the sender's name on the waybill was compared with the document."""

    TYPED = "typed"
    CARRIER_ORDER = "carrier_order"
    SEEN = "seen"
    """The clerk read both and found them equal."""
    SAME_SENDER = "same_sender"
    """The clerk took the sender before for this waybill too, and said that its name is theirs."""


@dataclass(frozen=True, slots=True)
class WaybillName:
    """The sender's name on the waybill. ``name`` is empty when the clerk compared by eye."""

    check: NameCheck
    agrees: bool
    checked_at: datetime
    name: str = field(default="", repr=False)
    clerk: ClerkNumber | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A supervisor's word against an objection, with a coded reason; the province sees it."""

    objection: str
    reason: str
    supervisor: ClerkNumber
    clerk: ClerkNumber
    at: datetime


@dataclass(frozen=True, slots=True)
class AnsweredCaution:
    """Something unusual, and the clerk's coded reason to go on."""

    caution: str
    reason: str
    clerk: ClerkNumber
    at: datetime
