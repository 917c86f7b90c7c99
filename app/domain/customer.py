"""Agreement customers and organisations: who they are, and whether their security agreement spares the check per item.

Invariants:
- An agreement counts only inside its term and once it is filed with the regulator (协议客户备案); otherwise each
  parcel is checked like an organisation's.
- A copy of the responsible person's document is kept for each (实名收寄管理办法; 快递暂行条例), by the outlet or, of a
  customer that the province has filed, by the province.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class CustomerKind(StrEnum):
    """What is registered."""

    AGREEMENT = "agreement"
    ORGANISATION = "organisation"


class Filing(StrEnum):
    """Where the customer's filing with the regulator stands."""

    FILED = "filed"
    PENDING = "pending"
    UNFILED = "unfiled"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A security agreement (安全协议). Both days belong to the term."""

    number: str
    valid_from: date
    valid_to: date
    filing: Filing


@dataclass(frozen=True, slots=True)
class ProvinceEntry:
    """The province's own entry behind a customer. ``copy_kept``: the province keeps the copy of the document."""

    entry_id: str
    revision: int
    copy_kept: bool


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer. ``responsible_copy`` is the evidence id of the copy of the responsible person's document.

    ``province`` is None for a customer that the outlet registered by itself.
    """

    customer_id: str
    kind: CustomerKind
    name: str = field(repr=False)
    initials: str
    """Pinyin initials of the name, for finding it."""
    credit_code: str
    responsible_name: str = field(repr=False)
    phone: str = field(repr=False)
    credit_code_reason: str | None = None
    """Why a code whose check character is wrong was taken: some old codes are like that."""
    responsible_copy: str | None = None
    agreement: Agreement | None = None
    province: ProvinceEntry | None = None

    @property
    def has_copy(self) -> bool:
        """Whether the copy of the responsible person's document is kept, here or at the province."""
        return self.responsible_copy is not None or (self.province is not None and self.province.copy_kept)


class AgreementStanding(StrEnum):
    """What an agreement is worth today."""

    IN_FORCE = "in_force"
    NONE = "none"
    """There is no agreement."""
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    UNFILED = "unfiled"
    NO_COPY = "no_copy"
    """The copy of the responsible person's document is missing."""


def standing(customer: Customer, today: date) -> AgreementStanding:
    """Whether ``customer`` is spared the check per item on ``today``, and why not."""
    agreement = customer.agreement
    if agreement is None:
        return AgreementStanding.NONE
    if today < agreement.valid_from:
        return AgreementStanding.NOT_YET
    if today > agreement.valid_to:
        return AgreementStanding.EXPIRED
    if agreement.filing is not Filing.FILED:
        return AgreementStanding.UNFILED
    return AgreementStanding.IN_FORCE if customer.has_copy else AgreementStanding.NO_COPY
