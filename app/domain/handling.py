"""What to do with a find, and whom to call: handling cards and authorities of the policy pack.

Invariants:
- A card's steps are in the order in which they are done; people come before forms.
- No telephone number is made up: where a county's is not known, the national one stands alone, or none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, number, part_of, text


@dataclass(frozen=True, slots=True)
class HandlingStep:
    """One thing to do. ``code`` is what the report names when it was done; ``discreet`` are neutral words for it."""

    code: str
    key: str
    label: str
    label_en: str
    discreet: str
    discreet_en: str


@dataclass(frozen=True, slots=True)
class HandlingCard:
    """What to do, in order, and by when it has to be reported (minutes; a setting, since no figure in law is known)."""

    code: str
    label: str
    label_en: str
    steps: tuple[HandlingStep, ...]
    report_within_minutes: int
    reference: LegalReference


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody to call. ``national`` is the number that works everywhere, "" where there is none.

    ``counties`` holds numbers by county (GB/T 2260), as far as they are known.
    """

    code: str
    label: str
    label_en: str
    national: str
    counties: Mapping[str, str]

    def number_for(self, county: str) -> str:
        """The county's own number, else the national one, else ""."""
        return self.counties.get(county, self.national)


Coded = TypeVar("Coded", HandlingCard, Authority)


@dataclass(frozen=True, slots=True)
class Handling:
    """All cards and authorities."""

    cards: Mapping[str, HandlingCard]
    authorities: Mapping[str, Authority]


def cards_from(part: Entry) -> Mapping[str, HandlingCard]:
    """The parsed ``handling_cards``, by code. Raises KeyError, TypeError, ValueError."""
    cards = [_card(entry) for entry in entries(part, "cards")]
    if any(not card.steps for card in cards):
        raise ValueError("a card without steps")
    return _by_code(cards)


def authorities_from(part: Entry) -> Mapping[str, Authority]:
    """The parsed ``authorities``, by code. Raises KeyError, TypeError, ValueError."""
    return _by_code([_authority(entry) for entry in entries(part, "authorities")])


def _by_code(found: Sequence[Coded]) -> Mapping[str, Coded]:
    by_code = {one.code: one for one in found}
    if len(by_code) != len(found):
        raise ValueError("two share a code")
    return by_code


def _card(entry: Entry) -> HandlingCard:
    minutes = number(entry, "report_within_minutes")
    if minutes < 1:
        raise ValueError("report_within_minutes")
    steps = tuple(
        HandlingStep(
            text(step, "code"), text(step, "key"), text(step, "label"), text(step, "label_en"),
            text(step, "discreet"), text(step, "discreet_en"),
        )
        for step in entries(entry, "steps")
    )  # fmt: skip
    if len({step.key for step in steps}) != len(steps):
        raise ValueError("two steps share a key")
    return HandlingCard(
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        steps=steps,
        report_within_minutes=minutes,
        reference=reference_from(part_of(entry, "reference")),
    )


def _authority(entry: Entry) -> Authority:
    counties = part_of(entry, "counties")
    return Authority(
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        national=text(entry, "national") if entry["national"] is not None else "",
        counties={_county(county): text(counties, county) for county in counties},
    )


def _county(code: str) -> str:
    if re.fullmatch(r"[0-9]{6}", code) is None:
        raise ValueError("a county is six digits")
    return code
