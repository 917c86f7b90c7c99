"""The memory store keeps the contract of the store."""

import pytest

from app.ports import Store
from tests.contract.app.store_suite import StoreContract
from tests.support.memory_store import MemoryStore


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()
