"""The in-memory flow history, pause and order, with the semantics of the real ones; the contract suite runs on both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.domain.link_history import KEPT, STEP, LinkSample
from app.domain.sending_pause import SendingPause
from app.link_ports import UpcomingMessage, UpcomingPhoto
from app.ports import Acceptance, QueuedMessage, Refusal, StoredEvidence
from sync.state import EvidenceState, MessageState
from sync.words import URGENT_KINDS

_WAITING_MESSAGES = (MessageState.PENDING, MessageState.LEASED)
_WAITING_FILES = (EvidenceState.PENDING, EvidenceState.LEASED, EvidenceState.UPLOADED)


@dataclass(slots=True)
class LinkTables:
    """Frozen values, so that a shallow copy is a snapshot."""

    samples: dict[datetime, LinkSample] = field(default_factory=dict)
    pause: SendingPause | None = None

    def snapshot(self) -> "LinkTables":
        """A copy that later changes do not reach."""
        return LinkTables(dict(self.samples), self.pause)


class Waiting(Protocol):
    """A queued message and where it stands."""

    @property
    def message(self) -> QueuedMessage: ...

    @property
    def state(self) -> MessageState: ...

    @property
    def attempts(self) -> int: ...

    @property
    def not_before(self) -> datetime | None: ...

    @property
    def last_outcome(self) -> str | None: ...

    @property
    def delivered_at(self) -> datetime | None: ...


class WaitingFile(Protocol):
    """An indexed file and where it stands."""

    @property
    def stored(self) -> StoredEvidence: ...

    @property
    def upload(self) -> bool: ...

    @property
    def at(self) -> datetime: ...

    @property
    def message_id(self) -> str | None: ...

    @property
    def state(self) -> EvidenceState: ...


class MemoryLink:
    """link_ports.LinkRepository."""

    def __init__(
        self,
        tables: LinkTables,
        outbox: Mapping[str, Waiting],
        evidence: Mapping[str, WaitingFile],
        acceptances: Mapping[str, Acceptance],
        refusals: Mapping[str, Refusal],
    ) -> None:
        self._tables = tables
        self._outbox = outbox
        self._evidence = evidence
        self._acceptances = acceptances
        self._refusals = refusals

    def add_sample(self, sample: LinkSample) -> None:
        samples = self._tables.samples
        samples[sample.at] = sample
        for at in [at for at in samples if at < sample.at - KEPT or at >= sample.at + STEP]:
            del samples[at]

    def samples(self, since: datetime) -> list[LinkSample]:
        return [sample for at, sample in sorted(self._tables.samples.items()) if at >= since]

    def last_delivered_at(self) -> datetime | None:
        return max((at for kept in self._outbox.values() if (at := kept.delivered_at) is not None), default=None)

    def photos_since(self, since: datetime) -> int:
        return sum(file.upload and file.at >= since for file in self._evidence.values())

    def pause(self) -> SendingPause | None:
        return self._tables.pause

    def save_pause(self, pause: SendingPause | None) -> None:
        self._tables.pause = pause

    def next_messages(self, *, limit: int) -> list[UpcomingMessage]:
        waiting = [kept for kept in self._outbox.values() if kept.state in _WAITING_MESSAGES]
        waiting.sort(key=lambda kept: (kept.message.kind not in URGENT_KINDS, kept.message.sequence))
        return [
            UpcomingMessage(
                kind=kept.message.kind.value,
                urgent=kept.message.kind in URGENT_KINDS,
                waybill=self._waybill(kept.message.message_id),
                created_at=kept.message.created_at,
                state=kept.state,
                attempts=kept.attempts,
                not_before=kept.not_before,
                last_outcome=kept.last_outcome,
            )
            for kept in waiting[:limit]
        ]

    def next_photos(self, *, limit: int) -> list[UpcomingPhoto]:
        found = []
        for file in self._evidence.values():
            if file.message_id is None or not file.upload or file.state not in _WAITING_FILES:
                continue
            owner = self._outbox[file.message_id]
            photo = UpcomingPhoto(
                waybill=self._waybill(file.message_id),
                created_at=file.at,
                size=file.stored.size,
                bytes_confirmed=0,
                released=owner.state is MessageState.DELIVERED,
                state=file.state,
                attempts=0,
                not_before=None,
                last_outcome=None,
            )
            found.append((owner.message.sequence, photo))
        return [photo for _, photo in sorted(found, key=lambda pair: pair[0])][:limit]

    def _waybill(self, message_id: str) -> str | None:
        for accepted in self._acceptances.values():
            if accepted.message_id == message_id:
                return accepted.waybill.number
        for refused in self._refusals.values():
            if refused.message_id == message_id and refused.parcel.waybill is not None:
                return refused.parcel.waybill.number
        return None
