"""The sync engine's side of the outbox: messages.

Invariants:
- Every change of state comes from ``sync.state.MESSAGE_STEPS``.
- A receipt counts only when it names the digest that this store made; another one is noted in the audit trail.
- What the province remarked in a receipt is kept with the delivery it proves, in one transaction.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, assert_never

from app.audit_ports import AuditEntry, AuditTrail
from app.storage.columns import blob, integer, micros, one, optional_integer, text
from app.storage.connection import Connection
from app.storage.errors import StoreRuleError
from app.storage.repositories.remarks import StoreRemarks
from sync.errors import SyncFault
from sync.ports import Deferred, Delivered, OutboxMessage, Refused, Settlement, VerifiedReceipt
from sync.state import LONGEST_WAIT, MESSAGE_STEPS, MessageEvent, MessageState
from sync.words import Kind

_DUE: Final = """
SELECT sequence FROM outbox INDEXED BY outbox_waiting
WHERE state IN ('pending', 'leased') AND due_at <= ? AND urgent >= ?
ORDER BY urgent DESC, sequence LIMIT ?
"""
_NEXT_DUE: Final = """
SELECT min(due_at) FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased')
"""
# Of a pending row ``due_at`` is ``not_before`` (the schema checks it), and it stands in the index. When the index has
# no such row, nothing is written: a statement that changes no row dirties no page.
_RECOVER_DATES: Final = """
UPDATE outbox SET not_before = NULL, due_at = 0 WHERE sequence IN (
    SELECT sequence FROM outbox INDEXED BY outbox_waiting
    WHERE state IN ('pending', 'leased') AND state = 'pending' AND due_at > ?)
"""
# Named by their number: a condition on ``state`` alone would walk through every record there ever was.
_RECOVER_LEASES: Final = """
UPDATE outbox SET leased_until = min(leased_until, ?1), due_at = min(leased_until, ?1), answer_open = 1
WHERE sequence IN (
    SELECT sequence FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased') AND state = 'leased')
"""
# Few rows wait for a date; only of those the outcome is looked up.
_HELD_UNTIL: Final = """
SELECT max(due_at) FROM outbox INDEXED BY outbox_waiting
WHERE state IN ('pending', 'leased') AND state = 'pending' AND due_at > ? AND last_outcome = ?
"""
_ANSWER_UNKNOWN: Final = """
SELECT EXISTS (
    SELECT 1 FROM outbox INDEXED BY outbox_waiting
    WHERE state IN ('pending', 'leased') AND (answer_open = 1 OR state = 'leased'))
"""
# A delivered correction settles the record that it mends: the receipt of that one is on its way.
_SETTLEMENT_DUE: Final = """
SELECT EXISTS (
    SELECT 1 FROM outbox AS returned INDEXED BY outbox_rejected
    JOIN corrections AS c ON c.original_id = returned.message_id
    JOIN outbox AS sent ON sent.message_id = c.message_id
    WHERE returned.state = 'rejected' AND sent.state = 'delivered')
"""
_SETTLE_UNKNOWN: Final = """
UPDATE outbox SET answer_open = 0 WHERE sequence IN (
    SELECT sequence FROM outbox INDEXED BY outbox_waiting
    WHERE state IN ('pending', 'leased') AND state = 'pending' AND answer_open = 1)
"""
_CLAIMABLE: Final = """
SELECT message_id, kind, digest, body, attempts, state FROM outbox WHERE sequence = ?
"""


class StoreMessageDelivery:
    """Claims and settles messages, inside a unit of work."""

    def __init__(self, connection: Connection, audit: AuditTrail, remarks: StoreRemarks) -> None:
        self._connection = connection
        self._audit = audit
        self._remarks = remarks

    def claim(
        self, now: datetime, lease: timedelta, *, max_messages: int, max_bytes: int, urgent_only: bool = False
    ) -> list[OutboxMessage]:
        """See sync.ports.Outbox."""
        claimed: list[OutboxMessage] = []
        size = 0
        for (sequence,) in self._connection.execute(_DUE, (micros(now), int(urgent_only), max_messages)).fetchall():
            row = one(self._connection.execute(_CLAIMABLE, (sequence,)).fetchone())
            message_id, kind, digest, body, attempts, state = row
            size += len(blob(body))
            if claimed and size > max_bytes:
                break
            message = OutboxMessage(
                message_id=text(message_id),
                kind=Kind(text(kind)),
                sequence=integer(sequence),
                digest=text(digest),
                body=blob(body),
                attempts=integer(attempts) + 1,
            )
            self._lease(message, MessageState(text(state)), now + lease)
            claimed.append(message)
        return claimed

    def recover_leases(self, now: datetime) -> None:
        """See sync.ports.Outbox. One program holds a store at a time, and runs one engine."""
        self._connection.execute(_RECOVER_LEASES, (micros(now),))

    def recover_dates(self, now: datetime) -> None:
        """See sync.ports.Outbox. No wait is ever longer than ``LONGEST_WAIT``."""
        self._connection.execute(_RECOVER_DATES, (micros(now + LONGEST_WAIT),))

    def held_until(self, now: datetime) -> int | None:
        """See sync.ports.Outbox; microseconds."""
        throttled = SyncFault.THROTTLED.value
        return optional_integer(one(self._connection.execute(_HELD_UNTIL, (micros(now), throttled)).fetchone())[0])

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """See sync.ports.Outbox."""
        for settlement in settlements:
            match settlement:
                case Delivered(receipt):
                    self.apply_receipt(receipt, now)
                case Deferred():
                    self._defer(settlement)
                case Refused():
                    self._refuse(settlement)
                case _:
                    assert_never(settlement)

    def apply_receipt(self, receipt: VerifiedReceipt, now: datetime) -> bool:
        """Deliver the message that the receipt names; whether that was news.

        A receipt that does not match is noted and changes nothing.
        """
        message_id = receipt.claims.sub
        row = self._connection.execute(
            "SELECT state, digest FROM outbox WHERE message_id = ?", (message_id,)
        ).fetchone()
        if row is None or row[1] != receipt.claims.digest:
            self._audit.append(AuditEntry(now, None, "receipt_mismatch", message_id, {"digest": receipt.claims.digest}))
            return False
        before = MessageState(text(row[0]))
        after = MESSAGE_STEPS[before, MessageEvent.RECEIPT_VERIFIED]
        if before is after:
            return False  # the first receipt is the proof, a second one adds nothing
        if receipt.claims.corrected_by is not None:
            details = {"correction": receipt.claims.corrected_by}
            self._audit.append(AuditEntry(now, None, "settled_by_correction", message_id, details))
        self._connection.execute(
            "UPDATE outbox SET state = ?, receipt = ?, delivered_at = ?, proven_at = ?, last_outcome = ?,"
            " answer_open = 0,"
            " not_before = NULL, leased_until = NULL, due_at = NULL, rejected_pointer = NULL, rejected_detail = NULL"
            " WHERE message_id = ?",
            (after.value, receipt.jws, micros(now), micros(receipt.claims.received_at), after.value, message_id),
        )
        self._connection.execute(
            "UPDATE evidence SET released = 1"
            " WHERE message_sequence = (SELECT sequence FROM outbox WHERE message_id = ?)",
            (message_id,),
        )
        self._remarks.keep(message_id, receipt.claims.remarks)
        return True

    def known_digest(self, message_id: str) -> str | None:
        """See sync.ports.Outbox."""
        row = self._connection.execute("SELECT digest FROM outbox WHERE message_id = ?", (message_id,)).fetchone()
        return None if row is None else text(row[0])

    def expects_receipts(self) -> bool:
        """Whether an attempt's answer is unknown: it was lost, or a lease is still open (ours or a dead run's).

        And whether a correction was received and what it mends is not settled yet.
        """
        return any(one(self._connection.execute(query).fetchone())[0] for query in (_ANSWER_UNKNOWN, _SETTLEMENT_DUE))

    def settle_unknown(self) -> None:
        """See sync.ports.Outbox. What is leased is under way, and stays unknown."""
        self._connection.execute(_SETTLE_UNKNOWN)

    def next_due(self) -> int | None:
        """The earliest time (microseconds) at which a message is due; None when none waits."""
        return optional_integer(one(self._connection.execute(_NEXT_DUE).fetchone())[0])

    def _lease(self, message: OutboxMessage, before: MessageState, until: datetime) -> None:
        # The lease of a dead run has ended: whether that attempt arrived is unknown from now on.
        died = before is MessageState.LEASED
        if died:
            before = MESSAGE_STEPS[before, MessageEvent.LEASE_EXPIRED]
        self._connection.execute(
            "UPDATE outbox SET state = ?, attempts = ?, leased_until = ?, due_at = ?, answer_open = answer_open | ?"
            " WHERE sequence = ?",
            (
                MESSAGE_STEPS[before, MessageEvent.CLAIMED].value,
                message.attempts,
                micros(until),
                micros(until),
                int(died),
                message.sequence,
            ),
        )

    def _defer(self, deferred: Deferred) -> None:
        after = self._stepped(deferred.subject_id, MessageEvent.DEFERRED)
        self._connection.execute(
            "UPDATE outbox SET state = ?, attempts = attempts - ?, not_before = ?, due_at = ?, leased_until = NULL,"
            " last_outcome = ?, answer_open = answer_open | ? WHERE message_id = ?",
            (
                after.value,
                int(not deferred.counts),
                micros(deferred.not_before),
                micros(deferred.not_before),
                deferred.cause,
                int(deferred.cause == SyncFault.ANSWER_LOST.value),
                deferred.subject_id,
            ),
        )

    def _refuse(self, refused: Refused) -> None:
        after = self._stepped(refused.subject_id, MessageEvent.REFUSED)
        self._connection.execute(
            "UPDATE outbox SET state = ?, not_before = NULL, leased_until = NULL, due_at = NULL, last_outcome = ?,"
            " answer_open = 0,"
            " rejected_pointer = ?, rejected_detail = ? WHERE message_id = ?",
            (after.value, refused.code, refused.pointer, refused.detail, refused.subject_id),
        )

    def _stepped(self, message_id: str, event: MessageEvent) -> MessageState:
        row = self._connection.execute("SELECT state FROM outbox WHERE message_id = ?", (message_id,)).fetchone()
        after = None if row is None else MESSAGE_STEPS.get((MessageState(text(row[0])), event))
        if after is None:
            raise StoreRuleError(event.value)
        return after
