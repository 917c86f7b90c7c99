"""A memory outbox whose program ends at a chosen call: just before its transaction, or just after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sync.ports import (
    EvidenceSettlement,
    OutboxEvidence,
    OutboxMessage,
    Settlement,
    VerifiedEvidenceReceipt,
    VerifiedReceipt,
)
from tests.support.memory_outbox import MemoryOutbox
from tests.support.memory_province import Crash


class CrashingOutbox(MemoryOutbox):
    """Shares the rows of another memory outbox."""

    def __init__(self, kept: MemoryOutbox) -> None:
        super().__init__()
        self._messages = kept._messages
        self._evidence = kept._evidence
        self._calls_left: int | None = None
        self._after = False

    def crash_at(self, calls: int, *, after: bool) -> None:
        """End the program at the call after ``calls`` more."""
        self._calls_left, self._after = calls, after

    def crash_never(self) -> None:
        self._calls_left = None

    def _count(self, *, after: bool) -> None:
        if self._calls_left is None or after is not self._after:
            return
        self._calls_left -= 1
        if self._calls_left < 0:
            self._calls_left = None
            raise Crash

    def recover_leases(self, now: datetime) -> None:
        self._count(after=False)
        super().recover_leases(now)
        self._count(after=True)

    def recover_dates(self, now: datetime) -> None:
        self._count(after=False)
        super().recover_dates(now)
        self._count(after=True)

    def forget_upload(self, evidence_id: str) -> None:
        self._count(after=False)
        super().forget_upload(evidence_id)
        self._count(after=True)

    def claim(
        self, now: datetime, lease: timedelta, *, max_messages: int, max_bytes: int, urgent_only: bool = False
    ) -> list[OutboxMessage]:
        self._count(after=False)
        claimed = super().claim(now, lease, max_messages=max_messages, max_bytes=max_bytes, urgent_only=urgent_only)
        self._count(after=True)
        return claimed

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        self._count(after=False)
        super().settle(settlements, now)
        self._count(after=True)

    def claim_evidence(self, now: datetime, lease: timedelta, *, max_files: int) -> list[OutboxEvidence]:
        self._count(after=False)
        claimed = super().claim_evidence(now, lease, max_files=max_files)
        self._count(after=True)
        return claimed

    def note_progress(self, evidence_id: str, upload_url: str, bytes_confirmed: int) -> None:
        self._count(after=False)
        super().note_progress(evidence_id, upload_url, bytes_confirmed)
        self._count(after=True)

    def settle_evidence(self, settlements: Sequence[EvidenceSettlement], now: datetime) -> None:
        self._count(after=False)
        super().settle_evidence(settlements, now)
        self._count(after=True)

    def apply_receipts(
        self,
        receipts: Sequence[VerifiedReceipt],
        evidence_receipts: Sequence[VerifiedEvidenceReceipt],
        next_cursor: int,
        now: datetime,
    ) -> int:
        self._count(after=False)
        delivered = super().apply_receipts(receipts, evidence_receipts, next_cursor, now)
        self._count(after=True)
        return delivered
