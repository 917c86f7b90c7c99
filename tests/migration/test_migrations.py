"""Migrations: numbered, checked, all or nothing, with a copy of what was there."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.sending import AnsweredCaution
from app.statistics_ports import CodeCount, NoteKind, Span
from app.storage.columns import micros
from app.storage.connection import open_connection
from app.storage.errors import StorageError, StorageFault
from app.storage.migrations.runner import Migration, copy_name, earlier_copies, shipped_migrations
from app.storage.parcel_codec import encoded
from app.storage.store import KEEP_COPY_SECONDS, STORE_NAME, EncryptedStore
from tests.migration.schema_text import SCHEMA_FILE, migrated_schema
from tests.support import builders
from tests.support.stored_records import RecordMaker

KEY = bytes(range(32))
ROOT = Path(__file__).parents[2]
SHIPPED = shipped_migrations()
NEXT = SHIPPED[-1].number + 1
ADD_NOTES = Migration(
    NEXT,
    "notes",
    "CREATE TABLE notes (text TEXT NOT NULL) STRICT;\n"
    "-- a trigger has semicolons inside\n"
    "CREATE TRIGGER notes_stay BEFORE DELETE ON notes\nBEGIN\n    SELECT RAISE(ABORT, 'kept');\nEND;\n",
)
FAILING = Migration(NEXT, "failing", "CREATE TABLE half (x TEXT);\nINSERT INTO nowhere VALUES (1);\n")


def fault_of_opening(folder: Path, *migrations: Migration) -> StorageFault:
    with pytest.raises(StorageError) as caught:
        EncryptedStore(folder, KEY, migrations=migrations).open()
    return caught.value.fault


def tables(folder: Path) -> set[str]:
    connection = open_connection(folder / STORE_NAME, KEY)
    names = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return names


def applied(folder: Path) -> list[tuple[object, ...]]:
    connection = open_connection(folder / STORE_NAME, KEY)
    rows = connection.execute("SELECT number, name, sha256 FROM applied_migrations ORDER BY number").fetchall()
    connection.close()
    return list(rows)


def acceptance_is_there(folder: Path, *migrations: Migration) -> bool:
    with EncryptedStore(folder, KEY, migrations=migrations or None) as store:
        return store.run(lambda unit: unit.acceptances.get("acceptance-1")) is not None


@pytest.fixture
def old_store(tmp_path: Path) -> Path:
    """A store as this release makes it, with one acceptance."""
    with EncryptedStore(tmp_path, KEY) as store:
        store.run(RecordMaker().acceptance(1).write)
    return tmp_path


def test_the_schema_file_is_what_the_migrations_make(tmp_path: Path) -> None:
    written = SCHEMA_FILE.read_text(encoding="utf-8")

    assert migrated_schema(tmp_path) == written, "run: python -m tests.migration.schema_text"


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.number for migration in SHIPPED] == list(range(1, len(SHIPPED) + 1))


def test_a_shipped_migration_never_changes() -> None:
    """From the first release on, a line is added here and none is ever edited."""
    assert [migration.sha256 for migration in SHIPPED] == [
        "0dd9777c64c9722e9b34f1a585c1462dd0b86e2acbe9b155af2464e9a39d4e3b",
        "d13c70d8fa1bda7ab044a221d101ed4b196642734a88ea50ae1027e876ba700b",
        "dda6484a604b18071a3fa49235500821eb82cabe4550719d381f52275821fa94",
        "a52d5305d582a541181a4b0e76a3a14dd2c78b67a319fa43c25908ace1e620a8",
        "75050a35162a32e26c212b250cf8930b5c6b26e2ceb119ec8f1daa25a372a8ba",
        "7d8ab9e92f75885e1858ab64dbb69ddda9e069a0a3baa5a2c7ee817f6f1f0568",
        "0f621c2d59223ed991dd1ee9cca0500b6c9e400015b24c9eac5aced8543577f2",
        "14a6c14aed6b1ca590e81ab5f24bebad06204113a26db945534c76b71276e4c2",
        "b276aa2a444137043cc30714cb4d0fe2f85624283d77f6170d6c5c5661e4dbbe",
        "a1b5e81fc93f671519026edd16467e54ff745c9dd77438b6aecd1df7135ec927",
        "0f0b762c0299f4f3c02111f1a23930d7ca8ba6b6875c11fba666b84d45c56018",
        "1edb551efc6b5594012627bbe4ac8f40f04eddbf06371cade83573997429836c",
    ]


def test_the_digest_does_not_depend_on_a_checkouts_line_ends() -> None:
    windows = replace(SHIPPED[0], sql=SHIPPED[0].sql.replace("\n", "\r\n"))

    assert windows.sha256 == SHIPPED[0].sha256


def test_a_new_store_knows_what_made_it(old_store: Path) -> None:
    assert applied(old_store) == [(m.number, m.name, m.sha256) for m in SHIPPED]
    assert earlier_copies(old_store / STORE_NAME) == []


def test_a_pending_migration_is_applied_and_the_data_stays(old_store: Path) -> None:
    assert acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)

    assert "notes" in tables(old_store)
    assert applied(old_store)[-1] == (NEXT, "notes", ADD_NOTES.sha256)


def test_the_store_as_it_was_is_kept_beside_encrypted(old_store: Path) -> None:
    acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)

    copy = copy_name(old_store / STORE_NAME, NEXT)
    assert earlier_copies(old_store / STORE_NAME) == [copy]
    kept = open_connection(copy, KEY)
    assert kept.execute("SELECT acceptance_id FROM acceptances").fetchall() == [("acceptance-1",)]
    assert kept.execute("PRAGMA user_version").fetchall() == [(SHIPPED[-1].number,)]
    kept.close()
    with pytest.raises(StorageError):
        open_connection(copy, bytes(32))


def test_the_copy_goes_after_two_weeks(old_store: Path) -> None:
    acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)
    copy = copy_name(old_store / STORE_NAME, NEXT)
    assert acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)
    assert copy.exists()
    old = time.time() - KEEP_COPY_SECONDS - 60
    os.utime(copy, (old, old))

    assert acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)
    assert not copy.exists()


def test_an_old_copy_that_cannot_go_keeps_nobody_from_working(old_store: Path) -> None:
    copy = copy_name(old_store / STORE_NAME, NEXT)
    copy.mkdir()
    old = time.time() - KEEP_COPY_SECONDS - 60
    os.utime(copy, (old, old))

    assert acceptance_is_there(old_store)


def test_a_copy_that_cannot_be_made_is_told_as_a_fault_of_the_store(old_store: Path) -> None:
    copy_name(old_store / STORE_NAME, NEXT).mkdir()

    assert fault_of_opening(old_store, *SHIPPED, ADD_NOTES) is StorageFault.NOT_WRITABLE
    assert acceptance_is_there(old_store)


def test_a_migration_that_fails_leaves_the_store_as_it_was(old_store: Path) -> None:
    with pytest.raises(StorageError):
        EncryptedStore(old_store, KEY, migrations=(*SHIPPED, FAILING)).open()

    assert "half" not in tables(old_store)
    assert acceptance_is_there(old_store)


def test_all_pending_migrations_are_one_transaction(old_store: Path) -> None:
    late_failure = replace(FAILING, number=NEXT + 1)
    with pytest.raises(StorageError):
        EncryptedStore(old_store, KEY, migrations=(*SHIPPED, ADD_NOTES, late_failure)).open()

    assert "notes" not in tables(old_store)
    assert acceptance_is_there(old_store)


def test_a_migration_with_half_a_statement_is_refused(old_store: Path) -> None:
    half = Migration(NEXT, "half", "CREATE TABLE notes (x TEXT);\nCREATE TABLE more (x TEXT)\n")

    with pytest.raises(StorageError):
        EncryptedStore(old_store, KEY, migrations=(*SHIPPED, half)).open()

    assert "notes" not in tables(old_store)


def test_a_newer_store_is_refused_and_untouched(old_store: Path) -> None:
    acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)

    assert fault_of_opening(old_store, *SHIPPED) is StorageFault.SCHEMA_TOO_NEW
    assert acceptance_is_there(old_store, *SHIPPED, ADD_NOTES)


def test_a_store_that_another_text_made_is_refused(old_store: Path) -> None:
    changed = replace(SHIPPED[0], sql=SHIPPED[0].sql + "-- changed after it was shipped\n")

    assert fault_of_opening(old_store, changed, *SHIPPED[1:]) is StorageFault.SCHEMA_TOO_NEW
    assert acceptance_is_there(old_store)


# Some 60 MB, far more than the page cache holds: SQLite spills into the log long before the commit.
LONG = """
CREATE TABLE filler (content BLOB);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
INSERT INTO filler SELECT randomblob(1000) FROM n;
"""
MIGRATING = """
import sys
from pathlib import Path
from app.storage.migrations.runner import Migration, shipped_migrations
from app.storage.store import EncryptedStore
shipped = shipped_migrations()
long = Migration(shipped[-1].number + 1, "long", sys.argv[2])
EncryptedStore(Path(sys.argv[1]), bytes(range(32)), migrations=(*shipped, long)).open()
print("done", flush=True)
"""


def kill_when(process: "subprocess.Popen[bytes]", log: Path, size: int) -> None:
    """Kill the program once its write-ahead log has grown to ``size``."""
    deadline = time.monotonic() + 30
    while not (log.exists() and log.stat().st_size > size):
        assert process.poll() is None, "ended before it could be killed"
        assert time.monotonic() < deadline
    os.kill(process.pid, signal.SIGKILL)


def test_a_kill_in_mid_migration_leaves_the_old_store(old_store: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", MIGRATING, str(old_store), LONG], cwd=ROOT, stdout=subprocess.PIPE
    )
    with program:
        kill_when(program, old_store / f"{STORE_NAME}-wal", 2_000_000)
        assert program.stdout is not None
        assert program.stdout.read() == b""

    assert "filler" not in tables(old_store)
    assert acceptance_is_there(old_store)
    long = Migration(NEXT, "long", LONG.replace("60000", "10"))
    assert acceptance_is_there(old_store, *SHIPPED, long)
    assert "filler" in tables(old_store)


def test_cautions_of_earlier_records_come_into_the_statistics(tmp_path: Path) -> None:
    answered = (AnsweredCaution("night_burst", "known", builders.CLERK, builders.NOON),)
    with EncryptedStore(tmp_path, KEY, migrations=SHIPPED[:2]):
        pass
    connection = open_connection(tmp_path / STORE_NAME, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    for number, snapshot in enumerate((encoded(builders.parcel(answered=answered)), encoded(builders.parcel()), b"?")):
        connection.execute(
            "INSERT INTO acceptances (acceptance_id, waybill_number, clerk, accepted_at, document_hash, message_id,"
            " snapshot) VALUES (?, ?, '1001', ?, '', 'message', ?)",
            (f"acceptance-{number}", f"YT{number}", micros(builders.NOON), snapshot),
        )
    connection.close()

    day = Span(builders.NOON, builders.NOON + timedelta(days=1), timedelta(0))
    with EncryptedStore(tmp_path, KEY) as store:
        counted = store.run(lambda unit: unit.statistics.notes(day, NoteKind.CAUTION))

    assert counted == [CodeCount("night_burst", 1)]


def test_what_was_delivered_earlier_comes_under_its_term(tmp_path: Path) -> None:
    """Of a receipt that came before its time was kept, the time when it came counts."""
    retention = next(migration for migration in SHIPPED if migration.name == "retention")
    before = tuple(migration for migration in SHIPPED if migration.number < retention.number)
    with EncryptedStore(tmp_path, KEY, migrations=before):
        pass
    connection = open_connection(tmp_path / STORE_NAME, KEY)
    for sequence, state in ((1, "delivered"), (2, "rejected")):
        delivered = state == "delivered"
        connection.execute(
            "INSERT INTO outbox (sequence, message_id, kind, urgent, schema_version, digest, previous_digest,"
            " subject_id, created_at, state, due_at, delivered_at, receipt, body)"
            " VALUES (?, ?, 'acceptance', 0, 1, 'd', 'd', 's', ?, ?, NULL, ?, ?, x'00')",
            (
                sequence,
                f"message-{sequence}",
                micros(builders.NOON),
                state,
                micros(builders.NOON) if delivered else None,
                "jws" if delivered else None,
            ),
        )
    connection.close()

    with EncryptedStore(tmp_path, KEY) as store:
        kept = store.run(lambda unit: (unit.retention.newest_receipt(), unit.retention.message("message-2")))

    assert kept == (builders.NOON, None)
