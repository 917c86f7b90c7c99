"""Both stores keep the contract of the inspection."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.store import EncryptedStore
from tests.contract.app.inspection_suite import InspectionContract
from tests.support.memory_store import MemoryStore


class TestMemoryInspection(InspectionContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestStoreInspection(InspectionContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store
