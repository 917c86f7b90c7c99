"""What to do with a dangerous find, and whom to call: the handling cards and the authorities of the policy pack.

Invariants:
- A telephone number is data with its source, or it is not there: none is ever made up.
- A card's steps stand in the order in which they are done; the minutes are the outlet's deadline for its report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.catalogue import ProhibitedCategory
from app.domain.pack_values import Entry, entries, number, text


@dataclass(frozen=True, slots=True)
class HandlingStep:
    """One step of a card, in words that can be read from two metres away."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class HandlingCard:
    """What to do now. ``minutes`` is the time until the report is due."""

    code: str
    label: str
    label_en: str
    minutes: int
    steps: tuple[HandlingStep, ...]

    def step(self, code: str) -> HandlingStep | None:
        """The step with that code."""
        return next((step for step in self.steps if step.code == code), None)


@dataclass(frozen=True, slots=True)
class Authority:
    """Whom to call. ``national`` is the number that reaches it from everywhere, None where there is none."""

    code: str
    label: str
    label_en: str
    national: str | None
    counties: Mapping[str, str]

    def number_for(self, county: str) -> str | None:
        """The county's own number (GB/T 2260 code); None where it is not known."""
        return self.counties.get(county)


def handling_cards_from(part: Entry) -> tuple[HandlingCard, ...]:
    """Read the parsed ``handling_cards.json``. Raises KeyError, TypeError, ValueError."""
    cards = tuple(_card(entry) for entry in entries(part, "cards"))
    if len({card.code for card in cards}) != len(cards):
        raise ValueError("two handling cards share a code")
    return cards


def authorities_from(part: Entry) -> tuple[Authority, ...]:
    """Read the parsed ``authorities.json``. Raises KeyError, TypeError, ValueError."""
    found = tuple(_authority(entry) for entry in entries(part, "authorities"))
    if len({authority.code for authority in found}) != len(found):
        raise ValueError("two authorities share a code")
    return found


def require_handled(
    categories: Sequence[ProhibitedCategory], cards: Sequence[HandlingCard], authorities: Sequence[Authority]
) -> None:
    """Raises ValueError for a category whose handling card or one of whose authorities is not there."""
    known_cards, known = {card.code for card in cards}, {authority.code for authority in authorities}
    if any(each.handling not in known_cards or not known.issuperset(each.authorities) for each in categories):
        raise ValueError("a category without its handling card or its authorities")


def _card(entry: Entry) -> HandlingCard:
    steps = tuple(
        HandlingStep(text(step, "code"), text(step, "label"), text(step, "label_en"))
        for step in entries(entry, "steps")
    )
    minutes = number(entry, "minutes")
    if minutes < 1 or not steps or len({step.code for step in steps}) != len(steps):
        raise ValueError("a handling card has steps, each once, and a deadline")
    return HandlingCard(text(entry, "code"), text(entry, "label"), text(entry, "label_en"), minutes, steps)


def _authority(entry: Entry) -> Authority:
    counties = entry["counties"]
    if not isinstance(counties, dict) or not all(isinstance(value, str) for pair in counties.items() for value in pair):
        raise TypeError("counties")
    national = None if entry["national"] is None else text(entry, "national")
    return Authority(text(entry, "code"), text(entry, "label"), text(entry, "label_en"), national, dict(counties))
