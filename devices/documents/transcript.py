"""A reading as a message and back, for the pipe between the reader's process and the window.

Invariants:
- What comes out of :func:`reading_from` has the declared types, whatever was sent; else WireError.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from devices.documents.reading import (
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingCheck,
    ReadingWay,
)
from devices.documents.wire import Json, WireError

_Word = TypeVar("_Word", bound=StrEnum)


def message_of(reading: DocumentReading) -> tuple[dict[str, Json], list[bytes]]:
    """The head and the pictures; ``read_at`` is the receiver's to set."""
    parts: list[bytes] = []

    def place(picture: bytes | None) -> int | None:
        if picture is None:
            return None
        parts.append(picture)
        return len(parts) - 1

    fields: dict[str, Json] = {
        name.value: {
            "value": field.value,
            "confidence": field.confidence,
            "doubtful": field.doubtful,
            "snippet": place(field.snippet),
        }
        for name, field in reading.fields.items()
    }
    head: dict[str, Json] = {
        "kind": reading.kind.value,
        "way": reading.way.value,
        "fields": fields,
        "checks": {check.value: held for check, held in reading.checks.items()},
        "problems": [problem.value for problem in reading.problems],
        "portrait": place(reading.portrait),
    }
    return head, parts


def reading_from(head: Mapping[str, Json], parts: Sequence[bytes]) -> DocumentReading:
    """The reading that :func:`message_of` wrote. Raises WireError."""
    fields, checks, problems = head.get("fields"), head.get("checks"), head.get("problems")
    if not isinstance(fields, dict) or not isinstance(checks, dict) or not isinstance(problems, list):
        raise WireError("no reading")
    return DocumentReading(
        kind=_word(PictureKind, head.get("kind")),
        way=_word(ReadingWay, head.get("way")),
        fields={_word(FieldName, name): _field(field, parts) for name, field in fields.items()},
        checks={_word(ReadingCheck, name): held is True for name, held in checks.items()},
        problems=tuple(_word(PictureProblem, problem) for problem in problems),
        portrait=_picture(head.get("portrait"), parts),
    )


def _field(sent: Json, parts: Sequence[bytes]) -> FieldReading:
    if not isinstance(sent, dict):
        raise WireError("no field")
    value, confidence = sent.get("value"), sent.get("confidence")
    if not isinstance(value, str) or isinstance(confidence, bool) or not isinstance(confidence, int | float):
        raise WireError("no field")
    # what does not say that it is certain is in doubt
    doubtful = sent.get("doubtful") is not False
    return FieldReading(value, float(confidence), doubtful, _picture(sent.get("snippet"), parts))


def _word(words: type[_Word], sent: Json) -> _Word:
    try:
        return words(str(sent))
    except ValueError:
        raise WireError("unknown word") from None


def _picture(place: Json, parts: Sequence[bytes]) -> bytes | None:
    if place is None:
        return None
    if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(parts):
        raise WireError("no such part")
    return parts[place]
