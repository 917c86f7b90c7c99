"""The rows of the in-memory outbox and evidence index."""

from dataclasses import dataclass
from datetime import datetime

from app.ports import QueuedMessage, StoredEvidence
from sync.state import EvidenceState, MessageState


@dataclass(frozen=True, slots=True)
class MemoryMessage:
    """A queued message and where it stands."""

    message: QueuedMessage
    state: MessageState = MessageState.PENDING
    attempts: int = 0
    not_before: datetime | None = None
    last_outcome: str | None = None
    delivered_at: datetime | None = None
    pointer: str | None = None
    """What the province refused."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MemoryEvidence:
    """An indexed file and where it stands."""

    stored: StoredEvidence
    parcel_id: str
    upload: bool
    at: datetime
    message_id: str | None = None
    state: EvidenceState = EvidenceState.PENDING
    last_outcome: str = ""
