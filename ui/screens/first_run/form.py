"""What is typed at the first start, and what is wrong with it.

Invariants:
- Everything is checked here before anything is sent: the enrolment code works once.
- The PIN and the enrolment code are kept out of ``repr``.
"""

from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from app.domain.clerk import pin_is_acceptable

_REGION_DIGITS = 6
_SHORTEST_CODE = 4
_LONGEST_CLERK_NUMBER = 16


@dataclass(frozen=True, slots=True)
class OutletForm:
    """The outlet's filing (备案), and what enrols this terminal with the province."""

    outlet_name: str
    filing_number: str
    region_code: str
    """GB/T 2260, six digits."""
    address: str
    province_url: str
    enrolment_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClerkForm:
    """The first clerk."""

    number: str
    name: str = field(repr=False)
    pin: str = field(repr=False)
    pin_again: str = field(repr=False)


class FormField(Enum):
    """The fields, in the order in which they are typed."""

    OUTLET_NAME = "outlet_name"
    FILING_NUMBER = "filing_number"
    REGION_CODE = "region_code"
    ADDRESS = "address"
    PROVINCE_URL = "province_url"
    ENROLMENT_CODE = "enrolment_code"
    CLERK_NUMBER = "clerk_number"
    CLERK_NAME = "clerk_name"
    PIN = "pin"
    PIN_AGAIN = "pin_again"


CLERK_FIELDS = (FormField.CLERK_NUMBER, FormField.CLERK_NAME, FormField.PIN, FormField.PIN_AGAIN)


def wrong_fields(outlet: OutletForm, clerk: ClerkForm) -> tuple[FormField, ...]:
    """The fields that cannot be right, in typing order."""
    right = {
        FormField.OUTLET_NAME: bool(outlet.outlet_name),
        FormField.FILING_NUMBER: bool(outlet.filing_number),
        FormField.REGION_CODE: _digits(outlet.region_code) and len(outlet.region_code) == _REGION_DIGITS,
        FormField.ADDRESS: True,
        FormField.PROVINCE_URL: _is_address(outlet.province_url),
        FormField.ENROLMENT_CODE: len(outlet.enrolment_code) >= _SHORTEST_CODE,
        FormField.CLERK_NUMBER: _is_clerk_number(clerk.number),
        FormField.CLERK_NAME: bool(clerk.name),
        FormField.PIN: pin_is_acceptable(clerk.pin),
        FormField.PIN_AGAIN: clerk.pin == clerk.pin_again,
    }
    return tuple(entry for entry in FormField if not right[entry])


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_clerk_number(text: str) -> bool:
    return text.isascii() and text.isalnum() and len(text) <= _LONGEST_CLERK_NUMBER


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)
