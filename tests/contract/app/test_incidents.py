"""Both stores keep the contract of holds and incidents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.store import EncryptedStore
from tests.contract.app.incident_suite import IncidentContract
from tests.support.memory_store import MemoryStore


class TestMemoryIncidents(IncidentContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestStoreIncidents(IncidentContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store
