"""The sync engine's side of the outbox: evidence files.

Invariants:
- Every change of state comes from ``sync.state.EVIDENCE_STEPS``.
- A file is claimable once its message is delivered (``released``), oldest message first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, assert_never

from app.audit_ports import AuditEntry, AuditTrail
from app.storage.columns import integer, micros, one, optional_integer, optional_text, text
from app.storage.connection import Connection, Row
from app.storage.errors import StoreRuleError
from sync.ports import Deferred, EvidenceSettlement, OutboxEvidence, Refused, Uploaded, VerifiedEvidenceReceipt
from sync.state import EVIDENCE_STEPS, LONGEST_WAIT, RECEIPT_OVERDUE_AFTER, EvidenceEvent, EvidenceState

# The first three conditions are those of the partial index, word for word.
_DUE: Final = """
SELECT number FROM evidence INDEXED BY evidence_waiting
WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
  AND released = 1 AND due_at <= ?
ORDER BY message_sequence, number LIMIT ?
"""
_NEXT_DUE: Final = """
SELECT min(due_at) FROM evidence INDEXED BY evidence_waiting
WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded') AND released = 1
"""
# As for messages.
_RECOVER_LEASES: Final = """
UPDATE evidence SET leased_until = ?1, due_at = ?1 WHERE number IN (
    SELECT number FROM evidence INDEXED BY evidence_waiting
    WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
      AND state = 'leased' AND due_at > ?1)
"""
# As for messages: of a file that is not leased ``due_at`` is ``not_before``.
_RECOVER_DATES: Final = """
UPDATE evidence SET not_before = ?1, due_at = ?1 WHERE number IN (
    SELECT number FROM evidence INDEXED BY evidence_waiting
    WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
      AND state IN ('pending', 'uploaded') AND due_at > ?2)
"""
_UPLOADED: Final = """
SELECT EXISTS (
    SELECT 1 FROM evidence INDEXED BY evidence_waiting
    WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
      AND state = 'uploaded')
"""
_CLAIMABLE: Final = """
SELECT e.evidence_id, o.message_id, e.sha256, e.size, e.media_type, e.attempts, e.upload_url, e.bytes_confirmed, e.state
FROM evidence AS e JOIN outbox AS o ON o.sequence = e.message_sequence WHERE e.number = ?
"""


class StoreEvidenceDelivery:
    """Claims and settles files, inside a unit of work."""

    def __init__(self, connection: Connection, audit: AuditTrail) -> None:
        self._connection = connection
        self._audit = audit

    def claim(self, now: datetime, lease: timedelta, *, max_files: int) -> list[OutboxEvidence]:
        """See sync.ports.Outbox.claim_evidence."""
        numbers = self._connection.execute(_DUE, (micros(now), max_files)).fetchall()
        return [self._claim_one(integer(number), now + lease) for (number,) in numbers]

    def note_progress(self, evidence_id: str, upload_url: str, bytes_confirmed: int) -> None:
        """See sync.ports.Outbox."""
        self._connection.execute(
            "UPDATE evidence SET upload_url = ?, bytes_confirmed = ? WHERE evidence_id = ?",
            (upload_url, bytes_confirmed, evidence_id),
        )

    def forget_upload(self, evidence_id: str) -> None:
        """See sync.ports.Outbox."""
        self._connection.execute(
            "UPDATE evidence SET upload_url = NULL, bytes_confirmed = 0 WHERE evidence_id = ?", (evidence_id,)
        )

    def recover_leases(self, now: datetime) -> None:
        """See sync.ports.Outbox."""
        self._connection.execute(_RECOVER_LEASES, (micros(now),))

    def recover_dates(self, now: datetime) -> None:
        """See sync.ports.Outbox."""
        self._connection.execute(_RECOVER_DATES, (micros(now), micros(now + LONGEST_WAIT)))

    def settle(self, settlements: Sequence[EvidenceSettlement], now: datetime) -> None:
        """See sync.ports.Outbox.settle_evidence."""
        for settlement in settlements:
            match settlement:
                case Uploaded():
                    self._uploaded(settlement, now)
                case Deferred():
                    self._defer(settlement)
                case Refused():
                    self._refuse(settlement)
                case _:
                    assert_never(settlement)

    def apply_receipt(self, receipt: VerifiedEvidenceReceipt, now: datetime) -> None:
        """Deliver the file that the receipt names. One that does not match is noted and changes nothing."""
        claims = receipt.claims
        row = self._connection.execute(
            "SELECT state, sha256, size FROM evidence WHERE evidence_id = ? AND message_sequence IS NOT NULL",
            (claims.sub,),
        ).fetchone()
        if row is None or row[1:] != (claims.sha256, claims.size):
            self._audit.append(
                AuditEntry(now, None, "evidence_receipt_mismatch", claims.sub, {"digest": claims.sha256})
            )
            return
        before = EvidenceState(text(row[0]))
        after = EVIDENCE_STEPS[before, EvidenceEvent.RECEIPT_VERIFIED]
        if before is after:
            return
        self._connection.execute(
            "UPDATE evidence SET state = ?, receipt = ?, delivered_at = ?, proven_at = ?, last_outcome = ?,"
            " bytes_confirmed = size,"
            " not_before = NULL, leased_until = NULL, due_at = NULL, rejected_pointer = NULL,"
            " rejected_detail = NULL"
            " WHERE evidence_id = ?",
            (after.value, receipt.jws, micros(now), micros(claims.received_at), after.value, claims.sub),
        )

    def expects_receipts(self) -> bool:
        """Whether a file is uploaded without its receipt."""
        return bool(one(self._connection.execute(_UPLOADED).fetchone())[0])

    def next_due(self) -> int | None:
        """The earliest time (microseconds) at which a claimable file is due; None when none waits."""
        return optional_integer(one(self._connection.execute(_NEXT_DUE).fetchone())[0])

    def _claim_one(self, number: int, until: datetime) -> OutboxEvidence:
        row = one(self._connection.execute(_CLAIMABLE, (number,)).fetchone())
        state = EvidenceState(text(row[8]))
        file = _claimed(row, begin_anew=state is EvidenceState.UPLOADED)
        self._connection.execute(
            "UPDATE evidence SET state = ?, attempts = ?, leased_until = ?, due_at = ?, not_before = NULL,"
            " upload_url = ?, bytes_confirmed = ? WHERE number = ?",
            (
                _leased(state).value,
                file.attempts,
                micros(until),
                micros(until),
                file.upload_url,
                file.bytes_confirmed,
                number,
            ),
        )
        return file

    def _uploaded(self, uploaded: Uploaded, now: datetime) -> None:
        after = self._stepped(uploaded.evidence_id, EvidenceEvent.UPLOAD_FINISHED)
        overdue = micros(now + RECEIPT_OVERDUE_AFTER)
        self._connection.execute(
            "UPDATE evidence SET state = ?, last_outcome = ?, leased_until = NULL, not_before = ?, due_at = ?,"
            " bytes_confirmed = size WHERE evidence_id = ?",
            (after.value, after.value, overdue, overdue, uploaded.evidence_id),
        )

    def _defer(self, deferred: Deferred) -> None:
        after = self._stepped(deferred.subject_id, EvidenceEvent.DEFERRED)
        self._connection.execute(
            "UPDATE evidence SET state = ?, attempts = attempts - ?, not_before = ?, due_at = ?, leased_until = NULL,"
            " last_outcome = ? WHERE evidence_id = ?",
            (
                after.value,
                int(not deferred.counts),
                micros(deferred.not_before),
                micros(deferred.not_before),
                deferred.cause,
                deferred.subject_id,
            ),
        )

    def _refuse(self, refused: Refused) -> None:
        after = self._stepped(refused.subject_id, EvidenceEvent.REFUSED)
        self._connection.execute(
            "UPDATE evidence SET state = ?, not_before = NULL, leased_until = NULL, due_at = NULL, last_outcome = ?,"
            " rejected_pointer = ?, rejected_detail = ? WHERE evidence_id = ?",
            (after.value, refused.code, refused.pointer, refused.detail, refused.subject_id),
        )

    def _stepped(self, evidence_id: str, event: EvidenceEvent) -> EvidenceState:
        row = self._connection.execute("SELECT state FROM evidence WHERE evidence_id = ?", (evidence_id,)).fetchone()
        after = None if row is None else EVIDENCE_STEPS.get((EvidenceState(text(row[0])), event))
        if after is None:
            raise StoreRuleError(event.value)
        return after


def _leased(state: EvidenceState) -> EvidenceState:
    match state:
        case EvidenceState.LEASED:
            state = EVIDENCE_STEPS[state, EvidenceEvent.LEASE_EXPIRED]
        case EvidenceState.UPLOADED:
            state = EVIDENCE_STEPS[state, EvidenceEvent.RECEIPT_OVERDUE]
        case EvidenceState.PENDING | EvidenceState.DELIVERED | EvidenceState.REJECTED:
            pass
        case _:
            assert_never(state)
    return EVIDENCE_STEPS[state, EvidenceEvent.CLAIMED]


def _claimed(row: Row, *, begin_anew: bool) -> OutboxEvidence:
    evidence_id, message_id, sha256, size, media_type, attempts, upload_url, bytes_confirmed, _ = row
    return OutboxEvidence(
        evidence_id=text(evidence_id),
        message_id=text(message_id),
        sha256=text(sha256),
        size=integer(size),
        media_type=text(media_type),
        attempts=integer(attempts) + 1,
        upload_url=None if begin_anew else optional_text(upload_url),
        bytes_confirmed=0 if begin_anew else integer(bytes_confirmed),
    )
