"""What a handover's head may say: the policy pack's part (``handover.json``), and the one form that each entry has.

Invariants:
- The forms of number plates are data with their source; this module knows none of them.
- A head names a vehicle, a GPS terminal or a bag; an entry that cannot be right is named in the error, never kept.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from app.domain.errors import DomainError, DomainFault
from app.domain.pack_values import Entry, entries, number, text

MAX_IDENTIFIER: Final = 64
MAX_DRIVER: Final = 60
_SEPARATORS: Final = re.compile(r"[\s·•・.\-]+")
"""What people put between the letter and the digits of a plate."""


@dataclass(frozen=True, slots=True)
class HandoverRules:
    """``plates`` are the forms of number plates; ``max_parcels`` is how many one manifest holds."""

    plates: tuple[re.Pattern[str], ...]
    max_parcels: int


@dataclass(frozen=True, slots=True)
class HandoverHead:
    """Where parcels go. ``carrier`` is a carrier's code, empty for parcels of several; the rest may be empty, too."""

    carrier: str = ""
    vehicle: str = ""
    """The number plate."""
    gps: str = ""
    """The id of the vehicle's GPS terminal."""
    bag: str = ""
    """The tag of the bag."""
    driver: str = field(default="", repr=False)


def handover_rules_from(part: Entry) -> HandoverRules:
    """Read the parsed ``handover.json``. Raises KeyError, TypeError, ValueError, re.error: the pack is unusable."""
    max_parcels = number(part, "max_parcels")
    if max_parcels < 1:
        raise ValueError("max_parcels")
    return HandoverRules(
        plates=tuple(re.compile(text(entry, "pattern")) for entry in entries(part, "plates")), max_parcels=max_parcels
    )


def normalised_plate(typed: str) -> str:
    """A plate as it is kept: capitals, without blanks, dots and hyphens."""
    return _SEPARATORS.sub("", typed).upper()


def checked_head(typed: HandoverHead, rules: HandoverRules) -> HandoverHead:
    """The head in the form in which it is kept.

    Raises DomainError(HANDOVER_INVALID) naming the entry: ``vehicle``, ``gps``, ``bag``, ``driver``, or ``place`` where
    none of the first three is there. Whether the carrier exists is for whoever has the pack.
    """
    head = HandoverHead(
        carrier=typed.carrier,
        vehicle=normalised_plate(typed.vehicle),
        gps=_identifier("gps", typed.gps),
        bag=_identifier("bag", typed.bag),
        driver=_printable("driver", " ".join(typed.driver.split()), MAX_DRIVER),
    )
    if head.vehicle and not any(form.fullmatch(head.vehicle) for form in rules.plates):
        raise DomainError(DomainFault.HANDOVER_INVALID, "vehicle")
    if not (head.vehicle or head.gps or head.bag):
        raise DomainError(DomainFault.HANDOVER_INVALID, "place")
    return head


def _identifier(name: str, typed: str) -> str:
    return _printable(name, "".join(typed.split()).upper(), MAX_IDENTIFIER)


def _printable(name: str, value: str, longest: int) -> str:
    if len(value) > longest or not value.isprintable():
        raise DomainError(DomainFault.HANDOVER_INVALID, name)
    return value
