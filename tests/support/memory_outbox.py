"""An outbox in memory that follows the step tables of ``sync.state``: a real queue, only without a disk.

``MemoryOutboxHouse`` is what the contract suite in ``tests/contract/sync/outbox_suite.py`` asks for.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import JsonValue

from sync.contract import EvidenceReference
from sync.errors import SyncFault
from sync.ports import (
    Deferred,
    Delivered,
    EvidenceSettlement,
    OutboxCounts,
    OutboxEvidence,
    OutboxMessage,
    Refused,
    Settlement,
    Uploaded,
    VerifiedEvidenceReceipt,
    VerifiedReceipt,
)
from sync.state import (
    EVIDENCE_STEPS,
    LONGEST_WAIT,
    MESSAGE_STEPS,
    RECEIPT_OVERDUE_AFTER,
    EvidenceEvent,
    EvidenceState,
    MessageEvent,
    MessageState,
)
from sync.words import URGENT_KINDS, Kind
from tests.support.frozen_messages import START, FrozenMessage, MessageChain


@dataclass(slots=True)
class _Row:
    """What both kinds of row keep about sending."""

    attempts: int = 0
    not_before: datetime | None = None
    leased_until: datetime | None = None
    last_outcome: str | None = None
    answer_open: bool = False
    """An attempt went out, and whether it arrived is unknown."""

    def due_at(self, created_at: datetime) -> datetime:
        return self.leased_until or self.not_before or created_at

    def lease(self, until: datetime) -> None:
        self.attempts += 1
        self.leased_until = until

    def defer(self, deferred: Deferred) -> None:
        self.attempts -= 0 if deferred.counts else 1
        self.not_before, self.leased_until, self.last_outcome = deferred.not_before, None, deferred.cause
        self.answer_open |= deferred.cause == SyncFault.ANSWER_LOST.value

    def end(self, outcome: str) -> None:
        self.not_before, self.leased_until, self.last_outcome = None, None, outcome
        self.answer_open = False


@dataclass(slots=True)
class MessageRow(_Row):
    """A queued message."""

    message: FrozenMessage = field(kw_only=True)
    created_at: datetime = field(kw_only=True)
    state: MessageState = MessageState.PENDING
    receipt: VerifiedReceipt | None = None
    refused: Refused | None = None
    document_hash: str | None = None
    """Of the acceptance that the message is about; None for anything else."""
    remarks: dict[str, datetime] = field(default_factory=dict)
    """What the receipt remarks about it: code and time."""

    def step(self, event: MessageEvent) -> None:
        self.state = MESSAGE_STEPS[self.state, event]

    @property
    def waits(self) -> bool:
        return self.state in {MessageState.PENDING, MessageState.LEASED}


@dataclass(slots=True)
class EvidenceRow(_Row):
    """A file that belongs to a queued message."""

    reference: EvidenceReference = field(kw_only=True)
    owner: MessageRow = field(kw_only=True)
    state: EvidenceState = EvidenceState.PENDING
    upload_url: str | None = None
    bytes_confirmed: int = 0
    uploaded_at: datetime | None = None
    receipt: VerifiedEvidenceReceipt | None = None

    def step(self, event: EvidenceEvent) -> None:
        self.state = EVIDENCE_STEPS[self.state, event]

    def evidence_due_at(self) -> datetime | None:
        if self.owner.state is not MessageState.DELIVERED:
            return None
        match self.state:
            case EvidenceState.PENDING | EvidenceState.LEASED:
                return self.due_at(self.owner.created_at)
            case EvidenceState.UPLOADED:
                return (self.uploaded_at or self.owner.created_at) + RECEIPT_OVERDUE_AFTER
            case EvidenceState.DELIVERED | EvidenceState.REJECTED:
                return None

    def restart(self) -> None:
        self.upload_url, self.bytes_confirmed = None, 0


class MemoryOutbox:
    """Implements ``sync.ports.Outbox``. Each method holds one lock, as a transaction would."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._messages: dict[str, MessageRow] = {}
        self._evidence: dict[str, EvidenceRow] = {}
        self._cursor = 0

    # -- the writing side and what tests look at

    def enqueue(
        self, message: FrozenMessage, *, created_at: datetime = START, document_hash: str | None = None
    ) -> None:
        with self._lock:
            row = MessageRow(message=message, created_at=created_at, document_hash=document_hash)
            self._messages[message.message_id] = row
            for reference in message.evidence:
                self._evidence[reference.evidence_id] = EvidenceRow(reference=reference, owner=row)

    def requeue(self, message_id: str) -> None:
        with self._lock:
            row = self._messages[message_id]
            row.step(MessageEvent.REQUEUED)
            row.refused = None

    def remarks_about(self, document_hash: str) -> list[tuple[str, str, datetime]]:
        """Message id, code and time of each remark about records with this document."""
        rows = [row for row in self._messages.values() if row.document_hash == document_hash]
        return [(row.message.message_id, code, at) for row in rows for code, at in row.remarks.items()]

    def message(self, message_id: str) -> MessageRow:
        return self._messages[message_id]

    def evidence(self, evidence_id: str) -> EvidenceRow:
        return self._evidence[evidence_id]

    def messages(self) -> list[MessageRow]:
        return list(self._messages.values())

    # -- sync.ports.Outbox

    def recover_leases(self, now: datetime) -> None:
        with self._lock:
            rows: list[MessageRow | EvidenceRow] = [*self._messages.values(), *self._evidence.values()]
            for row in rows:
                if row.leased_until is not None:
                    row.leased_until = min(row.leased_until, now)
                    row.answer_open = True

    def recover_dates(self, now: datetime) -> None:
        latest = now + LONGEST_WAIT
        with self._lock:
            rows: list[MessageRow | EvidenceRow] = [*self._messages.values(), *self._evidence.values()]
            for row in rows:
                if row.leased_until is None and row.not_before is not None and row.not_before > latest:
                    row.not_before = None
            for file in self._evidence.values():
                if file.uploaded_at is not None and file.uploaded_at + RECEIPT_OVERDUE_AFTER > latest:
                    file.uploaded_at = now - RECEIPT_OVERDUE_AFTER

    def held_until(self, now: datetime) -> datetime | None:
        with self._lock:
            dates = [
                row.not_before
                for row in self._messages.values()
                if row.state is MessageState.PENDING and row.last_outcome == SyncFault.THROTTLED.value
            ]
            return max((date for date in dates if date is not None and date > now), default=None)

    def claim(
        self, now: datetime, lease: timedelta, *, max_messages: int, max_bytes: int, urgent_only: bool = False
    ) -> list[OutboxMessage]:
        with self._lock:
            due = [row for row in self._messages.values() if row.waits and row.due_at(row.created_at) <= now]
            due = [row for row in due if not urgent_only or row.message.kind in URGENT_KINDS]
            due.sort(key=_priority)
            claimed: list[OutboxMessage] = []
            size = 0
            for row in due[:max_messages]:
                size += len(row.message.body)
                if claimed and size > max_bytes:
                    break
                claimed.append(_claim_message(row, now + lease))
            return claimed

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        del now
        with self._lock:
            for settlement in settlements:
                self._settle_one(settlement)

    def _settle_one(self, settlement: Settlement) -> None:
        match settlement:
            case Delivered(receipt):
                row = self._messages.get(receipt.claims.sub)
                if row is not None:
                    _deliver(row, receipt)
            case Deferred():
                row = self._messages[settlement.subject_id]
                row.step(MessageEvent.DEFERRED)
                row.defer(settlement)
            case Refused():
                row = self._messages[settlement.subject_id]
                row.step(MessageEvent.REFUSED)
                row.end(settlement.code)
                row.refused = settlement

    def claim_evidence(self, now: datetime, lease: timedelta, *, max_files: int) -> list[OutboxEvidence]:
        with self._lock:
            due = [row for row in self._evidence.values() if (at := row.evidence_due_at()) is not None and at <= now]
            due.sort(key=lambda row: row.owner.message.sequence)
            return [_claim_file(row, now + lease) for row in due[:max_files]]

    def note_progress(self, evidence_id: str, upload_url: str, bytes_confirmed: int) -> None:
        with self._lock:
            row = self._evidence[evidence_id]
            row.upload_url, row.bytes_confirmed = upload_url, bytes_confirmed

    def forget_upload(self, evidence_id: str) -> None:
        with self._lock:
            self._evidence[evidence_id].restart()

    def settle_evidence(self, settlements: Sequence[EvidenceSettlement], now: datetime) -> None:
        with self._lock:
            for settlement in settlements:
                self._settle_file(settlement, now)

    def _settle_file(self, settlement: EvidenceSettlement, now: datetime) -> None:
        match settlement:
            case Uploaded(evidence_id):
                row = self._evidence[evidence_id]
                row.step(EvidenceEvent.UPLOAD_FINISHED)
                row.end(EvidenceState.UPLOADED.value)
                row.uploaded_at = now
                row.bytes_confirmed = row.reference.size
            case Deferred():
                row = self._evidence[settlement.subject_id]
                row.step(EvidenceEvent.DEFERRED)
                row.defer(settlement)
            case Refused():
                row = self._evidence[settlement.subject_id]
                row.step(EvidenceEvent.REFUSED)
                row.end(settlement.code)

    def apply_receipts(
        self,
        receipts: Sequence[VerifiedReceipt],
        evidence_receipts: Sequence[VerifiedEvidenceReceipt],
        next_cursor: int,
        now: datetime,
    ) -> int:
        del now
        delivered = 0
        with self._lock:
            for receipt in receipts:
                row = self._messages.get(receipt.claims.sub)
                if row is not None and row.message.digest == receipt.claims.digest:
                    delivered += row.state is not MessageState.DELIVERED
                    _deliver(row, receipt)
            for file_receipt in evidence_receipts:
                self._apply_file_receipt(file_receipt)
            self._cursor = next_cursor
        return delivered

    def _apply_file_receipt(self, receipt: VerifiedEvidenceReceipt) -> None:
        row = self._evidence.get(receipt.claims.sub)
        if row is None:
            return
        if (receipt.claims.sha256, receipt.claims.size) != (row.reference.sha256, row.reference.size):
            return
        row.step(EvidenceEvent.RECEIPT_VERIFIED)
        row.end(EvidenceState.DELIVERED.value)
        row.receipt = receipt

    def settle_unknown(self) -> None:
        with self._lock:
            for row in self._messages.values():
                row.answer_open &= row.state is not MessageState.PENDING

    def receipt_cursor(self) -> int:
        return self._cursor

    def known_digest(self, message_id: str) -> str | None:
        row = self._messages.get(message_id)
        return row.message.digest if row else None

    def expects_receipts(self) -> bool:
        with self._lock:
            asking = any(_is_unknown(row) or row.state is MessageState.LEASED for row in self._messages.values())
            return asking or any(row.state is EvidenceState.UPLOADED for row in self._evidence.values())

    def counts(self) -> OutboxCounts:
        with self._lock:
            rows = list(self._messages.values())
            waiting = [row for row in rows if row.waits]
            files = list(self._evidence.values())
            open_files = [row for row in files if row.state not in {EvidenceState.DELIVERED, EvidenceState.REJECTED}]
            return OutboxCounts(
                made=len(rows),
                delivered=sum(row.state is MessageState.DELIVERED for row in rows),
                waiting=len(waiting),
                rejected=sum(row.state is MessageState.REJECTED for row in rows),
                oldest_waiting_at=min((row.created_at for row in waiting), default=None),
                evidence_waiting=len(open_files),
                evidence_waiting_bytes=sum(row.reference.size - row.bytes_confirmed for row in open_files),
                evidence_rejected=sum(row.state is EvidenceState.REJECTED for row in files),
                unknown=sum(_is_unknown(row) for row in rows),
            )

    def next_due(self) -> datetime | None:
        with self._lock:
            times = [row.due_at(row.created_at) for row in self._messages.values() if row.waits]
            times += [at for row in self._evidence.values() if (at := row.evidence_due_at()) is not None]
            return min(times, default=None)


def _is_unknown(row: MessageRow) -> bool:
    return row.waits and row.answer_open


def _priority(row: MessageRow) -> tuple[bool, int]:
    return row.message.kind not in URGENT_KINDS, row.message.sequence


def _claim_message(row: MessageRow, until: datetime) -> OutboxMessage:
    if row.state is MessageState.LEASED:
        row.step(MessageEvent.LEASE_EXPIRED)
        row.answer_open = True
    row.step(MessageEvent.CLAIMED)
    row.lease(until)
    message = row.message
    return OutboxMessage(
        message_id=message.message_id,
        kind=message.kind,
        sequence=message.sequence,
        digest=message.digest,
        body=message.body,
        attempts=row.attempts,
    )


def _claim_file(row: EvidenceRow, until: datetime) -> OutboxEvidence:
    if row.state is EvidenceState.LEASED:
        row.step(EvidenceEvent.LEASE_EXPIRED)
    if row.state is EvidenceState.UPLOADED:
        row.step(EvidenceEvent.RECEIPT_OVERDUE)
        row.restart()
    row.step(EvidenceEvent.CLAIMED)
    row.lease(until)
    reference = row.reference
    return OutboxEvidence(
        evidence_id=reference.evidence_id,
        message_id=row.owner.message.message_id,
        sha256=reference.sha256,
        size=reference.size,
        media_type=reference.media_type,
        attempts=row.attempts,
        upload_url=row.upload_url,
        bytes_confirmed=row.bytes_confirmed,
    )


def _deliver(row: MessageRow, receipt: VerifiedReceipt) -> None:
    if row.state is not MessageState.DELIVERED and row.document_hash is not None:
        for remark in receipt.claims.remarks:
            row.remarks.setdefault(remark.code, remark.noted_at)
    row.step(MessageEvent.RECEIPT_VERIFIED)
    row.end(MessageState.DELIVERED.value)
    row.receipt = receipt


class MemoryOutboxHouse:
    """The memory outbox with its writing side, as the contract suite asks for it."""

    def __init__(self) -> None:
        self.outbox = MemoryOutbox()
        self._chain = MessageChain()

    def enqueue(self, kind: Kind, payload: dict[str, JsonValue], evidence: Sequence[EvidenceReference] = ()) -> str:
        message = self._chain.freeze(kind, payload, evidence)
        self.outbox.enqueue(message)
        return message.message_id

    def enqueue_acceptance(self, document_hash: str) -> str:
        message = self._chain.freeze(Kind.ACCEPTANCE, {})
        self.outbox.enqueue(message, document_hash=document_hash)
        return message.message_id

    def remarks_about(self, document_hash: str) -> list[tuple[str, str, datetime]]:
        return self.outbox.remarks_about(document_hash)

    def requeue(self, message_id: str) -> None:
        self.outbox.requeue(message_id)

    def reopen(self) -> None:
        """Memory is all this outbox has: there is nothing to open again."""
