"""What the use cases of spot checks answer: frozen snapshots for the screen, which loads nothing heavy for them."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.inspection import Photo


@dataclass(frozen=True, slots=True)
class Addition:
    """What the outlet adds to one drawn record: a note, and pictures taken for the answer."""

    note: str = field(default="", repr=False)
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnRecordView:
    """One drawn record as the outlet sees it. ``acceptance_id`` is None where this store has it no more."""

    message_id: str
    sequence: int
    acceptance_id: str | None
    waybill_number: str
    sender_masked: str
    accepted_at: datetime | None
    given: tuple[str, ...]
    missing: tuple[str, ...]
    addition: Addition
    text_purged: bool = False
    """Its people's data were purged; what went to the province stays given."""


@dataclass(frozen=True, slots=True)
class SpotCheckView:
    """A spot check with its records. ``verdict`` is "verified", "differs" or "not_announced"."""

    request_id: str
    period: tuple[datetime, datetime]
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    verdict: str
    population: int
    asked: tuple[str, ...]
    records: tuple[DrawnRecordView, ...]
