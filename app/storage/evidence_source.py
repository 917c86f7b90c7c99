"""Evidence in clear for the sync engine, straight from the vault.

Invariants:
- Only opening and reading the vault's file become EVIDENCE_UNREADABLE. What the reader's own work raises meanwhile (a
  full disk while it notes its progress) is no fault of the file and passes unchanged.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from app.ports import EvidenceVault
from app.storage.errors import StorageError
from app.storage.evidence_stream import CHUNK_BYTES
from app.storage.store import EncryptedStore
from sync.errors import SyncError, SyncFault


class StoreEvidenceSource:
    """sync.ports.EvidenceSource: the index says how, the vault has the bytes."""

    def __init__(self, store: EncryptedStore, vault: EvidenceVault) -> None:
        self._store = store
        self._vault = vault

    @contextmanager
    def open(self, evidence_id: str, offset: int) -> Iterator[BinaryIO]:
        """A readable stream at ``offset``. Raises SyncError(EVIDENCE_UNREADABLE), also when reading meets damage.

        A StorageError of the store itself, which holds the index, passes unchanged.
        """
        stored = self._store.run(lambda unit: unit.evidence.get(evidence_id))
        if stored is None:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE, "not indexed")
        with _unreadable():
            opened = self._vault.open(stored, offset)
        with opened as clear, io.BufferedReader(_ToldStream(clear), CHUNK_BYTES) as stream:
            yield stream


class _ToldStream(io.RawIOBase):
    """The vault's stream, whose errors are told in the engine's words. Reads on from where that stream stands."""

    def __init__(self, clear: BinaryIO) -> None:
        super().__init__()
        self._clear = clear

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override] # typeshed has WriteableBuffer, a private name
        """Fill ``buffer`` as far as the file goes."""
        with _unreadable():
            part = self._clear.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise SyncError(SyncFault.EVIDENCE_UNREADABLE, error.fault.value) from error
