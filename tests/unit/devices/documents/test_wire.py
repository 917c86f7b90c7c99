import contextlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.documents.reading import (
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingCheck,
    ReadingWay,
)
from devices.documents.transcript import message_of, reading_from
from devices.documents.wire import Json, WireError, read_message, write_message

json_values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = ("kind", "way", "fields", "checks", "problems", "portrait", "value", "confidence", "name", "snippet")

READING = DocumentReading(
    PictureKind.RESIDENT_CARD,
    ReadingWay.OCR,
    {
        FieldName.NAME: FieldReading("样例甲", 0.5, doubtful=True, snippet=b"jpeg of a name"),
        FieldName.SEX: FieldReading("female", 1.0, doubtful=False),
    },
    {ReadingCheck.NUMBER_CHECK_DIGIT: True, ReadingCheck.FRAMES_AGREE: False},
    (PictureProblem.GLARE, PictureProblem.SCREEN_SUSPECTED),
    portrait=b"jpeg of a face",
)


@given(st.dictionaries(st.text(max_size=5), json_values, max_size=4), st.lists(st.binary(max_size=40), max_size=4))
def test_a_message_arrives_as_it_was_sent(head: dict[str, Json], parts: list[bytes]) -> None:
    pipe = BytesIO()
    write_message(pipe, head, parts)
    pipe.seek(0)
    assert read_message(pipe) == (head, parts)
    assert read_message(pipe) is None


@given(st.binary(max_size=64), st.integers(0, 64))
def test_garbage_and_cut_messages_come_to_an_end(noise: bytes, kept: int) -> None:
    pipe = BytesIO()
    write_message(pipe, {"do": "read"}, [noise])
    for content in (noise, pipe.getvalue()[:kept], pipe.getvalue()[:kept] + noise):
        with contextlib.suppress(WireError):
            read_message(BytesIO(content))


def test_a_reading_arrives_as_it_was_sent() -> None:
    assert reading_from(*message_of(READING)) == READING


@given(st.dictionaries(st.sampled_from(MEMBERS), json_values, max_size=6), st.lists(st.binary(max_size=4), max_size=2))
def test_a_wrong_transcript_is_refused(head: dict[str, Json], parts: list[bytes]) -> None:
    try:
        reading = reading_from(head, parts)
    except WireError:
        return
    assert isinstance(reading.kind, PictureKind)


def test_a_field_that_does_not_say_so_is_not_certain() -> None:
    head, parts = message_of(READING)
    fields = head["fields"]
    assert isinstance(fields, dict)
    sex = fields["sex"]
    assert isinstance(sex, dict)
    del sex["doubtful"]
    assert reading_from(head, parts).fields[FieldName.SEX].doubtful


def test_a_picture_that_is_not_there_is_refused() -> None:
    head, _ = message_of(READING)
    with pytest.raises(WireError):
        reading_from(head, [])
