"""Evidence as encrypted files: a random key each, wrapped under a key derived from the store's.

Invariants:
- When ``store`` has returned, the file is on the disk under its final name; only then may its row be committed.
- There is no clear file at any moment, and no name says what or who is in a file.
- The wrapped key stands in the index only: once the row is gone, nobody can read the file any more.
"""

import hashlib
import io
import re
import secrets
from collections.abc import Iterator
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
from app.storage.durable_files import UNFINISHED_SUFFIX, durable_file, make_folder, storage_error
from app.storage.errors import StorageError, StorageFault
from app.storage.evidence_stream import CHUNK_BYTES, ClearStream, associated_data, write_sealed

SUFFIX: Final = ".evidence"
STRAY_AFTER: Final = timedelta(minutes=10)
"""A file may wait this long for the commit that indexes it."""

_WRAP_INFO: Final = b"yanqi evidence vault v1"
_NONCE_BYTES: Final = 12
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

        EVIDENCE_DAMAGED may also come while reading, at the chunk that is damaged.
        """
        key = self._unwrapped(stored)
        try:
            file = self._path(stored.evidence_id).open("rb")
        except FileNotFoundError as error:
            raise StorageError(StorageFault.EVIDENCE_MISSING) from error
        except OSError as error:
            raise storage_error(error) from error
        bound_to = associated_data(stored.evidence_id, stored.media_type)
        try:
            stream = ClearStream(file, stored.size, key, bound_to)
        except BaseException:
            file.close()
            raise
        stream.seek(offset)
        return io.BufferedReader(stream, CHUNK_BYTES)

    def delete(self, evidence_id: str) -> None:
        """Remove the file; nothing happens when it is gone already."""
        try:
            self._path(evidence_id).unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error) from error

    def sweep(self, indexed: AbstractSet[str], now: datetime, older_than: timedelta = STRAY_AFTER) -> int:
        """Delete files that no row knows (a crash came between file and commit), and unfinished ones.

        Younger ones are left alone: their commit may be on its way. Returns how many were deleted.
        """
        limit = (now - older_than).timestamp()
        strays = [path for path in self._strays(indexed) if path.stat().st_mtime < limit]
        for path in strays:
            path.unlink(missing_ok=True)
        return len(strays)

    def _strays(self, indexed: AbstractSet[str]) -> Iterator[Path]:
        for path in self._folder.glob("*/*"):
            if path.suffix == UNFINISHED_SUFFIX or (path.suffix == SUFFIX and path.stem not in indexed):
                yield path

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
