"""Both stores keep the contract of notices read and of the province's customers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.province_ports import TakenChange
from app.storage.province_news import StoreChanges
from app.storage.store import EncryptedStore
from sync.ports import Change
from tests.contract.app.news_suite import NewsContract
from tests.contract.app.store_suite import Telling
from tests.support.memory_store import MemoryStore


class TestMemoryNews(NewsContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def telling(self, store: MemoryStore) -> Telling:
        def tell(changes: Sequence[TakenChange]) -> None:
            for change in changes:
                store.note_change(change)

        return tell


class TestStoreNews(NewsContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store

    @pytest.fixture
    def telling(self, store: EncryptedStore) -> Telling:
        def tell(changes: Sequence[TakenChange]) -> None:
            told = [Change(one.cursor, one.kind, one.issued_at, one.body, "a.b.c") for one in changes]
            StoreChanges(store, lambda _event: None).take(told, changes[-1].cursor, changes[-1].taken_at)

        return tell
