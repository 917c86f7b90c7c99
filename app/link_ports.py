"""What the sync page needs to keep and to know: the flow's history, a clerk's pause, and what goes out next.

Invariants:
- What goes out next is read in the engine's own order, without touching it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.link_history import LinkSample
from app.domain.sending_pause import SendingPause
from sync.state import EvidenceState, MessageState


@dataclass(frozen=True, slots=True)
class UpcomingMessage:
    """A message that waits. ``kind`` is a ``sync.words.Kind`` value; ``waybill`` is None where it is about none."""

    kind: str
    urgent: bool
    waybill: str | None
    created_at: datetime
    state: MessageState
    attempts: int
    not_before: datetime | None
    last_outcome: str | None


@dataclass(frozen=True, slots=True)
class UpcomingPhoto:
    """A file that waits. ``released`` says whether its record has its receipt; the record goes first."""

    waybill: str | None
    created_at: datetime
    size: int
    bytes_confirmed: int
    released: bool
    state: EvidenceState
    attempts: int
    not_before: datetime | None
    last_outcome: str | None


class LinkRepository(Protocol):
    """The flow's history, the pause, and the order of what waits."""

    def add_sample(self, sample: LinkSample) -> None:
        """Keep it; one of the same step is replaced. What is older than ``KEPT``, or lies ahead of it, goes."""

    def samples(self, since: datetime) -> list[LinkSample]:
        """Oldest first."""

    def last_delivered_at(self) -> datetime | None:
        """When the newest receipt of a record came, in whichever run of the program. A walk, as a tally is."""

    def photos_since(self, since: datetime) -> int:
        """How many photos for the province were taken since, of the newest 2,000."""

    def pause(self) -> SendingPause | None:
        """The newest pause, whether or not its time is over; None when none was made or it was lifted."""

    def save_pause(self, pause: SendingPause | None) -> None:
        """Keep it in place of any other; None lifts it."""

    def next_messages(self, *, limit: int) -> list[UpcomingMessage]:
        """Urgent kinds first, then by sequence: the order in which they are claimed."""

    def next_photos(self, *, limit: int) -> list[UpcomingPhoto]:
        """By their record's sequence."""


class LinkRepositories(Protocol):
    """What a unit of work holds about the link."""

    link: LinkRepository
