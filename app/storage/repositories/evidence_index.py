"""Which files the vault holds, and whose they are."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.errors import DomainError, DomainFault
from app.ports import StoredEvidence
from app.storage.columns import blob, integer, micros, text
from app.storage.connection import Connection


class StoreEvidenceIndex:
    """ports.EvidenceIndex."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, stored: StoredEvidence, parcel_id: str, *, upload: bool, at: datetime) -> None:
        """Index a file that lies in the vault."""
        self._connection.execute(
            "INSERT INTO evidence (evidence_id, parcel_id, sha256, size, media_type, wrapped_key, upload, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stored.evidence_id,
                parcel_id,
                stored.sha256,
                stored.size,
                stored.media_type,
                stored.wrapped_key,
                int(upload),
                micros(at),
            ),
        )

    def get(self, evidence_id: str) -> StoredEvidence | None:
        """By id; None once it was purged."""
        row = self._connection.execute(
            "SELECT evidence_id, sha256, size, media_type, wrapped_key FROM evidence"
            " WHERE evidence_id = ? AND purge IS NULL",
            (evidence_id,),
        ).fetchone()
        if row is None:
            return None
        return StoredEvidence(text(row[0]), text(row[1]), integer(row[2]), text(row[3]), blob(row[4]))

    def remove(self, evidence_id: str) -> None:
        """Take a file of an undecided parcel off the index. Raises DomainError(STEP_NOT_ALLOWED) for a decided one."""
        deleted = self._connection.execute(
            "DELETE FROM evidence WHERE evidence_id = ? AND message_sequence IS NULL", (evidence_id,)
        ).rowcount
        if not deleted and self.get(evidence_id) is not None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)

    def release(self, parcel_id: str, evidence_ids: Iterable[str]) -> tuple[str, ...]:
        """Take those of the files off the index that are this undecided parcel's own."""
        return tuple(
            evidence_id
            for evidence_id in evidence_ids
            if self._connection.execute(
                "DELETE FROM evidence WHERE evidence_id = ? AND parcel_id = ? AND message_sequence IS NULL",
                (evidence_id, parcel_id),
            ).rowcount
        )

    def known(self, evidence_ids: Sequence[str]) -> set[str]:
        """Those of them that are indexed and whose bytes may be in the vault."""
        rows = self._connection.execute(
            "SELECT evidence_id FROM evidence WHERE file_gone = 0 AND evidence_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(evidence_ids)),),
        )
        return {text(row[0]) for row in rows}

    def all_ids(self) -> set[str]:
        """Every indexed file whose bytes may be in the vault."""
        rows = self._connection.execute("SELECT evidence_id FROM evidence WHERE file_gone = 0")
        return {text(row[0]) for row in rows}
