"""The specimens of ICAO Doc 9303, whose every character the standard gives, and documents of the same forms."""

from datetime import date

import pytest

from devices.documents.mrz import MrzReading, read_mrz, reading_from_mrz
from devices.documents.mrz_layout import MrzFormat, check_digit
from devices.documents.reading import FieldName, PictureKind, PictureProblem, ReadingCheck, ReadingWay
from tests.support.zone_rows import TODAY, printed, rows_of

TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
TD1_LONG = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
TD2_LONG = ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8")
CHINESE = ("POCHNLIU<<ZIYI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "EB71512924CHN8111247M3208058LMOPABCDEFGHA006")


def read(*lines: str) -> MrzReading:
    mrz = read_mrz(rows_of(*lines), TODAY)
    assert mrz is not None
    return mrz


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("L898902C3", "6"),
        ("740812", "2"),
        ("120415", "9"),
        ("ZE184226B<<<<<", "1"),
        ("D23145890734", "9"),
        ("AB2134<<<", "5"),
        ("520727", "3"),
        ("", "0"),
    ],
)
def test_check_digits_are_those_of_the_standard(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize("text", ["l898902c3", "É", "12 4", "12?4", "٣"])
def test_there_is_no_check_digit_outside_the_alphabet(text: str) -> None:
    assert check_digit(text) is None


def test_the_passport_specimen() -> None:
    mrz = read(*TD3)
    assert (mrz.format, mrz.kind) == (MrzFormat.TD3, PictureKind.PASSPORT)
    assert (mrz.document_code, mrz.issuing_state, mrz.nationality) == ("P", "UTO", "UTO")
    assert (mrz.number, mrz.optional) == ("L898902C3", "ZE184226B")
    assert (mrz.surname, mrz.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (mrz.birth_date, mrz.sex, mrz.expiry) == (date(1974, 8, 12), "female", date(2012, 4, 15))
    assert mrz.lines == TD3
    assert mrz.checks == {
        ReadingCheck.MRZ_NUMBER: True,
        ReadingCheck.MRZ_BIRTH_DATE: True,
        ReadingCheck.MRZ_EXPIRY: True,
        ReadingCheck.MRZ_PERSONAL_NUMBER: True,
        ReadingCheck.MRZ_COMPOSITE: True,
        ReadingCheck.MRZ_REPAIRED: False,
    }


@pytest.mark.parametrize(
    ("lines", "mrz_format", "number", "name", "born"),
    [
        (TD1, MrzFormat.TD1, "D23145890", "ERIKSSON ANNA MARIA", date(1974, 8, 12)),
        (TD2, MrzFormat.TD2, "D23145890", "ERIKSSON ANNA MARIA", date(1974, 8, 12)),
        (TD1_LONG, MrzFormat.TD1, "D23145890734", "STEVENSON PETER JOHN", date(1934, 7, 12)),
        (TD2_LONG, MrzFormat.TD2, "D23145890734", "STEVENSON PETER JOHN", date(1934, 7, 12)),
    ],
)
def test_the_card_specimens(lines: tuple[str, ...], mrz_format: MrzFormat, number: str, name: str, born: date) -> None:
    mrz = read(*lines)
    assert (mrz.format, mrz.number, mrz.name, mrz.birth_date) == (mrz_format, number, name, born)
    assert all(held for check, held in mrz.checks.items() if check is not ReadingCheck.MRZ_REPAIRED)
    assert not mrz.repaired
    assert mrz.lines == lines


def test_a_card_of_another_state_is_none_that_the_law_lists() -> None:
    reading = reading_from_mrz(read(*TD1))
    assert reading.kind is PictureKind.FOREIGN_CARD
    assert reading.problems == (PictureProblem.NOT_ACCEPTED_KIND,)
    assert not reading.usable


def test_a_chinese_passport_has_nothing_to_confirm_but_the_name() -> None:
    mrz = read(*CHINESE)
    assert mrz.kind is PictureKind.PASSPORT_CN
    reading = reading_from_mrz(mrz)
    assert reading.way is ReadingWay.MRZ
    assert {name: field.value for name, field in reading.fields.items()} == {
        FieldName.NUMBER: "EB7151292",
        FieldName.NAME: "LIU ZIYI",
        FieldName.LATIN_NAME: "LIU ZIYI",
        FieldName.SEX: "male",
        FieldName.BIRTH_DATE: "1981-11-24",
        FieldName.NATIONALITY: "CHN",
        FieldName.VALID_TO: "2032-08-05",
    }
    doubtful = {name for name, field in reading.fields.items() if field.doubtful}
    assert doubtful == {FieldName.NAME, FieldName.LATIN_NAME}
    assert reading.usable


@pytest.mark.parametrize(
    ("code", "number", "optional", "kind"),
    [
        ("CR", "H12345678", "01", PictureKind.HM_PASS),
        ("CR", "M12345678", "01", PictureKind.HM_PASS),
        ("CT", "12345678<", "01", PictureKind.TW_PASS),
        ("CS", "C12345678", "", PictureKind.FOREIGN_CARD),
        ("I<", "AB1234567", "", PictureKind.FOREIGN_CARD),
    ],
)
def test_the_form_of_its_number_tells_which_chinese_pass_a_card_is(
    code: str, number: str, optional: str, kind: PictureKind
) -> None:
    upper = f"{code}CHN{number}{check_digit(number)}{optional}".ljust(30, "<")
    dates = f"900307{check_digit('900307')}M300307{check_digit('300307')}CHN" + "<" * 11
    composite = check_digit(upper[5:] + dates[:7] + dates[8:15] + dates[18:29])
    assert read(upper, f"{dates}{composite}", "LI<<NA".ljust(30, "<")).kind is kind


def test_the_specimens_number_needs_a_second_source_because_an_s_would_check_out_too() -> None:
    assert FieldName.NUMBER in read(*TD3).doubts
    proven = read_mrz([*printed("Passport No. L898902C3"), *rows_of(*TD3)], TODAY)
    assert proven is not None
    assert FieldName.NUMBER not in proven.doubts


def test_a_picture_of_the_zone_is_cut_where_the_field_stands() -> None:
    quads = read(*TD3).quads
    assert quads[FieldName.BIRTH_DATE] == ((260.0, 50.0), (380.0, 50.0), (380.0, 80.0), (260.0, 80.0))
    assert set(quads) == {
        FieldName.NUMBER, FieldName.NAME, FieldName.LATIN_NAME, FieldName.SEX, FieldName.BIRTH_DATE,
        FieldName.NATIONALITY, FieldName.VALID_TO,
    }  # fmt: skip


def test_nothing_personal_is_in_the_representation() -> None:
    mrz = read(*TD3)
    for personal in ("L898902C3", "ERIKSSON", "ANNA", "1974", "ZE184226B"):
        assert personal not in repr(mrz)
