"""The writing side of the outbox."""

from datetime import datetime
from typing import Final

from app.domain.errors import DomainError, DomainFault
from app.ports import ChainHead, QueuedMessage
from app.storage.columns import blob, integer, micros, moment, text
from app.storage.connection import Connection
from app.storage.errors import StorageError, StorageFault
from sync.draws import ChainLink
from sync.state import MESSAGE_STEPS, MessageEvent, MessageState
from sync.words import URGENT_KINDS, Kind

GENESIS: Final = ChainHead(sequence=0, digest="0" * 64)
"""Before a terminal's first message (``sync.digests.GENESIS_DIGEST``, which would load pydantic)."""


class StoreOutboxWriter:
    """ports.OutboxWriter."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: ChainHead | None = None
        """The head as the caller of ``enqueue`` has just read it. One that a rollback made stale cannot do harm: its
        sequence is taken (PRIMARY KEY), or it is the head again."""

    def head(self) -> ChainHead:
        """The chain's end."""
        self._seen = self._head()
        return self._seen

    def _head(self) -> ChainHead:
        row = self._connection.execute("SELECT sequence, digest FROM outbox ORDER BY sequence DESC LIMIT 1").fetchone()
        return GENESIS if row is None else ChainHead(integer(row[0]), text(row[1]))

    def enqueue(self, message: QueuedMessage) -> None:
        """Queue the message and tie its evidence to it.

        Raises DomainError(STEP_NOT_ALLOWED) unless it follows the head, and StorageError(EVIDENCE_MISSING) for a file
        that is not indexed.
        """
        head, self._seen = self._seen or self._head(), None
        if (message.sequence - 1, message.previous_digest) != (head.sequence, head.digest):
            raise DomainError(DomainFault.STEP_NOT_ALLOWED, "sequence")
        self._connection.execute(
            "INSERT INTO outbox (sequence, message_id, kind, urgent, schema_version, digest, previous_digest,"
            " subject_id, created_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                message.sequence,
                message.message_id,
                message.kind.value,
                int(message.kind in URGENT_KINDS),
                message.schema_version,
                message.digest,
                message.previous_digest,
                message.subject_id,
                micros(message.created_at),
                message.body,
            ),
        )
        for photo in message.evidence:
            self._tie(photo.evidence_id, message.sequence)

    def body(self, message_id: str) -> bytes | None:
        """The message as it was frozen; None once its text was purged."""
        row = self._connection.execute(
            "SELECT body FROM outbox WHERE message_id = ? AND text_purge IS NULL", (message_id,)
        ).fetchone()
        return None if row is None else blob(row[0])

    def links(self, starts_at: datetime, ends_at: datetime) -> list[ChainLink]:
        """The messages of a period, by sequence."""
        rows = self._connection.execute(
            "SELECT sequence, message_id, kind, digest, created_at FROM outbox INDEXED BY outbox_by_time"
            " WHERE created_at >= ? AND created_at < ? ORDER BY sequence",
            (micros(starts_at), micros(ends_at)),
        )
        return [
            ChainLink(integer(sequence), text(message_id), Kind(text(kind)), text(digest), moment(at))
            for sequence, message_id, kind, digest, at in rows
        ]

    def requeue(self, message_id: str) -> None:
        """Put a rejected message back, due at once.

        Raises DomainError(STEP_NOT_ALLOWED) for any other state, and for one whose text was purged.
        """
        row = self._connection.execute(
            "SELECT state FROM outbox WHERE message_id = ? AND text_purge IS NULL", (message_id,)
        ).fetchone()
        after = None if row is None else MESSAGE_STEPS.get((MessageState(text(row[0])), MessageEvent.REQUEUED))
        if after is None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        self._connection.execute(
            "UPDATE outbox SET state = ?, not_before = NULL, due_at = 0, rejected_pointer = NULL,"
            " rejected_detail = NULL WHERE message_id = ?",
            (after.value, message_id),
        )

    def _tie(self, evidence_id: str, sequence: int) -> None:
        tied = self._connection.execute(
            "UPDATE evidence SET message_sequence = ? WHERE evidence_id = ?", (sequence, evidence_id)
        ).rowcount
        if not tied:
            raise StorageError(StorageFault.EVIDENCE_MISSING)
