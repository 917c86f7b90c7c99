"""What is kept under a term, and what was purged.

Invariants:
- Every look starts from an index over what is not purged yet: a store that has purged for years is no slower.
- The schema's triggers refuse a purge of what has no receipt, whatever is asked for here; of a correction that was
  returned, the receipt of its record counts.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from app.domain.acceptance import Parcel
from app.domain.retention import images_of
from app.domain.retention_rules import RECORD_CLASSES, RetentionClass
from app.ports import Acceptance
from app.retention_ports import Purge, RetainedCorrection, RetainedFile, RetainedMessage
from app.storage.columns import integer, micros, moment, one, optional_moment, optional_text, text
from app.storage.connection import Connection, Row
from app.storage.parcel_codec import encoded
from app.storage.repositories.acceptances import StoreAcceptances
from app.storage.repositories.retention_sums import StoreRetentionSums
from sync.words import Kind

PURGED_HASH: Final = "purged"
"""In place of a document's hash: nobody's document has it, and the record does not count as without identity."""

_COLUMNS: Final = "message_id, sequence, kind, digest, proven_at, receipt, cleared"
# A refusal has no people; what is left of it after its photos stays.
_KINDS: Final = {
    RetentionClass.IDENTITY_IMAGES: ("acceptance", "refusal"),
    RetentionClass.INSPECTION_PHOTOS: ("acceptance", "refusal"),
    RetentionClass.RECORD_TEXT: ("acceptance",),
}
_MESSAGES: Final = f"""
SELECT {_COLUMNS} FROM outbox INDEXED BY outbox_retained
WHERE state = 'delivered' AND cleared < 3 AND cleared = ? AND kind = ? AND proven_at <= ?
  AND (proven_at, sequence) > (?, ?)
ORDER BY proven_at, sequence LIMIT ?
"""  # noqa: S608 # column names of our own
_MESSAGE: Final = f"SELECT {_COLUMNS} FROM outbox WHERE message_id = ? AND state = 'delivered'"  # noqa: S608 # same
_NEWEST: Final = """
SELECT max(newest) FROM (
    SELECT (SELECT max(proven_at) FROM outbox INDEXED BY outbox_retained
            WHERE state = 'delivered' AND cleared < 3 AND cleared = stage.column1 AND kind = kinds.column1) AS newest
    FROM (VALUES (0), (1), (2)) AS stage, (VALUES ('acceptance'), ('refusal')) AS kinds)
"""


class StoreRetention(StoreRetentionSums):
    """retention_ports.RetentionRepository; the sums and traces come from its base."""

    def __init__(self, connection: Connection, acceptances: StoreAcceptances) -> None:
        super().__init__(connection, acceptances)
        self._connection = connection
        self._acceptances = acceptances
        self._forget_body: str | None = None

    def newest_receipt(self) -> datetime | None:
        """The latest time that the province has signed."""
        return optional_moment(one(self._connection.execute(_NEWEST).fetchone())[0])

    def counted_by(self) -> datetime | None:
        """The latest time by which an earlier purge counted."""
        return optional_moment(one(self._connection.execute("SELECT max(counted_by) FROM purges").fetchone())[0])

    def messages(
        self, retention_class: RetentionClass, until: datetime, after: RetainedMessage | None, limit: int
    ) -> list[RetainedMessage]:
        """Those that lose this class next, oldest first."""
        stage = RECORD_CLASSES.index(retention_class)
        behind = (0, 0) if after is None else (micros(after.proven_at), after.sequence)
        found: list[RetainedMessage] = []
        for kind in _KINDS[retention_class]:
            rows = self._connection.execute(_MESSAGES, (stage, kind, micros(until), *behind, limit))
            found += [_message(row) for row in rows]
        return sorted(found, key=lambda message: (message.proven_at, message.sequence))[:limit]

    def message(self, message_id: str) -> RetainedMessage | None:
        """By id; None while it has no receipt."""
        row = self._connection.execute(_MESSAGE, (message_id,)).fetchone()
        return None if row is None else _message(row)

    def next_acceptance(self, acceptance_id: str) -> Acceptance | None:
        """The one that was accepted right after it."""
        row = self._connection.execute(
            "SELECT acceptance_id FROM acceptances"
            " WHERE number > (SELECT number FROM acceptances WHERE acceptance_id = ?) ORDER BY number LIMIT 1",
            (acceptance_id,),
        ).fetchone()
        return None if row is None else self._acceptances.get(text(row[0]))

    def images(self, parcel: Parcel) -> list[RetainedFile]:
        """The parcel's own pictures of people that are still there."""
        found = (
            self._connection.execute(
                "SELECT evidence_id, sha256, size, upload, receipt FROM evidence"
                " WHERE evidence_id = ? AND parcel_id = ? AND upload = 0 AND purge IS NULL",
                (evidence_id, parcel.parcel_id),
            ).fetchone()
            for evidence_id in images_of(parcel)
        )
        return [_file(row) for row in found if row is not None]

    def photos(self, sequence: int) -> list[RetainedFile]:
        """Those that went with that message and are still there."""
        rows = self._connection.execute(
            "SELECT evidence_id, sha256, size, upload, receipt FROM evidence"
            " WHERE message_sequence = ? AND purge IS NULL ORDER BY number",
            (sequence,),
        )
        return [_file(row) for row in rows]

    def corrections(self, message_id: str) -> list[RetainedCorrection]:
        """Those whose text is still there, oldest first."""
        rows = self._connection.execute(
            "SELECT o.message_id, o.digest, o.state IN ('pending', 'leased') FROM corrections AS c"
            " JOIN outbox AS o ON o.message_id = c.message_id"
            " WHERE c.original_id = ? AND o.text_purge IS NULL ORDER BY o.sequence",
            (message_id,),
        )
        return [RetainedCorrection(text(name), text(digest), bool(integer(waits))) for name, digest, waits in rows]

    def begin(self, purge: Purge) -> int:
        """Keep the proof; returns its number."""
        self._connection.execute(
            "INSERT INTO purges (purge_id, class, days, policy_digest, purged_at, counted_by, count, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                purge.purge_id,
                purge.retention_class.value,
                purge.days,
                purge.policy_digest,
                micros(purge.purged_at),
                micros(purge.counted_by),
                purge.count,
                purge.digest,
            ),
        )
        return integer(one(self._connection.execute("SELECT max(number) FROM purges").fetchone())[0])

    def forget_key(self, evidence_id: str, purge: int) -> None:
        """The key goes; the row stays."""
        self._connection.execute(
            "UPDATE evidence SET wrapped_key = x'', purge = ? WHERE evidence_id = ?", (purge, evidence_id)
        )

    def forget_text(self, acceptance: Acceptance, left: Parcel, purge: int, at: datetime) -> None:
        """Snapshot, hashes, the bodies of the message and of its corrections, what was noted about the document."""
        self._connection.execute(
            "UPDATE acceptances SET snapshot = ?, phone_hash = '', text_purge = ?, text_purged_at = ?,"
            " document_hash = CASE document_hash WHEN '' THEN '' ELSE ? END WHERE acceptance_id = ?",
            (encoded(left), purge, micros(at), PURGED_HASH, acceptance.acceptance_id),
        )
        self._connection.execute("PRAGMA defer_foreign_keys = ON")  # until this transaction ends
        corrections = self.corrections(acceptance.message_id)
        for message_id in (acceptance.message_id, *(kept.message_id for kept in corrections)):
            self._connection.execute(self._forgetting_body(), (purge, message_id))
        self._connection.execute("UPDATE corrections SET changes = x'' WHERE original_id = ?", (acceptance.message_id,))
        self._connection.execute("DELETE FROM rule_uses WHERE acceptance_id = ?", (acceptance.acceptance_id,))
        self._connection.execute("DELETE FROM province_remarks WHERE message_id = ?", (acceptance.message_id,))

    def _forgetting_body(self) -> str:
        """A row that shrinks in place frees no page; taken out and put back it lets SQLite merge the page it leaves."""
        if self._forget_body is None:
            names = [text(row[1]) for row in self._connection.execute("PRAGMA table_info(outbox)").fetchall()]
            values = ", ".join({"body": "x''", "text_purge": "?1"}.get(name, name) for name in names)
            self._forget_body = (
                f"INSERT OR REPLACE INTO outbox ({', '.join(names)}) SELECT {values} FROM outbox WHERE message_id = ?2"  # noqa: S608 # our own
            )
        return self._forget_body

    def cleared(self, message_id: str, retention_class: RetentionClass) -> None:
        """The record has lost this class."""
        self._connection.execute(
            "UPDATE outbox SET cleared = ? WHERE message_id = ?",
            (RECORD_CLASSES.index(retention_class) + 1, message_id),
        )

    def files_to_remove(self, limit: int) -> list[str]:
        """Files whose key is gone and whose bytes may still be on the disk."""
        rows = self._connection.execute(
            "SELECT evidence_id FROM evidence INDEXED BY evidence_to_remove"
            " WHERE purge IS NOT NULL AND file_gone = 0 ORDER BY number LIMIT ?",
            (limit,),
        )
        return [text(row[0]) for row in rows]

    def files_removed(self, evidence_ids: Sequence[str]) -> None:
        """Their bytes are gone."""
        for evidence_id in evidence_ids:
            self._connection.execute("UPDATE evidence SET file_gone = 1 WHERE evidence_id = ?", (evidence_id,))

    def senders_before(self, moment: datetime, kept: Collection[str], limit: int) -> list[str]:
        """Hashes of returning senders seen last before then, without those of ``kept``."""
        rows = self._connection.execute(
            "SELECT document_hash FROM known_senders WHERE last_seen < ? LIMIT ?", (micros(moment), limit + len(kept))
        )
        return [hashed for row in rows if (hashed := text(row[0])) not in kept][:limit]

    def forget_senders(self, document_hashes: Sequence[str]) -> None:
        """Their phones and addresses go."""
        for hashed in document_hashes:
            self._connection.execute("DELETE FROM known_senders WHERE document_hash = ?", (hashed,))


def _message(row: Row) -> RetainedMessage:
    message_id, sequence, kind, digest, proven_at, receipt, cleared = row
    return RetainedMessage(
        message_id=text(message_id),
        sequence=integer(sequence),
        kind=Kind(text(kind)),
        digest=text(digest),
        proven_at=moment(proven_at),
        receipt=text(receipt),
        cleared=integer(cleared),
    )


def _file(row: Row) -> RetainedFile:
    evidence_id, sha256, size, upload, receipt = row
    return RetainedFile(text(evidence_id), text(sha256), integer(size), bool(integer(upload)), optional_text(receipt))
