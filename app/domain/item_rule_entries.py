"""Reads the rules about goods from a parsed policy pack (``item_rules.json``).

Invariants:
- Read whole or refused whole: a rule that names a paper, a unit or another rule that is not there is a ValueError.
"""

from collections.abc import Mapping, Sequence
from typing import assert_never

from app.domain.goods import Destination, Form, TransportMode
from app.domain.item_rules import (
    CountRule,
    DailyRule,
    ItemRule,
    ItemRules,
    Named,
    PapersRule,
    RefusedRule,
    RuleHead,
    TransportRule,
    WeightRule,
)
from app.domain.law import reference_from
from app.domain.pack_values import Entry, entries, number, part_of, text, texts


def item_rules_from(part: Entry) -> ItemRules:
    """The rules of the parsed file. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    rules = tuple(_rule(entry) for entry in entries(part, "rules"))
    named, screening = part_of(part, "named_goods"), part_of(part, "screening")
    unknown = part_of(part, "unknown_substance")
    made = ItemRules(
        units=_named(part, "units"),
        papers=_named(part, "papers"),
        rules=rules,
        by_code={rule.head.code: rule for rule in rules},
        prohibited=_head(part_of(part, "prohibited"), "prohibited"),
        unknown_substance=_head(unknown, "unknown_substance"),
        looks_like=_head(part_of(part, "looks_like"), "looks_like"),
        formed_natures=frozenset(_some(texts(unknown, "formed_natures"))),
        named_goods=_head(named, "named_goods"),
        named_natures=frozenset(_some(texts(named, "natures"))),
        screening=_head(screening, "screening"),
        screened_transport=frozenset(TransportMode(mode) for mode in texts(screening, "transport")),
        screened_destinations=frozenset(Destination(place) for place in texts(screening, "destination")),
    )
    _require_distinct([head.code for head in made.heads()])
    _require_distinct([unit.code for unit in made.units])
    _require_distinct([paper.code for paper in made.papers])
    if not made.unknown_substance.forms:
        raise ValueError("unknown_substance")
    _require_known(made)
    return made


def _rule(entry: Entry) -> ItemRule:
    head = _head(entry, text(entry, "code"))
    match text(entry, "kind"):
        case "count":
            sizes = part_of(entry, "unit_sizes")
            pieces = {unit: _positive(sizes, unit) for unit in _some(tuple(sizes))}
            return CountRule(head, text(entry, "group"), pieces, _positive(entry, "limit"))
        case "daily":
            return DailyRule(head, text(entry, "counts"), _positive(entry, "limit"))
        case "weight":
            return WeightRule(
                head, text(entry, "group"), _positive(entry, "limit_g"), _positive(entry, "group_limit_g")
            )
        case "papers":
            return PapersRule(head, _some(texts(entry, "papers")))
        case "transport":
            return TransportRule(head, _modes(part_of(entry, "modes")))
        case "refused":
            return RefusedRule(head)
        case kind:
            raise ValueError(kind)


def _modes(entry: Entry) -> Mapping[TransportMode, tuple[str, ...] | None]:
    """Every mode is decided: a missing one is a KeyError."""
    return {mode: None if entry[mode.value] == "refused" else texts(entry, mode.value) for mode in TransportMode}


def _head(entry: Entry, code: str) -> RuleHead:
    references = tuple(reference_from(reference) for reference in entries(entry, "references"))
    if not references:
        raise ValueError("a rule without a source")
    return RuleHead(
        code=code,
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        refusal=text(entry, "refusal"),
        references=references,
        forms=frozenset(Form(form) for form in texts(entry, "forms")) if "forms" in entry else frozenset(),
    )


def _named(part: Entry, name: str) -> tuple[Named, ...]:
    return tuple(
        Named(text(entry, "code"), text(entry, "label"), text(entry, "label_en")) for entry in entries(part, name)
    )


def _require_distinct(codes: Sequence[str]) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError("two entries share a code")


def _require_known(rules: ItemRules) -> None:
    papers = {paper.code for paper in rules.papers}
    units = {unit.code for unit in rules.units}
    countable = {rule.head.code for rule in rules.rules if not isinstance(rule, DailyRule)}
    for rule in rules.rules:
        match rule:
            case CountRule():
                unknown = set(rule.unit_sizes) - units
            case DailyRule():
                unknown = {rule.counts} - countable
            case PapersRule():
                unknown = set(rule.papers) - papers
            case TransportRule():
                unknown = {paper for asked in rule.modes.values() for paper in asked or ()} - papers
            case WeightRule() | RefusedRule():
                unknown = set()
            case _:
                assert_never(rule)
        if unknown:
            raise ValueError(rule.head.code)


def _positive(entry: Entry, name: str) -> int:
    value = number(entry, name)
    if value < 1:
        raise ValueError(name)
    return value


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise ValueError("a rule that asks for nothing")
    return values
