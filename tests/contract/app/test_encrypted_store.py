"""The encrypted store keeps the contract of the store."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from app.province_ports import TakenChange
from app.storage.outbox import StoreOutbox
from app.storage.province_news import StoreChanges
from app.storage.store import EncryptedStore
from sync.contract import ReceiptClaims, ReceiptRemark
from sync.ports import Change, VerifiedReceipt
from tests.contract.app.store_suite import Remarking, StoreContract, Telling
from tests.support.stored_records import AcceptanceRecord


class TestEncryptedStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store

    @pytest.fixture
    def remarking(self, store: EncryptedStore) -> Remarking:
        def remark(record: AcceptanceRecord, code: str, at: datetime) -> None:
            claims = ReceiptClaims(
                iss="province",
                sub=record.message.message_id,
                digest=record.message.digest,
                terminal_id="terminal-1",
                sequence=record.message.sequence,
                received_at=at,
                remarks=[ReceiptRemark(code=code, noted_at=at)],
            )
            StoreOutbox(store).apply_receipts([VerifiedReceipt(claims, "a.b.c")], [], 1, at)

        return remark

    @pytest.fixture
    def telling(self, store: EncryptedStore) -> Telling:
        def tell(changes: Sequence[TakenChange]) -> None:
            told = [Change(one.cursor, one.kind, one.issued_at, one.body, "a.b.c") for one in changes]
            StoreChanges(store, lambda _event: None).take(told, changes[-1].cursor, changes[-1].taken_at)

        return tell
