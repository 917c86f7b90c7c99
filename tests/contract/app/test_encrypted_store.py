"""The encrypted store keeps the contract of the store."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from sync.contract import ReceiptClaims, ReceiptRemark
from sync.ports import VerifiedReceipt
from tests.contract.app.store_suite import Remarking, StoreContract
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
