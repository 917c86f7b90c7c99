"""The pack's part about senders is taken whole or not at all."""

import copy
import json
from collections.abc import Callable
from datetime import time

import pytest

from app.domain.sender_rules import SenderRules, YoungRule, find, sender_rules_from
from tests.support.builders import POLICY_FOLDER

SHIPPED = json.loads((POLICY_FOLDER / "senders.json").read_text(encoding="utf-8"))
LISTS = ("relations", "typed_reasons", "override_reasons", "credit_code_reasons")


def changed(change: Callable[[dict[str, object]], object]) -> SenderRules:
    """The shipped part, read after ``change``."""
    part = copy.deepcopy(SHIPPED)
    change(part)
    return sender_rules_from(part)


def limits_with(**changes: object) -> SenderRules:
    return changed(lambda part: part.update(limits={**SHIPPED["limits"], **changes}))


def test_the_shipped_part_is_read_whole() -> None:
    rules = sender_rules_from(SHIPPED)
    assert (rules.limits.guardian_age, rules.limits.sending_alone_age) == (14, 16)
    assert rules.limits.sending_alone_rule is YoungRule.CONFIRM
    assert (rules.limits.night_from, rules.limits.night_to) == (time(23), time(5))
    assert find(rules.relations, "family") is not None
    assert find(rules.relations, "nobody") is None
    assert rules.caution("many_parcels") is not None
    assert rules.caution("nothing") is None


def test_a_pack_may_only_warn_about_the_young() -> None:
    assert limits_with(sending_alone_rule="warn").limits.sending_alone_rule is YoungRule.WARN


@pytest.mark.parametrize("name", [name for name in SHIPPED["limits"] if not name.endswith("_source")])
def test_a_limit_that_is_left_out_spoils_the_pack(name: str) -> None:
    limits = {known: value for known, value in SHIPPED["limits"].items() if known != name}
    with pytest.raises(KeyError):
        changed(lambda part: part.update(limits=limits))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("guardian_age", "14"),
        ("guardian_age", True),
        ("guardian_age", 14.0),
        ("parcels_a_day", None),
        ("sending_alone_rule", "forbid"),
        ("sending_alone_rule", ""),
        ("night_from", "25:00"),
        ("night_to", 5),
    ],
)
def test_a_limit_of_another_kind_spoils_the_pack(name: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        limits_with(**{name: value})


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_of_reasons_spoils_the_pack(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        changed(lambda part: part.update({name: []}))


@pytest.mark.parametrize("name", LISTS)
def test_two_entries_with_one_key_spoil_the_pack(name: str) -> None:
    entries = [{**entry, "key": "1"} for entry in SHIPPED[name]]
    with pytest.raises(ValueError, match=name):
        changed(lambda part: part.update({name: entries}))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("member", ["code", "label", "label_en", "key"])
def test_an_entry_without_a_member_spoils_the_pack(name: str, member: str) -> None:
    first, *others = SHIPPED[name]
    torn = {known: value for known, value in first.items() if known != member}
    with pytest.raises(KeyError):
        changed(lambda part: part.update({name: [torn, *others]}))


def test_a_caution_without_reasons_spoils_the_pack() -> None:
    first, *others = SHIPPED["cautions"]
    with pytest.raises(ValueError, match="reasons"):
        changed(lambda part: part.update(cautions=[{**first, "reasons": []}, *others]))
