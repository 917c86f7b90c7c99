"""What waits, looked at page by page without being touched; the sealing key beside the pinned ones."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.storage import unsent
from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from app.storage.unsent import StoreSealingKey, StoreUnsent
from app.system import SystemClock
from sync.contract import EvidenceReceiptClaims, ReceiptClaims
from sync.ports import Delivered, Refused, SealingKey, VerifiedEvidenceReceipt, VerifiedReceipt
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker

KEY = bytes(range(32))
NOW = builders.NOON + timedelta(days=1)
COUNT = 7


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EncryptedStore]:
    with EncryptedStore(tmp_path, KEY) as store:
        yield store


@pytest.fixture
def records(store: EncryptedStore) -> list[AcceptanceRecord]:
    maker = RecordMaker()
    made = [maker.acceptance(number, files=2) for number in range(1, COUNT + 1)]
    for record in made:
        store.run(record.write)
    return made


def receipt_of(record: AcceptanceRecord) -> VerifiedReceipt:
    message = record.message
    claims = ReceiptClaims(
        iss="province",
        sub=message.message_id,
        digest=message.digest,
        terminal_id="terminal-1",
        sequence=message.sequence,
        received_at=NOW,
    )
    return VerifiedReceipt(claims, "a.b.c")


def file_receipt_of(record: AcceptanceRecord, index: int) -> VerifiedEvidenceReceipt:
    file = record.files[index]
    claims = EvidenceReceiptClaims(
        iss="province",
        sub=file.evidence_id,
        message_id=record.message.message_id,
        sha256=file.sha256,
        size=file.size,
        terminal_id="terminal-1",
        received_at=NOW,
    )
    return VerifiedEvidenceReceipt(claims, "a.b.c")


@pytest.mark.parametrize("page", [1, 2, 3, 500])
def test_all_that_waits_is_found_whatever_the_page(
    store: EncryptedStore, records: list[AcceptanceRecord], page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsent, "_PAGE", page)
    waiting = StoreUnsent(store).waiting()
    assert [one.message_id for one in waiting] == [record.message.message_id for record in records]
    assert all(one.waits for one in waiting)
    assert [one.size for one in waiting] == [len(record.message.body) for record in records]
    found = [[(file.evidence_id, file.sha256, file.size, file.message_id) for file in one.files] for one in waiting]
    assert found == [
        [(file.evidence_id, file.sha256, file.size, record.message.message_id) for file in record.files]
        for record in records
    ]


def test_looking_changes_nothing(store: EncryptedStore, records: list[AcceptanceRecord]) -> None:
    outbox = StoreOutbox(store)
    before = outbox.counts(), outbox.next_due(), outbox.expects_receipts()
    source = StoreUnsent(store)
    assert [source.body(one.message_id) for one in source.waiting()] == [record.message.body for record in records]
    assert (outbox.counts(), outbox.next_due(), outbox.expects_receipts()) == before
    assert source.body("nobody's") is None


def test_what_is_delivered_or_refused_does_not_wait(store: EncryptedStore, records: list[AcceptanceRecord]) -> None:
    outbox = StoreOutbox(store)
    outbox.claim(NOW, timedelta(minutes=5), max_messages=3, max_bytes=10**9)
    refused = Refused(records[1].message.message_id, "payload_invalid")
    outbox.settle([Delivered(receipt_of(records[0])), refused, Delivered(receipt_of(records[2]))], NOW)
    outbox.keep_receipts((), (file_receipt_of(records[2], 0), file_receipt_of(records[2], 1)), NOW)

    waiting = StoreUnsent(store).waiting()

    assert [(one.sequence, one.waits, len(one.files)) for one in waiting] == [
        *((sequence, True, 2) for sequence in range(4, COUNT + 1)),
        (1, False, 2),
    ]


def test_receipts_of_a_stick_leave_the_networks_cursor(store: EncryptedStore, records: list[AcceptanceRecord]) -> None:
    outbox = StoreOutbox(store)
    outbox.apply_receipts([], [], 5, NOW)
    outbox.keep_receipts([receipt_of(records[0])], [file_receipt_of(records[0], 0)], NOW)
    counts = outbox.counts()
    assert (counts.delivered, counts.evidence_waiting, outbox.receipt_cursor()) == (1, COUNT * 2 - 1, 5)


def test_the_sealing_key_stands_beside_the_pinned_keys(tmp_path: Path) -> None:
    identity = builders.terminal_identity()
    key, newer = SealingKey("k1", "suite", "x1"), SealingKey("k2", "suite", "x2")
    with EncryptedStore(tmp_path, KEY) as store:
        kept = StoreSealingKey(store, SystemClock())
        kept.take(key)  # before enrolment there is nobody to keep it for
        assert store.run(lambda unit: unit.terminal.identity()) is None
        store.run(lambda unit: unit.terminal.save_identity(identity))
        assert store.run(lambda unit: unit.terminal.identity()) == identity
        for told in (key, key, newer):
            kept.take(told)
    with EncryptedStore(tmp_path, KEY) as store:
        found = store.run(lambda unit: unit.terminal.identity())
        assert found is not None
        assert (found.sealing_key, found.receipt_keys) == (newer, identity.receipt_keys)
        assert store.run(lambda unit: unit.audit.check()).length == 2
