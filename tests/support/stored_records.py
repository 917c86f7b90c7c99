"""Acceptances, refusals and their chained messages, ready to be put into a store."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.audit_ports import AuditEntry
from app.domain.acceptance import Decision, Parcel, ParcelState
from app.domain.inspection import Photo, PhotoRole
from app.domain.waybill import Waybill
from app.messages import Envelope, acceptance_message, refusal_message
from app.ports import Acceptance, ChainHead, QueuedMessage, Refusal, StoredEvidence, UnitOfWork
from app.system import CHINA
from sync.digests import GENESIS_DIGEST
from tests.support import builders

POLICY = builders.policy()


@dataclass(frozen=True, slots=True)
class AcceptanceRecord:
    """All that one acceptance writes."""

    acceptance: Acceptance
    message: QueuedMessage
    files: tuple[StoredEvidence, ...]

    def write(self, unit: UnitOfWork) -> None:
        """Everything but the begin and the commit."""
        parcel = self.acceptance.parcel
        for file in self.files:
            unit.evidence.add(file, parcel.parcel_id, upload=True, at=self.acceptance.accepted_at)
        unit.acceptances.add(self.acceptance)
        unit.outbox.enqueue(self.message)
        unit.audit.append(
            AuditEntry(
                self.acceptance.accepted_at,
                self.acceptance.clerk,
                "accepted",
                self.acceptance.acceptance_id,
                {"message": self.message.message_id},
            )
        )
        unit.parcels.save(parcel)


@dataclass(frozen=True, slots=True)
class RefusalRecord:
    """All that one refusal writes."""

    refusal: Refusal
    message: QueuedMessage

    def write(self, unit: UnitOfWork) -> None:
        """Everything but the begin and the commit."""
        unit.refusals.add(self.refusal)
        unit.outbox.enqueue(self.message)


@dataclass(slots=True)
class RecordMaker:
    """Makes records one after the other, with chained messages and a minute between them."""

    head: ChainHead = field(default_factory=lambda: ChainHead(0, GENESIS_DIGEST))
    now: datetime = builders.NOON

    def acceptance(
        self, number: int, *, parcel: Parcel | None = None, files: int = 1, document: str = "document", phone: str = ""
    ) -> AcceptanceRecord:
        """``document`` and ``phone`` stand for what is hashed; empty for a parcel without them."""
        photos = tuple(photo(f"photo-{number}-{index}") for index in range(files))
        waybill = Waybill(f"YT{number:013d}", "yto")
        accepted = replace(
            parcel or builders.parcel(),
            parcel_id=f"parcel-{number}",
            state=ParcelState.ACCEPTED,
            waybill=waybill,
            inspection=builders.inspection(photos=photos or (photo("unindexed"),)),
        )
        acceptance = Acceptance(
            acceptance_id=f"acceptance-{number}",
            parcel=accepted,
            waybill=waybill,
            clerk=builders.CLERK,
            accepted_at=self.now,
            message_id=f"message-{number}",
            document_hash=_hash_of(document),
            phone_hash=_hash_of(phone),
        )
        message = acceptance_message(
            self._envelope(acceptance.message_id),
            acceptance_id=acceptance.acceptance_id,
            parcel=accepted,
            clerk=builders.CLERK,
            accepted_at=self.now,
            local_day=self.now.astimezone(CHINA).date(),
            policy=POLICY,
        )
        self._advance(message)
        return AcceptanceRecord(acceptance, replace(message, evidence=photos), tuple(map(stored, photos)))

    def refusal(self, number: int) -> RefusalRecord:
        parcel = replace(builders.parcel(), parcel_id=f"parcel-{number}", state=ParcelState.REFUSED)
        refusal = Refusal(
            f"refusal-{number}", parcel, "document_missing", builders.CLERK, self.now, f"message-{number}"
        )
        message = refusal_message(
            self._envelope(refusal.message_id),
            refusal_id=refusal.refusal_id,
            parcel=parcel,
            reason=refusal.reason,
            clerk=builders.CLERK,
            refused_at=self.now,
            decision=Decision((), (), ()),
            policy=POLICY,
        )
        self._advance(message)
        return RefusalRecord(refusal, replace(message, evidence=()))

    def _envelope(self, message_id: str) -> Envelope:
        return Envelope(message_id, builders.terminal_identity(), self.head, None)

    def _advance(self, message: QueuedMessage) -> None:
        self.head = ChainHead(message.sequence, message.digest)
        self.now += timedelta(minutes=1)


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def photo(evidence_id: str, *, size: int = 100_000) -> Photo:
    """A photo of the contents."""
    digest = hashlib.sha256(evidence_id.encode()).hexdigest()
    return Photo(evidence_id, PhotoRole.CONTENTS, digest, size, "image/jpeg", builders.NOON)


def stored(photo: Photo) -> StoredEvidence:
    """The photo's line in the index."""
    return StoredEvidence(photo.evidence_id, photo.sha256, photo.size, photo.media_type, wrapped_key=bytes(60))
