"""From a card's findings to its fields, each with its doubt and the picture of where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from devices.documents.card_layouts import CardFindings
from devices.documents.cutting import snippet_of
from devices.documents.doubts import (
    NATIONS,
    clear_text,
    judged_name,
    lawful_term,
    printed_day,
    printed_term,
    unproven,
)
from devices.documents.labels import Value
from devices.documents.numbers import FoundNumber, birth_date_of, is_male
from devices.documents.reading import FieldName, FieldReading, PictureKind, Quad, ReadingCheck
from devices.documents.recogniser import Recogniser
from devices.documents.rereading import is_covered, readings_of, sex_beside, with_last_line
from devices.documents.upright import Page

_SEXES = {"男": "male", "女": "female"}
_NUMBER_SURE = 0.6
"""Confidence of a proven number's worst character: far below what a read digit has, above what a guess has."""


@dataclass(frozen=True, slots=True)
class CardReading:
    """Fields and checks of one card."""

    fields: Mapping[FieldName, FieldReading] = field(repr=False)
    checks: Mapping[ReadingCheck, bool]


def card_reading(page: Page, findings: CardFindings, recogniser: Recogniser) -> CardReading:
    """Judge everything that the card shows."""
    fields: dict[FieldName, FieldReading] = {}
    checks: dict[ReadingCheck, bool] = {}
    values = findings.values
    printed_birth = _printed_birth(values)
    printed_sex = _printed_sex(values) or _SEXES.get(sex_beside(page, recogniser) or "")
    if findings.number is not None:
        _take_number(
            page,
            findings.number,
            values=values,
            printed_birth=printed_birth,
            printed_sex=printed_sex,
            fields=fields,
            checks=checks,
        )
    if FieldName.BIRTH_DATE not in fields and printed_birth is not None:
        shown = values[FieldName.BIRTH_DATE]
        # nothing on these cards proves a birth date
        fields[FieldName.BIRTH_DATE] = FieldReading(
            printed_birth.isoformat(), shown.least, doubtful=True, snippet=_snippet(page, shown)
        )
    if FieldName.SEX not in fields and printed_sex is not None:
        value = values.get(FieldName.SEX)
        confidence = value.least if value else 0.0
        fields[FieldName.SEX] = FieldReading(printed_sex, confidence, doubtful=True, snippet=_snippet(page, value))
    for name in (FieldName.NAME, FieldName.LATIN_NAME):
        if name in values:
            value = values[name]
            readings = readings_of(page, _row_quad(value), recogniser)
            judged = judged_name(value.text, value.least, readings, _snippet(page, value))
            covered = is_covered(page, _row_quad(value))
            fields[name] = unproven(judged) if covered else judged
    _take_texts(page, values, recogniser, fields)
    _take_term(page, findings.kind, values, fields)
    return CardReading(fields, checks)


def _take_number(
    page: Page,
    number: FoundNumber,
    *,
    values: Mapping[FieldName, Value],
    printed_birth: date | None,
    printed_sex: str | None,
    fields: dict[FieldName, FieldReading],
    checks: dict[ReadingCheck, bool],
) -> None:
    """The number, and the sex and birth date inside it; the printed ones are the cross-check."""
    snippet = snippet_of(page, (number.piece.quad,))
    certain = number.proven and number.piece.least >= _NUMBER_SURE
    if number.check_digit is not None:
        checks[ReadingCheck.NUMBER_CHECK_DIGIT] = number.check_digit
    inside = birth_date_of(number.text) if number.check_digit else None
    if inside is not None and printed_birth is not None:
        checks[ReadingCheck.BIRTH_DATE_IN_NUMBER] = inside == printed_birth
        certain = certain and inside == printed_birth
    fields[FieldName.NUMBER] = FieldReading(number.text, number.piece.least, not certain, snippet)
    if inside is None:
        return
    birth = values.get(FieldName.BIRTH_DATE)
    fields[FieldName.BIRTH_DATE] = FieldReading(
        inside.isoformat(), number.piece.least, not certain, _snippet(page, birth) or snippet
    )
    sex = "male" if is_male(number.text) else "female"
    if printed_sex is not None:
        checks[ReadingCheck.SEX_IN_NUMBER] = sex == printed_sex
    doubtful = not certain or checks.get(ReadingCheck.SEX_IN_NUMBER) is False
    shown = _snippet(page, values.get(FieldName.SEX)) or snippet
    fields[FieldName.SEX] = FieldReading(sex, number.piece.least, doubtful, shown)


def _take_texts(
    page: Page, values: Mapping[FieldName, Value], recogniser: Recogniser, fields: dict[FieldName, FieldReading]
) -> None:
    nation = values.get(FieldName.NATION)
    if nation is not None:
        text = "".join(nation.text.split()).removesuffix("族")
        fields[FieldName.NATION] = clear_text(text, nation.least, _snippet(page, nation), known=text in NATIONS)
    address = values.get(FieldName.ADDRESS)
    if address is not None:
        address = with_last_line(page, address, recogniser)
        judged = clear_text(address.text, address.least, _snippet(page, address))
        covered = any(is_covered(page, piece.quad) for piece in address.pieces)
        fields[FieldName.ADDRESS] = unproven(judged) if covered else judged
    for name in (FieldName.ISSUER, FieldName.PERMIT_NUMBER):
        value = values.get(name)
        if value is not None:
            known = name is FieldName.ISSUER
            fields[name] = clear_text(value.text, value.least, _snippet(page, value), known=known)
    nationality = values.get(FieldName.NATIONALITY)
    if nationality is not None:
        letters = nationality.text.rpartition("/")[2].strip().upper()
        if len(letters) == 3 and letters.isascii() and letters.isalpha():
            fields[FieldName.NATIONALITY] = clear_text(letters, nationality.least, _snippet(page, nationality))


def _take_term(
    page: Page, kind: PictureKind, values: Mapping[FieldName, Value], fields: dict[FieldName, FieldReading]
) -> None:
    value = values.get(FieldName.VALID_FROM)
    if value is None:
        return
    begin, end = printed_term(value.text)
    # a temporary card is valid for months, so its term proves nothing
    certain = kind is not PictureKind.TEMPORARY_RESIDENT_CARD and lawful_term(begin, end) and value.least >= 0.6
    snippet = _snippet(page, value)
    if begin is not None:
        fields[FieldName.VALID_FROM] = FieldReading(begin.isoformat(), value.least, not certain, snippet)
    if end is not None:
        text = end.isoformat() if isinstance(end, date) else end
        fields[FieldName.VALID_TO] = FieldReading(text, value.least, not certain, snippet)


def _printed_birth(values: Mapping[FieldName, Value]) -> date | None:
    value = values.get(FieldName.BIRTH_DATE)
    return None if value is None else printed_day(value.text)


def _printed_sex(values: Mapping[FieldName, Value]) -> str | None:
    value = values.get(FieldName.SEX)
    return None if value is None else _SEXES.get(value.text.strip()[:1])


def _row_quad(value: Value) -> Quad:
    first, last = value.pieces[0].quad, value.pieces[-1].quad
    return first[0], last[1], last[2], first[3]


def _snippet(page: Page, value: Value | None) -> bytes | None:
    return None if value is None else snippet_of(page, [piece.quad for piece in value.pieces])
