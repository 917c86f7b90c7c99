"""The catalogue of goods: prohibited categories with their named kinds, restricted and everyday goods, hints.

Invariants:
- The catalogue is data of the policy pack; this module gives it types and checks it whole (``catalogue_from``).
- Codes are unique; every prohibited entry belongs to a category; every rule and hint that an entry names exists.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, number, text, texts


class Standing(StrEnum):
    """Whether a thing may be sent."""

    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    ALLOWED = "allowed"


class FoundAtCounter(StrEnum):
    """What to do with a prohibited thing that is seen before acceptance."""

    REFUSE = "refuse"
    INCIDENT = "incident"
    """Refuse, secure and report: it must not simply go back over the counter."""


@dataclass(frozen=True, slots=True)
class ProhibitedCategory:
    """One of the categories of the guidance catalogue (《禁止寄递物品指导目录》).

    ``handling`` is the code of a handling card, ``authorities`` the codes of whom to call, in order. ``people_first``
    puts "isolate, evacuate" before any form; ``discreet`` shows nothing that the sender could read (drugs).
    """

    number: int
    code: str
    label: str
    label_en: str
    handling: str
    authorities: tuple[str, ...]
    found: FoundAtCounter
    people_first: bool
    discreet: bool
    references: tuple[LegalReference, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A closer look that local experience asks for: never a ban by itself."""

    code: str
    label: str
    label_en: str
    look_for: str
    look_for_en: str
    reference: LegalReference


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One named kind of goods.

    ``category`` is the prohibited category's number; ``nature`` the item category of what may be sent; ``rules`` the
    codes of the item rules that it stands under; ``hint`` a hint's code. ``found`` overrides the category's word.
    """

    code: str
    name: str
    name_en: str
    standing: Standing
    category: int | None = None
    nature: str | None = None
    synonyms: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    """Pinyin initials of the name and its synonyms, upper case."""
    rules: tuple[str, ...] = ()
    hint: str | None = None
    found: FoundAtCounter | None = None
    references: tuple[LegalReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue, with its source and age."""

    version: str
    source: str
    effective_from: str
    categories: tuple[ProhibitedCategory, ...]
    hints: tuple[Hint, ...]
    entries: tuple[CatalogueEntry, ...]
    by_code: dict[str, CatalogueEntry]

    def entry(self, code: str) -> CatalogueEntry | None:
        """The entry with that code."""
        return self.by_code.get(code)

    def category(self, number: int) -> ProhibitedCategory | None:
        """The prohibited category with that number."""
        return next((category for category in self.categories if category.number == number), None)

    def hint(self, code: str) -> Hint | None:
        """The hint with that code."""
        return next((hint for hint in self.hints if hint.code == code), None)


def catalogue_from(prohibited: Entry) -> Catalogue:
    """Read the parsed ``catalogue_prohibited.json``. Raises KeyError, TypeError, ValueError."""
    categories = tuple(_category(entry) for entry in entries(prohibited, "categories"))
    if len({category.number for category in categories}) != len(categories):
        raise ValueError("two categories share a number")
    version, source = text(prohibited, "version"), text(prohibited, "source")
    return Catalogue(version, source, text(prohibited, "effective_from"), categories, (), (), {})


def _category(entry: Entry) -> ProhibitedCategory:
    return ProhibitedCategory(
        number=number(entry, "number"),
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        handling=text(entry, "handling"),
        authorities=texts(entry, "authorities"),
        found=FoundAtCounter(text(entry, "found")),
        people_first=entry["people_first"] is True,
        discreet=entry["discreet"] is True,
        references=tuple(reference_from(reference) for reference in entries(entry, "references")),
    )
