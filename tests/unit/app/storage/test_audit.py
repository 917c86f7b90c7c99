"""The audit trail's chain, and the receipts beside it."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.audit_ports import AuditEntry, ChainCheck
from app.storage.audit import canonical_entry, chained
from app.storage.connection import open_connection
from app.storage.store import STORE_NAME, EncryptedStore
from sync.contract import EVIDENCE_RECEIPT_TYPE, RECEIPT_TYPE, EvidenceReceiptClaims, ReceiptClaims
from sync.ports import VerifiedEvidenceReceipt, VerifiedReceipt
from tests.support import builders
from tests.support.memory_province import Seal
from tests.support.stored_records import AcceptanceRecord, RecordMaker

KEY = bytes(range(32))
ENTRY = AuditEntry(builders.NOON, builders.CLERK, "accepted", "acceptance-1", {"b": "2", "a": "1"})


@pytest.fixture
def seal() -> Seal:
    return Seal()


@pytest.fixture
def store(tmp_path: Path, seal: Seal) -> Iterator[EncryptedStore]:
    store = EncryptedStore(tmp_path, KEY, verifier_for=lambda identity: seal.pinned(identity.terminal_id))
    with store:
        store.run(lambda unit: unit.terminal.save_identity(builders.terminal_identity()))
        yield store


def check(store: EncryptedStore) -> ChainCheck:
    return store.run(lambda unit: unit.audit.check())


def append(store: EncryptedStore, count: int) -> None:
    for number in range(count):
        entry = replace(ENTRY, subject_id=f"s{number}")
        store.run(lambda unit, entry=entry: unit.audit.append(entry))  # type: ignore[misc] # a lambda's default is not inferred


def forge(store: EncryptedStore, folder: Path, *statements: str) -> None:
    """Change the store as somebody with its key could: without triggers and past the program."""
    store.close()
    connection = open_connection(folder / STORE_NAME, KEY)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for row in triggers:
        connection.execute(f"DROP TRIGGER {row[0]!s}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    store.open()


# -- the chain


def test_an_entry_is_canonical_json() -> None:
    assert canonical_entry(ENTRY) == (
        b'{"action":"accepted","at":"2026-11-20T04:00:00+00:00","clerk":"1001",'
        b'"details":{"a":"1","b":"2"},"subject_id":"acceptance-1"}'
    )


def test_the_chain_is_sha_256_from_zeros_on(store: EncryptedStore, tmp_path: Path) -> None:
    append(store, 2)
    store.close()
    connection = open_connection(tmp_path / STORE_NAME, KEY)
    rows = connection.execute("SELECT number, hash, entry FROM audit ORDER BY number").fetchall()
    connection.close()

    before = bytes(32)
    for expected_number, (number, kept, entry) in enumerate(rows, start=1):
        assert isinstance(entry, bytes)
        before = hashlib.sha256(before + entry).digest()
        assert (number, kept) == (expected_number, before)
    assert len(rows) == 2


def test_a_whole_chain_holds(store: EncryptedStore) -> None:
    append(store, 5)

    assert check(store) == ChainCheck(ok=True, length=5, first_break=None, receipts_checked=0, receipts_bad=0)


@pytest.mark.parametrize(
    ("forgery", "first_break"),
    [
        ("UPDATE audit SET entry = CAST(replace(CAST(entry AS TEXT), 's2', 's9') AS BLOB) WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number = 4", 4),
        ("UPDATE audit SET hash = zeroblob(32) WHERE number = 5", 5),
        ("UPDATE audit SET number = -2 WHERE number = 2", 1),
    ],
)
def test_the_first_break_is_named(store: EncryptedStore, tmp_path: Path, forgery: str, first_break: int) -> None:
    append(store, 5)
    forge(store, tmp_path, "PRAGMA ignore_check_constraints = ON", forgery)

    found = check(store)
    assert (found.ok, found.first_break) == (False, first_break)


def test_rebuilding_one_entrys_hash_breaks_the_next(store: EncryptedStore, tmp_path: Path) -> None:
    append(store, 3)
    changed = canonical_entry(replace(ENTRY, subject_id="forged"))
    first = chained(bytes(32), canonical_entry(replace(ENTRY, subject_id="s0")))
    new_hash = chained(first, changed)
    # A rebuilt entry with a right hash of its own:
    forge(store, tmp_path, f"UPDATE audit SET entry = x'{changed.hex()}' WHERE number = 2")  # noqa: S608 # our own hex
    forge(store, tmp_path, f"UPDATE audit SET hash = x'{new_hash.hex()}' WHERE number = 2")  # noqa: S608 # same

    assert check(store).first_break == 3


# -- receipts


def deliver(store: EncryptedStore, seal: Seal, record: AcceptanceRecord) -> None:
    """Write the record, and apply the receipts of its message and file."""
    message, file = record.message, record.files[0]
    claims = ReceiptClaims(
        iss=seal.issuer,
        sub=message.message_id,
        digest=message.digest,
        terminal_id="terminal-1",
        sequence=message.sequence,
        received_at=builders.NOON,
    )
    file_claims = EvidenceReceiptClaims(
        iss=seal.issuer,
        sub=file.evidence_id,
        message_id=message.message_id,
        sha256=file.sha256,
        size=file.size,
        terminal_id="terminal-1",
        received_at=builders.NOON,
    )
    receipt = VerifiedReceipt(claims, seal.sign(claims, RECEIPT_TYPE))
    file_receipt = VerifiedEvidenceReceipt(file_claims, seal.sign(file_claims, EVIDENCE_RECEIPT_TYPE))
    store.run(record.write)
    store.run(lambda unit: unit.messages.apply_receipt(receipt, builders.NOON))
    store.run(lambda unit: unit.files.apply_receipt(file_receipt, builders.NOON))


@pytest.fixture
def delivered(store: EncryptedStore, seal: Seal) -> EncryptedStore:
    maker = RecordMaker()
    for number in range(2):
        deliver(store, seal, maker.acceptance(number))
    return store


def test_kept_receipts_hold(delivered: EncryptedStore) -> None:
    found = check(delivered)

    assert (found.ok, found.receipts_checked, found.receipts_bad) == (True, 4, 0)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE outbox SET digest = 'f' WHERE sequence = 1",
        "UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), 'yto', 'sfx') AS BLOB) WHERE sequence = 1",
        "UPDATE outbox SET body = x'00' WHERE sequence = 1",
        "UPDATE outbox SET body = CAST('[]' AS BLOB) WHERE sequence = 1",
        "UPDATE outbox SET receipt = 'a.b.c' WHERE sequence = 1",
        "UPDATE outbox SET receipt = (SELECT receipt FROM outbox WHERE sequence = 2) WHERE sequence = 1",
        "UPDATE outbox SET receipt = (SELECT receipt FROM evidence WHERE number = 1) WHERE sequence = 1",
        "UPDATE evidence SET sha256 = 'f' WHERE number = 1",
        "UPDATE evidence SET size = size + 1 WHERE number = 1",
        "UPDATE evidence SET receipt = (SELECT receipt FROM evidence WHERE number = 2) WHERE number = 1",
    ],
)
def test_one_forgery_is_one_bad_receipt(delivered: EncryptedStore, tmp_path: Path, forgery: str) -> None:
    forge(delivered, tmp_path, forgery)

    found = check(delivered)
    assert (found.ok, found.receipts_checked, found.receipts_bad) == (False, 4, 1)


def test_another_provinces_receipts_do_not_hold(store: EncryptedStore) -> None:
    deliver(store, Seal(), RecordMaker().acceptance(1))

    found = check(store)
    assert (found.ok, found.receipts_bad) == (False, 2)
