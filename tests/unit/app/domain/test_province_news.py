"""Which word counts, how old what we know is, and who has yet to read what."""

import copy
import json
from datetime import timedelta
from typing import Any

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.province_news import (
    Freshness,
    NewsKind,
    NoticeReading,
    NoticeWords,
    Told,
    age_of,
    current,
    news_rules_from,
    waits_for,
)
from app.paths import POLICY
from tests.support.builders import NOON

SHIPPED: dict[str, Any] = json.loads((POLICY / "province_news.json").read_bytes())
RULES = news_rules_from(SHIPPED)
CLERK, OTHER = ClerkNumber("1001"), ClerkNumber("1002")
MOMENT = timedelta(microseconds=1)


def notice(revision: int = 1, cursor: int = 1, **changes: Any) -> Told[NoticeWords]:
    words = {"title": "通知", "text": "", "valid_until": None, "needs_reading": True} | changes
    return Told("n-1", revision, cursor, NOON, NoticeWords(**words))


def reading(revision: int, clerk: ClerkNumber = CLERK) -> NoticeReading:
    return NoticeReading("n-1", revision, clerk, NOON, "m-1")


@pytest.mark.parametrize("kind", NewsKind)
def test_each_kind_ages_at_its_bounds(kind: NewsKind) -> None:
    rule = RULES.ages[kind]
    ages = [timedelta(), rule.aged - MOMENT, rule.aged, rule.stale - MOMENT, rule.stale]

    found = [age_of(kind, NOON - age, NOON, RULES) for age in ages]

    assert [one.freshness for one in found] == [
        Freshness.FRESH,
        Freshness.FRESH,
        Freshness.AGED,
        Freshness.AGED,
        Freshness.STALE,
    ]
    assert [one.age for one in found] == ages


def test_who_never_asked_or_whose_clock_was_set_back_knows_no_age() -> None:
    never = age_of(NewsKind.NOTICES, None, NOON, RULES)
    ahead = age_of(NewsKind.NOTICES, NOON + MOMENT, NOON, RULES)

    assert (never.age, never.freshness) == (None, Freshness.NEVER)
    assert (ahead.age, ahead.freshness) == (None, Freshness.UNKNOWN)


def test_the_highest_revision_counts_and_of_two_the_later_place() -> None:
    old, new, corrected = notice(1, 9), notice(2, 3), notice(2, 4, title="更正")

    assert current([new, old, corrected])["n-1"] is corrected
    assert current([corrected, new, old])["n-1"] is corrected


def test_a_notice_is_read_by_each_clerk_and_in_each_revision() -> None:
    assert waits_for(notice(), CLERK, [], NOON)
    assert not waits_for(notice(), CLERK, [reading(1)], NOON)
    assert waits_for(notice(), CLERK, [reading(1, OTHER)], NOON)
    assert waits_for(notice(2), CLERK, [reading(1)], NOON)


@pytest.mark.parametrize(
    "changes", [{"needs_reading": False}, {"withdrawn": True}, {"valid_until": NOON}, {"valid_until": NOON - MOMENT}]
)
def test_what_does_not_count_waits_for_nobody(changes: dict[str, Any]) -> None:
    assert not waits_for(notice(**changes), CLERK, [], NOON)


def test_a_notice_waits_to_the_end_of_its_term() -> None:
    assert waits_for(notice(valid_until=NOON + MOMENT), CLERK, [], NOON)


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part["ages"].pop(),
        lambda part: part["ages"].append(part["ages"][0] | {"kind": "weather"}),
        lambda part: part["ages"][0].update(aged_hours=200),
        lambda part: part["ages"][0].update(aged_hours=0),
        lambda part: part["ages"][0].update(source=""),
    ],
)
def test_rules_that_say_too_little_or_contradict_themselves_are_refused(change: Any) -> None:
    part = copy.deepcopy(SHIPPED)
    change(part)

    with pytest.raises((KeyError, TypeError, ValueError)):
        news_rules_from(part)
