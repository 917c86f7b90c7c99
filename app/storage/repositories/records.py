"""Lists for the screen and the command line: masked, newest or oldest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.masking import masked_name
from app.ports import QueueRow, RecordKind, RecordRow
from app.storage.columns import blob, integer, micros, moment, optional_integer, optional_moment, optional_text, text
from app.storage.connection import Connection, Row, SqlValue
from app.storage.parcel_codec import decoded
from app.storage.repositories.totals import counts
from sync.ports import OutboxCounts
from sync.state import EvidenceState, MessageState

_END_OF_TIME: Final = 2**62

_FILES: Final = """
       (SELECT count(*) FROM evidence AS e WHERE e.message_sequence = o.sequence AND e.upload = 1),
       (SELECT count(*) FROM evidence AS e
        WHERE e.message_sequence = o.sequence AND e.upload = 1 AND e.state = 'delivered')
"""

_ACCEPTED: Final = (
    "SELECT 'acceptance', r.acceptance_id, r.accepted_at AS at, r.snapshot, NULL, r.clerk,"
    " o.state, o.attempts, o.last_outcome, {files} FROM {join} WHERE r.accepted_at < ? {states}"
)
_REFUSED: Final = (
    "SELECT 'refusal', r.refusal_id, r.refused_at AS at, r.snapshot, r.reason, r.clerk,"
    " o.state, o.attempts, o.last_outcome, {files} FROM {join} WHERE r.refused_at < ? {states}"
)

# CROSS JOIN fixes the order in SQLite. All records are read by time; what is not delivered yet is little beside them,
# so a list of such states starts from the partial indexes (which need their own condition, word for word).
_BY_TIME: Final = "{table} AS r CROSS JOIN outbox AS o ON o.message_id = r.message_id"
_FROM_OPEN: Final = """
    (SELECT sequence FROM outbox WHERE state IN ('pending', 'leased')
     UNION ALL SELECT sequence FROM outbox WHERE state = 'rejected') AS still_open
    CROSS JOIN outbox AS o ON o.sequence = still_open.sequence
    CROSS JOIN {table} AS r ON r.message_id = o.message_id
"""

_QUEUED_MESSAGE: Final = """
SELECT 'message', message_id, kind, state, sequence, attempts, not_before, last_outcome, created_at AS created,
       length(body) FROM outbox
"""
_QUEUED_FILE: Final = """
SELECT 'evidence', evidence_id, media_type, state, NULL, attempts, not_before, last_outcome, created_at, size
FROM evidence
"""
_QUEUE: Final = f"""
{_QUEUED_MESSAGE} WHERE state IN ('pending', 'leased')
UNION ALL {_QUEUED_MESSAGE} WHERE state = 'rejected'
UNION ALL {_QUEUED_FILE}
    WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
UNION ALL {_QUEUED_FILE} WHERE state = 'rejected'
ORDER BY created, 2 LIMIT ?
"""


class StoreRecordList:
    """ports.RecordList."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(
        self, *, limit: int, before: datetime | None = None, states: Sequence[MessageState] = ()
    ) -> list[RecordRow]:
        """Newest first; all states when ``states`` is empty."""
        until = _END_OF_TIME if before is None else micros(before)
        wanted = tuple(state.value for state in states)
        join = _BY_TIME if not states or MessageState.DELIVERED in states else _FROM_OPEN
        sql = " UNION ALL ".join(
            template.format(files=_FILES, join=join.format(table=table), states=_states_clause(len(wanted)))
            for template, table in ((_ACCEPTED, "acceptances"), (_REFUSED, "refusals"))
        )
        parameters: tuple[SqlValue, ...] = (until, *wanted, until, *wanted, limit)
        return [_record(row) for row in self._connection.execute(f"{sql} ORDER BY at DESC, 2 DESC LIMIT ?", parameters)]

    def queue(self, *, limit: int) -> list[QueueRow]:
        """What waits and what was rejected, oldest first."""
        return [_queue_row(row) for row in self._connection.execute(_QUEUE, (limit,))]

    def counts(self) -> OutboxCounts:
        """The sums."""
        return counts(self._connection)


def _states_clause(count: int) -> str:
    if not count:
        return ""
    return f"AND o.state IN ({', '.join('?' * count)})"


def _record(row: Row) -> RecordRow:
    kind, record_id, at, snapshot, reason, clerk, state, attempts, last_outcome, total, delivered = row
    parcel = decoded(blob(snapshot))
    return RecordRow(
        record_id=text(record_id),
        kind=RecordKind(text(kind)),
        at=moment(at),
        waybill_number=parcel.waybill.number if parcel.waybill else None,
        carrier=parcel.waybill.carrier if parcel.waybill else None,
        sender_masked=masked_name(parcel.sender.document.name) if parcel.sender else "",
        item_category=parcel.inspection.item_category,
        refusal_reason=optional_text(reason),
        clerk=ClerkNumber(text(clerk)),
        message_state=MessageState(text(state)),
        attempts=integer(attempts),
        last_outcome=optional_text(last_outcome),
        evidence_total=integer(total),
        evidence_delivered=integer(delivered),
    )


def _queue_row(row: Row) -> QueueRow:
    subject, identifier, kind, state, sequence, attempts, not_before, last_outcome, created_at, size = row
    is_message = subject == "message"
    return QueueRow(
        subject=text(subject),
        identifier=text(identifier),
        kind=text(kind),
        state=MessageState(text(state)) if is_message else EvidenceState(text(state)),
        sequence=optional_integer(sequence),
        attempts=integer(attempts),
        not_before=optional_moment(not_before),
        last_outcome=optional_text(last_outcome),
        created_at=moment(created_at),
        size=integer(size),
    )
