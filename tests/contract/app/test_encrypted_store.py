"""The encrypted store keeps the contract of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports import Store
from app.storage.store import EncryptedStore
from tests.contract.app.store_suite import StoreContract


class TestEncryptedStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store
