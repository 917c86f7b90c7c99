"""Handling cards and authorities: what is read, what is refused, and whom a county's clerk calls."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.handling import Authority, authorities_from, cards_from
from tests.support.builders import POLICY_FOLDER, policy


def _part(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((POLICY_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return parsed


def test_a_countys_own_number_comes_before_the_national_one() -> None:
    known = Authority("police", "公安机关", "Police", "110", {"533301": "12345"})
    assert (known.number_for("533301"), known.number_for("530102")) == ("12345", "110")


def test_where_no_number_is_known_none_is_made_up() -> None:
    assert Authority("forestry", "林业和草原部门", "Forestry authority", "", {}).number_for("530102") == ""


def test_the_shipped_pack_knows_no_number_of_a_county() -> None:
    # an outlet or the province fills them in: a wrong number is worse than none
    assert all(not authority.counties for authority in policy().handling.authorities.values())


def test_every_category_has_somebody_to_call_with_a_number() -> None:
    shipped = policy()
    for category in shipped.catalogue.categories:
        numbers = [shipped.handling.authorities[code].number_for("530102") for code in category.authorities]
        assert any(numbers), category.code


def test_people_come_before_everything_else_where_the_category_says_so() -> None:
    shipped = policy()
    for category in shipped.catalogue.categories:
        steps = [step.code for step in shipped.handling.cards[category.handling].steps]
        assert category.people_first == (steps[:2] == ["leave", "evacuate"]), category.code


def test_a_discreet_card_has_neutral_words_for_each_step_and_alerts_nobody() -> None:
    shipped = policy()
    telling = ("毒", "警", "公安", "禁", "110", "police", "drug", "prohibited")
    for category in shipped.catalogue.categories:
        if category.discreet:
            for step in shipped.handling.cards[category.handling].steps:
                assert not any(word in f"{step.discreet} {step.discreet_en}".lower() for word in telling)


def test_nothing_that_must_be_reported_goes_back_over_the_counter() -> None:
    shipped = policy()
    for category in shipped.catalogue.categories:
        if category.found.value == "incident":
            codes = [step.code for step in shipped.handling.cards[category.handling].steps]
            assert "keep_item" in codes, category.code
            assert "call" in codes, category.code


def _card(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda part: part["cards"][0].update({name: value})


def _same_key(part: dict[str, Any]) -> None:
    part["cards"][0]["steps"][1]["key"] = part["cards"][0]["steps"][0]["key"]


@pytest.mark.parametrize(
    "change",
    [
        _card("steps", []),
        _card("report_within_minutes", 0),
        _card("report_within_minutes", "30"),
        _card("label", ""),
        _same_key,
        lambda part: part["cards"].append(part["cards"][0]),
        lambda part: part["cards"][0].pop("reference"),
    ],
)
def test_a_broken_card_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    part = _part("handling_cards")
    change(part)
    with pytest.raises((KeyError, TypeError, ValueError)):
        cards_from(part)


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part["authorities"].append(part["authorities"][0]),
        lambda part: part["authorities"][0].update(counties={"昆明": "110"}),
        lambda part: part["authorities"][0].update(counties={"530102": ""}),
        lambda part: part["authorities"][0].update(national=110),
        lambda part: part["authorities"][0].pop("national"),
    ],
)
def test_a_broken_authority_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    part = _part("authorities")
    change(part)
    with pytest.raises((KeyError, TypeError, ValueError)):
        authorities_from(part)
