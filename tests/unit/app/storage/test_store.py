"""The store's thread, its lock, and what it does when a commit fails."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from app.ports import ClockOffset
from app.storage.connection import open_connection
from app.storage.errors import StorageError, StorageFault, StoreRuleError
from app.storage.store import COMMITS_IN_LOG, STORE_NAME, EncryptedStore, store_exists
from app.storage.unit_of_work import StoreUnit
from sync.contract import ReceiptClaims
from sync.ports import VerifiedReceipt
from tests.support import builders
from tests.support.stored_records import RecordMaker

KEY = bytes(range(32))
ROOT = Path(__file__).parents[4]
Result = TypeVar("Result")

HOLDER = """
import sys, time
from pathlib import Path
from app.storage.store import EncryptedStore
store = EncryptedStore(Path(sys.argv[1]), bytes(range(32)))
store.open()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EncryptedStore]:
    with EncryptedStore(tmp_path, KEY) as store:
        yield store


def fault_of(caught: pytest.ExceptionInfo[StorageError]) -> StorageFault:
    return caught.value.fault


def receipt_of(message_id: str, digest: str, sequence: int) -> VerifiedReceipt:
    claims = ReceiptClaims(
        iss="province",
        sub=message_id,
        digest=digest,
        terminal_id="terminal-1",
        sequence=sequence,
        received_at=builders.NOON,
    )
    return VerifiedReceipt(claims, jws="a.b.c")


# -- life


def test_what_was_committed_is_there_after_reopening(tmp_path: Path) -> None:
    record = RecordMaker().acceptance(1)
    with EncryptedStore(tmp_path, KEY) as store:
        store.run(record.write)
        hash_key = store.run(lambda unit: unit.terminal.hash_key())
    with EncryptedStore(tmp_path, KEY) as store:
        assert store.run(lambda unit: unit.acceptances.last()) == record.acceptance
        assert store.run(lambda unit: unit.terminal.hash_key()) == hash_key


def test_each_store_has_a_hash_key_of_its_own(tmp_path: Path) -> None:
    keys = set[bytes]()
    for name in ("a", "b"):
        with EncryptedStore(tmp_path / name, KEY) as store:
            keys.add(store.run(lambda unit: unit.terminal.hash_key()))

    assert len(keys) == 2


def test_a_store_exists_once_it_was_opened(tmp_path: Path) -> None:
    assert not store_exists(tmp_path / "home")
    with EncryptedStore(tmp_path / "home", KEY):
        pass
    assert store_exists(tmp_path / "home")


def test_closing_joins_the_thread_and_finishes_what_was_submitted(tmp_path: Path) -> None:
    store = EncryptedStore(tmp_path, KEY)
    store.open()
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def wait() -> None:
        begun.set()
        go_on.wait(10)
        done.append("first")

    store.submit(wait)
    store.submit(lambda: done.append("second"))
    assert begun.wait(10)
    go_on.set()
    store.close()

    assert done == ["first", "second"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]


def test_a_closed_store_takes_no_work(tmp_path: Path) -> None:
    store = EncryptedStore(tmp_path, KEY)
    with pytest.raises(StorageError) as never_opened:
        store.submit(lambda: None)
    with store:
        pass
    store.close()
    with pytest.raises(StorageError) as closed:
        store.submit(lambda: None)
    with pytest.raises(StorageError) as no_unit:
        store.unit_of_work()

    assert {fault_of(never_opened), fault_of(closed), fault_of(no_unit)} == {StorageFault.CLOSED}


def test_a_store_that_fails_to_open_leaves_no_lock_and_no_thread(tmp_path: Path) -> None:
    with EncryptedStore(tmp_path, KEY):
        pass

    with pytest.raises(StorageError) as caught:
        EncryptedStore(tmp_path, bytes(32)).open()

    assert fault_of(caught) is StorageFault.WRONG_KEY
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]
    with EncryptedStore(tmp_path, KEY) as store:
        assert store.run(lambda unit: unit.records.counts()).made == 0


def test_waiting_for_the_store_on_its_own_thread_is_refused(store: EncryptedStore) -> None:
    def wait_for_itself() -> int:
        return store.run(lambda unit: unit.records.counts()).made

    with pytest.raises(StorageError) as caught:
        store.submit(wait_for_itself).result(timeout=10)

    assert fault_of(caught) is StorageFault.WRONG_THREAD


def test_a_unit_that_strayed_to_another_thread_cannot_touch_the_connection(store: EncryptedStore) -> None:
    unit = store.run(lambda unit: unit)

    with pytest.raises(Exception, match="thread"):
        unit.parcels.get("parcel-1")


# -- one program per store


def test_a_second_store_object_is_refused(store: EncryptedStore, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        EncryptedStore(tmp_path, KEY).open()

    assert fault_of(caught) is StorageFault.STORE_LOCKED
    assert store.run(lambda unit: unit.records.counts()).made == 0


def test_a_killed_programs_lock_is_taken_over(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StorageError) as caught:
            EncryptedStore(tmp_path, KEY).open()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait(10)

    assert fault_of(caught) is StorageFault.STORE_LOCKED
    with EncryptedStore(tmp_path, KEY) as store:
        assert store.run(lambda unit: unit.records.counts()).made == 0


# -- a commit that fails


def limit_pages(store: EncryptedStore, pages: int) -> None:
    def limit() -> None:
        connection = store._connection
        assert connection is not None
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    store.submit(limit).result()


def test_a_full_disk_loses_nothing_and_keeps_the_store_usable(store: EncryptedStore) -> None:
    maker = RecordMaker()
    first = maker.acceptance(1)
    store.run(first.write)
    limit_pages(store, 1)
    big = replace(
        builders.parcel(), parcel_id="big", sender=builders.sender(document=builders.document(address="路" * 90_000))
    )

    with pytest.raises(StorageError) as caught:
        store.run(lambda unit: unit.parcels.save(big))

    assert fault_of(caught) is StorageFault.STORE_FULL
    limit_pages(store, 1_000_000)
    assert store.run(lambda unit: unit.parcels.get("big")) is None
    second = maker.acceptance(2)
    store.run(second.write)
    assert store.run(lambda unit: unit.acceptances.last()) == second.acceptance


# -- what never changes

FROZEN = [
    "UPDATE acceptances SET carrier = 'sf'",
    "UPDATE acceptances SET snapshot = x'00'",
    "INSERT OR REPLACE INTO acceptances SELECT * FROM acceptances",
    "UPDATE refusals SET reason = 'other'",
    "UPDATE outbox SET body = x'00'",
    "UPDATE outbox SET digest = 'f'",
    "UPDATE outbox SET sequence = 99 WHERE sequence = 2",
    "UPDATE evidence SET sha256 = 'f'",
    "UPDATE evidence SET wrapped_key = x'00'",
    "UPDATE evidence SET message_sequence = 2",
    "UPDATE audit SET entry = x'00'",
    "UPDATE audit SET number = 7 WHERE number = 1",
    "DELETE FROM audit",
    "DELETE FROM acceptances",
    "DELETE FROM refusals",
    "DELETE FROM outbox",
    "DELETE FROM evidence",
    "INSERT OR REPLACE INTO audit (number, hash, entry) VALUES (1, zeroblob(32), x'00')",
]


@pytest.fixture
def filled(store: EncryptedStore) -> EncryptedStore:
    maker = RecordMaker()
    store.run(maker.acceptance(1).write)
    store.run(maker.refusal(2).write)
    return store


def on_connection(store: EncryptedStore, sql: str) -> None:
    connection = store._connection
    assert connection is not None

    def execute(_: StoreUnit) -> None:
        connection.execute(sql)

    store.run(execute)


@pytest.mark.parametrize("sql", FROZEN)
def test_what_is_proof_never_changes(filled: EncryptedStore, sql: str) -> None:
    with pytest.raises(StoreRuleError):
        on_connection(filled, sql)


def test_after_its_receipt_a_record_may_be_purged_but_not_changed(filled: EncryptedStore) -> None:
    message = filled.run(lambda unit: unit.outbox.head())
    receipt = receipt_of("message-2", message.digest, message.sequence)
    filled.run(lambda unit: unit.messages.apply_receipt(receipt, builders.NOON))

    with pytest.raises(StoreRuleError):
        on_connection(filled, "UPDATE outbox SET state = 'pending', receipt = NULL WHERE sequence = 2")
    on_connection(filled, "DELETE FROM refusals")

    assert filled.run(lambda unit: unit.refusals.count_since(builders.NOON)) == 0
    assert filled.run(lambda unit: unit.acceptances.last()) is not None


def test_a_store_file_says_nothing_about_its_kind(tmp_path: Path) -> None:
    with EncryptedStore(tmp_path, KEY) as store:
        store.run(lambda unit: unit.terminal.save_clock_offset(ClockOffset(1, builders.NOON)))

    assert not (tmp_path / STORE_NAME).read_bytes().startswith(b"SQLite format")


def test_the_log_is_written_back_behind_a_commit_and_not_in_it(store: EncryptedStore, tmp_path: Path) -> None:
    file = tmp_path / STORE_NAME

    def committed(number: int) -> bytes:
        with store.unit_of_work() as unit:
            unit.terminal.save_clock_offset(ClockOffset(number, builders.NOON))
        return file.read_bytes()

    before = file.read_bytes()
    during = [store.submit(partial(committed, number)).result() for number in range(COMMITS_IN_LOG)]
    behind = store.submit(file.read_bytes).result()

    assert all(content == before for content in during)
    assert behind != before


def test_a_column_of_another_type_is_a_corrupt_store(filled: EncryptedStore, tmp_path: Path) -> None:
    filled.close()
    connection = open_connection(tmp_path / STORE_NAME, KEY)
    connection.execute("INSERT INTO parcels VALUES ('broken', 'open', 0, x'7b7d')")
    connection.close()
    filled.open()

    with pytest.raises(StorageError) as caught:
        filled.run(lambda unit: unit.parcels.get("broken"))

    assert fault_of(caught) is StorageFault.STORE_CORRUPT
