import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.waybill import (
    CarrierPattern,
    CheckDigit,
    check_digit,
    looks_like_waybill,
    main_number,
    normalised,
    recognise,
    s10_country,
    waybills_among,
)
from tests.support.builders import policy

KNOWN = {
    "SF1385628716739": "sf",
    "YT8962646785389": "yto",
    "78636098066239": "zto",
    "73610555582883": "zto",
    "773277027280336": "sto",
    "463431409940372": "yunda",
    "5301156237108": "yunda",
    "JDX024407261700": "jd",
    "JT5261988016578": "jt",
    "DPK364112047425": "deppon",
    "1207119765021": "ems",
    "9889510569807": "ems",
    "621123456789012": "cainiao",
    "RR473124829GB": "upu",
}


@pytest.mark.parametrize(("number", "carrier"), KNOWN.items())
def test_known_numbers_suggest_their_carrier_first(number: str, carrier: str) -> None:
    assert recognise(number, policy().carrier_patterns)[0].carrier == carrier
    assert looks_like_waybill(number)


def test_nobodys_number_suggests_nobody_and_is_still_a_waybill() -> None:
    assert recognise("ZZ99-1", policy().carrier_patterns) == ()
    assert looks_like_waybill("KY4000123456789-1-1")


def test_a_sub_parcel_is_a_waybill_of_its_carrier() -> None:
    number = normalised("JDX024407261700-1-1-")
    assert looks_like_waybill(number)
    assert recognise(number, policy().carrier_patterns)[0].carrier == "jd"


@pytest.mark.parametrize(
    ("number", "main"),
    [
        ("JDX024407261700-1-1-", "JDX024407261700"),
        ("JDX024407261700-2-10", "JDX024407261700"),
        ("JDX024407261700", "JDX024407261700"),
        ("AB-12345678", "AB-12345678"),
        ("", ""),
    ],
)
def test_sub_parcels_share_their_main_number_and_a_hyphen_alone_makes_none(number: str, main: str) -> None:
    assert main_number(number) == main
    assert main_number(main) == main


def test_candidates_come_surest_first_and_each_carrier_once() -> None:
    candidates = recognise("RR473124829CN", policy().carrier_patterns)
    assert [candidate.carrier for candidate in candidates] == ["ems", "upu"]
    assert candidates[0].confidence > candidates[1].confidence


@pytest.mark.parametrize("number", ["EE471108151FR", "RR473124829GB", "EB000717595HK"])
def test_published_s10_numbers_hold(number: str) -> None:
    assert check_digit(number) is CheckDigit.OK


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2), st.integers(0, 99_999_999))
def test_exactly_one_s10_check_digit_holds(letters: str, serial: int) -> None:
    verdicts = [check_digit(f"{letters}{serial:08d}{digit}CN") for digit in range(10)]
    assert verdicts.count(CheckDigit.OK) == 1
    assert verdicts.count(CheckDigit.BAD) == 9


def test_numbers_of_private_carriers_have_no_known_check_digit() -> None:
    assert check_digit("YT8962646785389") is CheckDigit.NONE


@pytest.mark.parametrize(
    "text", ["", "ABC", "1234567", "HTTPS://EXAMPLE.ORG/A1", "ABCDEFGHIJ", "样例12345678", "A" * 60 + "1"]
)
def test_other_texts_are_no_waybills(text: str) -> None:
    assert not looks_like_waybill(normalised(text))


def test_blanks_and_small_letters_do_not_matter() -> None:
    assert normalised(" yt 8962646785389\n") == "YT8962646785389"


@pytest.mark.parametrize(
    ("number", "country"),
    [("RR473124829GB", "GB"), ("EE123456785CN", "CN"), ("RR473124828GB", None), ("YT8962646785389", None)],
)
def test_an_s10_number_names_the_post_that_issued_it(number: str, country: str | None) -> None:
    assert s10_country(number) == country


class TestSeveralCodes:
    """The texts under one camera."""

    PATTERNS = (CarrierPattern("sf", re.compile(r"SF\d{13}"), 90), CarrierPattern("yto", re.compile(r"YT\d{13}"), 90))

    @pytest.mark.parametrize(
        ("texts", "numbers"),
        [
            ((), ()),
            (("https://example.com/x", "short1"), ()),
            (("SF1234567890123", "sf 1234567890123"), ("SF1234567890123",)),
            (("ROUTE-00017", "SF1234567890123"), ("SF1234567890123",)),
            (("ROUTE-00017", "87123456789"), ("ROUTE-00017", "87123456789")),
            (("YT1234567890123", "SF1234567890123"), ("YT1234567890123", "SF1234567890123")),
        ],
    )
    def test_known_numbers_leave_the_others_out(self, texts: tuple[str, ...], numbers: tuple[str, ...]) -> None:
        assert waybills_among(texts, self.PATTERNS) == numbers
