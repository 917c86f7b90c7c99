"""How the store is opened, and what the driver's errors mean."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.connection import Connection, open_connection, translating
from app.storage.errors import StorageError, StorageFault, StoreRuleError

KEY = bytes(range(32))
SECRET = "张三丰"


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def connection(store_file: Path) -> Iterator[Connection]:
    connection = open_connection(store_file, KEY)
    connection.execute("CREATE TABLE people (name TEXT PRIMARY KEY, filler BLOB)")
    yield connection
    connection.close()


def pragma(connection: Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    assert row is not None
    return row[0]


def fault_of(connection: Connection, sql: str) -> StorageFault:
    with pytest.raises(StorageError) as caught, translating():
        connection.execute(sql).fetchall()
    return caught.value.fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("auto_vacuum", 2),
        ("temp_store", 2),
        ("busy_timeout", 2000),
        ("cipher_memory_security", "0"),
    ],
)
def test_the_settings_of_the_decision_are_in_force(connection: Connection, name: str, value: object) -> None:
    assert pragma(connection, name) == value


def test_incremental_vacuum_gives_room_back(connection: Connection) -> None:
    connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                       " INSERT INTO people SELECT 'n' || i, randomblob(2000) FROM n")  # fmt: skip
    before = pragma(connection, "page_count")
    connection.execute("DELETE FROM people")
    connection.execute("PRAGMA incremental_vacuum").fetchall()

    after = pragma(connection, "page_count")
    assert isinstance(before, int)
    assert isinstance(after, int)
    assert after < before / 10


def test_a_wrong_key_opens_nothing(connection: Connection, store_file: Path) -> None:
    connection.execute("INSERT INTO people (name) VALUES (?)", (SECRET,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    with pytest.raises(StorageError) as caught:
        open_connection(store_file, bytes(32))

    assert caught.value.fault is StorageFault.WRONG_KEY


def test_a_key_of_another_length_is_no_key(store_file: Path) -> None:
    with pytest.raises(StorageError) as caught:
        open_connection(store_file, b"short")

    assert caught.value.fault is StorageFault.WRONG_KEY
    assert not store_file.exists()


@pytest.mark.usefixtures("connection")
def test_sqlcipher_says_nothing_on_standard_error(store_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StorageError):
        open_connection(store_file, bytes(32))

    assert capfd.readouterr().err == ""


def test_a_flipped_bit_is_a_corrupt_store(connection: Connection, store_file: Path) -> None:
    connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
                       " INSERT INTO people SELECT 'n' || i, randomblob(2000) FROM n")  # fmt: skip
    connection.close()
    content = bytearray(store_file.read_bytes())
    content[4096 * 20 + 77] ^= 1
    store_file.write_bytes(content)

    damaged = open_connection(store_file, KEY)
    assert fault_of(damaged, "SELECT sum(length(filler)) FROM people") is StorageFault.STORE_CORRUPT
    damaged.close()


def test_a_full_disk_is_told_as_such(connection: Connection) -> None:
    connection.execute("PRAGMA max_page_count = 5").fetchall()

    assert fault_of(connection, "INSERT INTO people VALUES ('x', randomblob(90000))") is StorageFault.STORE_FULL


def test_a_store_that_cannot_be_written_is_told_as_such(connection: Connection) -> None:
    connection.execute("PRAGMA query_only = ON")

    assert fault_of(connection, "INSERT INTO people VALUES ('x', NULL)") is StorageFault.NOT_WRITABLE


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        open_connection(tmp_path / "nowhere" / "store.db", KEY)

    assert caught.value.fault is StorageFault.NOT_WRITABLE


def test_another_programs_lock_is_told_as_such(connection: Connection, store_file: Path) -> None:
    other = open_connection(store_file, KEY)
    other.execute("PRAGMA busy_timeout = 0").fetchall()
    connection.execute("BEGIN IMMEDIATE")

    assert fault_of(other, "INSERT INTO people VALUES ('x', NULL)") is StorageFault.STORE_LOCKED
    connection.execute("ROLLBACK")
    other.close()


def test_an_error_never_carries_values(connection: Connection) -> None:
    connection.execute("INSERT INTO people (name) VALUES (?)", (SECRET,))

    with pytest.raises(StoreRuleError) as caught, translating():
        connection.execute("INSERT INTO people (name) VALUES (?)", (SECRET,))

    assert SECRET not in str(caught.value)
    assert SECRET not in str(caught.value.__cause__)


def test_wrong_use_of_the_driver_is_a_programming_error(connection: Connection) -> None:
    with pytest.raises(StoreRuleError), translating():
        connection.execute("SELECT ?", ())
