"""Measures the document reader on drawn cards: how often it is right, how often it says that it doubts, time, memory.

Invariants:
- The pictures come from seeds that no rule was tuned on; what was tuned used others (:data:`TUNED_SEEDS`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Final

from devices.documents.guidance import guide
from devices.documents.process import OcrProcess
from devices.documents.reading import DocumentReading, FieldName
from devices.errors import DeviceError
from devices.ports import CardText, Frame, Sex
from devices.simulators.document_picture import Condition, document_picture
from devices.simulators.people import invented_person
from devices.vision.pixels import Image

TUNED_SEEDS: Final = range(1000, 2000)
FRESH_SEED: Final = 5000

_TICKS: Final = 100
"""A second in /proc (USER_HZ is 100 on every PC's Linux)."""
_PATIENCE: Final = 60.0
"""Seconds: a busy machine must not turn time into wrongness."""


@dataclass(slots=True)
class FieldTally:
    """How one field fared. Missing counts as flagged: the clerk has to enter it."""

    right: int = 0
    right_but_flagged: int = 0
    wrong_flagged: int = 0
    missing: int = 0
    wrong_unflagged: int = 0

    @property
    def total(self) -> int:
        """Pictures."""
        return self.right + self.wrong_flagged + self.missing + self.wrong_unflagged

    @property
    def right_or_flagged(self) -> float:
        """As a share."""
        return 1 - self.wrong_unflagged / max(1, self.total)

    def count(self, reading: DocumentReading | None, name: FieldName, truth: str) -> None:
        """Add one picture."""
        read = None if reading is None else reading.fields.get(name)
        if read is None:
            self.missing += 1
        elif read.value == truth:
            self.right += 1
            self.right_but_flagged += read.doubtful
        elif read.doubtful:
            self.wrong_flagged += 1
        else:
            self.wrong_unflagged += 1


@dataclass(slots=True)
class DocumentFigures:
    """The outcome of a run. ``seconds`` has one entry for each picture; ``peak_megabytes`` is None where unknown."""

    number: FieldTally = field(default_factory=FieldTally)
    name: FieldTally = field(default_factory=FieldTally)
    birth_date: FieldTally = field(default_factory=FieldTally)
    sex: FieldTally = field(default_factory=FieldTally)
    address: FieldTally = field(default_factory=FieldTally)
    seconds: list[float] = field(default_factory=list)
    guide_seconds: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    """What each picture cost the child's processor (Linux only, else empty): the same on a busy machine."""
    peak_megabytes: float | None = None

    @property
    def p95_seconds(self) -> float:
        """The time that 95 of 100 pictures keep to."""
        return _p95(self.seconds)

    @property
    def p95_processor_seconds(self) -> float:
        """The same for the processor's time; 0 where unknown."""
        return _p95(self.processor_seconds)

    @property
    def p95_guide_seconds(self) -> float:
        """The same for the live hint."""
        return _p95(self.guide_seconds)


def _p95(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] if ordered else 0.0


def measure_documents(count: int, first_seed: int = FRESH_SEED) -> DocumentFigures:
    """Read ``count`` drawn resident cards, the conditions in turn. Raises DeviceError: NO_DRIVER."""
    figures = DocumentFigures()
    conditions = tuple(Condition)
    reader = OcrProcess(timeout=_PATIENCE)
    try:
        reader.read([_frame(document_picture(invented_person(first_seed), seed=first_seed))])
        for seed in range(first_seed, first_seed + count):
            card = invented_person(seed)
            frame = _frame(document_picture(card, condition=conditions[seed % len(conditions)], seed=seed))
            begun = monotonic()
            guide(frame.image)
            figures.guide_seconds.append(monotonic() - begun)
            begun, worked = monotonic(), _processor_seconds(reader.process_id)
            try:
                reading: DocumentReading | None = reader.read([frame])
            except DeviceError:
                reading = None
            figures.seconds.append(monotonic() - begun)
            if worked is not None and (now := _processor_seconds(reader.process_id)) is not None:
                figures.processor_seconds.append(now - worked)
            _count(figures, reading, card)
        figures.peak_megabytes = _peak_megabytes(reader.process_id)
    finally:
        reader.close()
    return figures


def _count(figures: DocumentFigures, reading: DocumentReading | None, card: CardText) -> None:
    figures.number.count(reading, FieldName.NUMBER, card.number)
    figures.name.count(reading, FieldName.NAME, card.name)
    figures.sex.count(reading, FieldName.SEX, "male" if card.sex is Sex.MALE else "female")
    figures.address.count(reading, FieldName.ADDRESS, card.address)
    if card.birth_date is not None:
        figures.birth_date.count(reading, FieldName.BIRTH_DATE, card.birth_date.isoformat())


def _frame(picture: Image) -> Frame:
    return Frame(picture, "drawn", datetime.now(UTC), monotonic())


def _processor_seconds(process_id: int | None) -> float | None:
    """User and system time of a process so far (Linux)."""
    stat = Path(f"/proc/{process_id}/stat")
    if process_id is None or not stat.exists():
        return None
    # the program's name, in parentheses, may hold blanks
    members = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(members[11]) + int(members[12])) / _TICKS


def _peak_megabytes(process_id: int | None) -> float | None:
    """The most memory the process ever had resident (Linux)."""
    status = Path(f"/proc/{process_id}/status")
    if process_id is None or not status.exists():
        return None
    for line in status.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return None
