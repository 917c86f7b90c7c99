"""The catalogue's loader: what is read, and which packs are refused whole."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.catalogue import Catalogue, FoundAtCounter, Standing, catalogue_from, entries_from, hints_from
from app.domain.errors import DomainError, DomainFault
from app.policy_files import PARTS, policy_of
from tests.support.builders import POLICY_FOLDER

Parts = dict[str, Any]


def parts() -> Parts:
    return {part: json.loads((POLICY_FOLDER / f"{part}.json").read_text(encoding="utf-8")) for part in PARTS}


@pytest.fixture
def shipped() -> Catalogue:
    return policy_of(parts()).catalogue


def test_an_entry_has_its_category_and_what_to_do_about_it(shipped: Catalogue) -> None:
    (lighter,) = [entry for entry in shipped.entries if entry.name == "打火机"]
    category = shipped.category_of(lighter)
    assert category is not None
    assert (category.number, category.people_first, category.discreet) == (4, True, False)
    assert shipped.found_at_counter(lighter) is FoundAtCounter.REFUSE
    assert shipped.entry(lighter.code) is lighter


def test_an_entrys_own_word_overrides_its_categorys(shipped: Catalogue) -> None:
    (chlorine,) = [entry for entry in shipped.entries if entry.name == "氯气"]
    category = shipped.category_of(chlorine)
    assert category is not None
    assert (category.found, shipped.found_at_counter(chlorine)) == (FoundAtCounter.REFUSE, FoundAtCounter.INCIDENT)


def test_what_may_be_sent_has_no_category_and_nothing_to_do(shipped: Catalogue) -> None:
    for entry in shipped.entries:
        if entry.standing is not Standing.PROHIBITED:
            assert (shipped.category_of(entry), shipped.found_at_counter(entry)) == (None, None)


def test_an_unknown_code_is_nothing(shipped: Catalogue) -> None:
    assert (shipped.entry("none"), shipped.category(20), shipped.hint("none")) == (None, None, None)


def test_exactly_one_name_is_the_gravest_that_has_it(shipped: Catalogue) -> None:
    tea, powder = shipped.entries[-1], next(entry for entry in shipped.entries if entry.name == "火药")
    both = replace(shipped, entries=(replace(tea, synonyms=("火药",)), powder))
    assert both.named(" 火 药") is powder
    assert both.named(tea.name) is both.entries[0]
    assert (both.named("火"), both.named(""), both.named("!?")) == (None, None, None)


def test_the_names_are_those_of_its_own_entries(shipped: Catalogue) -> None:
    alone = replace(shipped, entries=(shipped.entries[0],))
    assert set(alone.by_name.values()) == {shipped.entries[0]}
    assert alone.longest_name == max(map(len, alone.by_name))
    assert replace(shipped, entries=()).longest_name == 0


def _twice(part: str, member: str) -> Callable[[Parts], None]:
    def change(whole: Parts) -> None:
        whole[part][member].append(whole[part][member][0])

    return change


def _without(part: str, member: str, name: str) -> Callable[[Parts], None]:
    def change(whole: Parts) -> None:
        del whole[part][member][0][name]

    return change


def _with(part: str, member: str, name: str, value: object) -> Callable[[Parts], None]:
    def change(whole: Parts) -> None:
        whole[part][member][0][name] = value

    return change


def _code_of_another_part(whole: Parts) -> None:
    whole["catalogue_allowed"]["entries"][0]["code"] = whole["catalogue_prohibited"]["entries"][0]["code"]


PROHIBITED, RESTRICTED, ALLOWED = "catalogue_prohibited", "catalogue_restricted", "catalogue_allowed"


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (_twice(PROHIBITED, "entries"), PROHIBITED),
        (_twice(PROHIBITED, "categories"), PROHIBITED),
        (_twice("hints", "hints"), PROHIBITED),
        (_code_of_another_part, PROHIBITED),
        (_with(PROHIBITED, "entries", "category", 20), PROHIBITED),
        (_with(PROHIBITED, "entries", "category", "1"), PROHIBITED),
        (_with(PROHIBITED, "entries", "found", "ignore"), PROHIBITED),
        (_without(PROHIBITED, "entries", "category"), PROHIBITED),
        (_without(PROHIBITED, "entries", "references"), PROHIBITED),
        (_with(PROHIBITED, "entries", "references", []), PROHIBITED),
        (_with(PROHIBITED, "categories", "references", []), PROHIBITED),
        (_with(PROHIBITED, "categories", "authorities", []), PROHIBITED),
        (_with(PROHIBITED, "categories", "people_first", 1), PROHIBITED),
        (_with(PROHIBITED, "categories", "handling", "NO_SUCH_CARD"), "handling_cards"),
        (_with(PROHIBITED, "categories", "authorities", ["nobody"]), "handling_cards"),
        (_without(RESTRICTED, "entries", "rules"), PROHIBITED),
        (_with(RESTRICTED, "entries", "rules", "cigarettes"), RESTRICTED),
        (_with(RESTRICTED, "entries", "rules", ["no_such_rule"]), "item_rules"),
        (_without(RESTRICTED, "entries", "nature"), RESTRICTED),
        (_with(ALLOWED, "entries", "nature", "no_such_nature"), PROHIBITED),
        (_with(ALLOWED, "entries", "hint", "no_such_hint"), PROHIBITED),
        (_with(ALLOWED, "entries", "rules", ["liquid"]), PROHIBITED),
        (_with(ALLOWED, "entries", "found", "incident"), PROHIBITED),
        (_with(ALLOWED, "entries", "initials", []), PROHIBITED),
        (_with(ALLOWED, "entries", "name", ""), ALLOWED),
        (_with(ALLOWED, "entries", "synonyms", [1]), ALLOWED),
        (_without("hints", "hints", "reference"), "hints"),
    ],
)
def test_a_pack_with_a_broken_catalogue_is_refused_by_part(change: Callable[[Parts], None], part: str) -> None:
    whole = parts()
    change(whole)
    with pytest.raises(DomainError) as refused:
        policy_of(whole)
    assert (refused.value.fault, refused.value.detail) == (DomainFault.POLICY_INVALID, part)


def test_the_parts_make_the_same_catalogue_by_themselves(shipped: Catalogue) -> None:
    whole = parts()
    others = (*entries_from(whole[RESTRICTED], Standing.RESTRICTED), *entries_from(whole[ALLOWED], Standing.ALLOWED))
    natures = [category["code"] for category in whole["items"]["categories"]]
    assert catalogue_from(whole[PROHIBITED], others, hints_from(whole["hints"]), natures) == shipped
