"""What recognisers do to a zone, and what is made of it."""

from datetime import date

import pytest

from devices.documents.mrz import printed_name_agrees, read_mrz, reading_from_mrz
from devices.documents.mrz_layout import check_digit
from devices.documents.mrz_repair import hidden_look_alikes
from devices.documents.reading import FieldName, PictureKind, PictureProblem, ReadingCheck, TextRow
from tests.support.zone_rows import TODAY, printed, quad_at, rows_of

UPPER = "POCHNLIU<<ZIYI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
LOWER = "EB71512924CHN8111247M3208058<<<<<<<<<<<<<<<6"
ALWAYS = {FieldName.NAME, FieldName.LATIN_NAME}


def doubts_of(*lines: str) -> set[FieldName]:
    mrz = read_mrz(rows_of(*lines), TODAY)
    assert mrz is not None
    return set(mrz.doubts)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (UPPER.lower(), LOWER.lower()),
        (UPPER.replace("<<", "«", 1), LOWER),
        (UPPER.replace("<", "く"), LOWER.replace("<", "〈")),
        (UPPER.replace("<", "＜").replace("P", "Ｐ"), LOWER),
        (UPPER.replace("P", "Ρ"), LOWER.replace("H", "Н")),
        ("P0CHN LIU<< ZIYI <<<<<<<<<<<<<<<<", LOWER[:20] + " " + LOWER[20:]),
        (UPPER, LOWER.replace("<<<<<", "<<")),
        (UPPER + "<<<", LOWER.replace("<<<<<<<<", "<<<<<<<<<<", 1)),
    ],
)
def test_the_same_zone_in_a_recognisers_spelling(upper: str, lower: str) -> None:
    mrz = read_mrz(rows_of(upper, lower), TODAY)
    assert mrz is not None
    assert mrz.lines == (UPPER, LOWER)
    assert mrz.doubts == ALWAYS


def test_letters_where_only_digits_stand_are_read_as_digits_and_proven_by_the_check_digit() -> None:
    mrz = read_mrz(rows_of(UPPER, "EB7ISI2924CHN8III247M32O8O58<<<<<<<<<<<<<<<G"), TODAY)
    assert mrz is not None
    assert mrz.lines == (UPPER, LOWER)
    assert mrz.checks[ReadingCheck.MRZ_REPAIRED]
    assert mrz.doubts == ALWAYS


def test_a_repair_that_the_check_digit_had_to_choose_stays_in_doubt() -> None:
    # 81O124 was printed 811124: an O can be no 1, so no look-alike holds and the date is shown as doubtful.
    assert FieldName.BIRTH_DATE in doubts_of(UPPER, LOWER.replace("8111247", "81O1247"))


def test_two_candidates_that_hold_leave_the_number_in_doubt() -> None:
    specimen = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    assert FieldName.NUMBER in doubts_of(specimen, "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10")


def test_the_printed_number_decides_where_the_check_digit_alone_could_not() -> None:
    rows = rows_of("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10")
    mrz = read_mrz([*printed("No.L898902C3"), *rows], TODAY)
    assert mrz is not None
    assert mrz.number == "L898902C3"
    assert FieldName.NUMBER not in mrz.doubts


def test_a_printed_number_that_differs_is_no_proof() -> None:
    lower = "C6VNJ1XX91UTO7408122F1204159<<<<<<<<<<<<<<<8"
    mrz = read_mrz([*printed("CGVNJ1XX9"), *rows_of("P<UTOERIKSSON<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<<", lower)], TODAY)
    assert mrz is not None
    assert FieldName.NUMBER in mrz.doubts


def test_a_box_with_the_numbers_part_of_the_zone_is_no_second_source() -> None:
    lower = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    pieces = [
        TextRow(lower[:9], 0.9, quad_at(1, 0, 9)),
        TextRow(lower[9:], 0.9, quad_at(1, 9, 35)),
        *rows_of("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"),
    ]
    mrz = read_mrz(pieces, TODAY)
    assert mrz is not None
    assert mrz.number == "L898902C3"
    assert FieldName.NUMBER in mrz.doubts


@pytest.mark.parametrize("cuts", [(14,), (10, 30), (5, 20, 32)])
def test_boxes_that_split_a_line_are_joined_in_any_order(cuts: tuple[int, ...]) -> None:
    starts, ends = (0, *cuts), (*cuts, len(LOWER))
    pieces = [
        TextRow(LOWER[start:end], 0.8, quad_at(1, start, end - start)) for start, end in zip(starts, ends, strict=True)
    ]
    mrz = read_mrz([*reversed(pieces), *rows_of(UPPER)], TODAY)
    assert mrz is not None
    assert mrz.lines == (UPPER, LOWER)
    assert mrz.confidence == 0.8


def test_a_lost_character_leaves_everything_of_its_line_in_doubt() -> None:
    full = "EB71512924CHN8111247M3208058LMOPABCDEFGHA006"
    doubts = doubts_of(UPPER, full.replace("8058", "808"))
    assert {FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.VALID_TO, FieldName.SEX} <= doubts


def test_optional_data_that_was_misread_casts_no_doubt_on_what_other_digits_prove() -> None:
    full = "EB71512924CHN8111247M3208058LMOPABCDEFGHA006"
    mrz = read_mrz(rows_of(UPPER, full.replace("LMOPABC", "LM8PABC")), TODAY)
    assert mrz is not None
    assert not mrz.checks[ReadingCheck.MRZ_PERSONAL_NUMBER]
    assert mrz.checks[ReadingCheck.MRZ_COMPOSITE]
    assert mrz.doubts == ALWAYS


def test_two_zeros_that_may_have_been_letters_cancel_out_and_leave_the_number_in_doubt() -> None:
    # Each O for 0 changes the sum by 4 times its weight: 28 and 12 together are a multiple of ten.
    assert check_digit("00C3V2X4Y") == check_digit("OOC3V2X4Y")
    assert "OOC3V2X4Y" in set(hidden_look_alikes("00C3V2X4Y"))


def test_a_first_line_that_lost_its_fillers_is_found() -> None:
    mrz = read_mrz(rows_of("P0CHNLIU<<ZIYI<", LOWER), TODAY)
    assert mrz is not None
    assert mrz.lines == (UPPER, LOWER)


def test_optional_data_is_proven_only_where_no_look_alike_can_hide() -> None:
    proven = read_mrz(rows_of(UPPER, "EB71512924CHN8111247M3208058BCDE<<<<<<<<<<44"), TODAY)
    hidden = read_mrz(rows_of(UPPER, "EB71512924CHN8111247M3208058LMOPABCDEFGHA006"), TODAY)
    assert proven is not None
    assert hidden is not None
    assert (proven.optional_proven, hidden.optional_proven) == (True, False)


def test_germany_is_one_letter() -> None:
    mrz = read_mrz(
        rows_of("P<D<<MUELLER<<JUERGEN<<<<<<<<<<<<<<<<<<<<<<<", "37M5J2LFJ9D<<5701195F2604022595908179836<<64"), TODAY
    )
    assert mrz is not None
    assert (mrz.issuing_state, mrz.nationality, mrz.name) == ("D", "D", "MUELLER JUERGEN")
    assert FieldName.NATIONALITY not in mrz.doubts


def test_a_nationality_that_is_not_the_issuers_is_confirmed_by_eye() -> None:
    assert FieldName.NATIONALITY in doubts_of(UPPER, LOWER.replace("CHN", "LAO"))


def test_a_sex_that_was_repaired_is_confirmed_by_eye() -> None:
    mrz = read_mrz(rows_of(UPPER, LOWER.replace("M", "N")), TODAY)
    assert mrz is not None
    assert mrz.sex == "male"
    assert FieldName.SEX in mrz.doubts


@pytest.mark.parametrize("misread", ["1", "2", "7", "?"])
def test_a_sex_that_cannot_be_made_out_is_no_field_and_spoils_nothing_else(misread: str) -> None:
    mrz = read_mrz(rows_of(UPPER, LOWER.replace("M", misread)), TODAY)
    assert mrz is not None
    assert FieldName.SEX not in reading_from_mrz(mrz).fields
    assert mrz.doubts == ALWAYS | {FieldName.SEX}


def test_a_sex_that_is_not_stated_is_no_field() -> None:
    mrz = read_mrz(rows_of(UPPER, LOWER.replace("M", "<")), TODAY)
    assert mrz is not None
    assert FieldName.SEX not in reading_from_mrz(mrz).fields


def test_the_second_line_alone_gives_the_number_but_no_whole_document() -> None:
    mrz = read_mrz(rows_of(LOWER), TODAY)
    assert mrz is not None
    assert (mrz.kind, mrz.number, mrz.name) == (PictureKind.PASSPORT_CN, "EB7151292", "")
    assert reading_from_mrz(mrz).problems == (PictureProblem.INCOMPLETE,)


def test_a_visa_is_no_identity_document() -> None:
    assert read_mrz(rows_of("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"), TODAY) is None


@pytest.mark.parametrize(
    ("birth", "today", "day"),
    [
        ("811124", TODAY, date(1981, 11, 24)),
        ("261126", TODAY, date(2026, 11, 26)),
        ("261127", TODAY, date(1926, 11, 27)),
        ("000229", TODAY, date(2000, 2, 29)),
        ("990101", date(1999, 6, 1), date(1999, 1, 1)),
    ],
)
def test_nobody_is_born_in_the_future(birth: str, today: date, day: date) -> None:
    from devices.documents.mrz_dates import birth_day

    assert birth_day(birth, today) == day


@pytest.mark.parametrize(
    ("expiry", "day"),
    [("320805", date(2032, 8, 5)), ("991231", date(1999, 12, 31)), ("751231", date(2075, 12, 31)),
     ("761231", date(1976, 12, 31)), ("320230", None), ("32080<", None)],
)  # fmt: skip
def test_an_expiry_lies_near_today(expiry: str, day: date | None) -> None:
    from devices.documents.mrz_dates import expiry_day

    assert expiry_day(expiry, TODAY) == day


@pytest.mark.parametrize(
    ("print_rows", "agrees"),
    [
        (("姓/Surname LIU", "名/Given names ZIYI"), True),
        (("LIU, ZIYI",), True),
        (("LÍU", "ZIYI"), True),
        (("LIU", "NIYI"), False),
        (("LIUZIYI",), False),
        ((), False),
    ],
)
def test_the_printed_name_agrees_word_by_word(print_rows: tuple[str, ...], agrees: bool) -> None:
    rows = [*printed(*print_rows), *rows_of(UPPER, LOWER)]
    mrz = read_mrz(rows, TODAY)
    assert mrz is not None
    assert printed_name_agrees(rows, mrz) is agrees
    assert mrz.doubts >= ALWAYS


def test_a_name_that_the_line_cut_off_agrees_with_the_whole_printed_one() -> None:
    upper = "P<UTOPAPATHEODOROPOULOS<<KONSTANTINOS<EVANGE"
    rows = [*printed("PAPATHEODOROPOULOS", "KONSTANTINOS EVANGELOS"), *rows_of(upper, LOWER)]
    mrz = read_mrz(rows, TODAY)
    assert mrz is not None
    assert printed_name_agrees(rows, mrz)
