"""Brings a store to the newest schema: numbered SQL files, all pending ones in one transaction.

Invariants:
- A kill at any moment leaves the old store or the new one, never something between.
- An existing store is copied (encrypted as it is) before it is touched.
- A store that knows a later migration, or another text of one of ours, is refused: SCHEMA_TOO_NEW.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from sqlcipher3 import dbapi2

from app.storage.columns import integer, text
from app.storage.connection import Connection, translating
from app.storage.durable_files import durable_file, storage_error
from app.storage.errors import StorageError, StorageFault

_FILE_NAME = re.compile(r"(\d{4})_(\w+)\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the schema."""

    number: int
    name: str
    sql: str = field(repr=False)

    @property
    def sha256(self) -> str:
        """Digest of the SQL text as UTF-8 with line feeds, whatever a checkout made of them."""
        return hashlib.sha256(self.sql.replace("\r\n", "\n").encode()).hexdigest()


def shipped_migrations() -> tuple[Migration, ...]:
    """The migrations of this program, in order."""
    found: list[Migration] = []
    for file in resources.files(__package__).iterdir():
        shape = _FILE_NAME.fullmatch(file.name)
        if shape is not None:
            found.append(Migration(int(shape[1]), shape[2], file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda migration: migration.number))


def migrate(connection: Connection, store_file: Path, migrations: Sequence[Migration]) -> None:
    """Apply what is pending. Raises StorageError(SCHEMA_TOO_NEW, STORE_FULL, …); the store then is as it was."""
    with translating():
        version = _version(connection)
        _require_known(connection, version, migrations)
        pending = [migration for migration in migrations if migration.number > version]
        if not pending:
            return
        if version > 0:
            _copy(connection, store_file, pending[0].number)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for migration in pending:
                _apply(connection, migration)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def copy_name(store_file: Path, number: int) -> Path:
    """Where the store as it was before migration ``number`` is kept."""
    return store_file.with_name(f"{store_file.stem}-before-{number:04d}{store_file.suffix}")


def earlier_copies(store_file: Path) -> list[Path]:
    """All copies that migrations have left beside the store."""
    return sorted(store_file.parent.glob(f"{store_file.stem}-before-[0-9][0-9][0-9][0-9]{store_file.suffix}"))


def _version(connection: Connection) -> int:
    row = connection.execute("PRAGMA user_version").fetchone()
    return integer(row[0]) if row else 0


def _require_known(connection: Connection, version: int, migrations: Sequence[Migration]) -> None:
    newest = migrations[-1].number
    if version > newest:
        raise StorageError(StorageFault.SCHEMA_TOO_NEW, f"store {version}, program {newest}")
    if version == 0:
        return
    applied = {integer(number): text(digest) for number, digest in _applied(connection)}
    for migration in migrations:
        if migration.number <= version and applied.get(migration.number) != migration.sha256:
            raise StorageError(StorageFault.SCHEMA_TOO_NEW, f"migration {migration.number} differs")


def _applied(connection: Connection) -> list[tuple[str | int | float | bytes | None, ...]]:
    return connection.execute("SELECT number, sha256 FROM applied_migrations").fetchall()


def _copy(connection: Connection, store_file: Path, number: int) -> None:
    # Everything must stand in the main file before it is copied; nobody else can write (the store's lock).
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    try:
        for old in earlier_copies(store_file):
            old.unlink()
        with store_file.open("rb") as source, durable_file(copy_name(store_file, number)) as copy:
            shutil.copyfileobj(source, copy, 1024 * 1024)
    except OSError as error:
        raise storage_error(error) from error


def _apply(connection: Connection, migration: Migration) -> None:
    # executescript() would commit first, so the file is taken apart into its statements.
    for statement in _statements(migration.sql):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO applied_migrations (number, name, sha256, applied_at) VALUES (?, ?, ?, unixepoch() * 1000000)",
        (migration.number, migration.name, migration.sha256),
    )
    connection.execute(f"PRAGMA user_version = {migration.number}")


def _statements(sql: str) -> Iterator[str]:
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if dbapi2.complete_statement(statement):
            yield statement
            statement = ""
    if re.sub(r"--.*", "", statement).strip():
        raise StorageError(StorageFault.STORE_CORRUPT, "unfinished statement in a migration")
