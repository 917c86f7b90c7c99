"""The pack's rules about goods are taken whole or not at all, and fit the catalogue and the refusal reasons."""

import copy
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app.domain.acceptance import Objection
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import Destination, Form, TransportMode
from app.domain.item_rules import CountRule, DailyRule, TransportRule
from app.policy_files import PARTS, policy_of
from tests.support.builders import POLICY_FOLDER
from tests.support.goods import POLICY, RULES_PART, entry_of, rules_after

RULES = POLICY.item_rules
PACK = {part: json.loads((POLICY_FOLDER / f"{part}.json").read_text(encoding="utf-8")) for part in PARTS}


def test_the_shipped_rules_are_read_whole() -> None:
    cigarettes, daily, battery = (RULES.by_code[code] for code in ("cigarettes", "cigarettes_daily", "lithium_battery"))
    assert isinstance(cigarettes, CountRule)
    assert (cigarettes.limit, cigarettes.unit_sizes["carton"]) == (400, 200)
    assert isinstance(daily, DailyRule)
    assert (daily.counts, daily.limit) == ("cigarettes", 1)
    assert isinstance(battery, TransportRule)
    assert battery.modes[TransportMode.ROAD] == ()
    assert battery.modes[TransportMode.HIGH_SPEED_RAIL] is None
    assert RULES.screened_destinations == {Destination.HK_MO_TW, Destination.INTERNATIONAL}
    assert RULES.unknown_substance.forms == {Form.LIQUID, Form.POWDER, Form.PASTE, Form.GAS}


def test_codes_are_found() -> None:
    unit, kind, head = RULES.unit("carton"), RULES.paper("plant_quarantine"), RULES.head("screening")
    assert unit is not None
    assert (unit.label, unit.label_en) == ("条", "cartons")
    assert kind is not None
    assert kind.label == "植物检疫证书"
    assert head is RULES.screening
    assert RULES.unit("dozen") is None
    assert RULES.paper("receipt") is None
    assert RULES.head("nothing") is None


def test_every_rule_says_where_it_comes_from_and_how_sure_that_is() -> None:
    for head in RULES.heads():
        assert head.label
        assert head.label_en
        assert head.references
        assert {place.sure for place in head.references} <= {"V", "R", "R?"}


CIGARETTES, DAILY, LEAF, SEEDS, BATTERY, CASH = (
    "cigarettes",
    "cigarettes_daily",
    "tobacco_leaf",
    "seeds",
    "lithium_battery",
    "cash",
)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (CIGARETTES, {"limit": 0}),
        (CIGARETTES, {"limit": "400"}),
        (CIGARETTES, {"limit": 400.0}),
        (CIGARETTES, {"limit": True}),
        (CIGARETTES, {"unit_sizes": {}}),
        (CIGARETTES, {"unit_sizes": {"carton": 0}}),
        (CIGARETTES, {"unit_sizes": {"dozen": 12}}),
        (CIGARETTES, {"kind": "guess"}),
        (CIGARETTES, {"group": ""}),
        (CIGARETTES, {"forms": ["jelly"]}),
        (CIGARETTES, {"label_en": ""}),
        (CIGARETTES, {"refusal": None}),
        (CIGARETTES, {"code": LEAF}),
        (CIGARETTES, {"code": "screening"}),
        (DAILY, {"counts": "nothing"}),
        (DAILY, {"counts": DAILY}),
        (DAILY, {"limit": -1}),
        (LEAF, {"limit_g": 0}),
        (LEAF, {"group_limit_g": None}),
        (SEEDS, {"papers": []}),
        (SEEDS, {"papers": ["receipt"]}),
        (SEEDS, {"papers": "plant_quarantine"}),
        (BATTERY, {"modes": {"road": [], "air": "refused"}}),
        (BATTERY, {"modes": {"road": [], "air": "perhaps", "high_speed_rail": []}}),
        (BATTERY, {"modes": {"road": ["receipt"], "air": [], "high_speed_rail": []}}),
        (CASH, {"references": []}),
        (CASH, {"references": [{"law": "某法"}]}),
    ],
)
def test_a_rule_that_cannot_be_used_spoils_the_pack(code: str, changes: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        rules_after(lambda part: entry_of(part, code).update(changes))


@pytest.mark.parametrize("code", [entry["code"] for entry in RULES_PART["rules"]])
def test_a_rule_that_lacks_anything_spoils_the_pack(code: str) -> None:
    for member in set(entry_of(RULES_PART, code)) - {"forms"}:
        with pytest.raises((KeyError, ValueError)):
            rules_after(partial(without, code, member))


def without(code: str, member: str, part: dict[str, Any]) -> None:
    del entry_of(part, code)[member]


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part["units"].append(part["units"][0]),
        lambda part: part["papers"].append(part["papers"][0]),
        lambda part: part["rules"].append(part["rules"][-1]),
        lambda part: part["units"].pop(1),
        lambda part: part["unknown_substance"].pop("forms"),
        lambda part: part["unknown_substance"].update(forms=[]),
        lambda part: part["named_goods"].update(natures=[]),
        lambda part: part["screening"].update(transport=["rocket"]),
        lambda part: part["screening"].update(destination=["moon"]),
        lambda part: part.pop("prohibited"),
        lambda part: part.pop("screening"),
    ],
)
def test_lists_and_unbound_rules_are_checked_too(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        rules_after(change)


def refused_part(part: str, change: Callable[[dict[str, Any]], object]) -> str:
    """Which part of the shipped pack cannot be used after ``change`` to ``part``."""
    pack = copy.deepcopy(PACK)
    change(pack[part])
    with pytest.raises(DomainError) as refused:
        policy_of(pack)
    assert refused.value.fault is DomainFault.POLICY_INVALID
    return refused.value.detail


def test_an_entry_under_a_rule_that_is_not_there_spoils_the_pack() -> None:
    assert refused_part("item_rules", lambda part: part["rules"].remove(entry_of(part, "cash"))) == "item_rules"


def test_a_rule_whose_refusal_has_no_reason_spoils_the_pack() -> None:
    def rename(part: dict[str, Any]) -> None:
        part["screening"]["refusal"] = "because"

    assert refused_part("item_rules", rename) == "refusals"


@pytest.mark.parametrize("references", [[], None])
def test_a_refusal_without_a_source_spoils_the_pack(references: object) -> None:
    assert refused_part("refusals", lambda part: part["reasons"][0].update(references=references)) == "refusals"


def test_one_objection_has_one_refusal() -> None:
    def twice(part: dict[str, Any]) -> None:
        part["reasons"][0]["objections"] = ["name_differs"]

    assert refused_part("refusals", twice) == "refusals"


OF_GOODS = {Objection.ITEM_INCIDENT, Objection.ITEM_REFUSED, Objection.SCREENING_STOPPED}
"""Their words and laws are those of the rules about goods."""


@pytest.mark.parametrize("objection", sorted(set(Objection) - OF_GOODS - {Objection.WAYBILL_CHECK_DIGIT}))
def test_every_objection_has_a_refusal_with_its_law(objection: Objection) -> None:
    refusal = POLICY.refusal_of(objection.value)
    assert refusal is not None
    assert refusal.references


def test_a_mistyped_waybill_number_is_no_refusal() -> None:
    assert POLICY.refusal_of(Objection.WAYBILL_CHECK_DIGIT.value) is None


def test_refusals_name_objections_that_there_are() -> None:
    named = {objection for reason in POLICY.refusal_reasons for objection in reason.objections}
    assert named <= {objection.value for objection in Objection}
