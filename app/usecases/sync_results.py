"""What the sync page's use cases answer: frozen values that the screen shows.

Invariants:
- Nothing heavy is imported here: the window loads it.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.drain import DrainEstimate
from app.domain.interruption import Assessment
from app.domain.link_history import LinkSample
from app.domain.photo_budget import PhotoSize
from app.domain.reconciliation import MessageTally
from app.domain.sending_pause import SendingPause
from app.link_ports import UpcomingMessage, UpcomingPhoto
from sync.ports import OutboxCounts


@dataclass(frozen=True, slots=True)
class SyncBoard:
    """The page's facts as of ``at``. ``answered_at`` is the province's last answer of this run of the program."""

    at: datetime
    counts: OutboxCounts
    assessment: Assessment
    answered_at: datetime | None
    pause: SendingPause | None
    drain: DrainEstimate
    samples: tuple[LinkSample, ...]
    messages: tuple[UpcomingMessage, ...]
    photos: tuple[UpcomingPhoto, ...]
    photo_size: PhotoSize
    bytes_per_second: int | None
    """What the link carried of photos when it was last measured."""


@dataclass(frozen=True, slots=True)
class Books:
    """Whether every record is accounted for, as of ``at``, and when the newest receipt came (None: never)."""

    at: datetime
    tally: MessageTally
    last_delivered_at: datetime | None
