"""How fast one acceptance becomes durable, beside the same rows through the bare driver.

Invariants:
- Both sides write the same rows into the same schema with the same settings; the figures alternate in short rounds, so
  that a busy disk slows both.
"""

import hashlib
import itertools
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.identity.document import DocumentType, IdentityDocument, ReadingSource, Sex
from app.domain.identity.sender import SamePerson, Sender
from app.domain.inspection import Inspection, Photo, PhotoRole
from app.domain.waybill import Waybill
from app.ports import Acceptance, AuditEntry, ChainHead, QueuedMessage, StoredEvidence, UnitOfWork
from app.storage.audit import GENESIS as AUDIT_GENESIS
from app.storage.audit import canonical_entry, chained
from app.storage.columns import micros
from app.storage.connection import Connection, SqlValue, open_connection
from app.storage.migrations.runner import migrate, shipped_migrations
from app.storage.parcel_codec import encoded
from app.storage.repositories.outbox_writer import GENESIS
from app.storage.store import STORE_NAME, EncryptedStore
from sync.words import Kind

ROUND: Final = 50
_BODY_BYTES: Final = 1_800
"""About what the message of one acceptance with one photo weighs."""
_AT: Final = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
_CLERK: Final = ClerkNumber("1001")

_MESSAGE: Final = """
INSERT INTO outbox
    (sequence, message_id, kind, urgent, schema_version, digest, previous_digest, subject_id, created_at, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ACCEPTANCE: Final = """
INSERT INTO acceptances
    (acceptance_id, waybill_number, carrier, clerk, accepted_at, document_hash, message_id, snapshot)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_EVIDENCE: Final = """
INSERT INTO evidence
    (evidence_id, parcel_id, sha256, size, media_type, wrapped_key, upload, created_at, message_sequence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_AUDIT: Final = "INSERT INTO audit (number, hash, entry) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class CommitFigures:
    """Durable commits of one acceptance (record, evidence index, outbox message, audit entry) per second."""

    ours_per_s: float
    bare_per_s: float

    @property
    def ratio(self) -> float:
        """Ours to bare: 1.0 would be no cost at all."""
        return self.ours_per_s / self.bare_per_s


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


def measure_commit(folder: Path, count: int) -> CommitFigures:
    """Commit ``count`` acceptances on either side, in stores made under ``folder``."""
    samples = list(itertools.islice(acceptance_samples(), count))
    key = secrets.token_bytes(32)
    with ExitStack() as stack:
        store = stack.enter_context(EncryptedStore(folder / "ours", key))
        bare = _bare_store(folder / "bare", key)
        stack.callback(bare.close)
        rows = _bare_rows(samples)
        ours_s = bare_s = 0.0
        for start in range(0, count, ROUND):
            end = start + ROUND
            ours_s += _commit_ours(store, samples[start:end])
            bare_s += _commit_bare(bare, rows[start:end])
    return CommitFigures(ours_per_s=count / ours_s, bare_per_s=count / bare_s)


def _commit_ours(store: EncryptedStore, samples: list[AcceptanceSample]) -> float:
    def commit_all() -> float:
        begin = time.perf_counter()
        for sample in samples:
            with store.unit_of_work() as unit:
                sample.write(unit)
        return time.perf_counter() - begin

    return store.submit(commit_all).result()


def _bare_store(folder: Path, key: bytes) -> Connection:
    folder.mkdir(parents=True)
    connection = open_connection(folder / STORE_NAME, key)
    migrate(connection, folder / STORE_NAME, shipped_migrations())
    return connection


def _commit_bare(connection: Connection, rows: list[tuple[tuple[SqlValue, ...], ...]]) -> float:
    begin = time.perf_counter()
    for values in rows:
        connection.execute("BEGIN IMMEDIATE")
        for sql, parameters in zip((_MESSAGE, _ACCEPTANCE, _EVIDENCE, _AUDIT), values, strict=True):
            connection.execute(sql, parameters)
        connection.execute("COMMIT")
    return time.perf_counter() - begin


def _bare_rows(samples: list[AcceptanceSample]) -> list[tuple[tuple[SqlValue, ...], ...]]:
    rows: list[tuple[tuple[SqlValue, ...], ...]] = []
    before = AUDIT_GENESIS
    for number, sample in enumerate(samples, start=1):
        entry = canonical_entry(sample.audit)
        before = chained(before, entry)
        acceptance, message, file = sample.acceptance, sample.message, sample.file
        rows.append(
            (
                (message.sequence, message.message_id, message.kind.value, 0, message.schema_version, message.digest,
                 message.previous_digest, message.subject_id, micros(_AT), message.body),
                (acceptance.acceptance_id, acceptance.waybill.number, acceptance.waybill.carrier, acceptance.clerk,
                 micros(_AT), acceptance.document_hash, acceptance.message_id, encoded(acceptance.parcel)),
                (file.evidence_id, acceptance.parcel.parcel_id, file.sha256, file.size, file.media_type,
                 file.wrapped_key, 1, micros(_AT), message.sequence),
                (number, before, entry),
            )
        )  # fmt: skip
    return rows


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
