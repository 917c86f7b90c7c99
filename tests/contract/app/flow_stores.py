"""The two stores of the contract suites about the flow of data, with ways to let a message be delivered or fail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from sync.contract import ReceiptClaims
from sync.ports import Deferred, VerifiedReceipt
from sync.state import MessageState
from tests.contract.app.outage_suite import Defer, Deliver
from tests.support import builders
from tests.support.memory_store import MemoryStore
from tests.support.stored_records import AcceptanceRecord

LEASE = timedelta(minutes=10)


class MemoryDelivery:
    """A store in memory, and how its messages fare."""

    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def deliver(self, store: MemoryStore) -> Deliver:
        def delivered(record: AcceptanceRecord, at: datetime) -> None:
            store.note_outcome(record.message.message_id, MessageState.DELIVERED, delivered_at=at)

        return delivered

    @pytest.fixture
    def defer(self, store: MemoryStore) -> Defer:
        def deferred(record: AcceptanceRecord, cause: str, attempts: int) -> None:
            store.note_outcome(record.message.message_id, MessageState.PENDING, attempts=attempts, last_outcome=cause)

        return deferred


class StoreDelivery:
    """The encrypted store, and how its messages fare."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store

    @pytest.fixture
    def deliver(self, store: EncryptedStore) -> Deliver:
        def delivered(record: AcceptanceRecord, at: datetime) -> None:
            claims = ReceiptClaims(
                iss="province",
                sub=record.message.message_id,
                digest=record.message.digest,
                terminal_id="terminal-1",
                sequence=record.message.sequence,
                received_at=at,
            )
            StoreOutbox(store).apply_receipts([VerifiedReceipt(claims, "a.b.c")], [], 1, at)

        return delivered

    @pytest.fixture
    def defer(self, store: EncryptedStore) -> Defer:
        outbox = StoreOutbox(store)

        def deferred(record: AcceptanceRecord, cause: str, attempts: int) -> None:
            """The oldest that is due; those before it have been put off."""
            at = builders.NOON + timedelta(days=1)
            for attempt in range(attempts):
                (message,) = outbox.claim(at, LEASE, max_messages=1, max_bytes=1_000_000)
                assert message.message_id == record.message.message_id
                last = attempt == attempts - 1
                outbox.settle([Deferred(message.message_id, at + timedelta(days=30) if last else at, cause)], at)

        return deferred
