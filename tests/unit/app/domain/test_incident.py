"""Incidents as values: their clock, what a report needs, and which handling card is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.incident import (
    MAX_NOTE,
    FormNeed,
    Incident,
    IncidentForm,
    IncidentStage,
    Urgency,
    form_is_valid,
    form_needs,
    urgency,
)
from app.domain.incident_cards import card_for, known_category
from app.domain.item_rules import GoodsAssessment, GoodsReason, Verdict
from tests.support.builders import CLERK, NOON, policy

POLICY = policy()
OPENED = Incident(
    "incident-1", 3, IncidentStage.ACCEPTANCE, "EVACUATE_POLICE", CLERK, NOON, NOON + timedelta(minutes=30)
)
WHOLE = IncidentForm(name="鞭炮", done=("call",), called=("police",), called_at=NOON)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, Urgency.IN_TIME),
        (20, Urgency.IN_TIME),
        (20.01, Urgency.SOON),
        (29.99, Urgency.SOON),
        (30, Urgency.OVER),
        (3000, Urgency.OVER),
    ],
)
def test_the_last_third_is_short_and_the_deadline_is_the_end(minutes: float, expected: Urgency) -> None:
    assert urgency(OPENED, NOON + timedelta(minutes=minutes)) is expected


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_what_was_reported_is_in_time_for_good(later: timedelta) -> None:
    reported = replace(OPENED, reported_at=NOON + timedelta(days=1))
    assert urgency(reported, NOON + later) is Urgency.IN_TIME


@given(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=2)),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=2)),
)
def test_time_makes_it_only_more_urgent(first: timedelta, more: timedelta) -> None:
    order = list(Urgency)
    assert order.index(urgency(OPENED, NOON + first)) <= order.index(urgency(OPENED, NOON + first + more))


def test_a_report_needs_these_in_this_order() -> None:
    nothing = replace(OPENED, category=None)
    assert list(form_needs(nothing)) == [FormNeed.CATEGORY, FormNeed.FOUND, FormNeed.STEPS]
    assert list(form_needs(replace(OPENED, form=WHOLE))) == []
    assert list(form_needs(replace(OPENED, form=replace(WHOLE, called_at=None)))) == [FormNeed.CALLED_AT]
    assert list(form_needs(replace(OPENED, form=replace(WHOLE, called=(), called_at=None)))) == []


def test_a_form_has_room_for_so_much() -> None:
    assert form_is_valid(replace(WHOLE, note="长" * MAX_NOTE, quantity=9999))
    assert not form_is_valid(replace(WHOLE, note="长" * (MAX_NOTE + 1)))
    assert not form_is_valid(replace(WHOLE, name="长" * 101))
    assert not form_is_valid(replace(WHOLE, quantity=10_000))


def test_no_words_of_an_incident_are_in_its_repr() -> None:
    shown = repr(replace(OPENED, form=replace(WHOLE, note="有人受伤")))
    assert "鞭炮" not in shown
    assert "有人受伤" not in shown


@pytest.mark.parametrize("number", range(1, 20))
def test_every_category_has_its_card_and_somebody_to_call(number: int) -> None:
    shown = card_for(POLICY, number)
    assert shown is not None
    assert shown.category is not None
    assert shown.category.number == number
    assert shown.authorities
    assert shown.people_first == (3 <= number <= 11)
    assert shown.discreet == (number == 12)


def test_whoever_does_not_know_gets_the_most_careful_card() -> None:
    unknown = card_for(POLICY, None)
    assert unknown is not None
    assert unknown.category is None
    assert unknown.people_first
    assert not unknown.discreet
    others = [card_for(POLICY, number) for number in range(3, 12)]
    assert unknown.card.report_within_minutes == min(other.card.report_within_minutes for other in others if other)
    assert card_for(POLICY, 77) is None


def reason(category: int | None) -> GoodsReason:
    return GoodsReason("code", "说明", "words", Verdict.INCIDENT, "prohibited_item", (), "物品", category)


@given(st.permutations([1, 12, 15, None, 77]))
def test_what_the_rules_know_is_not_asked_and_its_order_does_not_matter(categories: list[int | None]) -> None:
    found = GoodsAssessment(Verdict.INCIDENT, tuple(map(reason, categories)))
    assert known_category(POLICY, found) == 12
    with_danger = GoodsAssessment(Verdict.INCIDENT, tuple(map(reason, [*categories, 5])))
    assert known_category(POLICY, with_danger) == 5
    assert known_category(POLICY, GoodsAssessment()) is None
