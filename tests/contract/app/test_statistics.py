"""Both stores keep the contract of the statistics."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from sync.contract import ReceiptClaims
from sync.ports import VerifiedReceipt
from sync.state import MessageState
from tests.contract.app.statistics_suite import Deliver, StatisticsContract
from tests.support.memory_store import MemoryStore
from tests.support.stored_records import AcceptanceRecord


class TestMemoryStatistics(StatisticsContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def deliver(self, store: MemoryStore) -> Deliver:
        def delivered(record: AcceptanceRecord, at: datetime) -> None:
            store.note_outcome(record.message.message_id, MessageState.DELIVERED, delivered_at=at)

        return delivered


class TestStoreStatistics(StatisticsContract):
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
