"""``check-id`` and ``check-waybill``: what numbers say by themselves."""

from pathlib import Path

import pytest
from stdnum.cn import uscc

from tests.e2e.commands.program import NO, WRONG_USE, YES, yanqi

GOOD = "11010519491231002X"
"""The specimen of GB 11643."""
BAD_DIGIT, FUTURE, HMT, OLD = "110105194912310021", "110105299912310020", "810000199408230021", "110105491231002"


def test_numbers_are_answered_one_by_one_and_masked(tmp_path: Path) -> None:
    answer = yanqi("check-id", "--type", "resident_card", GOOD, BAD_DIGIT, home=tmp_path)

    assert answer.code == NO
    assert answer.lines == [
        {
            "number": "110105********002X",
            "valid": True,
            "type": "resident_card",
            "problems": [],
            "birth_date": "1949-12-31",
            "sex": "female",
            "region": "110105",
        },
        {
            "number": "110105********0021",
            "valid": False,
            "type": "resident_card",
            "problems": ["number_check_digit"],
            "birth_date": "1949-12-31",
            "sex": "female",
            "region": "110105",
        },
    ]
    assert GOOD not in answer.out + answer.err


def test_a_valid_number_is_a_yes_and_unmasked_when_asked(tmp_path: Path) -> None:
    answer = yanqi("check-id", "--unmask", " 11010519491231002x ", home=tmp_path)

    assert (answer.code, answer.line["number"]) == (YES, GOOD)


def test_the_type_is_guessed_from_the_form(tmp_path: Path) -> None:
    answer = yanqi("check-id", HMT, OLD, "nonsense", home=tmp_path)

    assert [line["type"] for line in answer.lines] == ["hmt_residence_permit", "resident_card", "resident_card"]
    assert [line["problems"] for line in answer.lines[1:]] == [["old_number"], ["number_format"]]
    # what is not known is left out, not null
    assert answer.lines[2].keys() == {"number", "valid", "type", "problems"}


def test_a_number_of_tomorrow_is_improbable(tmp_path: Path) -> None:
    answer = yanqi("check-id", FUTURE, home=tmp_path)

    assert (answer.code, answer.line["valid"]) == (YES, True)
    assert answer.line["problems"] == ["birth_in_future"]


def test_every_type_is_answered_and_guessed(tmp_path: Path) -> None:
    numbers = {
        "hm_pass": "H12345678",
        "tw_pass": "T123456789",
        "passport_cn": "EA1234567",
        "foreigner_permanent_card": "KAZ110090123105",
        "military_card": "军字第2001988号",
        "police_card": "武字第12345678号",
        "credit_code": "91530102MA6K00000W",
    }
    answer = yanqi("check-id", *numbers.values(), home=tmp_path)

    assert answer.code == YES
    assert [line["type"] for line in answer.lines] == list(numbers)
    assert all(line["valid"] is True and line["problems"] == [] for line in answer.lines)
    for kind in ("passport", "other"):
        assert yanqi("check-id", "--type", kind, "L898902C3", home=tmp_path).code == YES


def test_a_credit_code_says_what_is_wrong(tmp_path: Path) -> None:
    answer = yanqi("check-id", "--type", "credit_code", "91310115MA1H8R7C6D", "91310115", home=tmp_path)

    assert answer.code == NO
    assert [line["problems"] for line in answer.lines] == [["credit_code_check_digit"], ["credit_code_format"]]
    assert answer.lines[0]["region"] == "310115"


@pytest.mark.parametrize("words", [("check-id",), ("check-id", "--type", "nothing", GOOD), ("check-waybill",)])
def test_wrong_use_is_said_on_standard_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = yanqi(*words, home=tmp_path)

    assert (answer.code, answer.out) == (WRONG_USE, "")
    assert "usage: yanqi" in answer.err


def test_waybills_name_their_carriers_surest_first(tmp_path: Path) -> None:
    answer = yanqi("check-waybill", "yt8962646785389", "RA123456785CN", "EE471108150FR", "XX12345678", home=tmp_path)

    assert answer.code == NO
    assert answer.lines[0] == {
        "number": "YT8962646785389",
        "candidates": [{"carrier": "yto", "confidence": 0.98}],
        "check_digit": "none",
    }
    assert [line["check_digit"] for line in answer.lines] == ["none", "ok", "bad", "none"]
    ems = answer.lines[1]["candidates"]
    assert isinstance(ems, list)
    assert [found["carrier"] for found in ems if isinstance(found, dict)] == ["ems", "upu"]
    confidences = [found["confidence"] for found in ems if isinstance(found, dict)]
    assert confidences == sorted(confidences, key=lambda value: -float(str(value)))
    assert answer.lines[3]["candidates"] == []


def test_an_unknown_shape_alone_is_still_no_no(tmp_path: Path) -> None:
    assert yanqi("check-waybill", "XX12345678", home=tmp_path).code == YES
    assert yanqi("check-waybill", "?", home=tmp_path).code == NO


def test_a_mistyped_resident_number_never_passes_for_a_credit_code(tmp_path: Path) -> None:
    body = "5301021990030712"
    passing = [f"{body}{tail:02d}" for tail in range(100) if uscc.is_valid(f"{body}{tail:02d}")]
    answer = yanqi("check-id", *passing, home=tmp_path)

    assert passing
    assert {line["type"] for line in answer.lines} == {"resident_card"}
