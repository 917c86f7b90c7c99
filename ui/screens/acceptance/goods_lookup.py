"""Looks up what is typed as goods, and what the policy pack's rules about an entry are counted and proven with.

Invariants:
- Only look-ups: what follows from a name is decided by the rules, never here.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Protocol, TypeAlias, assert_never

from app.domain.catalogue import CatalogueEntry
from app.domain.goods import DeclaredItem
from app.domain.item_rules import (
    CountRule,
    DailyRule,
    GoodsAssessment,
    ItemRule,
    ItemRules,
    Named,
    PapersRule,
    RefusedRule,
    TransportRule,
    WeightRule,
)
from ui.screens.acceptance.goods_state import ShownItem, ShownRule


class Match(Protocol):
    """An entry that fits what was typed, and which of its words did."""

    @property
    def entry(self) -> CatalogueEntry:
        """The entry."""

    @property
    def matched(self) -> str:
        """Its name or synonym that fits."""


GoodsSearch: TypeAlias = Callable[[str], Sequence[Match]]
"""The best fitting entries for a text, best first, in a few milliseconds: it is asked with every letter."""


PIECE = "piece"
"""The unit of what no limit counts in another one."""


def hidden_names(goods: GoodsAssessment) -> frozenset[str]:
    """The declared names that nobody reads over the counter: of what must not be noticed."""
    return frozenset(reason.item for reason in goods.reasons if reason.discreet)


def shown_items(
    items: Iterable[DeclaredItem], rules: ItemRules, hidden: Container[str] = frozenset()
) -> tuple[ShownItem, ...]:
    """The declared things with the words of their units. ``hidden``: names that nobody reads over the counter."""
    return tuple(
        ShownItem(item, rules.unit(item.unit) if item.unit != PIECE else None, item.name in hidden) for item in items
    )


def units_of(entry: CatalogueEntry | None, rules: ItemRules) -> tuple[Named, ...]:
    """The units that a limit on goods of ``entry`` counts in, the usual one first; empty for simple pieces."""
    codes = entry.rules if entry is not None else ()
    counting = (rule for code in codes if isinstance(rule := rules.by_code.get(code), CountRule))
    wanted = dict.fromkeys(unit for rule in counting for unit in rule.unit_sizes)
    return tuple(unit for code in wanted if (unit := rules.unit(code)) is not None)


def shown_rules(entry: CatalogueEntry, rules: ItemRules) -> tuple[ShownRule, ...]:
    """The rules that goods of ``entry`` stand under, with the units or papers that their words need."""
    known = (rule for code in entry.rules if (rule := rules.by_code.get(code)) is not None)
    return tuple(ShownRule(rule, _named(rule, rules)) for rule in known)


def _named(rule: ItemRule, rules: ItemRules) -> tuple[Named, ...]:
    match rule:
        case CountRule():
            smallest = min(rule.unit_sizes, key=lambda unit: rule.unit_sizes[unit])
            found = [rules.unit(smallest)]
        case PapersRule():
            found = [rules.paper(code) for code in rule.papers]
        case WeightRule() | DailyRule() | TransportRule() | RefusedRule():
            found = []
        case _:
            assert_never(rule)
    return tuple(named for named in found if named is not None)
