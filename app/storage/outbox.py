"""The persisted outbox as the sync engine sees it.

Invariants:
- Each call is one unit of work on the store's thread, and the caller waits until it is durable.
- It may be called from any thread but the store's own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.storage.columns import optional_moment
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.ports import (
    EvidenceSettlement,
    OutboxCounts,
    OutboxEvidence,
    OutboxMessage,
    Settlement,
    VerifiedEvidenceReceipt,
    VerifiedReceipt,
)


class StoreOutbox:
    """sync.ports.Outbox over the encrypted store. Raises StorageError."""

    def __init__(self, store: EncryptedStore) -> None:
        self._store = store

    def claim(
        self, now: datetime, lease: timedelta, *, max_messages: int, max_bytes: int, urgent_only: bool = False
    ) -> list[OutboxMessage]:
        """Lease what is due."""
        return self._store.run(
            lambda unit: unit.messages.claim(
                now, lease, max_messages=max_messages, max_bytes=max_bytes, urgent_only=urgent_only
            )
        )

    def recover(self, now: datetime) -> None:
        """Once after opening the store, before anything is claimed."""
        self.recover_leases(now)
        self.recover_dates(now)

    def recover_leases(self, now: datetime) -> None:
        """End the leases of an engine that is no more."""

        def recover(unit: StoreUnit) -> None:
            unit.messages.recover_leases(now)
            unit.files.recover_leases(now)

        self._store.run(recover)

    def recover_dates(self, now: datetime) -> None:
        """Make due what only a wrong clock can have put off; no page is written when there is nothing."""
        self._store.run(lambda unit: _recover_dates(unit, now))

    def held_until(self, now: datetime) -> datetime | None:
        """Until when the province asked to be left alone."""
        return optional_moment(self._store.run(lambda unit: unit.messages.held_until(now)))

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """Apply all settlements in one transaction."""
        self._store.run(lambda unit: unit.messages.settle(settlements, now))

    def claim_evidence(self, now: datetime, lease: timedelta, *, max_files: int) -> list[OutboxEvidence]:
        """Lease files whose message is delivered."""
        return self._store.run(lambda unit: unit.files.claim(now, lease, max_files=max_files))

    def note_progress(self, evidence_id: str, upload_url: str, bytes_confirmed: int) -> None:
        """Remember where an upload stands."""
        self._store.run(lambda unit: unit.files.note_progress(evidence_id, upload_url, bytes_confirmed))

    def forget_upload(self, evidence_id: str) -> None:
        """The next attempt begins anew."""
        self._store.run(lambda unit: unit.files.forget_upload(evidence_id))

    def settle_evidence(self, settlements: Sequence[EvidenceSettlement], now: datetime) -> None:
        """Apply all settlements in one transaction."""
        self._store.run(lambda unit: unit.files.settle(settlements, now))

    def apply_receipts(
        self,
        receipts: Sequence[VerifiedReceipt],
        evidence_receipts: Sequence[VerifiedEvidenceReceipt],
        next_cursor: int,
        now: datetime,
    ) -> int:
        """Apply fetched receipts and move the cursor, in one transaction; how many messages that delivered."""

        def apply(unit: StoreUnit) -> int:
            delivered = _apply(unit, receipts, evidence_receipts, now)
            unit.receipts_at.move_receipt_cursor(next_cursor)
            return delivered

        return self._store.run(apply)

    def settle_unknown(self) -> None:
        """Every receipt was read."""
        self._store.run(lambda unit: unit.messages.settle_unknown())

    def keep_receipts(
        self, receipts: Sequence[VerifiedReceipt], evidence_receipts: Sequence[VerifiedEvidenceReceipt], now: datetime
    ) -> None:
        """Apply receipts that came on a stick, in one transaction; how far they were fetched does not move."""

        def keep(unit: StoreUnit) -> None:
            _apply(unit, receipts, evidence_receipts, now)

        self._store.run(keep)

    def receipt_cursor(self) -> int:
        """Up to where receipts were fetched."""
        return self._store.run(lambda unit: unit.receipts_at.receipt_cursor())

    def known_digest(self, message_id: str) -> str | None:
        """The digest of a message this store made."""
        return self._store.run(lambda unit: unit.messages.known_digest(message_id))

    def expects_receipts(self) -> bool:
        """Whether asking for receipts makes sense."""
        return self._store.run(lambda unit: unit.messages.expects_receipts() or unit.files.expects_receipts())

    def counts(self) -> OutboxCounts:
        """The sums for the screen."""
        return self._store.run(lambda unit: unit.records.counts())

    def next_due(self) -> datetime | None:
        """When the next message or file becomes due; long ago when it is due at once."""

        def earliest(unit: StoreUnit) -> int | None:
            times = (unit.messages.next_due(), unit.files.next_due())
            return min((time for time in times if time is not None), default=None)

        return optional_moment(self._store.run(earliest))


def _apply(
    unit: StoreUnit,
    receipts: Sequence[VerifiedReceipt],
    evidence_receipts: Sequence[VerifiedEvidenceReceipt],
    now: datetime,
) -> int:
    delivered = sum(unit.messages.apply_receipt(receipt, now) for receipt in receipts)
    for evidence_receipt in evidence_receipts:
        unit.files.apply_receipt(evidence_receipt, now)
    return delivered


def _recover_dates(unit: StoreUnit, now: datetime) -> None:
    unit.messages.recover_dates(now)
    unit.files.recover_dates(now)
