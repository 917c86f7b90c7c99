"""What is typed about a customer, and how it becomes the use case's form.

Invariants:
- :class:`CustomerField` is named after the members of ``CustomerForm``, so that what the product finds wrong is marked.
- A date that cannot be read is a missing one: the product says so.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from app.domain.customer import Customer, CustomerKind, Filing
from app.usecases.customers import CustomerForm, credit_code_needs_reason, tidied, wrong_members

_DATE = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|\D(\d{1,2})\D(\d{1,2})\D?)", re.ASCII)
"""20260131, 2026-1-31, 2026/01/31, 2026.1.31, 2026年1月31日."""


class CustomerField(Enum):
    """The fields, in the order in which they are typed."""

    KIND = "kind"
    NAME = "name"
    CREDIT_CODE = "credit_code"
    CREDIT_CODE_REASON = "credit_code_reason"
    RESPONSIBLE_NAME = "responsible_name"
    PHONE = "phone"
    AGREEMENT_NUMBER = "agreement_number"
    FILING = "filing"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"


AGREEMENT_FIELDS = (
    CustomerField.AGREEMENT_NUMBER,
    CustomerField.FILING,
    CustomerField.VALID_FROM,
    CustomerField.VALID_TO,
)


@dataclass(frozen=True, slots=True)
class TypedCustomer:
    """The fields as they stand on the screen."""

    kind: CustomerKind = CustomerKind.AGREEMENT
    name: str = field(default="", repr=False)
    credit_code: str = ""
    credit_code_reason: str | None = None
    responsible_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    agreement_number: str = ""
    filing: Filing = Filing.UNFILED
    valid_from: str = ""
    valid_to: str = ""


def typed_as(customer: Customer) -> TypedCustomer:
    """The fields of a customer that is registered already."""
    agreement = customer.agreement
    plain = TypedCustomer(
        kind=customer.kind,
        name=customer.name,
        credit_code=customer.credit_code,
        credit_code_reason=customer.credit_code_reason,
        responsible_name=customer.responsible_name,
        phone=customer.phone,
    )
    if agreement is None:
        return plain
    return replace(
        plain,
        agreement_number=agreement.number,
        filing=agreement.filing,
        valid_from=agreement.valid_from.isoformat(),
        valid_to=agreement.valid_to.isoformat(),
    )


def form_of(typed: TypedCustomer) -> CustomerForm:
    """The use case's form, tidied."""
    return tidied(
        CustomerForm(
            kind=typed.kind,
            name=typed.name,
            credit_code=typed.credit_code,
            responsible_name=typed.responsible_name,
            phone=typed.phone,
            credit_code_reason=typed.credit_code_reason,
            agreement_number=typed.agreement_number,
            valid_from=read_date(typed.valid_from),
            valid_to=read_date(typed.valid_to),
            filing=typed.filing,
        )
    )


def wrong_fields(form: CustomerForm) -> tuple[CustomerField, ...]:
    """The fields that cannot be right, in typing order; the reason for an odd credit code is one of them."""
    wrong = {CustomerField(member) for member in wrong_members(form)}
    if needs_reason(form.credit_code) and form.credit_code_reason is None:
        wrong.add(CustomerField.CREDIT_CODE_REASON)
    return tuple(entry for entry in CustomerField if entry in wrong)


def needs_reason(code: str) -> bool:
    """Whether only the check character of what was typed is wrong."""
    return credit_code_needs_reason(tidied(CustomerForm(CustomerKind.ORGANISATION, "", code, "", "")).credit_code)


def read_date(text: str) -> date | None:
    """The day as people write it; None when it is none."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        return None
    try:
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return date(year, month, day)
    except ValueError:
        return None
