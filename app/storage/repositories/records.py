"""Lists for the screen and the command line: masked, newest or oldest first."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.correction import corrected_parcel
from app.domain.masking import masked_name
from app.domain.reconciliation import MessageTally
from app.ports import QueueRow, RecordKind, RecordRow
from app.storage.columns import (
    END_OF_TIME,
    blob,
    integer,
    micros,
    moment,
    optional_integer,
    optional_moment,
    optional_text,
    text,
)
from app.storage.connection import Connection, Row, SqlValue
from app.storage.parcel_codec import decoded
from app.storage.repositories.repairs import StoreRepairs
from app.storage.repositories.totals import counts, tally
from sync.ports import OutboxCounts
from sync.state import EvidenceState, MessageState

# CROSS JOIN fixes the order in SQLite. All records are read by time; what is not delivered yet is little beside them,
# so a list of such states starts from the partial indexes (which need their own condition, word for word). A message is
# created with its record, so both have the same time; but for late entries, of which there are few: all are looked at.
_BY_TIME: Final = "{table} AS r CROSS JOIN outbox AS o ON o.message_id = r.message_id"
_FROM_OPEN: Final = """
    (SELECT sequence FROM (
         SELECT sequence FROM outbox INDEXED BY outbox_waiting
         WHERE state IN ('pending', 'leased') AND kind = '{kind}' AND created_at < :until
           AND state IN (SELECT value FROM json_each(:states))
         ORDER BY created_at DESC, sequence DESC LIMIT :limit + (SELECT count(*) FROM late_entries))
     UNION SELECT late.sequence FROM late_entries CROSS JOIN outbox AS late ON late.message_id = late_entries.message_id
           WHERE late.state IN ('pending', 'leased') AND late.state IN (SELECT value FROM json_each(:states))
     UNION SELECT sequence FROM outbox INDEXED BY outbox_rejected WHERE state = 'rejected') AS still_open
    CROSS JOIN outbox AS o ON o.sequence = still_open.sequence
    CROSS JOIN {table} AS r ON r.message_id = o.message_id
"""
# The newest records of a kind are picked first, so that files are counted for one page only: all of a record and the
# delivered ones in one walk, because in a store of years each look-up goes through one level more.
_NEWEST: Final = """
SELECT * FROM (
    SELECT '{kind}' AS kind, r.{kind}_id AS record_id, r.{time} AS at, r.snapshot, {reason} AS reason, r.clerk,
           o.sequence, o.state, o.attempts, o.last_outcome, {restricted} AS restricted, {purged} AS text_purged,
           r.message_id
    FROM {source}
    WHERE r.{time} < :until AND (:every_state OR o.state IN (SELECT value FROM json_each(:states)))
    ORDER BY r.{time} DESC, r.number DESC LIMIT :limit)
"""
_PAGE: Final = """
SELECT p.kind, p.record_id, p.at, p.snapshot, p.reason, p.clerk, p.state, p.attempts, p.last_outcome, p.restricted,
       p.text_purged,
       CASE WHEN EXISTS (SELECT 1 FROM corrections AS c WHERE c.original_id = p.message_id) THEN p.message_id END,
       (SELECT count(*) || ' ' || count(CASE e.state WHEN 'delivered' THEN 1 END) FROM evidence AS e
        WHERE e.message_sequence = p.sequence AND e.upload = 1)
FROM ({accepted} UNION ALL {refused} ORDER BY at DESC, record_id DESC LIMIT :limit) AS p
ORDER BY p.at DESC, p.record_id DESC
"""


def _page_from(source: str) -> str:
    accepted = source.format(kind="acceptance", table="acceptances")
    refused = source.format(kind="refusal", table="refusals")
    return _PAGE.format(
        accepted=_NEWEST.format(
            kind="acceptance",
            time="accepted_at",
            reason="NULL",
            restricted="r.restricted",
            purged="r.text_purge IS NOT NULL",
            source=accepted,
        ),
        refused=_NEWEST.format(
            kind="refusal", time="refused_at", reason="r.reason", restricted="0", purged="0", source=refused
        ),
    )


_ALL_RECORDS: Final = _page_from(_BY_TIME)
_OPEN_RECORDS: Final = _page_from(_FROM_OPEN)

# Each part picks its oldest from an index alone before any row is read.
_QUEUE: Final = """
SELECT 'message' AS subject, message_id AS identifier, kind, state, sequence, attempts, not_before, last_outcome,
       created_at, length(body), rejected_pointer,
       (SELECT original_id FROM corrections WHERE corrections.message_id = outbox.message_id),
       EXISTS (SELECT 1 FROM repairs_given_up
               WHERE subject = 'message' AND identifier = outbox.message_id AND taken_up_at IS NULL)
FROM outbox WHERE sequence IN (
    SELECT sequence FROM (
        SELECT sequence FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased')
        ORDER BY created_at, sequence LIMIT :limit)
    UNION ALL
    SELECT sequence FROM (
        SELECT sequence FROM outbox INDEXED BY outbox_rejected WHERE state = 'rejected'
        ORDER BY sequence LIMIT :limit))
UNION ALL
SELECT 'evidence', evidence_id, media_type, state, NULL, attempts, not_before, last_outcome, created_at, size,
       rejected_pointer, NULL,
       EXISTS (SELECT 1 FROM repairs_given_up
               WHERE subject = 'evidence' AND identifier = evidence.evidence_id AND taken_up_at IS NULL)
FROM evidence WHERE number IN (
    SELECT number FROM (
        SELECT number FROM evidence INDEXED BY evidence_waiting
        WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
        ORDER BY message_sequence, number LIMIT :limit)
    UNION ALL
    SELECT number FROM (
        SELECT number FROM evidence INDEXED BY evidence_rejected WHERE state = 'rejected'
        ORDER BY number LIMIT :limit))
ORDER BY created_at, identifier LIMIT :limit
"""


class StoreRecordList:
    """ports.RecordList."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._repairs = StoreRepairs(connection)

    def page(
        self, *, limit: int, before: datetime | None = None, states: Sequence[MessageState] = ()
    ) -> list[RecordRow]:
        """Newest first; all states when ``states`` is empty."""
        parameters: dict[str, SqlValue] = {
            "until": END_OF_TIME if before is None else micros(before),
            "states": json.dumps([state.value for state in states]),
            "every_state": not states,
            "limit": limit,
        }
        only_open = states and MessageState.DELIVERED not in states
        rows = self._connection.execute(_OPEN_RECORDS if only_open else _ALL_RECORDS, parameters)
        return [self._record(row) for row in rows.fetchall()]

    def queue(self, *, limit: int) -> list[QueueRow]:
        """What waits and what was rejected, oldest first."""
        return [_queue_row(row) for row in self._connection.execute(_QUEUE, {"limit": limit})]

    def counts(self) -> OutboxCounts:
        """The sums."""
        return counts(self._connection)

    def tally(self) -> MessageTally:
        """Each figure counted by itself."""
        return tally(self._connection)

    def _record(self, row: Row) -> RecordRow:
        kind, record_id, at, snapshot, reason, clerk, state, attempts, last_outcome, *rest = row
        restricted, purged, mended_id, files = rest
        total, delivered = text(files).split()
        sent = self._repairs.corrections(text(mended_id)) if mended_id is not None else []
        made = [correction for correction in sent if correction.state is not MessageState.REJECTED]
        changes = [change for correction in made for change in correction.made.changes]
        parcel = corrected_parcel(decoded(blob(snapshot)), changes)
        return RecordRow(
            record_id=text(record_id),
            kind=RecordKind(text(kind)),
            at=moment(at),
            waybill_number=parcel.waybill.number if parcel.waybill else None,
            carrier=parcel.waybill.carrier if parcel.waybill else None,
            sender_masked=masked_sender(parcel),
            item_category=parcel.inspection.item_category,
            refusal_reason=optional_text(reason),
            clerk=ClerkNumber(text(clerk)),
            message_state=MessageState(text(state)),
            attempts=integer(attempts),
            last_outcome=optional_text(last_outcome),
            evidence_total=int(total),
            evidence_delivered=int(delivered),
            sending=parcel.sending,
            restricted=bool(integer(restricted)),
            text_purged=bool(integer(purged)),
            corrected=bool(made),
            late=parcel.late is not None,
        )


def masked_sender(parcel: Parcel) -> str:
    """The person who handed it in; without one, the customer whose agreement spared the check."""
    if parcel.sender is not None:
        return masked_name(parcel.sender.document.name)
    return masked_name(parcel.customer.name) if parcel.customer is not None else ""


def _queue_row(row: Row) -> QueueRow:
    subject, identifier, kind, state, sequence, attempts, not_before, last_outcome, created_at, size, *repair = row
    pointer, corrects, given_up = repair
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
        pointer=optional_text(pointer),
        corrects=optional_text(corrects),
        given_up=bool(integer(given_up)),
    )
