"""``item SEARCH``: what the catalogue says of goods, by name, pinyin, initials or synonym."""

import argparse

from app.catalogue_search import CatalogueSearch, Hit
from app.commands import rules
from app.commands.output import NO, YES, Json, answer
from app.domain.catalogue import CatalogueEntry, Standing
from app.domain.law import LegalReference
from app.domain.policy import Policy
from app.system import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    rules.add_arguments(parser)
    parser.add_argument("search", nargs="+", help="Chinese, pinyin, initials or a synonym; errors are forgiven")


def run(arguments: argparse.Namespace) -> int:
    """One line for each hit, best first; 1 when there is none."""
    clock = SystemClock()
    policy = rules.rules_of(arguments, clock.local(clock.now()).date())
    hits = CatalogueSearch(policy.catalogue).find(" ".join(arguments.search))
    for hit in hits:
        answer(_line(hit, policy))
    return YES if hits else NO


def _line(hit: Hit, policy: Policy) -> dict[str, Json]:
    entry = hit.entry
    category = policy.catalogue.category_of(entry)
    hint = policy.catalogue.hint(entry.hint) if entry.hint is not None else None
    authorities = [policy.handling.authorities[code] for code in category.authorities] if category is not None else []
    return {
        "name": entry.name,
        "code": entry.code,
        "matched": hit.matched,
        "score": hit.score,
        "standing": entry.standing.value,
        "category": {"number": category.number, "label": category.label} if category is not None else None,
        "nature": entry.nature,
        "action": _action(entry, policy),
        "handling": category.handling if category is not None else None,
        "authority": [authority.label for authority in authorities],
        "rules": list(entry.rules),
        "hint": hint.look_for if hint is not None else None,
        "references": [_reference(reference) for reference in _references(entry, policy)],
    }


def _action(entry: CatalogueEntry, policy: Policy) -> str:
    """What the clerk does: "refuse" or "incident" with a prohibited thing, "check" with a restricted one."""
    found = policy.catalogue.found_at_counter(entry)
    if found is not None:
        return found.value
    return "check" if entry.standing is Standing.RESTRICTED else "accept"


def _references(entry: CatalogueEntry, policy: Policy) -> tuple[LegalReference, ...]:
    own = entry.references
    ruled = tuple(
        reference
        for code in entry.rules
        if (rule := policy.item_rules.by_code.get(code)) is not None
        for reference in rule.head.references
    )
    prohibited = policy.item_rules.prohibited.references if entry.standing is Standing.PROHIBITED else ()
    return tuple(dict.fromkeys((*own, *ruled, *prohibited)))


def _reference(reference: LegalReference) -> dict[str, Json]:
    return {
        "law": reference.law,
        "version": reference.version,
        "article": reference.article,
        "effective_from": reference.effective_from,
        "sure": reference.sure,
    }
