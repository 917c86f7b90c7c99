"""The memory store keeps the contract of the store."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from app.province_ports import TakenChange
from tests.contract.app.store_suite import Remarking, StoreContract, Telling
from tests.support.memory_store import MemoryStore
from tests.support.stored_records import AcceptanceRecord


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def remarking(self, store: MemoryStore) -> Remarking:
        def remark(record: AcceptanceRecord, code: str, at: datetime) -> None:
            store.note_remark(record.message.message_id, code, at)

        return remark

    @pytest.fixture
    def telling(self, store: MemoryStore) -> Telling:
        def tell(changes: Sequence[TakenChange]) -> None:
            for change in changes:
                store.note_change(change)

        return tell
