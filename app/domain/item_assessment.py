"""Applies the rules about goods to what a parcel holds.

Invariants:
- Pure. The order of the items does not matter, and two lines of one kind add up.
- One more item never makes the answer milder: each item adds reasons and needs, and takes none away.
- A thing that the catalogue does not know is judged by its nature and form only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from app.domain.catalogue import Catalogue, CatalogueEntry, FoundAtCounter, Standing
from app.domain.goods import DeclaredItem, Form, Paper
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

_GRAVITY = tuple(Verdict)
"""Mildest first."""


def assess(goods: Goods, catalogue: Catalogue, rules: ItemRules) -> GoodsAssessment:
    """What the rules say of these goods."""
    reasons: set[GoodsReason] = set()
    needs: set[GoodsNeed] = set()
    for item in goods.items:
        entry = catalogue.entry(item.entry) if item.entry is not None else None
        reasons.update(_reasons_of_item(item, entry, goods, catalogue, rules))
        needs.update(_needs_of_item(item, entry, goods, rules))
    for rule in rules.rules:
        reasons.update(_reasons_of_sum(rule, goods, catalogue, rules))
    if must_be_screened(goods, rules) and goods.screened is not True:
        needs.add(GoodsNeed(NeedKind.SCREENING, rules.screening.code, ""))
    return GoodsAssessment(
        verdict=max((reason.verdict for reason in reasons), key=_GRAVITY.index, default=Verdict.ACCEPT),
        reasons=tuple(sorted(reasons, key=lambda reason: (-_GRAVITY.index(reason.verdict), reason.code, reason.item))),
        needs=tuple(sorted(needs)),
    )


def rules_used(goods: Goods, catalogue: Catalogue, rules: ItemRules) -> frozenset[str]:
    """The rules that count parcels by person and day, and that an acceptance of these goods uses up."""
    held = {code for item in goods.items for code in _rule_codes(item, catalogue)}
    return frozenset(rule.head.code for rule in rules.rules if isinstance(rule, DailyRule) and rule.counts in held)


def must_be_screened(goods: Goods, rules: ItemRules) -> bool:
    """Whether the way that the goods travel needs a passed screening (过机安检)."""
    journey = goods.journey
    return journey.transport in rules.screened_transport or journey.destination in rules.screened_destinations


def _reasons_of_item(
    item: DeclaredItem, entry: CatalogueEntry | None, goods: Goods, catalogue: Catalogue, rules: ItemRules
) -> Iterator[GoodsReason]:
    if entry is not None and entry.standing is Standing.PROHIBITED:
        yield _prohibited(item, entry, catalogue, rules)
    if entry is None and not item.unnamed and item.form in rules.unknown_forms:
        yield _reason(rules.unknown_substance, item.name)
    if item.form is Form.LIVE and (rule := rules.by_code.get("live_animals")) is not None:
        yield _reason(rule.head, item.name)
    for code in entry.rules if entry is not None else ():
        match rules.by_code.get(code):
            case RefusedRule(head):
                yield _reason(head, item.name)
            case TransportRule(head, modes) if modes[goods.journey.transport] is None:
                yield _reason(head, item.name)
            case _:
                pass  # limits count over all items; papers are needs


def _prohibited(item: DeclaredItem, entry: CatalogueEntry, catalogue: Catalogue, rules: ItemRules) -> GoodsReason:
    category = catalogue.category(entry.category) if entry.category is not None else None
    found = entry.found or (category.found if category is not None else FoundAtCounter.REFUSE)
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
    )


def _reasons_of_sum(rule: ItemRule, goods: Goods, catalogue: Catalogue, rules: ItemRules) -> Iterator[GoodsReason]:
    """Of limits that count over the whole parcel or the day."""
    held = [item for item in goods.items if rule.head.code in _rule_codes(item, catalogue)]
    match rule:
        case CountRule():
            in_group = _in_group(rule.group, goods, catalogue, rules)
            if held and sum(_pieces(item, rule) for item in in_group) > rule.limit:
                yield _reason(rule.head, _names(in_group))
        case WeightRule():
            in_group = _in_group(rule.group, goods, catalogue, rules)
            if _grams(held) > rule.limit_g:
                yield _reason(rule.head, _names(held))
            if held and _grams(in_group) > rule.group_limit_g:
                yield _reason(rule.head, _names(in_group))
        case DailyRule():
            used = goods.used_today.get(rule.head.code, 0)
            counted = [item for item in goods.items if rule.counts in _rule_codes(item, catalogue)]
            if counted and used >= rule.limit:
                yield _reason(rule.head, _names(counted))
        case PapersRule() | TransportRule() | RefusedRule():
            pass
        case _:
            assert_never(rule)


def _needs_of_item(
    item: DeclaredItem, entry: CatalogueEntry | None, goods: Goods, rules: ItemRules
) -> Iterator[GoodsNeed]:
    if item.unnamed and item.nature in rules.named_natures:
        yield GoodsNeed(NeedKind.NAME, item.nature, item.name)
    if entry is None and not item.unnamed and item.form is None:
        yield GoodsNeed(NeedKind.FORM, item.nature, item.name)
    if entry is None:
        return
    if entry.hint is not None and not item.looked_closer:
        yield GoodsNeed(NeedKind.CLOSER_LOOK, entry.hint, item.name)
    for code in entry.rules:
        match rules.by_code.get(code):
            case WeightRule() if item.weight_g is None:
                yield GoodsNeed(NeedKind.WEIGHT, code, item.name)
            case PapersRule(_, papers):
                yield from _papers_missing(item, papers)
            case TransportRule(_, modes):
                yield from _papers_missing(item, modes[goods.journey.transport] or ())
            case _:
                pass


def _papers_missing(item: DeclaredItem, kinds: Iterable[str]) -> Iterator[GoodsNeed]:
    for kind in kinds:
        shown = [paper for paper in item.papers if paper.kind == kind and _numbered(paper)]
        if not shown:
            yield GoodsNeed(NeedKind.PAPER, kind, item.name)
        if all(paper.photo is None for paper in shown):
            yield GoodsNeed(NeedKind.PAPER_PHOTO, kind, item.name)


def _numbered(paper: Paper) -> bool:
    return bool(paper.number.strip())


def _rule_codes(item: DeclaredItem, catalogue: Catalogue) -> tuple[str, ...]:
    entry = catalogue.entry(item.entry) if item.entry is not None else None
    return entry.rules if entry is not None else ()


def _in_group(group: str, goods: Goods, catalogue: Catalogue, rules: ItemRules) -> list[DeclaredItem]:
    codes = {rule.head.code for rule in rules.rules if isinstance(rule, CountRule | WeightRule) and rule.group == group}
    return [item for item in goods.items if codes.intersection(_rule_codes(item, catalogue))]


def _pieces(item: DeclaredItem, rule: CountRule) -> int:
    """In the smallest unit; a unit that the rule does not know counts as its largest, so that nothing slips below."""
    size = rule.unit_sizes.get(item.unit, max(rule.unit_sizes.values()))
    return item.quantity * size


def _grams(items: Iterable[DeclaredItem]) -> int:
    return sum(item.weight_g or 0 for item in items)


def _names(items: Iterable[DeclaredItem]) -> str:
    """Sorted, each once: the same goods in any order read the same."""
    return "、".join(sorted(Counter(item.name for item in items)))


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
