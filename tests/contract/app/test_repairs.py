"""Both stores keep the contract of repairs; the encrypted one's own promises stand beside it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.repair_ports import Correction, RepairStanding
from app.storage.errors import StorageError, StoreRuleError
from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.contract import ReceiptClaims
from sync.ports import Refused, VerifiedReceipt
from sync.state import MessageState
from tests.contract.app.repair_suite import CHANGES, LATER, Refuse, RefuseFile, RepairContract
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.memory_store import MemoryStore
from tests.support.stored_records import AcceptanceRecord

LEASE = timedelta(minutes=10)


class TestMemoryRepairs(RepairContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def refuse(self, store: MemoryStore) -> Refuse:
        def refused(record: AcceptanceRecord, code: str, pointer: str | None) -> None:
            message_id = record.message.message_id
            store.note_outcome(message_id, MessageState.REJECTED, last_outcome=code, pointer=pointer)

        return refused

    @pytest.fixture
    def refuse_file(self, store: MemoryStore) -> RefuseFile:
        return lambda record, code: store.refuse_file(record.files[0].evidence_id, code)


class TestStoreRepairs(RepairContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[EncryptedStore]:
        with EncryptedStore(tmp_path / "store", bytes(range(32))) as store:
            yield store

    @pytest.fixture
    def refuse(self, store: EncryptedStore) -> Refuse:
        outbox = StoreOutbox(store)

        def refused(record: AcceptanceRecord, code: str, pointer: str | None) -> None:
            (message,) = outbox.claim(LATER, LEASE, max_messages=1, max_bytes=1_000_000)
            assert message.message_id == record.message.message_id
            outbox.settle([Refused(message.message_id, code, pointer, "")], LATER)

        return refused

    @pytest.fixture
    def refuse_file(self, store: EncryptedStore) -> RefuseFile:
        outbox = StoreOutbox(store)

        def refused(record: AcceptanceRecord, code: str) -> None:
            outbox.apply_receipts([receipt(record)], [], 1, LATER)
            (file,) = outbox.claim_evidence(LATER, LEASE, max_files=1)
            assert file.evidence_id == record.files[0].evidence_id
            outbox.settle_evidence([Refused(file.evidence_id, code, None, "")], LATER)

        return refused

    def test_a_received_correction_makes_the_terminal_ask_for_the_records_receipt(
        self, store: EncryptedStore, work: WorkOn, records: tuple[AcceptanceRecord, ...], refuse: Refuse
    ) -> None:
        outbox = StoreOutbox(store)
        refuse(records[0], "payload_invalid", "/payload/sender/phone")
        work(lambda unit: unit.repairs.add_correction(correction()))
        assert not outbox.expects_receipts()

        outbox.apply_receipts([receipt(records[1])], [], 1, LATER)
        assert outbox.expects_receipts()

        outbox.apply_receipts([receipt(records[0], corrected_by="message-2")], [], 2, LATER)
        assert not outbox.expects_receipts()
        assert work(lambda unit: unit.repairs.returned(RepairStanding.OPEN, limit=5)) == []
        tally = work(lambda unit: unit.records.tally())
        assert (tally.made, tally.received, tally.refused) == (2, 2, 0)

    def test_a_correction_needs_its_message_and_never_changes(
        self, store: EncryptedStore, work: WorkOn, records: tuple[AcceptanceRecord, ...]
    ) -> None:
        assert records
        with pytest.raises((StorageError, StoreRuleError)):
            work(lambda unit: unit.repairs.add_correction(correction(message_id="nobody")))
        work(lambda unit: unit.repairs.add_correction(correction()))
        for statement in (
            "UPDATE corrections SET reason = 'other'",
            "UPDATE corrections SET changes = x''",
            "DELETE FROM corrections",
        ):
            with pytest.raises((StorageError, StoreRuleError)):
                store.run(partial(_execute, statement))


def _execute(statement: str, unit: StoreUnit) -> None:
    unit.receipts_at._connection.execute(statement)  # as whoever goes around the repositories


def correction(message_id: str = "message-2") -> Correction:
    return Correction(message_id, "message-1", "mistyped", builders.CLERK, None, LATER, changes=CHANGES, salt="5a17")


def receipt(record: AcceptanceRecord, corrected_by: str | None = None) -> VerifiedReceipt:
    claims = ReceiptClaims(
        iss="province",
        sub=record.message.message_id,
        digest=record.message.digest,
        terminal_id="terminal-1",
        sequence=record.message.sequence,
        received_at=LATER,
        corrected_by=corrected_by,
    )
    return VerifiedReceipt(claims, "a.b.c")
