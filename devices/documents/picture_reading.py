"""From pictures of a document to a :class:`~devices.documents.reading.DocumentReading`; runs in the reader's process.

Find the card, turn it upright, read its rows, decide by the rows what it is, judge each field, cut out what is shown.

Invariants:
- A document that may not be shown (a driving licence) gives its kind and no fields: nothing is collected for nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import Final

from devices.documents.card_edges import FoundCard, find_card
from devices.documents.card_fields import CardReading, card_reading
from devices.documents.card_layouts import CardFindings, read_card
from devices.documents.cutting import portrait_above, portrait_of, snippet_of
from devices.documents.doubts import unproven
from devices.documents.guidance import guide
from devices.documents.merging import merged
from devices.documents.mrz import MrzReading, read_mrz, reading_from_mrz
from devices.documents.picture_quality import picture_problems
from devices.documents.reading import (
    ACCEPTED_KINDS,
    DocumentReading,
    FieldName,
    PictureKind,
    PictureProblem,
    ReadingWay,
)
from devices.documents.recogniser import Recogniser
from devices.documents.upright import Page, upright_page
from devices.vision.pixels import Image

MOST_FRAMES: Final = 3
"""Frames that are read of those that are given: the best ones. Each costs most of a second."""
_ENOUGH_SECONDS: Final = 3.0
"""No further frame is begun after this, so that a slow PC answers before its caller gives up."""
_HIDING: Final = frozenset({PictureProblem.GLARE, PictureProblem.CUT_OFF})
"""A name or an address may go on where nothing is to be seen."""
_UNCLEAR: Final = frozenset({PictureProblem.TOO_SMALL, PictureProblem.DARK, PictureProblem.BLURRED})
_PROVEN: Final = frozenset({FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.SEX})
"""A check digit stands for these, or they are in doubt anyway."""
_FEW_ROWS: Final = 2


class PictureReader:
    """Holds the models. Single-threaded. Raises DeviceError: NO_DRIVER when they cannot be loaded."""

    def __init__(self, threads: int = 1) -> None:
        self._recogniser = Recogniser(threads)

    def read(self, images: Sequence[Image]) -> DocumentReading:
        """One document from one or several pictures of it, the best ones first; stops when nothing is left in doubt.

        Raises ValueError when there is no picture.
        """
        ranked = sorted(images, key=lambda image: -guide(image).score)[:MOST_FRAMES]
        begun = monotonic()
        readings: list[DocumentReading] = []
        for image in ranked:
            readings.append(self.read_one(image))
            if _settled(readings[-1]) or monotonic() - begun > _ENOUGH_SECONDS:
                break
        return merged(readings)

    def read_one(self, image: Image) -> DocumentReading:
        """One picture."""
        found = find_card(image)
        problems = picture_problems(image, found)
        reading: DocumentReading | None = None
        rows = 0
        for page in self.pages(image, found):
            if reading is None or len(page.rows) > rows:
                reading, rows = self._by_rows(page, problems), len(page.rows)
            if reading.kind is not PictureKind.UNKNOWN:
                break
        return (
            reading if reading is not None else DocumentReading(PictureKind.UNKNOWN, ReadingWay.OCR, {}, {}, problems)
        )

    def pages(self, image: Image, found: FoundCard | None) -> Iterator[Page]:
        """The card by its edges, when they are found, and then the whole picture; each is read when it is asked for."""
        # a quadrangle that is cut off is not the card's
        if found is not None and not found.cut_off:
            yield upright_page(image, found.quad, self._recogniser)
        yield upright_page(image, None, self._recogniser)

    def _by_rows(self, page: Page, problems: tuple[PictureProblem, ...]) -> DocumentReading:
        """What the rows decide: a machine-readable zone comes before the card layouts."""
        zone = read_mrz(page.rows, date.today())  # noqa: DTZ011 # the century of a birth, not a day at the counter
        return self._by_layout(page, problems) if zone is None else _by_zone(page, zone, problems)

    def _by_layout(self, page: Page, problems: tuple[PictureProblem, ...]) -> DocumentReading:
        findings: CardFindings = read_card(page.rows)
        if findings.kind not in ACCEPTED_KINDS and findings.kind is not PictureKind.CARD_BACK:
            further = _refusal(findings.kind, page, problems)
            return DocumentReading(findings.kind, ReadingWay.OCR, {}, {}, (*problems, *further))
        card: CardReading = card_reading(page, findings, self._recogniser)
        weak = _weak_fields(problems)
        fields = {name: unproven(field) if name in weak else field for name, field in card.fields.items()}
        missing: tuple[PictureProblem, ...] = ()
        if findings.kind is PictureKind.CARD_BACK:
            missing = (PictureProblem.WRONG_SIDE,)
        elif FieldName.NUMBER not in card.fields or FieldName.NAME not in card.fields:
            missing = (PictureProblem.INCOMPLETE,)
        return DocumentReading(
            kind=findings.kind,
            way=ReadingWay.OCR,
            fields=fields,
            checks=card.checks,
            problems=(*problems, *missing),
            portrait=portrait_of(page, findings),
        )


def _by_zone(page: Page, zone: MrzReading, problems: tuple[PictureProblem, ...]) -> DocumentReading:
    """The zone's fields with the places they came from; of a kind that may not be shown, the kind alone."""
    cut = {name: snippet for name, quad in zone.quads.items() if (snippet := snippet_of(page, [quad])) is not None}
    reading = reading_from_mrz(zone, snippets=cut)
    found = (*problems, *reading.problems)
    if reading.kind not in ACCEPTED_KINDS:
        return replace(reading, fields={}, problems=found)
    return replace(reading, problems=found, portrait=portrait_above(page, zone.line_quads))


def _weak_fields(problems: tuple[PictureProblem, ...]) -> frozenset[FieldName]:
    """What such a picture cannot show beyond doubt, however sure the recogniser is."""
    if _HIDING & set(problems):
        return frozenset(FieldName) - _PROVEN
    # many small characters, and nothing to check them by
    return frozenset({FieldName.ADDRESS}) if _UNCLEAR & set(problems) else frozenset()


def _refusal(kind: PictureKind, page: Page, problems: tuple[PictureProblem, ...]) -> tuple[PictureProblem, ...]:
    if kind is not PictureKind.UNKNOWN:
        return (PictureProblem.NOT_ACCEPTED_KIND,)
    if problems and len(page.rows) > _FEW_ROWS:
        # there is a document, only this picture of it is no good
        return (PictureProblem.INCOMPLETE,)
    return (PictureProblem.NO_DOCUMENT,)


def _settled(reading: DocumentReading) -> bool:
    """Whether another frame could not add anything that matters."""
    if reading.kind in ACCEPTED_KINDS:
        return reading.usable and not any(field.doubtful for field in reading.fields.values())
    return reading.kind is not PictureKind.UNKNOWN and bool(reading.fields or not reading.problems)
