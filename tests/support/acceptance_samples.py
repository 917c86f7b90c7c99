"""Acceptances without end, each with all that it writes; every person and number is invented."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from app.audit_ports import AuditEntry
from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.identity.document import DocumentType, IdentityDocument, ReadingSource, Sex
from app.domain.identity.sender import SamePerson, Sender
from app.domain.inspection import Inspection, Photo, PhotoRole
from app.domain.waybill import Waybill
from app.ports import Acceptance, ChainHead, QueuedMessage, StoredEvidence, UnitOfWork
from app.storage.repositories.outbox_writer import GENESIS
from sync.words import Kind

_BODY_BYTES: Final = 1_800
"""About what the message of one acceptance with one photo weighs."""
_AT: Final = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
_CLERK: Final = ClerkNumber("1001")


@dataclass(frozen=True, slots=True)
class AcceptanceSample:
    """All that one acceptance writes, made ready before the clock starts."""

    acceptance: Acceptance
    message: QueuedMessage
    file: StoredEvidence
    audit: AuditEntry

    def write(self, unit: UnitOfWork) -> None:
        """The rows of one commit."""
        unit.evidence.add(self.file, self.acceptance.parcel.parcel_id, upload=True, at=_AT)
        unit.acceptances.add(self.acceptance)
        unit.outbox.enqueue(self.message)
        unit.audit.append(self.audit)


def acceptance_samples(head: ChainHead = GENESIS) -> Iterator[AcceptanceSample]:
    """Acceptances without end, chained after ``head``. Their ids and numbers end in their sequence."""
    while True:
        sequence = head.sequence + 1
        photo = Photo(f"photo-{sequence}", PhotoRole.CONTENTS, _digest("photo", sequence), 350_000, "image/jpeg", _AT)
        message = QueuedMessage(
            message_id=f"message-{sequence}",
            kind=Kind.ACCEPTANCE,
            schema_version=1,
            sequence=sequence,
            digest=_digest("message", sequence),
            previous_digest=head.digest,
            body=secrets.token_bytes(_BODY_BYTES),
            created_at=_AT,
            subject_id=f"acceptance-{sequence}",
            evidence=(photo,),
        )
        head = ChainHead(sequence, message.digest)
        yield AcceptanceSample(
            acceptance=_acceptance(sequence, message.message_id, photo),
            message=message,
            file=StoredEvidence(photo.evidence_id, photo.sha256, photo.size, photo.media_type, bytes(60)),
            audit=AuditEntry(_AT, _CLERK, "accepted", message.subject_id, {"message": message.message_id}),
        )


def _acceptance(sequence: int, message_id: str, photo: Photo) -> Acceptance:
    waybill = Waybill(f"YT{sequence:013d}", "yto")
    document = IdentityDocument(
        document_type=DocumentType.RESIDENT_CARD,
        number="11010119900307803X",
        name="样本",
        sex=Sex.FEMALE,
        birth_date=date(1990, 3, 7),
        address="样例省样例市样例区样例路一号",
        valid_from=date(2020, 1, 1),
        valid_to=date(2040, 1, 1),
        source=ReadingSource.CHIP,
        read_at=_AT,
    )
    parcel = Parcel(
        parcel_id=f"parcel-{sequence}",
        opened_by=_CLERK,
        opened_at=_AT,
        state=ParcelState.ACCEPTED,
        waybill=waybill,
        sender=Sender(document=document, phone="13800138000", same_person=SamePerson(_CLERK, _AT)),
        inspection=Inspection("food", 1, (photo,)),
    )
    return Acceptance(
        acceptance_id=f"acceptance-{sequence}",
        parcel=parcel,
        waybill=waybill,
        clerk=_CLERK,
        accepted_at=_AT,
        message_id=message_id,
        document_hash=_digest("document", sequence),
    )


def _digest(subject: str, sequence: int) -> str:
    return hashlib.sha256(f"{subject} {sequence}".encode()).hexdigest()
