"""The catalogue of goods: prohibited categories with their named kinds, restricted and everyday goods, hints.

Invariants:
- The catalogue is data of the policy pack; this module gives it types and checks it whole (``catalogue_from``).
- Codes are unique; every prohibited entry belongs to a category and has a source; every hint that an entry names exists
  (``policy_from`` sees to the rules, the handling cards and the authorities).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.law import LegalReference, reference_from
from app.domain.name_folding import fold
from app.domain.pack_values import Entry, entries, flag, number, part_of, text, texts


class Standing(StrEnum):
    """Whether a thing may be sent; the gravest first."""

    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    ALLOWED = "allowed"


GRAVITY = {standing: place for place, standing in enumerate(Standing)}
"""Less for what is graver."""


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
    by_name: Mapping[str, CatalogueEntry] = field(init=False, repr=False, compare=False)
    """By folded name and synonym; of entries that share one the gravest."""
    longest_name: int = field(init=False, repr=False, compare=False)
    """Characters of the longest of them."""
    all_names: str = field(init=False, repr=False, compare=False)
    """All of them, one a line: what is in no line is in no name."""

    def __post_init__(self) -> None:
        """Index the names, so that no catalogue is ever without its own."""
        by_name = _by_name(self.entries)
        object.__setattr__(self, "by_name", by_name)
        object.__setattr__(self, "longest_name", max(map(len, by_name), default=0))
        object.__setattr__(self, "all_names", "\n".join(by_name))

    def named(self, name: str) -> CatalogueEntry | None:
        """The entry with exactly this name or synonym, the gravest first; None when there is none."""
        return self.by_name.get(fold(name))

    def entry(self, code: str) -> CatalogueEntry | None:
        """The entry with that code."""
        return self.by_code.get(code)

    def category(self, number: int) -> ProhibitedCategory | None:
        """The prohibited category with that number."""
        return next((category for category in self.categories if category.number == number), None)

    def hint(self, code: str) -> Hint | None:
        """The hint with that code."""
        return next((hint for hint in self.hints if hint.code == code), None)

    def category_of(self, entry: CatalogueEntry) -> ProhibitedCategory | None:
        """The category that prohibits the entry; None when it may be sent."""
        return self.category(entry.category) if entry.category is not None else None

    def found_at_counter(self, entry: CatalogueEntry) -> FoundAtCounter | None:
        """What to do when the entry is seen before acceptance; None when it may be sent."""
        category = self.category_of(entry)
        return (entry.found or category.found) if category is not None else None


def catalogue_from(
    part: Entry, others: Sequence[CatalogueEntry], hints: tuple[Hint, ...], natures: Collection[str]
) -> Catalogue:
    """The whole catalogue: the parsed ``catalogue_prohibited`` with the entries and hints of the other files.

    ``natures`` are the codes of the item categories. Raises KeyError, TypeError, ValueError: the pack cannot be used.
    """
    found = (*entries_from(part, Standing.PROHIBITED), *others)
    catalogue = Catalogue(
        version=text(part, "version"),
        source=text(part, "source"),
        effective_from=text(part, "effective_from"),
        categories=tuple(_category(entry) for entry in entries(part, "categories")),
        hints=hints,
        entries=found,
        by_code={entry.code: entry for entry in found},
    )
    _require_whole(catalogue, natures)
    return catalogue


def entries_from(part: Entry, standing: Standing) -> tuple[CatalogueEntry, ...]:
    """The entries of one parsed file. Raises KeyError, TypeError, ValueError."""
    return tuple(_entry(entry, standing) for entry in entries(part, "entries"))


def hints_from(part: Entry) -> tuple[Hint, ...]:
    """The parsed ``hints``. Raises KeyError, TypeError, ValueError."""
    return tuple(
        Hint(
            text(entry, "code"), text(entry, "label"), text(entry, "label_en"),
            text(entry, "look_for"), text(entry, "look_for_en"), reference_from(part_of(entry, "reference")),
        )
        for entry in entries(part, "hints")
    )  # fmt: skip


def _category(entry: Entry) -> ProhibitedCategory:
    references = tuple(reference_from(reference) for reference in entries(entry, "references"))
    authorities = texts(entry, "authorities")
    if not references or not authorities:
        raise ValueError("a category without a source or without anybody to call")
    return ProhibitedCategory(
        number=number(entry, "number"),
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        handling=text(entry, "handling"),
        authorities=authorities,
        found=FoundAtCounter(text(entry, "found")),
        people_first=flag(entry, "people_first"),
        discreet=flag(entry, "discreet"),
        references=references,
    )


def _entry(entry: Entry, standing: Standing) -> CatalogueEntry:
    return CatalogueEntry(
        code=text(entry, "code"),
        name=text(entry, "name"),
        name_en=text(entry, "name_en"),
        standing=standing,
        category=number(entry, "category") if standing is Standing.PROHIBITED else None,
        nature=None if standing is Standing.PROHIBITED else text(entry, "nature"),
        synonyms=texts(entry, "synonyms") if "synonyms" in entry else (),
        initials=texts(entry, "initials"),
        rules=texts(entry, "rules") if "rules" in entry else (),
        hint=text(entry, "hint") if "hint" in entry else None,
        found=FoundAtCounter(text(entry, "found")) if "found" in entry else None,
        references=tuple(reference_from(reference) for reference in entries(entry, "references"))
        if "references" in entry
        else (),
    )


def _by_name(found: Iterable[CatalogueEntry]) -> Mapping[str, CatalogueEntry]:
    named: dict[str, CatalogueEntry] = {}
    for entry in sorted(found, key=lambda entry: (GRAVITY[entry.standing], entry.code)):
        for name in (entry.name, *entry.synonyms):
            named.setdefault(fold(name), entry)
    named.pop("", None)  # nothing would be left to compare
    return named


def _require_whole(catalogue: Catalogue, natures: Collection[str]) -> None:
    numbers = {category.number for category in catalogue.categories}
    hints = {hint.code for hint in catalogue.hints}
    if len(catalogue.by_code) != len(catalogue.entries) or len(numbers) != len(catalogue.categories):
        raise ValueError("two entries share a code")
    if len(hints) != len(catalogue.hints):
        raise ValueError("two hints share a code")
    for entry in catalogue.entries:
        _require_sound(entry, numbers)
        if entry.nature is not None and entry.nature not in natures:
            raise ValueError("an entry of no known nature")
        if entry.hint is not None and entry.hint not in hints:
            raise ValueError("an entry with an unknown hint")


def _require_sound(entry: CatalogueEntry, categories: Collection[int]) -> None:
    if not entry.initials:
        raise ValueError("an entry without initials")
    match entry.standing:
        case Standing.PROHIBITED if entry.category not in categories or not entry.references:
            raise ValueError("a prohibited entry without its category or its source")
        case Standing.RESTRICTED if not entry.rules:
            raise ValueError("a restricted entry without a rule")
        case Standing.ALLOWED if entry.rules or entry.found is not None:
            raise ValueError("an allowed entry that something is held against")
        case _:
            pass
