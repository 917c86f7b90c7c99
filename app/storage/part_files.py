"""The folder of a stick, as parts of a bundle are written to it.

Invariants:
- A part appears under its name when it is whole and on the disk; a part never overwrites what is there already.
- Errors carry the symbol of what happened, never a path.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from app.storage.durable_files import UNFINISHED_SUFFIX, durable_file, error_symbol
from app.storage.errors import StorageError, StorageFault
from sync.bundle.errors import BundleError
from sync.bundle.header import BUNDLE_SUFFIX
from sync.bundle.sealing import Sink
from sync.words import BundleFault

_SYNC_EVERY_BYTES: Final = 32 * 1024 * 1024

_log = logging.getLogger(__name__)


class FolderPartFiles:
    """sync.bundle.ports.PartFiles over a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tidy(self) -> None:
        """Take away what a killed program, or a stick that was pulled out, left half-written: it may be gigabytes."""
        try:
            for path in self._folder.glob(f"*{BUNDLE_SUFFIX}.*{UNFINISHED_SUFFIX}"):
                path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("half-written parts stay: %s", error_symbol(error))

    def room(self) -> int:
        """Free bytes."""
        try:
            return shutil.disk_usage(self._folder).free
        except OSError as error:
            raise BundleError(BundleFault.UNREADABLE, error_symbol(error)) from error

    @contextmanager
    def create(self, name: str, *, replace: bool = False) -> Iterator[Sink]:
        """A durable file."""
        path = self._folder / name
        if path.exists() and not replace:
            raise BundleError(BundleFault.NOT_WRITABLE, "EEXIST")
        with _told_as_bundle(), durable_file(path) as file:
            yield _SteadyFile(file)

    def remove(self, name: str) -> None:
        """Take it away again."""
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("a part of a bundle stays: %s", error_symbol(error))


class _SteadyFile:
    """Puts what is written on the disk as it comes: otherwise gigabytes wait in memory, and the end seems to hang."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = 0

    def write(self, data: bytes, /) -> None:
        self._file.write(data)
        self._waiting += len(data)
        if self._waiting >= _SYNC_EVERY_BYTES:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._waiting = 0


@contextmanager
def _told_as_bundle() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        # The store's own faults pass: only what the file system said of the stick is told as the stick's.
        match error.fault:
            case StorageFault.STORE_FULL:
                raise BundleError(BundleFault.NO_ROOM, error.detail) from error
            case StorageFault.NOT_WRITABLE:
                raise BundleError(BundleFault.NOT_WRITABLE, error.detail) from error
            case _:
                raise
