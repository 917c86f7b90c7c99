"""What the naming of goods looks up: the catalogue by what is typed, and the pack's words for units, papers and rules.

Invariants:
- Only words and look-ups: what follows from a name is decided by the rules, never here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.catalogue import Catalogue, CatalogueEntry


class Match(Protocol):
    """An entry that fits what was typed, and which of its words did."""

    @property
    def entry(self) -> CatalogueEntry:
        """The entry."""

    @property
    def matched(self) -> str:
        """Its name or synonym that fits."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A code of the pack with its words."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class GoodsBook:
    """``find`` gives the best fitting entries, best first, in a few milliseconds: it is asked with every letter."""

    catalogue: Catalogue
    find: Callable[[str], Sequence[Match]]
    units: Mapping[str, Worded]
    rule_units: Mapping[str, tuple[str, ...]]
    """The units that a rule counts in, by its code, the usual one first."""
    papers: Mapping[str, Worded]
    rules: Mapping[str, Worded]

    def units_of(self, entry: CatalogueEntry | None) -> tuple[Worded, ...]:
        """The units that goods of ``entry`` are counted in; empty when they are simply pieces."""
        rules = entry.rules if entry is not None else ()
        codes = dict.fromkeys(code for rule in rules for code in self.rule_units.get(rule, ()))
        return tuple(self.units[code] for code in codes if code in self.units)


WITHOUT_CATALOGUE = GoodsBook(Catalogue("", "", "", (), (), (), {}), lambda _: (), {}, {}, {}, {})
"""A pack without a catalogue: every name is taken as typed, and its form is asked for."""
