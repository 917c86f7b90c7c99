"""What the use cases need to know about people: senders, clerks, customers, and remarks about a document.

Invariants:
- Senders and documents are found by keyed hash; nobody's number stands in an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.customer import Customer


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """How a document was used here."""

    parcels_today: int
    phone_hashes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CarrierOrder:
    """The sender's name on a waybill, from the carrier's own order."""

    waybill_number: str
    sender_name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownSender:
    """What is remembered of an earlier visit: enough to spare the typing, never the document's number."""

    document_hash: str
    phone: str = field(repr=False)
    last_category: str
    last_seen: datetime
    address: str = field(default="", repr=False)
    """Where this sender sends from, when it was not the document's address."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the province remarked in the receipt of a message. ``code`` may be one that this version does not know."""

    code: str
    remarked_at: datetime
    message_id: str


class SenderRepository(Protocol):
    """Returning senders, found by keyed hash only."""

    def remember(self, sender: KnownSender) -> None:
        """Insert or replace by hash."""

    def recall(self, document_hash: str) -> KnownSender | None:
        """What is remembered."""

    def claim_code(self, jti: str, parcel_id: str, *, expires_at: datetime, now: datetime) -> bool:
        """Use a real-name code for that parcel; False when it was used for another one. Expired ones are forgotten."""


class ClerkRepository(Protocol):
    """The people of this outlet."""

    def add(self, clerk: Clerk) -> None:
        """Raises DomainError(CLERK_EXISTS)."""

    def get(self, number: ClerkNumber) -> Clerk | None:
        """By number."""

    def update(self, clerk: Clerk) -> None:
        """Replace by number. Raises DomainError(CLERK_INVALID) for an unknown one."""

    def all(self) -> list[Clerk]:
        """By number, ascending."""


class CustomerRepository(Protocol):
    """Agreement customers and organisations."""

    def save(self, customer: Customer, *, clerk: ClerkNumber | None, at: datetime) -> None:
        """Insert or replace by id; ``clerk`` None for the province's own word.

        Raises DomainError(CUSTOMER_EXISTS) when another has its credit code.
        """

    def remove(self, customer_id: str) -> None:
        """The customer is none any more. Nothing happens for an unknown one."""

    def get(self, customer_id: str) -> Customer | None:
        """By id."""

    def by_code(self, code: str) -> Customer | None:
        """By credit code, else by agreement number."""

    def all(self) -> list[Customer]:
        """By initials, then name."""


class CarrierOrderRepository(Protocol):
    """Names of senders from the carriers' orders."""

    def add(self, orders: Sequence[CarrierOrder], at: datetime) -> None:
        """Insert or replace by waybill number."""

    def get(self, waybill_number: str) -> CarrierOrder | None:
        """By waybill number."""

    def forget(self, *, before: datetime) -> int:
        """Remove what was imported before that moment; how many that were."""

    def remove(self, waybill_number: str) -> None:
        """The parcel is decided: its order is of no more use."""


class RemarkRepository(Protocol):
    """What the province remarked about records. It is written when a message's receipt comes, with its delivery."""

    def about(self, document_hash: str, since: datetime) -> list[Remark]:
        """Remarks about records with this document, at or after ``since``, oldest first; none for no document ('')."""
