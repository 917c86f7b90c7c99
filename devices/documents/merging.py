"""Several frames of one document as one reading: the best of each, and what they agree about.

Invariants:
- Frames that contradict each other never make a field certain, whatever each of them was.
- Agreement helps a name only over the last step: frames of one scene share their mistakes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from devices.documents.reading import (
    ACCEPTED_KINDS,
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingCheck,
)

_NEARLY_SURE: Final = 0.75
"""A name of this confidence is certain when frames agree about it."""
_SURE_DATE: Final = 0.95

_AGREEMENT_HELPS: Final = {
    FieldName.NAME: _NEARLY_SURE,
    FieldName.LATIN_NAME: _NEARLY_SURE,
    FieldName.ADDRESS: _NEARLY_SURE,
    FieldName.ISSUER: _NEARLY_SURE,
    FieldName.VALID_FROM: _SURE_DATE,
    FieldName.VALID_TO: _SURE_DATE,
}
"""The least confidence from which agreement makes a field certain; a number is only ever proven by its check digit."""


def merged(readings: Sequence[DocumentReading]) -> DocumentReading:
    """One reading of frames that show one document, the best frame first. Raises ValueError for none."""
    if not readings:
        raise ValueError("no reading")
    best = _best(readings)
    same = [reading for reading in readings if reading.kind is best.kind and reading.way is best.way]
    if len(same) == 1:
        return best
    fields: dict[FieldName, FieldReading] = {}
    for name in FieldName:
        seen = [reading.fields[name] for reading in same if name in reading.fields]
        if seen:
            fields[name] = _one_field(name, seen)
    checks = {
        check: all(reading.checks[check] for reading in same if check in reading.checks)
        for check in ReadingCheck
        if any(check in reading.checks for reading in same)
    }
    agree = _agree(same, FieldName.NUMBER) and _agree(same, FieldName.NAME)
    if not agree and not _agree(same, FieldName.NUMBER):
        # two documents, or one that was misread: nothing that rests on the number is certain
        fields = {name: replace(field, doubtful=True) for name, field in fields.items()}
    return replace(
        best,
        fields=fields,
        checks={**checks, ReadingCheck.FRAMES_AGREE: agree},
        problems=_problems(same, best.kind, fields),
        portrait=next((reading.portrait for reading in same if reading.portrait is not None), None),
    )


def _best(readings: Sequence[DocumentReading]) -> DocumentReading:
    """Something that may be shown before what may not, known before unknown, more certain fields before fewer."""

    def worth(reading: DocumentReading) -> tuple[bool, bool, int, int]:
        certain = sum(not field.doubtful for field in reading.fields.values())
        return reading.usable, reading.kind is not PictureKind.UNKNOWN, certain, len(reading.fields)

    return max(readings, key=worth)


def _one_field(name: FieldName, seen: Sequence[FieldReading]) -> FieldReading:
    counted = Counter(field.value for field in seen)
    chosen = max(seen, key=lambda field: (not field.doubtful, counted[field.value], field.confidence))
    if len(counted) > 1:
        # a field that its check digit proves stands against frames that failed to read it
        contradicted = any(field.value != chosen.value and not field.doubtful for field in seen)
        proven = name in _PROVEN_BY_NUMBER and not chosen.doubtful and not contradicted
        return replace(chosen, doubtful=not proven)
    if len(seen) == 1 or not chosen.doubtful:
        return chosen
    enough = _AGREEMENT_HELPS.get(name)
    return replace(chosen, doubtful=enough is None or chosen.confidence < enough)


_PROVEN_BY_NUMBER: Final = frozenset({FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.SEX})


def _agree(readings: Sequence[DocumentReading], name: FieldName) -> bool:
    """At least two frames have the field, and all that have it say the same."""
    values = [reading.fields[name].value for reading in readings if name in reading.fields]
    return len(values) >= 2 and len(set(values)) == 1


def _problems(
    readings: Sequence[DocumentReading], kind: PictureKind, fields: dict[FieldName, FieldReading]
) -> tuple[PictureProblem, ...]:
    """What all frames suffer from; together they may be complete. A suspected screen counts in any of them."""
    complete = kind in ACCEPTED_KINDS and FieldName.NUMBER in fields and FieldName.NAME in fields
    kept: list[PictureProblem] = []
    for problem in PictureProblem:
        having = sum(problem in reading.problems for reading in readings)
        if problem is PictureProblem.INCOMPLETE and complete:
            continue
        if having == len(readings) or (having and problem is PictureProblem.SCREEN_SUSPECTED):
            kept.append(problem)
    return tuple(kept)
