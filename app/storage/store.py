"""The encrypted store: one folder, one key, one thread that owns the only connection.

Invariants:
- All SQL runs on the store's thread; whoever comes from elsewhere gets WRONG_THREAD and no data race.
- One program per store (STORE_LOCKED); a killed program's lock is gone with it.
- ``close`` joins the thread: no thread outlives its store.
- The log goes into the store's file between two pieces of work: whoever waits for a commit does not wait for that.
"""

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from enum import Enum
from pathlib import Path
from threading import get_ident
from types import TracebackType
from typing import Final, Self, TypeVar

from app.storage.audit import VerifierFor
from app.storage.columns import integer, one
from app.storage.connection import Connection, open_connection, translating
from app.storage.durable_files import make_folder
from app.storage.errors import StorageError, StorageFault
from app.storage.migrations.runner import Migration, earlier_copies, migrate, shipped_migrations
from app.storage.repositories.moves import MoveStep, StoreMoves
from app.storage.repositories.terminal import StoreTerminal
from app.storage.store_lock import StoreLock
from app.storage.unit_of_work import StoreUnit, Transaction

_log = logging.getLogger(__name__)

STORE_NAME: Final = "store.db"
KEEP_COPY_SECONDS: Final = 14 * 24 * 3600
"""A store as it was before a migration is personal data too: after two weeks nobody goes back to it."""

COMMITS_IN_LOG: Final = 32
"""Then the log is written into the store's file: a thousand pages or less, which takes 10 to 20 ms (measured)."""

Result = TypeVar("Result")


def store_exists(folder: Path) -> bool:
    """Whether a store was made in ``folder``; its key must then exist as well (``keys.open_or_create_key``)."""
    return (folder / STORE_NAME).exists()


class MovedStore(Enum):
    """What is done with a store that has moved to another PC."""

    REFUSED = "refused"
    """Nobody works with it."""
    READ = "read"
    """It is opened for reading alone: its files may be written once more."""
    ARRIVING = "arriving"
    """It is the copy that goes on."""


class EncryptedStore:
    """ports.Store over SQLCipher.

    ``verifier_for`` makes the checker of receipts for ``audit.check()``. ``migrations`` and ``synchronous`` are for
    the tests of migrations and durability.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        *,
        verifier_for: VerifierFor | None = None,
        migrations: Sequence[Migration] | None = None,
        synchronous: str = "FULL",
        moved: MovedStore = MovedStore.REFUSED,
    ) -> None:
        self._folder = folder
        self._key = key
        self._verifier_for = verifier_for
        self._migrations = migrations
        self._synchronous = synchronous
        self._moved = moved
        self._lock = StoreLock(folder)
        self._executor: ThreadPoolExecutor | None = None
        self._connection: Connection | None = None
        self._transaction: Transaction | None = None
        self._thread_id: int | None = None
        self._commits = 0

    def open(self) -> None:
        """Lock, open and migrate; makes the store when there is none.

        Raises StorageError(STORE_LOCKED, WRONG_KEY, STORE_CORRUPT, SCHEMA_TOO_NEW, STORE_FULL, NOT_WRITABLE,
        MOVED_OUT); the store is closed then.
        """
        make_folder(self._folder)
        self._lock.acquire()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            self._executor.submit(self._open_on_thread).result()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Finish what was submitted, close the connection, join the thread, give the lock back. May be repeated."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        try:
            executor.submit(self._close_on_thread).result()
        finally:
            executor.shutdown(wait=True)
            self._lock.release()

    def __enter__(self) -> Self:
        """Open."""
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def submit(self, work: Callable[[], Result]) -> "Future[Result]":
        """Run ``work`` on the store's thread, in order. Raises StorageError(CLOSED)."""
        executor = self._executor
        if executor is None:
            raise StorageError(StorageFault.CLOSED)
        try:
            return executor.submit(work)
        except RuntimeError as error:
            raise StorageError(StorageFault.CLOSED) from error

    def unit_of_work(self) -> AbstractContextManager[StoreUnit]:
        """Begin a transaction. Raises StorageError(WRONG_THREAD, CLOSED)."""
        if get_ident() != self._thread_id or self._transaction is None:
            raise StorageError(StorageFault.WRONG_THREAD if self._executor else StorageFault.CLOSED)
        return self._transaction

    def run(self, work: Callable[[StoreUnit], Result]) -> Result:
        """Do ``work`` in a unit of its own on the store's thread and wait for it (for the sync thread).

        Raises what ``work`` raises, and StorageError(WRONG_THREAD) on the store's thread, which would wait for itself.
        """
        if get_ident() == self._thread_id:
            raise StorageError(StorageFault.WRONG_THREAD)
        return self.submit(lambda: self._in_unit(work)).result()

    def checkpoint(self) -> bool:
        """Write the log into the store's file and cut it to nothing: what was deleted is in neither any more.

        False: somebody reads (a backup program), and the log is not empty. Only on the store's thread: raises
        StorageError(WRONG_THREAD, CLOSED).
        """
        if get_ident() != self._thread_id or self._connection is None:
            raise StorageError(StorageFault.WRONG_THREAD if self._executor else StorageFault.CLOSED)
        with translating():
            busy, *_ = one(self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
        return integer(busy) == 0

    def _count_commit(self) -> None:
        self._commits += 1
        executor = self._executor
        if self._commits >= COMMITS_IN_LOG and executor is not None:
            self._commits = 0
            with suppress(RuntimeError):  # the store closes, which writes the log back anyway
                executor.submit(self._write_log_back)

    def _write_log_back(self) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            with translating():
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except StorageError as error:
            # What was committed is in the log, and stays there until it can be written back.
            _log.warning("the store's log grows: %s", error.fault.value)

    def _in_unit(self, work: Callable[[StoreUnit], Result]) -> Result:
        with self.unit_of_work() as unit:
            return work(unit)

    def _open_on_thread(self) -> None:
        store_file = self._folder / STORE_NAME
        connection = open_connection(store_file, self._key, synchronous=self._synchronous)
        self._connection = connection
        migrate(connection, store_file, self._migrations or shipped_migrations())
        with translating():
            StoreTerminal(connection).make_hash_key(secrets.token_bytes(32))
        self._drop_old_copies(store_file)
        read_only = self._reads_only(connection)
        self._transaction = Transaction(
            connection, self._verifier_for, committed=self._count_commit, read_only=read_only
        )
        self._thread_id = get_ident()

    def _reads_only(self, connection: Connection) -> bool:
        """Whether the store has moved to another PC. Raises StorageError(MOVED_OUT) for whoever wants to work."""
        with translating():
            moves = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'moves'")
            if moves.fetchone() is None:
                return False  # as the tests of migrations make it: without the newest ones
            last = StoreMoves(connection).last()
            if last is None or last.step is not MoveStep.OUT or self._moved is MovedStore.ARRIVING:
                return False
            if self._moved is MovedStore.REFUSED:
                raise StorageError(StorageFault.MOVED_OUT, f"{last.at:%Y-%m-%d}")
            connection.execute("PRAGMA query_only = ON")
            return True

    def _close_on_thread(self) -> None:
        connection, self._connection = self._connection, None
        self._transaction = self._thread_id = None
        if connection is not None:
            with translating():
                connection.close()

    def _drop_old_copies(self, store_file: Path) -> None:
        limit = time.time() - KEEP_COPY_SECONDS
        try:
            for copy in earlier_copies(store_file):
                if copy.stat().st_mtime < limit:
                    copy.unlink(missing_ok=True)
        except OSError as error:
            # Nobody may be kept from working by a copy that cannot go: the next start tries again.
            _log.warning("an old copy of the store stays: %s", type(error).__name__)
