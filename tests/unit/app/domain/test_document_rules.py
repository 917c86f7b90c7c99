import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.document import WARNINGS, DocumentType, ReadingSource
from app.domain.identity.document import DocumentProblem as Problem
from app.domain.identity.rule_entries import document_rules_from
from app.domain.identity.rules import Certainty, DocumentRule, age_problems, term_problems
from tests.support.builders import POLICY_FOLDER, TODAY, policy

DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31)) | st.dates()


def rule(kind: DocumentType) -> DocumentRule:
    found = policy().document_rule(kind)
    assert found is not None
    return found


def test_the_pack_has_a_rule_for_every_type_and_says_how_it_knows() -> None:
    rules = policy().document_rules
    assert {found.document_type for found in rules} == set(DocumentType)
    assert all(found.source and found.label and found.label_en and found.ways for found in rules)
    assert all(found.effective_from <= TODAY for found in rules)


def test_only_documents_with_a_chip_come_in_by_chip() -> None:
    by_chip = {found.document_type for found in policy().document_rules if ReadingSource.CHIP in found.ways}
    assert by_chip == {
        DocumentType.RESIDENT_CARD,
        DocumentType.HMT_RESIDENCE_PERMIT,
        DocumentType.FOREIGNER_PERMANENT_CARD,
    }


def test_what_is_open_needs_a_supervisor() -> None:
    assert [found.kind for found in policy().document_rules if found.supervisor] == ["border_resident_card"]


@pytest.mark.parametrize(
    ("birth", "valid_from", "valid_to", "problems"),
    [
        # 居民身份证法 article 5: 5, 10, 20 years, open-ended
        (date(2015, 5, 1), date(2022, 3, 2), date(2027, 3, 2), ()),
        (date(2005, 5, 1), date(2022, 3, 2), date(2032, 3, 2), ()),
        (date(1990, 3, 7), date(2020, 1, 1), date(2040, 1, 1), ()),
        (date(1970, 3, 7), date(2020, 1, 1), None, ()),
        (date(1990, 3, 7), date(2020, 1, 1), None, (Problem.VALIDITY_IMPROBABLE,)),
        (date(1970, 3, 7), date(2020, 1, 1), date(2040, 1, 1), (Problem.VALIDITY_IMPROBABLE,)),
        (date(1990, 3, 7), date(2020, 1, 1), date(2030, 1, 1), (Problem.VALIDITY_IMPROBABLE,)),
        (date(2000, 3, 7), date(2020, 1, 1), date(2040, 1, 1), (Problem.VALIDITY_IMPROBABLE,)),
        # asked for at 25, handed out at 26: either term may be printed
        (date(1995, 3, 7), date(2021, 4, 1), date(2031, 4, 1), ()),
        (date(1995, 3, 7), date(2021, 4, 1), date(2041, 4, 1), ()),
        # 29 February
        (date(1990, 3, 7), date(2020, 2, 29), date(2040, 2, 28), ()),
        (date(2015, 3, 7), date(2024, 2, 29), date(2029, 3, 1), ()),
        # what is over is not improbable as well
        (date(1990, 3, 7), date(2010, 1, 1), date(2020, 1, 1), (Problem.EXPIRED,)),
        (date(1990, 3, 7), date(2027, 1, 1), date(2047, 1, 1), (Problem.NOT_YET_VALID,)),
        (date(1990, 3, 7), date(2026, 1, 1), date(2026, 12, 1), (Problem.VALIDITY_IMPROBABLE,)),
        (None, date(2020, 1, 1), None, ()),
        (date(1990, 3, 7), None, date(2030, 1, 1), ()),
        (date(1990, 3, 7), None, None, ()),
    ],
)
def test_a_resident_card_s_term_goes_by_age(
    birth: date | None, valid_from: date | None, valid_to: date | None, problems: tuple[Problem, ...]
) -> None:
    assert term_problems(rule(DocumentType.RESIDENT_CARD), birth, valid_from, valid_to, TODAY) == problems


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "problems"),
    [
        (date(2026, 10, 1), date(2027, 1, 1), ()),
        (date(2026, 8, 20), date(2026, 11, 20), ()),
        (date(2026, 8, 19), date(2026, 11, 19), (Problem.EXPIRED,)),
        (date(2026, 8, 1), date(2027, 8, 1), (Problem.EXPIRED,)),
        (date(2026, 8, 1), None, (Problem.EXPIRED,)),
        (date(2026, 11, 1), date(2027, 11, 1), (Problem.VALIDITY_IMPROBABLE,)),
        (date(2026, 11, 1), None, (Problem.VALIDITY_IMPROBABLE,)),
    ],
)
def test_a_temporary_card_holds_three_months_whatever_is_printed(
    valid_from: date, valid_to: date | None, problems: tuple[Problem, ...]
) -> None:
    assert term_problems(rule(DocumentType.TEMPORARY_RESIDENT_CARD), None, valid_from, valid_to, TODAY) == problems


@given(st.sampled_from(policy().document_rules), st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_every_term_is_judged(
    found: DocumentRule, birth: date | None, valid_from: date | None, valid_to: date | None
) -> None:
    problems = term_problems(found, birth, valid_from, valid_to, TODAY)
    assert set(problems) <= {Problem.EXPIRED, Problem.NOT_YET_VALID, Problem.VALIDITY_IMPROBABLE}
    assert (Problem.EXPIRED not in problems) or valid_to is not None or found.validity is not None
    if valid_to is not None and valid_to < TODAY:
        assert problems == (Problem.EXPIRED,)


@given(st.dates(date(1850, 1, 1), date(2100, 1, 1)))
def test_improbable_ages_only_warn(birth: date) -> None:
    problems = age_problems(birth, TODAY, 120)
    assert set(problems) <= WARNINGS
    assert (Problem.BIRTH_IN_FUTURE in problems) == (birth > TODAY)
    assert (Problem.AGE_IMPROBABLE in problems) == (birth <= date(1906, 11, 20))


def entry(**changes: object) -> dict[str, object]:
    parsed = json.loads((POLICY_FOLDER / "documents.json").read_text(encoding="utf-8"))
    return {**parsed["documents"][0], **changes}


def test_a_sound_entry_is_read() -> None:
    (found,) = document_rules_from({"documents": [entry()]})
    assert found.certainty is Certainty.VERIFIED


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "driving_licence"},
        {"type": "other"},
        {"kind": "border_resident_card"},
        {"certainty": "X"},
        {"effective_from": "soon"},
        {"ways": ["telepathy"]},
        {"ways": "chip"},
        {"supervisor": "no"},
        {"validity": 5},
        {"validity": {"source": "s", "certainty": "V", "max_days": True}},
        {
            "validity": {
                "source": "s",
                "certainty": "V",
                "terms_by_age": [{"from_age": 16, "years": [10]}, {"from_age": 0, "years": [5]}],
            }
        },
        {"validity": {"source": "s", "certainty": "V", "terms_by_age": [{"from_age": 0, "years": []}]}},
        {"validity": {"source": "s", "certainty": "V", "terms_by_age": [{"from_age": 0, "years": [9999]}]}},
        {"forms": [{"name": "n", "pattern": "[", "check": "none"}]},
        {
            "forms": [
                {
                    "name": "n",
                    "pattern": "x",
                    "check": "none",
                    "check_certainty": "V",
                    "holds": ["birth"],
                    "distinctive": True,
                }
            ]
        },
    ],
    ids=lambda changes: str(next(iter(changes.items())))[:40],
)
def test_an_entry_that_cannot_be_used_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, re.error)):
        document_rules_from({"documents": [entry(**changes)]})


def test_two_rules_for_one_document_are_refused() -> None:
    with pytest.raises(ValueError, match="two rules"):
        document_rules_from({"documents": [entry(), entry()]})
