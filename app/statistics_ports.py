"""What the statistics are read from: counts over the records of some days, and the records' own lines, masked.

Invariants:
- Counts carry codes and numbers only. A line has a masked name at most; a child's has none.
- Everything is as it stands now: a screening that was recorded later counts for the day of its acceptance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.inspection import Screening
from app.domain.sending import Sending
from app.domain.statistics import Tally
from sync.state import MessageState


@dataclass(frozen=True, slots=True)
class Span:
    """From ``begin`` up to, not including, ``end``; ``offset`` is the counter's wall clock minus UTC."""

    begin: datetime
    end: datetime
    offset: timedelta


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code came up."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Uploads:
    """How the messages about the acceptances of a span fared.

    ``delays`` are the receipts' in whole seconds, each with how often it occurred. A clock that was set back between
    acceptance and receipt makes a delay of zero.
    """

    delays: tuple[tuple[timedelta, int], ...]
    waiting: int
    rejected: int
    oldest_waiting_at: datetime | None


class NoteKind(StrEnum):
    """What an accepted record is noted for."""

    PHOTO_PROBLEM = "photo_problem"
    """A picture was kept although the judge found something (a ``PhotoProblem``)."""
    CAUTION = "caution"
    """Something unusual was answered with a reason (a ``Caution``)."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """An accepted parcel as a list shows it. ``number`` is its place in the store."""

    number: int
    waybill_number: str = field(repr=False)
    carrier: str | None
    sender_masked: str = field(repr=False)
    """Empty where nobody's name is kept, and for a child's record."""
    restricted: bool
    sending: Sending
    item_category: str | None
    mark: str
    screening: Screening | None
    clerk: ClerkNumber
    accepted_at: datetime
    message_state: MessageState
    delivered_at: datetime | None
    text_purged: bool = False
    """Its people's data were purged: that is why nobody's name is kept."""
    late: bool = False
    """Typed in from paper afterwards (补录); ``accepted_at`` is the time on the paper."""


class StatisticsRepository(Protocol):
    """Counts and lines; nothing here changes anything."""

    def tallies(self, span: Span) -> list[Tally]:
        """By day, class and carrier, in that order."""

    def hours(self, span: Span) -> tuple[int, ...]:
        """Accepted parcels, letters too, by the 24 hours of the wall clock."""

    def uploads(self, span: Span) -> Uploads:
        """Of the acceptances; the shortest delay first."""

    def refusals(self, span: Span) -> list[CodeCount]:
        """By coded reason, the most frequent first."""

    def incidents(self, span: Span) -> list[CodeCount]:
        """By the number of the prohibited category ("" while nobody knows it), the most frequent first."""

    def holds(self, span: Span) -> list[CodeCount]:
        """Waybills that were frozen, by coded reason, the most frequent first; released ones too."""

    def notes(self, span: Span, kind: NoteKind) -> list[CodeCount]:
        """What accepted records are noted for, by code, the most frequent first."""

    def late_entries(self, span: Span) -> list[CodeCount]:
        """Acceptances of those days that were typed in from paper, by coded reason, the most frequent first."""

    def lines(self, span: Span, *, after: RecordLine | None, limit: int) -> Sequence[RecordLine]:
        """Accepted parcels, oldest first, from behind ``after`` on."""
