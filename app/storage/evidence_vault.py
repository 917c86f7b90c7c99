"""Evidence as encrypted files: a random key each, wrapped under a key derived from the store's.

Invariants:
- When ``store`` has returned, the file is on the disk under its final name; only then may its row be committed.
- There is no clear file at any moment, and no name says what or who is in a file.
- The wrapped key stands in the index only: once the row is gone, nobody can read the file any more.
- A finished file is never deleted because the index does not know it: it is set aside first, for a month.
"""

import hashlib
import io
import logging
import os
import re
import secrets
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.ports import StoredEvidence
from app.storage.durable_files import UNFINISHED_SUFFIX, durable_file, error_symbol, make_folder
from app.storage.errors import StorageError, StorageFault
from app.storage.evidence_stream import CHUNK_BYTES, ClearStream, associated_data, write_sealed

_log = logging.getLogger(__name__)

SUFFIX: Final = ".evidence"
STRAYS_NAME: Final = "strays"
"""The sub-folder of finished files that no row knows: a restored store may know them again."""
STRAY_AFTER: Final = timedelta(minutes=10)
"""A file may wait this long for the commit that indexes it."""
KEEP_STRAYS: Final = timedelta(days=30)
"""How long a stray is kept, from the moment it was set aside: an older store is restored within days, or never."""

_WRAP_INFO: Final = b"yanqi evidence vault v1"
_NONCE_BYTES: Final = 12
_SHARDS: Final = "[0-9a-f][0-9a-f]"
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")


class FileVault:
    """ports.EvidenceVault over a folder. May be used from any thread."""

    def __init__(self, folder: Path, master_key: bytes) -> None:
        self._folder = folder
        # HKDF (RFC 5869): the vault's key says nothing about the store's.
        self._wrapping = AESGCM(HKDF(SHA256(), length=32, salt=None, info=_WRAP_INFO).derive(master_key))

    def store(self, evidence_id: str, clear: bytes, media_type: str) -> StoredEvidence:
        """Encrypt and keep. Raises StorageError(STORE_FULL, NOT_WRITABLE); an id that is there already is refused."""
        path = self._path(evidence_id)
        if path.exists():
            raise StorageError(StorageFault.NOT_WRITABLE, "evidence exists")
        make_folder(path.parent)
        key = secrets.token_bytes(32)
        with durable_file(path) as file:
            write_sealed(file, clear, key, associated_data(evidence_id, media_type))
        return StoredEvidence(
            evidence_id=evidence_id,
            sha256=hashlib.sha256(clear).hexdigest(),
            size=len(clear),
            media_type=media_type,
            wrapped_key=self._wrapped(key, evidence_id),
        )

    def open(self, stored: StoredEvidence, offset: int = 0) -> AbstractContextManager[BinaryIO]:
        """Read in clear from ``offset``; the stream can seek. Raises StorageError(EVIDENCE_MISSING, EVIDENCE_DAMAGED).

        A file that the system cannot open or read counts as damaged. EVIDENCE_DAMAGED may also come while reading, at
        the chunk that is damaged.
        """
        key = self._unwrapped(stored)
        try:
            file = self._path(stored.evidence_id).open("rb")
        except FileNotFoundError as error:
            raise StorageError(StorageFault.EVIDENCE_MISSING) from error
        except OSError as error:
            raise StorageError(StorageFault.EVIDENCE_DAMAGED, error_symbol(error)) from error
        bound_to = associated_data(stored.evidence_id, stored.media_type)
        try:
            stream = ClearStream(file, stored.size, key, bound_to)
        except BaseException:
            file.close()
            raise
        stream.seek(offset)
        return io.BufferedReader(stream, CHUNK_BYTES)

    def delete(self, evidence_id: str) -> None:
        """Remove the file; nothing happens when it is gone already. Never raises.

        A file that cannot be removed (Windows: it is open elsewhere) is logged and left to the sweep: its row, and
        with it the wrapped key, is gone.
        """
        if _ID.fullmatch(evidence_id) is not None:
            _cleaned_up(lambda: self._path(evidence_id).unlink(missing_ok=True))

    def erase(self, evidence_id: str) -> bool:
        """Remove a purged file; whether it is gone now. Never raises.

        Nothing is written over it first: on an SSD that would reach other cells. What makes its bytes unreadable is
        that its key is gone from the index; so a power cut that undoes the removal brings back a file without a key,
        which the next sweep sets aside.
        """
        return _cleaned_up(lambda: self._path(evidence_id).unlink(missing_ok=True))

    def sweep(self, indexed: AbstractSet[str], now: datetime, older_than: timedelta = STRAY_AFTER) -> int:
        """Put the folder in order: returns how many files were deleted or moved. Never raises.

        - Unfinished files older than ``older_than`` are deleted: a crash came while they were written.
        - Finished ones of that age that no row knows are set aside in ``strays/`` and deleted ``KEEP_STRAYS`` later.
        - A file that was set aside and is known again (the store was restored) is moved back.

        ``indexed`` are the ids that a row knows, at least those of them that are in the folder. Younger files are left
        alone: their commit may be on its way. While ``indexed`` is empty (a fresh store, or one that is still to be
        restored) no finished file is touched.
        """
        limit = now - older_than
        done = sum(_cleaned_up(path.unlink) for path in self._unfinished() if _is_older(path, limit))
        if not indexed:
            return done
        for path in self._set_aside():
            if path.stem in indexed:
                done += self._moved_back(path)
            elif _is_older(path, now - KEEP_STRAYS):
                done += _cleaned_up(path.unlink)
        for path in self._finished():
            if path.stem not in indexed and _is_older(path, limit):
                done += self._moved_aside(path, now)
        return done

    def ids(self) -> list[str]:
        """Of every finished file that is there, in place or set aside. Never raises."""
        return [path.stem for path in (*self._finished(), *self._set_aside())]

    def _unfinished(self) -> list[Path]:
        return _listed(self._folder, f"{_SHARDS}/*{UNFINISHED_SUFFIX}")

    def _finished(self) -> list[Path]:
        return _listed(self._folder, f"{_SHARDS}/*{SUFFIX}")

    def _set_aside(self) -> list[Path]:
        return _listed(self._folder, f"{STRAYS_NAME}/*{SUFFIX}")

    def _moved_aside(self, path: Path, now: datetime) -> bool:
        def move() -> None:
            make_folder(self._folder / STRAYS_NAME)
            # The time first: a crash before the move leaves a young file, never one that is deleted too soon.
            os.utime(path, (now.timestamp(), now.timestamp()))
            path.replace(self._folder / STRAYS_NAME / path.name)

        return _cleaned_up(move)

    def _moved_back(self, path: Path) -> bool:
        home = self._path(path.stem)
        if home.exists():
            return False

        def move() -> None:
            make_folder(home.parent)
            path.replace(home)

        return _cleaned_up(move)

    def _path(self, evidence_id: str) -> Path:
        if _ID.fullmatch(evidence_id) is None:
            raise StorageError(StorageFault.EVIDENCE_MISSING, "not an evidence id")
        # 256 folders keep each one small; ids start with the time, so their digest spreads them evenly.
        shard = hashlib.sha256(evidence_id.encode()).hexdigest()[:2]
        return self._folder / shard / f"{evidence_id}{SUFFIX}"

    def _wrapped(self, key: bytes, evidence_id: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, evidence_id.encode())

    def _unwrapped(self, stored: StoredEvidence) -> bytes:
        nonce, sealed = stored.wrapped_key[:_NONCE_BYTES], stored.wrapped_key[_NONCE_BYTES:]
        try:
            return self._wrapping.decrypt(nonce, sealed, stored.evidence_id.encode())
        except (InvalidTag, ValueError) as error:
            raise StorageError(StorageFault.EVIDENCE_DAMAGED, "key") from error


def _listed(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError as error:
        _log.warning("evidence cannot be listed: %s", error_symbol(error))
        return []


def _is_older(path: Path, limit: datetime) -> bool:
    try:
        return path.stat().st_mtime < limit.timestamp()
    except OSError as error:
        _log.warning("an evidence file cannot be looked at: %s", error_symbol(error))
        return False


def _cleaned_up(step: Callable[[], None]) -> bool:
    """Whether the step was done. Cleaning up never stops the work: what fails is tried again at the next start."""
    try:
        step()
    except OSError as error:
        _log.warning("evidence was not cleaned up: %s", error_symbol(error))
    except StorageError as error:
        _log.warning("evidence was not cleaned up: %s", error)
    else:
        return True
    return False
