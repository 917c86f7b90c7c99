"""The one connection to the encrypted store: how it is opened, and what its errors mean.

Invariants:
- The raw key is the first statement of a connection (SQLCipher derives the page keys from it on first access).
- WAL with synchronous=FULL: a commit that has returned survives a power cut (NORMAL lost acknowledged rows in the
  power-cut model, FULL none).
- No error of the driver passes this package: :func:`translated` names what the house knows, without SQL or values.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from sqlcipher3 import dbapi2

from app.storage.errors import StorageError, StorageFault, StoreRuleError

SqlValue: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[SqlValue, ...]

BUSY_TIMEOUT_MS = 2_000
"""Only a backup program or a virus scanner can hold the file, as the store's lock keeps our own programs out."""
CACHE_KIB = 16 * 1024
WAL_LIMIT_BYTES = 16 * 1024 * 1024
"""A log that a backlog has grown is cut back to this at the next checkpoint."""
LOG_PAGES = 4_000
"""Of 4 KiB, about the limit above: at so many a commit writes the log back itself. The store does so long before, where
nobody waits."""
STATEMENTS = 256
"""More than the package has: each statement is prepared once per run."""


class Cursor(Protocol):
    """The part of a DB-API cursor that the store uses."""

    @property
    def rowcount(self) -> int:
        """Rows changed by the last statement."""

    def fetchone(self) -> Row | None:
        """The next row."""

    def fetchall(self) -> list[Row]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Row]:
        """The rows that are left, one by one."""


class Connection(Protocol):
    """The part of a DB-API connection that the store uses. Only its own thread may touch it."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, parameters: Sequence[SqlValue] | Mapping[str, SqlValue] = (), /) -> Cursor:
        """Run one statement with ``?`` or ``:name`` parameters; prepared statements are kept by their text."""

    def close(self) -> None:
        """Close; the log is written back into the store's file."""


DriverError: Final[type[Exception]] = dbapi2.Error

# SQLite result codes (sqlite3.h). Extended codes carry the primary one in the low byte.
_FAULTS: Final = {
    5: StorageFault.STORE_LOCKED,  # SQLITE_BUSY
    6: StorageFault.STORE_LOCKED,  # SQLITE_LOCKED
    8: StorageFault.NOT_WRITABLE,  # SQLITE_READONLY
    11: StorageFault.STORE_CORRUPT,  # SQLITE_CORRUPT
    13: StorageFault.STORE_FULL,  # SQLITE_FULL
    14: StorageFault.NOT_WRITABLE,  # SQLITE_CANTOPEN
    # SQLITE_NOTADB: the first page does not decrypt. A damaged first page looks the same as a wrong key.
    26: StorageFault.WRONG_KEY,
}
_CONSTRAINT = 19
_NO_CODE = -1


def error_code(error: Exception) -> int:
    """The primary SQLite result code of a driver's error; -1 when it carries none."""
    code = getattr(error, "sqlite_errorcode", _NO_CODE)
    return code & 0xFF if isinstance(code, int) and code >= 0 else _NO_CODE


def is_duplicate(error: Exception, column: str) -> bool:
    """Whether a UNIQUE or PRIMARY KEY rule on ``table.column`` was the reason."""
    return error_code(error) == _CONSTRAINT and str(error).endswith(f"failed: {column}")


def translated(error: Exception) -> Exception:
    """What a driver's error means to the house. ``detail`` is the SQLite code, never text of the statement."""
    code = error_code(error)
    if code == _CONSTRAINT:
        return StoreRuleError(str(error))
    if code in _FAULTS:
        return StorageError(_FAULTS[code], f"sqlite {code}")
    if isinstance(error, dbapi2.ProgrammingError):
        return StoreRuleError(type(error).__name__)
    # An I/O error (10) on a counter PC is a dying disk, a pulled stick, or no room for the shared-memory file.
    return StorageError(StorageFault.NOT_WRITABLE, f"sqlite {code}")


@contextmanager
def translating() -> Iterator[None]:
    """Let no driver error out of the block."""
    try:
        yield
    except DriverError as error:
        raise translated(error) from error


def open_connection(path: Path, key: bytes, *, synchronous: str = "FULL") -> Connection:
    """Open or create the store at ``path`` with its raw 32-byte ``key``.

    ``synchronous`` is for the durability tests, which prove that a weaker setting loses rows.
    Raises StorageError(WRONG_KEY, STORE_CORRUPT, NOT_WRITABLE, STORE_LOCKED).
    """
    if len(key) != 32:
        raise StorageError(StorageFault.WRONG_KEY, "length")
    with translating():
        connection: Connection = dbapi2.connect(str(path), isolation_level=None, cached_statements=STATEMENTS)
        try:
            _configure(connection, key, synchronous)
        except BaseException:
            connection.close()
            raise
    return connection


def _configure(connection: Connection, key: bytes, synchronous: str) -> None:
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # SQLCipher would write its own diagnostics to standard error; ours travel as StorageError.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # cipher_memory_security stays off: it cost 40 % of the commit rate (2,225/s to 1,359/s measured) to lock and wipe
    # pages whose contents the program holds in clear anyway, and it would be on for the whole process.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key shows here
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # counts only before the first page is written
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without this an INSERT OR REPLACE would get past the triggers that forbid deletion.
    connection.execute("PRAGMA recursive_triggers = ON")
    # What is deleted leaves no old bytes in the file for whoever holds the key; it cost nothing that could be measured.
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").fetchone()
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA journal_size_limit = {WAL_LIMIT_BYTES}").fetchone()
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}").fetchone()
