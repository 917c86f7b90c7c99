"""Drawn documents through the real child, the real models and the real pipes."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from devices.documents.process import OcrProcess
from devices.documents.reading import (
    DocumentReading,
    FieldName,
    PictureKind,
    PictureProblem,
    ReadingCheck,
)
from devices.ports import CardText, Frame
from devices.simulators.document_picture import Condition, PictureFault, document_picture
from devices.simulators.people import invented_holder, invented_person
from devices.simulators.waybill_picture import empty_table_picture
from devices.vision.pixels import Image

PERSON = invented_person(7)


@pytest.fixture(scope="module")
def reader() -> Iterator[OcrProcess]:
    reader = OcrProcess(timeout=60)
    yield reader
    reader.close()


def read(reader: OcrProcess, *pictures: Image) -> DocumentReading:
    return reader.read([Frame(picture, "drawn", datetime.now(UTC), 0.0) for picture in pictures])


def values(reading: DocumentReading) -> dict[FieldName, str]:
    return {name: field.value for name, field in reading.fields.items()}


@pytest.mark.parametrize("condition", [Condition.PERSPECTIVE, Condition.UPSIDE_DOWN, Condition.QUARTER_TURN])
def test_a_resident_card_is_read_whole(reader: OcrProcess, condition: Condition) -> None:
    reading = read(reader, document_picture(PERSON, condition=condition, seed=7))
    assert reading.kind is PictureKind.RESIDENT_CARD
    assert reading.usable
    assert reading.portrait is not None
    assert PERSON.birth_date is not None
    assert values(reading) == {
        FieldName.NUMBER: PERSON.number,
        FieldName.NAME: PERSON.name,
        FieldName.SEX: PERSON.sex.value,
        FieldName.BIRTH_DATE: PERSON.birth_date.isoformat(),
        FieldName.NATION: "汉",
        FieldName.ADDRESS: PERSON.address,
    }
    assert all(reading.checks.values())
    assert ReadingCheck.BIRTH_DATE_IN_NUMBER in reading.checks
    assert not reading.fields[FieldName.NUMBER].doubtful
    snippet = reading.fields[FieldName.NAME].snippet
    assert snippet is not None
    assert snippet.startswith(b"\xff\xd8")


def test_a_burnt_out_name_or_address_is_in_doubt(reader: OcrProcess) -> None:
    reading = read(reader, document_picture(PERSON, fault=PictureFault.GLARE, seed=7))
    assert PictureProblem.GLARE in reading.problems
    whole = {FieldName.NAME: PERSON.name, FieldName.NUMBER: PERSON.number, FieldName.ADDRESS: PERSON.address}
    for name, truth in whole.items():
        field = reading.fields.get(name)
        assert field is None or field.value == truth or field.doubtful
    # it may go on under the reflection
    assert reading.fields[FieldName.NAME].doubtful


def test_a_name_beyond_the_alphabet_is_in_doubt(reader: OcrProcess) -> None:
    card = CardText(**{name: getattr(PERSON, name) for name in CardText.__slots__} | {"name": "样例𠮷"})
    reading = read(reader, document_picture(card, seed=8))
    assert reading.fields[FieldName.NAME].doubtful


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (PictureKind.DRIVING_LICENCE, PictureProblem.NOT_ACCEPTED_KIND),
        (PictureKind.CARD_BACK, PictureProblem.WRONG_SIDE),
    ],
)
def test_what_may_not_be_shown_is_told(reader: OcrProcess, kind: PictureKind, problem: PictureProblem) -> None:
    reading = read(reader, document_picture(invented_holder(kind, 1), kind=kind, seed=1))
    assert reading.kind is kind
    assert not reading.usable
    assert problem in reading.problems
    assert FieldName.NUMBER not in reading.fields


@pytest.mark.parametrize("kind", [PictureKind.HM_PASS, PictureKind.FOREIGNER_PERMANENT_CARD])
def test_cards_with_labels_above_their_values_are_read(reader: OcrProcess, kind: PictureKind) -> None:
    holder = invented_holder(kind, 2)
    reading = read(reader, document_picture(holder, kind=kind, seed=2))
    assert reading.kind is kind
    found = values(reading)
    assert found[FieldName.NUMBER] == holder.number
    assert found[FieldName.NAME] == holder.name
    assert found[FieldName.LATIN_NAME] == holder.english_name
    # only a check digit proves a number
    assert reading.fields[FieldName.NUMBER].doubtful is (kind is PictureKind.HM_PASS)


def test_an_empty_table_and_half_a_card_are_no_answer(reader: OcrProcess) -> None:
    empty = read(reader, empty_table_picture())
    assert (empty.kind, empty.problems) == (PictureKind.UNKNOWN, (PictureProblem.NO_DOCUMENT,))
    half = read(reader, document_picture(PERSON, fault=PictureFault.HALF, seed=7))
    assert not half.usable
    assert {PictureProblem.CUT_OFF, PictureProblem.INCOMPLETE} <= set(half.problems)


def test_several_frames_make_one_reading(reader: OcrProcess) -> None:
    pictures = (document_picture(PERSON, fault=PictureFault.BLURRED, seed=1), document_picture(PERSON, seed=2))
    reading = read(reader, *pictures)
    assert reading.usable
    assert reading.problems == ()
