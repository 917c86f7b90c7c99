"""Both stores keep the contract of cameras and recorders."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.store import EncryptedStore
from tests.contract.app.surveillance_suite import SurveillanceContract
from tests.support.memory_store import MemoryStore


class TestMemorySurveillance(SurveillanceContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestStoreSurveillance(SurveillanceContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store
