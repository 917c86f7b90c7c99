"""The rules about goods as values: limits, papers, transport, unknown substances, screening; and what they answer.

:mod:`app.domain.item_rule_entries` reads them from the policy pack, :mod:`app.domain.item_assessment` applies them.

Invariants:
- Rules are data of the policy pack; this module knows their kinds, never their numbers, laws or articles.
- Every reason carries its code and the places in the law, from the pack; every need names the rule that asks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from app.domain.goods import DeclaredItem, Destination, Form, Journey, TransportMode
from app.domain.law import LegalReference


class Verdict(StrEnum):
    """What becomes of the parcel, mildest first."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    INCIDENT = "incident"


class NeedKind(StrEnum):
    """What must be told or shown before the rules can say yes."""

    NAME = "name"
    """This nature of goods must be named."""
    FORM = "form"
    WEIGHT = "weight"
    PAPER = "paper"
    """A paper with its number."""
    PAPER_PHOTO = "paper_photo"
    CLOSER_LOOK = "closer_look"
    SCREENING = "screening"


@dataclass(frozen=True, slots=True, order=True)
class GoodsNeed:
    """One thing that is missing. ``item`` is the item's name, "" when the whole parcel is meant.

    ``about`` is a paper kind, a hint, a nature, a rule's or a catalogue entry's code (what an unknown name looks like);
    ``rule`` the code of the rule or hint that asks.
    """

    kind: NeedKind
    about: str
    item: str
    rule: str


@dataclass(frozen=True, slots=True)
class GoodsReason:
    """One reason against the parcel. ``refusal`` is the refusal reason's code that fits it."""

    code: str
    label: str
    label_en: str
    verdict: Verdict
    refusal: str
    references: tuple[LegalReference, ...]
    item: str
    category: int | None = None
    """The prohibited category, for the handling card."""
    discreet: bool = False
    """The one who stands at the counter must not notice (drugs)."""


@dataclass(frozen=True, slots=True)
class GoodsAssessment:
    """What the rules say about the goods. ``reasons`` and ``needs`` are sorted: the same goods read the same."""

    verdict: Verdict = Verdict.ACCEPT
    reasons: tuple[GoodsReason, ...] = ()
    needs: tuple[GoodsNeed, ...] = ()


NOTHING_AGAINST = GoodsAssessment()


@dataclass(frozen=True, slots=True)
class Goods:
    """What is assessed: the items, how they travel, and what else the rules ask.

    ``used_today`` counts the parcels that this sender (by document, or the agreement customer) has sent today, by rule;
    ``screened`` is the standing of a recorded screening: True passed, False not passed, None not recorded.
    """

    items: tuple[DeclaredItem, ...]
    journey: Journey = field(default_factory=Journey)
    used_today: Mapping[str, int] = field(default_factory=dict)
    screened: bool | None = None


@dataclass(frozen=True, slots=True)
class RuleHead:
    """What every rule has: its code, its words, the refusal reason that fits it, and its places in the law.

    Goods of ``forms`` stand under it whatever they are called; the others when their catalogue entry names it.
    """

    code: str
    label: str
    label_en: str
    refusal: str
    references: tuple[LegalReference, ...]
    forms: frozenset[Form] = frozenset()


@dataclass(frozen=True, slots=True)
class CountRule:
    """At most ``limit`` smallest pieces in one parcel, over all of the group. ``unit_sizes``: pieces of a unit."""

    head: RuleHead
    group: str
    unit_sizes: Mapping[str, int]
    limit: int


@dataclass(frozen=True, slots=True)
class DailyRule:
    """At most ``limit`` parcels a person a day that hold goods of the rule ``counts``."""

    head: RuleHead
    counts: str
    limit: int


@dataclass(frozen=True, slots=True)
class WeightRule:
    """At most so many grams of this, and so many of the whole group, in one parcel."""

    head: RuleHead
    group: str
    limit_g: int
    group_limit_g: int


@dataclass(frozen=True, slots=True)
class PapersRule:
    """All these papers, each with its number and a photo."""

    head: RuleHead
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransportRule:
    """What each mode asks: papers (none: it may go), or None: it may not go that way."""

    head: RuleHead
    modes: Mapping[TransportMode, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class RefusedRule:
    """Not accepted at all."""

    head: RuleHead


ItemRule: TypeAlias = CountRule | DailyRule | WeightRule | PapersRule | TransportRule | RefusedRule


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its words: a unit or a kind of paper."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ItemRules:
    """All rules about goods. Goods of ``named_natures`` must be named; ``screened_*`` need a passed screening.

    ``unknown_substance`` refuses what the catalogue does not know in one of its forms; ``looks_like`` asks to look
    closer at what it does not know, and whose name holds that of something it knows. Goods of ``formed_natures`` must
    tell their form where a rule about it has something to say of the way they travel.
    """

    units: tuple[Named, ...]
    papers: tuple[Named, ...]
    rules: tuple[ItemRule, ...]
    by_code: Mapping[str, ItemRule]
    prohibited: RuleHead
    unknown_substance: RuleHead
    looks_like: RuleHead
    formed_natures: frozenset[str]
    named_goods: RuleHead
    named_natures: frozenset[str]
    screening: RuleHead
    screened_transport: frozenset[TransportMode]
    screened_destinations: frozenset[Destination]

    def unit(self, code: str) -> Named | None:
        """The unit with that code."""
        return next((unit for unit in self.units if unit.code == code), None)

    def paper(self, code: str) -> Named | None:
        """The kind of paper with that code."""
        return next((paper for paper in self.papers if paper.code == code), None)

    def heads(self) -> Iterator[RuleHead]:
        """Of every rule, bound to goods or not."""
        yield from (rule.head for rule in self.rules)
        yield from (self.prohibited, self.unknown_substance, self.looks_like, self.named_goods, self.screening)

    def head(self, code: str) -> RuleHead | None:
        """The words and places in the law of the rule with that code, bound to goods or not."""
        return next((head for head in self.heads() if head.code == code), None)
