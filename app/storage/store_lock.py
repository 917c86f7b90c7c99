"""One program per store: a lock on a file in the store's folder.

Invariants:
- The operating system holds the lock, not the file: a killed program's lock is gone with it, and nobody ever has to
  delete a stale one by hand.
- The lock file itself is never deleted (two programs could otherwise lock two files of the same name).
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.storage.durable_files import storage_error
from app.storage.errors import StorageError, StorageFault

LOCK_NAME = "store.lock"


class StoreLock:
    """Held from :meth:`acquire` to :meth:`release`, or in a ``with`` block. A second holder is refused, here too."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock without waiting. Raises StorageError(STORE_LOCKED, NOT_WRITABLE)."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise storage_error(error) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise StorageError(StorageFault.STORE_LOCKED) from error
        self._descriptor = descriptor

    def __enter__(self) -> Self:
        """Acquire."""
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Release."""
        self.release()

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # closing is what unlocks, on every system
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: it counts per open file, so a second store object in this process is refused as well.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
