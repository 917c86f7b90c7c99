"""Both stores keep the contract of the handovers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.store import EncryptedStore
from tests.contract.app.handover_suite import HandoverContract
from tests.support.memory_store import MemoryStore


class TestMemoryHandovers(HandoverContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestStoreHandovers(HandoverContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store
