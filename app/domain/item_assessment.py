"""Applies the rules about goods to what a parcel holds.

Invariants:
- Pure. The order of the items does not matter, and two lines of one kind add up.
- One more item never makes the answer milder: each item adds reasons and needs, and takes none away. Quantities and
  weights are positive (whoever takes them in checks that).
- A thing with a catalogue's name is that thing, whether somebody picked it from the catalogue or typed it.
- A thing that the catalogue does not know is judged by its nature and form, and by what its name looks like: that bans
  nothing by itself, it asks to look closer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from app.domain.catalogue import Catalogue, CatalogueEntry, FoundAtCounter, Standing
from app.domain.goods import DeclaredItem, Journey
from app.domain.item_rules import (
    CountRule,
    DailyRule,
    Goods,
    GoodsAssessment,
    GoodsNeed,
    GoodsReason,
    ItemRule,
    ItemRules,
    NeedKind,
    PapersRule,
    RefusedRule,
    RuleHead,
    TransportRule,
    Verdict,
    WeightRule,
)
from app.domain.law import LegalReference
from app.domain.lookalikes import looks_like

_GRAVITY = {verdict: gravity for gravity, verdict in enumerate(Verdict)}
"""Mildest first."""


@dataclass(frozen=True, slots=True)
class _Line:
    """An item with what the pack says of it."""

    item: DeclaredItem
    entry: CatalogueEntry | None
    rules: tuple[ItemRule, ...]


def assess(goods: Goods, catalogue: Catalogue, rules: ItemRules) -> GoodsAssessment:
    """What the rules say of these goods: the gravest reason's verdict, and everything that is still missing."""
    lines = _lines(goods, catalogue, rules)
    reasons = set(_reasons_of_limits(lines, goods, rules))
    needs: set[GoodsNeed] = set()
    for line in lines:
        reasons.update(_reasons_of_line(line, goods.journey, catalogue, rules))
        needs.update(_needs_of_line(line, goods.journey, rules))
        needs.update(_needs_of_name(line.item, catalogue, rules))
        needs.update(_needs_of_form(line, goods.journey, rules))
    if must_be_screened(goods, rules) and goods.screened is not True:
        needs.add(GoodsNeed(NeedKind.SCREENING, rules.screening.code, "", rules.screening.code))
    return GoodsAssessment(
        verdict=max((reason.verdict for reason in reasons), key=_GRAVITY.__getitem__, default=Verdict.ACCEPT),
        reasons=tuple(sorted(reasons, key=_place_of)),
        needs=tuple(sorted(needs)),
    )


def rules_used(goods: Goods, catalogue: Catalogue, rules: ItemRules) -> frozenset[str]:
    """The rules that count parcels by person and day, and that an acceptance of these goods uses up."""
    held = _by_rule(_lines(goods, catalogue, rules))
    return frozenset(rule.head.code for rule in rules.rules if isinstance(rule, DailyRule) and rule.counts in held)


def entry_of(item: DeclaredItem, catalogue: Catalogue) -> CatalogueEntry | None:
    """What the catalogue knows of an item: by the code that it was picked with, else by its name."""
    found = catalogue.entry(item.entry) if item.entry is not None else None
    return catalogue.named(item.name) if found is None and not item.unnamed else found


def name_alike(item: DeclaredItem, catalogue: Catalogue) -> CatalogueEntry | None:
    """What the name of an item that the catalogue does not know looks like; None for a known one, and for no name."""
    return None if item.unnamed or entry_of(item, catalogue) is not None else looks_like(item.name, catalogue)


def must_be_screened(goods: Goods, rules: ItemRules) -> bool:
    """Whether the way that the goods travel needs a passed screening (过机安检)."""
    journey = goods.journey
    return journey.transport in rules.screened_transport or journey.destination in rules.screened_destinations


def _lines(goods: Goods, catalogue: Catalogue, rules: ItemRules) -> list[_Line]:
    by_form = [rule for rule in rules.rules if rule.head.forms]
    lines = []
    for item in goods.items:
        entry = entry_of(item, catalogue)
        codes = entry.rules if entry is not None else ()
        named = [rules.by_code[code] for code in codes if code in rules.by_code]
        formed = [rule for rule in by_form if item.form in rule.head.forms and rule.head.code not in codes]
        lines.append(_Line(item, entry, (*named, *formed)))
    return lines


def _by_rule(lines: Iterable[_Line]) -> Mapping[str, Sequence[DeclaredItem]]:
    """The items under each rule, by its code."""
    held: dict[str, list[DeclaredItem]] = {}
    for line in lines:
        for rule in line.rules:
            held.setdefault(rule.head.code, []).append(line.item)
    return held


def _reasons_of_line(line: _Line, journey: Journey, catalogue: Catalogue, rules: ItemRules) -> Iterator[GoodsReason]:
    item, entry = line.item, line.entry
    if entry is not None and entry.standing is Standing.PROHIBITED:
        yield _prohibited(item, entry, catalogue, rules)
    if entry is None and not item.unnamed and item.form in rules.unknown_substance.forms:
        yield _reason(rules.unknown_substance, item.name)
    for rule in line.rules:
        match rule:
            case RefusedRule(head):
                yield _reason(head, item.name)
            case TransportRule(head, modes) if modes[journey.transport] is None:
                yield _reason(head, item.name)
            case _:
                pass  # limits count over all lines; papers are needs


def _prohibited(item: DeclaredItem, entry: CatalogueEntry, catalogue: Catalogue, rules: ItemRules) -> GoodsReason:
    category = catalogue.category_of(entry)
    found = catalogue.found_at_counter(entry)
    references = entry.references or (category.references if category is not None else ())
    return GoodsReason(
        code=category.code if category is not None else rules.prohibited.code,
        label=category.label if category is not None else rules.prohibited.label,
        label_en=category.label_en if category is not None else rules.prohibited.label_en,
        verdict=Verdict.INCIDENT if found is FoundAtCounter.INCIDENT else Verdict.REFUSE,
        refusal=rules.prohibited.refusal,
        references=(*references, *rules.prohibited.references),
        item=item.name,
        category=entry.category,
        discreet=category is not None and category.discreet,
    )


def _reasons_of_limits(lines: Sequence[_Line], goods: Goods, rules: ItemRules) -> Iterator[GoodsReason]:
    """Of rules that count over the whole parcel or the day."""
    held = _by_rule(lines)
    for rule in rules.rules:
        own = held.get(rule.counts if isinstance(rule, DailyRule) else rule.head.code)
        if own is None:
            continue
        match rule:
            case CountRule():
                group = _in_group(rule.group, lines)
                if sum(_pieces(item, rule) for item in group) > rule.limit:
                    yield _reason(rule.head, _names(group))
            case WeightRule():
                group = _in_group(rule.group, lines)
                if _grams(own) > rule.limit_g:
                    yield _reason(rule.head, _names(own))
                if _grams(group) > rule.group_limit_g:
                    yield _reason(rule.head, _names(group))
            case DailyRule():
                if goods.used_today.get(rule.head.code, 0) >= rule.limit:
                    yield _reason(rule.head, _names(own))
            case PapersRule() | TransportRule() | RefusedRule():
                pass
            case _:
                assert_never(rule)


def _needs_of_line(line: _Line, journey: Journey, rules: ItemRules) -> Iterator[GoodsNeed]:
    item, entry = line.item, line.entry
    if item.unnamed and item.nature in rules.named_natures:
        yield GoodsNeed(NeedKind.NAME, item.nature, item.name, rules.named_goods.code)
    if entry is None and not item.unnamed and item.form is None:
        yield GoodsNeed(NeedKind.FORM, item.nature, item.name, rules.unknown_substance.code)
    if entry is not None and entry.hint is not None and not item.looked_closer:
        yield GoodsNeed(NeedKind.CLOSER_LOOK, entry.hint, item.name, entry.hint)
    for rule in line.rules:
        match rule:
            case WeightRule(head) if item.weight_g is None:
                yield GoodsNeed(NeedKind.WEIGHT, head.code, item.name, head.code)
            case PapersRule(head, papers):
                yield from _papers_missing(item, papers, head)
            case TransportRule(head, modes):
                yield from _papers_missing(item, modes[journey.transport] or (), head)
            case _:
                pass  # nothing more to tell or to show


def _needs_of_name(item: DeclaredItem, catalogue: Catalogue, rules: ItemRules) -> Iterator[GoodsNeed]:
    alike = name_alike(item, catalogue) if not item.looked_closer else None
    if alike is not None:
        yield GoodsNeed(NeedKind.CLOSER_LOOK, alike.code, item.name, rules.looks_like.code)


def _needs_of_form(line: _Line, journey: Journey, rules: ItemRules) -> Iterator[GoodsNeed]:
    """A known thing that comes in several forms, on a way on which the form matters."""
    item, entry = line.item, line.entry
    if item.form is not None or entry is None or entry.nature not in rules.formed_natures:
        return
    if any(rule.head.forms for rule in line.rules):
        return  # the catalogue knows what it is like
    for rule in rules.rules:
        if isinstance(rule, TransportRule) and rule.head.forms and rule.modes[journey.transport] != ():
            yield GoodsNeed(NeedKind.FORM, item.nature, item.name, rule.head.code)


def _papers_missing(item: DeclaredItem, kinds: Iterable[str], asked_by: RuleHead) -> Iterator[GoodsNeed]:
    """The number and the photo have to be of one and the same paper."""
    for kind in kinds:
        numbered = [paper for paper in item.papers if paper.kind == kind and paper.number.strip()]
        if not numbered:
            yield GoodsNeed(NeedKind.PAPER, kind, item.name, asked_by.code)
        if all(paper.photo is None for paper in numbered):
            yield GoodsNeed(NeedKind.PAPER_PHOTO, kind, item.name, asked_by.code)


def _in_group(group: str, lines: Iterable[_Line]) -> list[DeclaredItem]:
    return [
        line.item
        for line in lines
        if any(isinstance(rule, CountRule | WeightRule) and rule.group == group for rule in line.rules)
    ]


def _pieces(item: DeclaredItem, rule: CountRule) -> int:
    """In the smallest unit; a unit that the rule does not know counts as its largest, so that nothing slips below."""
    size = rule.unit_sizes.get(item.unit, max(rule.unit_sizes.values()))
    return item.quantity * size


def _grams(items: Iterable[DeclaredItem]) -> int:
    return sum(item.weight_g or 0 for item in items)


def _names(items: Iterable[DeclaredItem]) -> str:
    """Sorted, each once: the same goods in any order read the same."""
    return "、".join(sorted({item.name for item in items}))


def _reason(head: RuleHead, item: str) -> GoodsReason:
    return GoodsReason(
        code=head.code,
        label=head.label,
        label_en=head.label_en,
        verdict=Verdict.REFUSE,
        refusal=head.refusal,
        references=head.references,
        item=item,
    )


def _place_of(reason: GoodsReason) -> tuple[int, bool, str, str, tuple[LegalReference, ...]]:
    """The gravest first, prohibited categories before rules. Every member that can differ counts: one order only."""
    return -_GRAVITY[reason.verdict], reason.category is None, reason.code, reason.item, reason.references
