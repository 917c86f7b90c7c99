"""Reads the machine-readable zone of a passport or card from OCR rows (ICAO Doc 9303 parts 3 to 6; ADR 0006).

Invariants:
- Arbitrary rows never raise; a zone that cannot be made out is None.
- A field is free of doubt only when its own check digit and the composite one hold without having been used to choose
  among candidates, or, for the number, when the printed zone says the same.
- A name has no check digit and is always in doubt; a visa (code V) is no identity document and is not read.
- Personal data is kept out of ``repr``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from devices.documents.mrz_dates import birth_day, expiry_day
from devices.documents.mrz_kind import kind_of
from devices.documents.mrz_layout import LAYOUTS, Layout, MrzFormat, Span
from devices.documents.mrz_lines import part_of, possible_lines
from devices.documents.mrz_printed import printed_words, words_agree
from devices.documents.mrz_zone import Zone, find_zone
from devices.documents.reading import (
    ACCEPTED_KINDS,
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    Quad,
    ReadingCheck,
    ReadingWay,
    TextRow,
)


@dataclass(frozen=True, slots=True)
class MrzReading:
    """What a zone says.

    Texts are without fillers; ``number`` is empty when it could not be made out, a date is None then, and so is ``sex``
    when the zone does not state it. ``lines`` is the zone after repair, ``?`` where nothing could be read.
    ``quads`` says from where on the picture each field came, for its snippet.
    """

    format: MrzFormat
    kind: PictureKind
    document_code: str
    issuing_state: str
    nationality: str = field(repr=False)
    number: str = field(repr=False)
    surname: str = field(repr=False)
    given_names: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    sex: str | None = field(repr=False)
    expiry: date | None = field(repr=False)
    optional: str = field(repr=False)
    """The issuer's own data; handed on to nobody so far."""
    optional_proven: bool
    checks: Mapping[ReadingCheck, bool]
    """A check digit that had to choose among candidates has not held."""
    doubts: frozenset[FieldName]
    repaired: bool
    lines: tuple[str, ...] = field(repr=False)
    line_quads: tuple[Quad, ...] = field(repr=False)
    quads: Mapping[FieldName, Quad] = field(repr=False)
    confidence: float
    """The least of its lines', 0 to 1."""
    rows: frozenset[int] = field(repr=False)
    """Which of the given rows are the zone."""

    @property
    def name(self) -> str:
        """Surname, then given names, with blanks between them."""
        return f"{self.surname} {self.given_names}".strip()


def read_mrz(rows: Sequence[TextRow], today: date) -> MrzReading | None:
    """The zone among ``rows``, which come in any order; None when there is none.

    ``today`` settles the century: a birth is never in the future, an expiry within fifty years (Doc 9303 leaves it to
    the reader).
    """
    zone = find_zone(possible_lines(rows), rows)
    return None if zone is None else _reading(zone, today)


def reading_from_mrz(
    mrz: MrzReading, *, snippets: Mapping[FieldName, bytes] | None = None, read_at: datetime | None = None
) -> DocumentReading:
    """The zone as a document's reading. ``snippets`` are cut by the caller at ``mrz.quads``.

    NAME and LATIN_NAME are the same here: the zone knows no other script.
    """
    values: dict[FieldName, str] = {
        FieldName.NUMBER: mrz.number,
        FieldName.NAME: mrz.name,
        FieldName.LATIN_NAME: mrz.name,
        FieldName.SEX: mrz.sex or "",
        FieldName.BIRTH_DATE: mrz.birth_date.isoformat() if mrz.birth_date else "",
        FieldName.NATIONALITY: mrz.nationality,
        FieldName.VALID_TO: mrz.expiry.isoformat() if mrz.expiry else "",
    }
    fields = {
        name: FieldReading(value, mrz.confidence, name in mrz.doubts, (snippets or {}).get(name))
        for name, value in values.items()
        if value
    }
    problems = []
    if mrz.kind not in ACCEPTED_KINDS:
        problems.append(PictureProblem.NOT_ACCEPTED_KIND)
    if not (mrz.number and mrz.name):
        problems.append(PictureProblem.INCOMPLETE)
    return DocumentReading(mrz.kind, ReadingWay.MRZ, fields, mrz.checks, tuple(problems), read_at=read_at)


def printed_name_agrees(rows: Sequence[TextRow], mrz: MrzReading) -> bool:
    """Whether every word of the zone's name stands in the printed zone too. The name stays in doubt all the same.

    A name that fills its line was cut off by the issuer: its last word needs to begin alike only.
    """
    printed = printed_words([row for index, row in enumerate(rows) if index not in mrz.rows])
    cut_off = bool(mrz.lines) and not LAYOUTS[mrz.format].names.of(mrz.lines).endswith("<")
    return words_agree(mrz.name.split(), printed, last_cut_off=cut_off)


def _reading(zone: Zone, today: date) -> MrzReading:
    layout = LAYOUTS[zone.format]
    birth, expiry = birth_day(zone.birth.text, today), expiry_day(zone.expiry.text, today)
    doubts = {FieldName.NAME, FieldName.LATIN_NAME}
    for name, free in (
        (FieldName.NUMBER, zone.number_proven),
        (FieldName.BIRTH_DATE, zone.proven(zone.birth) and birth is not None),
        (FieldName.VALID_TO, zone.proven(zone.expiry) and expiry is not None),
        (FieldName.SEX, zone.sex_as_read),
        (FieldName.NATIONALITY, zone.nationality_twice),
    ):
        if not free:
            doubts.add(name)
    checks = {
        ReadingCheck.MRZ_NUMBER: zone.number.proven or (zone.number.holds and zone.number_printed),
        ReadingCheck.MRZ_BIRTH_DATE: zone.birth.proven,
        ReadingCheck.MRZ_EXPIRY: zone.expiry.proven,
        ReadingCheck.MRZ_COMPOSITE: zone.composite_holds,
        ReadingCheck.MRZ_REPAIRED: zone.repaired,
    }
    if zone.personal is not None:
        checks[ReadingCheck.MRZ_PERSONAL_NUMBER] = zone.personal.proven
    return MrzReading(
        format=zone.format,
        kind=kind_of(zone.format, zone.code, zone.state or zone.nationality, zone.document_number),
        document_code=zone.code,
        issuing_state=zone.state,
        nationality=zone.nationality,
        number=zone.document_number,
        surname=zone.surname,
        given_names=zone.given_names,
        birth_date=birth,
        sex={"M": "male", "F": "female"}.get(zone.sex),
        expiry=expiry,
        optional=zone.optional,
        optional_proven=zone.optional_proven,
        checks=checks,
        doubts=frozenset(doubts),
        repaired=zone.repaired,
        lines=zone.lines,
        line_quads=tuple(line.quad for line in zone.sources if line is not None),
        quads=_quads(zone, layout),
        confidence=min(line.confidence for line in zone.sources if line is not None),
        rows=frozenset().union(*(line.rows for line in zone.sources if line is not None)),
    )


def _quads(zone: Zone, layout: Layout) -> dict[FieldName, Quad]:
    spans: dict[FieldName, Span] = {
        FieldName.NUMBER: layout.number,
        FieldName.NAME: layout.names,
        FieldName.LATIN_NAME: layout.names,
        FieldName.SEX: layout.sex,
        FieldName.BIRTH_DATE: layout.birth,
        FieldName.NATIONALITY: layout.nationality,
        FieldName.VALID_TO: layout.expiry,
    }
    quads = {}
    for name, span in spans.items():
        source = zone.sources[span.line]
        if source is not None:
            quads[name] = part_of(source.quad, span.start, span.end, layout.length)
    return quads
