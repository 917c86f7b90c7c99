from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_2

from app.domain.identity.credit_code import CreditCodeProblem
from app.domain.identity.document import DocumentProblem as Problem
from app.domain.identity.document import DocumentType, Sex
from app.identity_numbers import (
    check_credit_code,
    check_number,
    guessed_type,
    normalised_number,
    permanent_2017_check_digit,
    reading_problems,
)
from tests.support.builders import TODAY, policy

POLICY = policy()


@pytest.mark.parametrize(
    ("number", "kind", "birth", "sex"),
    [
        # The specimen of GB 11643 and numbers made for the purpose
        ("11010519491231002X", DocumentType.RESIDENT_CARD, date(1949, 12, 31), Sex.FEMALE),
        ("530102199003071238", DocumentType.RESIDENT_CARD, date(1990, 3, 7), Sex.MALE),
        ("810000199003071237", DocumentType.HMT_RESIDENCE_PERMIT, date(1990, 3, 7), Sex.MALE),
        ("820000199003071239", DocumentType.HMT_RESIDENCE_PERMIT, date(1990, 3, 7), Sex.MALE),
        ("830000199003071230", DocumentType.HMT_RESIDENCE_PERMIT, date(1990, 3, 7), Sex.MALE),
        ("932682198501010017", DocumentType.FOREIGNER_PERMANENT_CARD, date(1985, 1, 1), Sex.MALE),
    ],
)
def test_good_numbers_tell_birth_date_and_sex(number: str, kind: DocumentType, birth: date, sex: Sex) -> None:
    assert guessed_type(POLICY, number) is kind
    check = check_number(POLICY, kind, number, TODAY)
    assert check.problems == ()
    assert (check.birth_date, check.sex) == (birth, sex)


@pytest.mark.parametrize(
    ("number", "kind", "form"),
    [
        ("H12345678", DocumentType.HM_PASS, "card"),
        ("M1234567801", DocumentType.HM_PASS, "card_with_issue_count"),
        ("12345678", DocumentType.TW_PASS, "five_year_card"),
        ("1234567890B", DocumentType.TW_PASS, "old_booklet"),
        ("T123456789", DocumentType.TW_PASS, "single_journey"),
        ("EA1234567", DocumentType.PASSPORT_CN, "booklet"),
        ("E12345678", DocumentType.PASSPORT_CN, "booklet"),
        ("DE1234567", DocumentType.PASSPORT_CN, "booklet"),
        ("MA1234567", DocumentType.PASSPORT_CN, "booklet"),
        ("KJ1234567", DocumentType.PASSPORT_CN, "booklet"),
        ("141234567", DocumentType.PASSPORT_CN, "booklet"),
        ("KAZ110090123105", DocumentType.FOREIGNER_PERMANENT_CARD, "2017"),
        ("军字第2001988号", DocumentType.MILITARY_CARD, "officer"),
        ("武字第12345678号", DocumentType.POLICE_CARD, "officer"),
    ],
)
def test_forms_without_a_public_check_are_recognised(number: str, kind: DocumentType, form: str) -> None:
    assert guessed_type(POLICY, number) is kind
    check = check_number(POLICY, kind, number, TODAY)
    assert (check.problems, check.form) == ((), form)
    assert (check.birth_date, check.sex, check.region) == (None, None, None)


def test_a_foreign_passport_is_hardly_judged_and_never_guessed() -> None:
    assert check_number(POLICY, DocumentType.PASSPORT, "L898902C3", TODAY).problems == ()
    assert guessed_type(POLICY, "L898902C3") is DocumentType.RESIDENT_CARD


def test_the_2017_card_s_recalled_check_warns_and_never_stops() -> None:
    assert permanent_2017_check_digit("KAZ11009012310") == "5"
    check = check_number(POLICY, DocumentType.FOREIGNER_PERMANENT_CARD, "USA110074110419", TODAY)
    assert check.problems == (Problem.NUMBER_CHECK_DIGIT_UNSURE,)
    assert check.valid


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (DocumentType.HM_PASS, Problem.NUMBER_FORMAT),
        (DocumentType.HMT_RESIDENCE_PERMIT, Problem.NUMBER_FORMAT),
        (DocumentType.FOREIGNER_PERMANENT_CARD, Problem.NUMBER_FORMAT),
        (DocumentType.TW_PASS, Problem.NUMBER_FORMAT_UNSURE),
        (DocumentType.PASSPORT_CN, Problem.NUMBER_FORMAT_UNSURE),
        (DocumentType.MILITARY_CARD, Problem.NUMBER_FORMAT_UNSURE),
    ],
)
def test_an_unknown_form_stops_only_where_all_forms_are_known(kind: DocumentType, problem: Problem) -> None:
    check = check_number(POLICY, kind, "X-1-2-3-4", TODAY)
    assert check.problems == (problem,)
    assert check.valid == (problem is Problem.NUMBER_FORMAT_UNSURE)


@pytest.mark.parametrize("kind", DocumentType)
@pytest.mark.parametrize("number", ["", "123", "1" * 33, "12345\n678", "1234\x00", "12 34\u2028"])
def test_what_cannot_be_a_number_is_none_of_any_document(kind: DocumentType, number: str) -> None:
    assert check_number(POLICY, kind, number, TODAY).problems == (Problem.NUMBER_FORMAT,)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("530102199003071239", Problem.NUMBER_CHECK_DIGIT),
        ("530102199013071231", Problem.NUMBER_BIRTH_DATE),
        ("530102900307123", Problem.OLD_NUMBER),
        ("53010219900307123", Problem.NUMBER_FORMAT),
        ("53010219900307123Y", Problem.NUMBER_FORMAT),
        ("03010219900307123X", Problem.NUMBER_FORMAT),
        ("５３０１０２１９９００３０７１２３８", Problem.NUMBER_FORMAT),
        ("440524188001010014", Problem.NUMBER_BIRTH_DATE),
    ],
)
@pytest.mark.parametrize("kind", [DocumentType.RESIDENT_CARD, DocumentType.TEMPORARY_RESIDENT_CARD])
def test_bad_numbers_say_why(kind: DocumentType, number: str, problem: Problem) -> None:
    if kind is DocumentType.TEMPORARY_RESIDENT_CARD and problem is Problem.OLD_NUMBER:
        problem = Problem.NUMBER_FORMAT
    check = check_number(POLICY, kind, number, TODAY)
    assert problem in check.problems
    assert not check.valid


def numbered(body: str) -> str:
    return body + str(mod_11_2.calc_check_digit(body))


def test_who_is_born_tomorrow_is_improbable_not_impossible() -> None:
    check = check_number(POLICY, DocumentType.RESIDENT_CARD, numbered("53010220261121123"), TODAY)
    assert check.problems == (Problem.BIRTH_IN_FUTURE,)
    assert check.valid


@pytest.mark.parametrize(("birth", "problems"), [("19061120", (Problem.AGE_IMPROBABLE,)), ("19061121", ())])
def test_an_age_of_120_is_improbable(birth: str, problems: tuple[Problem, ...]) -> None:
    check = check_number(POLICY, DocumentType.RESIDENT_CARD, numbered(f"110105{birth}123"), TODAY)
    assert check.problems == problems


def test_an_unknown_region_only_warns() -> None:
    check = check_number(POLICY, DocumentType.RESIDENT_CARD, numbered("99010219900307123"), TODAY)
    assert check.problems == (Problem.NUMBER_REGION,)
    assert check.valid


def test_older_people_have_the_region_of_the_day_when_numbers_were_introduced() -> None:
    number = numbered("53010219600307123")
    assert not ric.is_valid(number)  # the region's code is from 1983
    assert check_number(POLICY, DocumentType.RESIDENT_CARD, number, TODAY).problems == ()


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(position: int, digit: str) -> None:
    good = "530102199003071238"
    bad = good[:position] + digit + good[position + 1 :]
    check = check_number(POLICY, DocumentType.RESIDENT_CARD, bad, TODAY)
    assert check.valid == (bad == good)


@given(st.text(), st.sampled_from(DocumentType))
def test_no_text_is_too_odd_to_be_answered(text: str, kind: DocumentType) -> None:
    number = normalised_number(text)
    check_number(POLICY, kind, number, TODAY)
    guessed_type(POLICY, number)
    check_credit_code(number)


def test_a_kind_of_other_has_the_pack_s_rule() -> None:
    rule = POLICY.document_rule(DocumentType.OTHER, "border_resident_card")
    assert rule is not None
    assert rule.supervisor
    check = check_number(POLICY, DocumentType.OTHER, "YN-530102-0001", TODAY, "border_resident_card")
    assert check.problems == ()
    assert DocumentType.OTHER not in POLICY.document_types


def test_blanks_full_width_and_a_small_x_do_not_matter() -> None:
    assert normalised_number(" 11010519491231 002x") == "11010519491231002X"
    assert normalised_number("５３０１０２１９９００３０７１２３８") == "530102199003071238"


def test_what_a_number_holds_is_not_in_the_log() -> None:
    check = check_number(POLICY, DocumentType.RESIDENT_CARD, "530102199003071238", TODAY)
    assert not any(held in repr(check) for held in ("1990", "MALE", "530102"))


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000101623741K", "91530102MA6K00000W"])
def test_credit_codes_are_checked_modulo_31(code: str) -> None:
    assert check_credit_code(code).valid
    assert uscc.is_valid(code)


def test_an_office_of_letters_has_a_credit_code_too() -> None:
    body = "N2530102MF1234567"
    check = check_credit_code(body + str(uscc.calc_check_digit(body)))
    assert (check.valid, check.region) == (True, "530102")


@pytest.mark.parametrize("code", ["91310115MA1H8R7C6D", "91350211M0000XUF46"])
def test_a_credit_code_that_fails_its_check_may_be_taken_with_a_reason(code: str) -> None:
    check = check_credit_code(code)
    assert check.problems == (CreditCodeProblem.CREDIT_CODE_CHECK_DIGIT,)
    assert check.needs_reason
    assert not check.valid


@pytest.mark.parametrize("code", ["", "91530102MA6K00000", "9153A102MA6K00000W", "91530102MI6K00000W"])
def test_what_is_no_credit_code_cannot_be_taken(code: str) -> None:
    check = check_credit_code(code)
    assert check.problems == (CreditCodeProblem.CREDIT_CODE_FORMAT,)
    assert not check.needs_reason


@pytest.mark.parametrize(
    ("kind", "number", "birth", "sex", "problems"),
    [
        (DocumentType.RESIDENT_CARD, "530102199003071238", date(1990, 3, 7), Sex.MALE, ()),
        (DocumentType.RESIDENT_CARD, "530102199003071238", None, Sex.UNKNOWN, ()),
        (DocumentType.RESIDENT_CARD, "530102199003071238", date(1990, 3, 8), Sex.MALE, (Problem.BIRTH_DATE_DIFFERS,)),
        (DocumentType.RESIDENT_CARD, "530102199003071238", date(1990, 3, 7), Sex.FEMALE, (Problem.SEX_DIFFERS,)),
        (DocumentType.PASSPORT, "L898902C3", date(1974, 8, 12), Sex.FEMALE, ()),
        (DocumentType.PASSPORT, "L898902C3", date(2027, 8, 12), Sex.FEMALE, (Problem.BIRTH_IN_FUTURE,)),
        (DocumentType.PASSPORT, "L898902C3", date(1900, 8, 12), Sex.FEMALE, (Problem.AGE_IMPROBABLE,)),
    ],
)
def test_what_was_read_beside_the_number_is_compared_with_it(
    kind: DocumentType, number: str, birth: date | None, sex: Sex, problems: tuple[Problem, ...]
) -> None:
    check = check_number(POLICY, kind, number, TODAY)
    assert reading_problems(POLICY, check, birth, sex, TODAY) == problems
