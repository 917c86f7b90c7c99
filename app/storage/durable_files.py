"""Files that survive a power cut: written aside, synced, renamed, and the folder synced too.

Invariants:
- Under its final name a file is whole or not there at all.
- What is written here is ciphertext or free of personal data: callers encrypt first.
"""

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.storage.errors import StorageError, StorageFault

UNFINISHED_SUFFIX = ".unfinished"
"""Of a file that is still being written; after a crash it may be removed."""

# EFBIG comes from FAT32 sticks and quotas by file size: to the clerk it is the same as a full disk.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def durable_file(path: Path) -> Iterator[BinaryIO]:
    """Write a new file (mode 0600) that appears under ``path`` only when the block ends well and all is on the disk.

    Raises StorageError(STORE_FULL, NOT_WRITABLE); nothing is left behind then, unless the disk refuses that too.
    """
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}{UNFINISHED_SUFFIX}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _drop(unfinished)
        raise storage_error(error) from error
    except BaseException:
        _drop(unfinished)
        raise


def _drop(unfinished: Path) -> None:
    # The first error is the one that counts; what a dying disk keeps is swept later.
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    """Write ``content`` as :func:`durable_file` does."""
    with durable_file(path) as file:
        file.write(content)


def read_bounded(path: Path, limit: int) -> bytes:
    """The content of a small file from anywhere. Raises OSError, and ValueError for no regular file or a larger one."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("no regular file")
    with path.open("rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise ValueError("too large")
    return content


def make_folder(folder: Path) -> None:
    """Make ``folder`` (mode 0700) and its parents, and let the disk remember it."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise storage_error(error) from error


if sys.platform == "win32":

    def sync_folder(folder: Path) -> None:
        """Nothing to do: Windows cannot open a folder for syncing, and NTFS journals the rename itself."""
        del folder

else:

    def sync_folder(folder: Path) -> None:
        """Make a rename or deletion in ``folder`` durable."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def storage_error(error: OSError) -> StorageError:
    """What a file system's error means to the house. ``detail`` is the symbol of the error, never a path."""
    fault = StorageFault.STORE_FULL if error.errno in _NO_ROOM else StorageFault.NOT_WRITABLE
    return StorageError(fault, error_symbol(error))


def error_symbol(error: OSError) -> str:
    """``"EIO"`` and the like: says what happened without a path."""
    return errno.errorcode.get(error.errno or 0, "unknown")
