from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from app.domain.identity.document import DocumentProblem as Problem
from app.domain.identity.document import DocumentType, Sex
from app.identity_numbers import check_number, guessed_type, normalised_number

TODAY = date(2026, 11, 20)


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
    assert guessed_type(number) is kind
    check = check_number(kind, number, TODAY)
    assert check.problems == ()
    assert (check.birth_date, check.sex) == (birth, sex)


def test_the_2017_permanent_residence_number_is_recognised_but_not_checked() -> None:
    check = check_number(guessed_type("KAZ110090123105"), "KAZ110090123105", TODAY)
    assert check.valid
    assert check.birth_date is None


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("530102199003071239", Problem.NUMBER_CHECK_DIGIT),
        ("530102199013071231", Problem.NUMBER_BIRTH_DATE),
        ("530102900307123", Problem.OLD_NUMBER),
        ("53010219900307123", Problem.NUMBER_FORMAT),
        ("53010219900307123Y", Problem.NUMBER_FORMAT),
        ("", Problem.NUMBER_FORMAT),
        ("440524188001010014", Problem.NUMBER_BIRTH_DATE),
    ],
)
def test_bad_numbers_say_why(number: str, problem: Problem) -> None:
    check = check_number(DocumentType.RESIDENT_CARD, number, TODAY)
    assert problem in check.problems
    assert not check.valid


def test_nobody_is_born_tomorrow() -> None:
    body = "53010220261121123"
    check = check_number(DocumentType.RESIDENT_CARD, body + mod_11_2.calc_check_digit(body), TODAY)
    assert check.problems == (Problem.NUMBER_BIRTH_DATE,)


def test_an_unknown_region_only_warns() -> None:
    body = "99010219900307123"
    check = check_number(DocumentType.RESIDENT_CARD, body + mod_11_2.calc_check_digit(body), TODAY)
    assert check.problems == (Problem.NUMBER_REGION,)
    assert check.valid


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(position: int, digit: str) -> None:
    good = "530102199003071238"
    bad = good[:position] + digit + good[position + 1 :]
    check = check_number(DocumentType.RESIDENT_CARD, bad, TODAY)
    assert check.valid == (bad == good)


def test_blanks_and_a_small_x_do_not_matter() -> None:
    assert normalised_number(" 11010519491231 002x") == "11010519491231002X"
