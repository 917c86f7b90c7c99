"""What waits in the outbox, looked at without touching it, page by page.

Invariants:
- Nothing is written: no lease, no attempt.
- A page is found through the partial indexes of what waits, whatever else the store holds.
"""

from dataclasses import dataclass
from typing import Final

from app.storage.columns import blob, integer, text
from app.storage.connection import Connection
from sync.bundle.plan import UnsentFile

_MESSAGES: Final = """
SELECT sequence, message_id, length(body) FROM outbox WHERE sequence IN (
    SELECT sequence FROM outbox INDEXED BY outbox_waiting
    WHERE state IN ('pending', 'leased') AND urgent = ? AND sequence > ?
    ORDER BY sequence LIMIT ?)
ORDER BY sequence
"""
_FILES: Final = """
SELECT e.message_sequence, e.number, e.evidence_id, e.sha256, e.size, e.media_type,
       o.message_id, length(o.body), o.state
FROM evidence AS e INDEXED BY evidence_waiting JOIN outbox AS o ON o.sequence = e.message_sequence
WHERE e.message_sequence IS NOT NULL AND e.upload = 1 AND e.state IN ('pending', 'leased', 'uploaded')
  AND (e.message_sequence, e.number) > (?, ?)
ORDER BY e.message_sequence, e.number LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """A message without a receipt that the province has not refused. ``size`` is its body's, in bytes."""

    sequence: int
    message_id: str
    size: int


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file without a receipt, and its message. ``message_state`` is a ``sync.state.MessageState`` value."""

    number: int
    file: UnsentFile
    message: WaitingMessage
    message_state: str


class StoreUnsentList:
    """Reads what waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def messages(self, *, urgent: bool, after: int, limit: int) -> list[WaitingMessage]:
        """The next ones behind the sequence ``after``."""
        rows = self._connection.execute(_MESSAGES, (int(urgent), after, limit))
        return [WaitingMessage(integer(sequence), text(name), integer(size)) for sequence, name, size in rows]

    def files(self, *, after: tuple[int, int], limit: int) -> list[WaitingFile]:
        """The next ones behind a message's sequence and a file's number."""
        found = []
        for row in self._connection.execute(_FILES, (*after, limit)):
            sequence, number, evidence_id, sha256, size, media_type, message_id, body_size, state = row
            message = WaitingMessage(integer(sequence), text(message_id), integer(body_size))
            file = UnsentFile(text(evidence_id), message.message_id, text(sha256), integer(size), text(media_type))
            found.append(WaitingFile(integer(number), file, message, text(state)))
        return found

    def body(self, message_id: str) -> bytes | None:
        """The frozen body; None when it is no longer kept."""
        row = self._connection.execute("SELECT body FROM outbox WHERE message_id = ?", (message_id,)).fetchone()
        return None if row is None or row[0] is None else blob(row[0])
