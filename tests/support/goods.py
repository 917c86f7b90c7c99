"""Goods by the names of the shipped catalogue, and the shipped rules with one change each."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.domain.goods import DeclaredItem, Destination, Form, Journey, Paper, TransportMode
from app.domain.item_assessment import assess
from app.domain.item_rule_entries import item_rules_from
from app.domain.item_rules import Goods, GoodsAssessment, ItemRules, NeedKind
from tests.support.builders import POLICY_FOLDER, policy

POLICY = policy()
BY_ROAD = Journey()
RULES_PART = json.loads((POLICY_FOLDER / "item_rules.json").read_text(encoding="utf-8"))


def item(name: str, **changes: object) -> DeclaredItem:
    """A line of that name, with the catalogue's entry when it has one; a solid thing that was looked at."""
    entry = POLICY.catalogue.named(name)
    nature = entry.nature if entry is not None and entry.nature is not None else "other"
    whole = DeclaredItem(
        name, nature, entry=entry.code if entry is not None else None, form=Form.SOLID, looked_closer=True
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # the caller names real members


def paper(kind: str, number: str = "53-0001", photo: str | None = "photo-9") -> Paper:
    """A paper with everything."""
    return Paper(kind, number, photo)


def by(transport: TransportMode, destination: Destination = Destination.DOMESTIC) -> Journey:
    """On the way."""
    return Journey(transport, destination)


def assessed(
    *items: DeclaredItem,
    journey: Journey = BY_ROAD,
    used_today: Mapping[str, int] | None = None,
    screened: bool | None = True,
) -> GoodsAssessment:
    """What the shipped rules say; screened unless told otherwise, so that only the goods speak."""
    return POLICY.assess(Goods(items, journey, used_today or {}, screened))


def assessed_by(rules: ItemRules, *items: DeclaredItem) -> GoodsAssessment:
    """What other rules say, over the shipped catalogue."""
    return assess(Goods(items), POLICY.catalogue, rules)


def rules_after(change: Callable[[dict[str, Any]], object]) -> ItemRules:
    """The shipped rules, read after ``change``."""
    part = copy.deepcopy(RULES_PART)
    change(part)
    return item_rules_from(part)


def entry_of(part: dict[str, Any], code: str) -> dict[str, Any]:
    """The rule with that code in the parsed part."""
    found: dict[str, Any] = next(entry for entry in part["rules"] if entry["code"] == code)
    return found


def reasons_of(assessment: GoodsAssessment) -> list[str]:
    """The codes against it."""
    return [reason.code for reason in assessment.reasons]


def needs_of(assessment: GoodsAssessment) -> list[tuple[NeedKind, str]]:
    """What is missing, and about what."""
    return [(need.kind, need.about) for need in assessment.needs]
