"""Every practice case is right by the rules themselves, and names what the pack has."""

import re
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from app.domain.item_rules import CountRule
from app.domain.policy import Policy
from app.domain.practice import Act, PracticeAnswer, law_of
from app.paths import POLICY
from app.policy_files import load_policy
from app.practice import WrittenCase, WrittenCases, cases_that_hold, written_cases
from app.training import practice_picture

TODAY = date(2026, 11, 26)
WRITTEN = written_cases()
ARTICLE = re.compile(r"第[一二三四五六七八九十百零\d]+条")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY)


def one(case: WrittenCase) -> WrittenCases:
    """A file with this case alone."""
    return WrittenCases(version="test", source="test", cases=(case,))


def case_named(code: str) -> WrittenCase:
    return next(case for case in WRITTEN.cases if case.code == code)


@pytest.mark.parametrize("case", WRITTEN.cases, ids=lambda case: case.code)
def test_what_is_written_is_what_the_shipped_rules_answer(case: WrittenCase, policy: Policy) -> None:
    held = cases_that_hold(one(case), policy, TODAY)
    assert [found.code for found in held] == [case.code]
    assert held[0].right in held[0].answers
    assert len(set(held[0].answers)) == len(held[0].answers)
    assert held[0].law


@pytest.mark.parametrize("case", WRITTEN.cases, ids=lambda case: case.code)
def test_another_answer_would_not_hold_where_the_rules_have_a_word(case: WrittenCase, policy: Policy) -> None:
    if case.goods is None:
        assert case.law.kind == "refusal"
        return
    for answer in case.answers:
        if answer != case.right:
            assert cases_that_hold(one(case.model_copy(update={"right": answer})), policy, TODAY) == ()


def test_codes_differ_and_there_are_as_many_as_a_lesson_holds() -> None:
    codes = [case.code for case in WRITTEN.cases]
    assert len(set(codes)) == len(codes)
    assert 12 <= len(codes) <= 20
    assert {case.right.act for case in WRITTEN.cases} == set(Act)


def test_no_article_stands_in_the_file() -> None:
    for case in WRITTEN.cases:
        assert not ARTICLE.search(f"{case.said}{case.seen}{case.why}")


def test_a_case_that_other_rules_answer_differently_is_left_out(policy: Policy) -> None:
    cigarettes = policy.item_rules.by_code["cigarettes"]
    assert isinstance(cigarettes, CountRule)
    stricter = replace(cigarettes, limit=200)
    rules = replace(
        policy.item_rules,
        rules=tuple(stricter if rule is cigarettes else rule for rule in policy.item_rules.rules),
        by_code={**policy.item_rules.by_code, "cigarettes": stricter},
    )
    held = {case.code for case in cases_that_hold(WRITTEN, replace(policy, item_rules=rules), TODAY)}
    assert {case.code for case in WRITTEN.cases} - held == {"two_cartons"}


def test_a_case_with_a_code_that_the_pack_lacks_is_left_out(policy: Policy) -> None:
    reasons = tuple(reason for reason in policy.refusal_reasons if reason.code != "document_not_shown")
    held = {case.code for case in cases_that_hold(WRITTEN, replace(policy, refusal_reasons=reasons), TODAY)}
    assert {case.code for case in WRITTEN.cases} - held == {"no_document"}
    unknown_unit = case_named("two_cartons").model_dump(exclude_unset=True)
    unknown_unit["goods"]["items"][0]["unit"] = "crate"
    assert cases_that_hold(one(WrittenCase.model_validate(unknown_unit)), policy, TODAY) == ()


@pytest.mark.parametrize(
    ("kind", "code"), [("rule", "nothing"), ("hint", "nothing"), ("category", "nothing"), ("refusal", "nothing")]
)
def test_a_place_in_the_law_that_is_not_there_is_none(kind: str, code: str, policy: Policy) -> None:
    assert law_of(kind, code, policy) is None


def test_a_broken_case_is_not_read() -> None:
    broken = case_named("lighter").model_dump(exclude_unset=True) | {"answers": []}
    with pytest.raises(ValidationError):
        WrittenCase.model_validate(broken)


def test_every_picture_can_be_drawn_and_is_the_same_again(policy: Policy) -> None:
    pictures = [case.picture for case in cases_that_hold(WRITTEN, policy, TODAY) if case.picture is not None]
    assert len(pictures) >= 12
    drawn = [practice_picture(picture) for picture in pictures]
    assert all(jpeg.startswith(b"\xff\xd8") for jpeg in drawn)
    assert len(set(drawn)) == len(drawn)
    assert practice_picture(pictures[0]) == drawn[0]


def test_incidents_are_never_answered_by_handing_back(policy: Policy) -> None:
    incidents = [case for case in cases_that_hold(WRITTEN, policy, TODAY) if case.right == PracticeAnswer(Act.INCIDENT)]
    assert len(incidents) >= 3
    assert all(PracticeAnswer(Act.REFUSE, "prohibited_item") in case.answers for case in incidents)
