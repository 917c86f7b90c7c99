from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.documents.card_layouts import read_card
from devices.documents.reading import FieldName, PictureKind, TextRow
from tests.unit.devices.documents.rows import RESIDENT, VALID, row

WORDS = (
    "姓名",
    "性别",
    "民族",
    "出生",
    "住址",
    "公民身份号码",
    "签发机关",
    "有效期限",
    VALID,
    "港澳居民来往内地通行证",
    "男",
    "/Name",
)


def texts(rows: tuple[TextRow, ...]) -> dict[FieldName, str]:
    return {name: value.text for name, value in read_card(rows).values.items()}


def test_a_resident_card_is_read_with_its_address_of_three_lines() -> None:
    findings = read_card(RESIDENT)
    assert findings.kind is PictureKind.RESIDENT_CARD
    assert findings.number is not None
    assert findings.number.text == VALID
    assert findings.number.proven
    assert texts(RESIDENT) == {
        FieldName.NAME: "样例甲",
        FieldName.SEX: "女",
        FieldName.NATION: "彝",
        FieldName.BIRTH_DATE: "1990年3月7日",
        FieldName.ADDRESS: "云南省昆明市五华区样例路民族路12号样例小区3幢座",
        FieldName.NUMBER: VALID,
    }


def test_sex_and_nation_in_one_row_are_told_apart() -> None:
    rows = (*RESIDENT[:2], row("性别男民族汉", 70, 180), *RESIDENT[4:])
    found = texts(rows)
    assert (found[FieldName.SEX], found[FieldName.NATION]) == ("男", "汉")


def test_a_speck_beside_the_address_is_not_part_of_it() -> None:
    rows = (*RESIDENT, row("秀", 1000, 350, confidence=0.55))
    assert texts(rows)[FieldName.ADDRESS].startswith("云南省昆明市五华区样例路民族路")


def test_a_number_in_two_boxes_is_joined() -> None:
    rows = (*RESIDENT[:-1], row(VALID[:6], 400, 668), row(VALID[6:], 530, 668))
    number = read_card(rows).number
    assert number is not None
    assert number.text == VALID


def test_a_letter_for_a_digit_is_repaired_but_proves_nothing() -> None:
    number = read_card((*RESIDENT[:-1], row(VALID.replace("0", "O", 1), 400, 668))).number
    assert number is not None
    assert number.text == VALID
    assert not number.proven


def test_a_misread_digit_fails_the_check() -> None:
    number = read_card((*RESIDENT[:-1], row(VALID[:-1] + "7", 400, 668))).number
    assert number is not None
    assert number.check_digit is False
    assert not number.proven


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("810000199003071237", PictureKind.HMT_RESIDENCE_PERMIT),
        ("932682198501010017", PictureKind.FOREIGNER_PERMANENT_CARD),
        (VALID, PictureKind.RESIDENT_CARD),
    ],
)
def test_the_number_tells_the_kind(number: str, kind: PictureKind) -> None:
    assert read_card((*RESIDENT[:-1], row(number, 400, 668))).kind is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中华人民共和国机动车驾驶证", PictureKind.DRIVING_LICENCE),
        ("中华人民共和国机动车驾驶訨", PictureKind.DRIVING_LICENCE),
        ("社会保障卡", PictureKind.SOCIAL_SECURITY_CARD),
        ("临时居民身份证", PictureKind.TEMPORARY_RESIDENT_CARD),
    ],
)
def test_a_title_comes_before_the_number(title: str, kind: PictureKind) -> None:
    assert read_card((row(title, 300, 10), *RESIDENT)).kind is kind


def test_the_emblem_side_is_the_back() -> None:
    back = (
        row("中华人民共和国", 400, 100),
        row("居民身份证", 400, 200),
        row("签发机关 样例市公安局", 300, 500),
        row("有效期限 2019.05.01-2039.05.01", 300, 600),
    )
    assert read_card(back).kind is PictureKind.CARD_BACK
    assert texts(back) == {FieldName.ISSUER: "样例市公安局", FieldName.VALID_FROM: "2019.05.01-2039.05.01"}


def test_a_bilingual_card_has_its_values_below_its_labels() -> None:
    card = (
        row("中华人民共和国外国人永久居留身份证", 60, 20),
        row("姓名/Name", 460, 130),
        row("SAMPLE, ANNA", 460, 175),
        row("样例安", 460, 220),
        row("性别/Sex", 460, 280),
        row("出生日期/Date of Birth", 700, 280),
        row("女/F", 460, 325),
        row("1981.08.03", 700, 325),
        row("国籍/Nationality", 460, 380),
        row("加拿大/CAN", 460, 425),
        row("证件号码/ID No.", 60, 700),
        row("CAN110081080310", 400, 700),
    )
    findings = read_card(card)
    assert findings.kind is PictureKind.FOREIGNER_PERMANENT_CARD
    assert findings.number is not None
    assert findings.number.check_digit is None
    found = texts(card)
    assert found[FieldName.NAME] == "样例安"
    assert found[FieldName.LATIN_NAME] == "SAMPLE, ANNA"
    assert found[FieldName.BIRTH_DATE] == "1981.08.03"
    assert found[FieldName.SEX] == "女/F"
    assert found[FieldName.NATIONALITY] == "加拿大/CAN"


def test_a_pass_number_is_no_date() -> None:
    card = (
        row("台湾居民来往大陆通行证", 60, 20),
        row("有效期限", 470, 396),
        row("2021.07.05-2033.11.30", 470, 440),
        row("证件号码", 470, 620),
        row("12345678", 470, 665),
    )
    number = read_card(card).number
    assert number is not None
    assert number.text == "12345678"


def test_another_country_s_card_is_told_and_a_passport_waits_for_its_lines() -> None:
    assert read_card((row("IDENTITY CARD / CARTE D'IDENTITE", 60, 96),)).kind is PictureKind.FOREIGN_CARD
    passport = read_card((row("护照 PASSPORT", 60, 96), *RESIDENT))
    assert (passport.kind, passport.number, dict(passport.values)) == (PictureKind.PASSPORT, None, {})


def test_half_a_card_is_still_a_card() -> None:
    findings = read_card(RESIDENT[:6])
    assert findings.kind is PictureKind.RESIDENT_CARD
    assert findings.number is None


def test_noise_is_no_document() -> None:
    faint = tuple(replace(seen, confidence=0.2) for seen in RESIDENT)
    assert read_card(faint).kind is PictureKind.UNKNOWN
    assert read_card(()).kind is PictureKind.UNKNOWN
    assert read_card((row("SF1234567890123", 10, 10),)).kind is PictureKind.UNKNOWN


points = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
any_rows = st.builds(
    TextRow,
    text=st.one_of(st.text(max_size=24), st.lists(st.sampled_from(WORDS), max_size=4).map("".join)),
    confidence=st.floats(0, 1),
    quad=st.tuples(points, points, points, points),
    sureness=st.lists(st.floats(0, 1), max_size=24).map(tuple),
    places=st.lists(st.floats(-1, 2), max_size=24).map(tuple),
)


@given(st.lists(any_rows, max_size=14))
def test_any_rows_are_taken(rows: list[TextRow]) -> None:
    findings = read_card(rows)
    assert all(value.pieces for value in findings.values.values())
