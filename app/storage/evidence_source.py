"""Evidence in clear for the sync engine, straight from the vault."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from app.ports import EvidenceVault
from app.storage.errors import StorageError
from app.storage.store import EncryptedStore
from sync.errors import SyncError, SyncFault


class StoreEvidenceSource:
    """sync.ports.EvidenceSource: the index says how, the vault has the bytes."""

    def __init__(self, store: EncryptedStore, vault: EvidenceVault) -> None:
        self._store = store
        self._vault = vault

    @contextmanager
    def open(self, evidence_id: str, offset: int) -> Iterator[BinaryIO]:
        """A readable stream at ``offset``. Raises SyncError(EVIDENCE_UNREADABLE), also when reading meets damage."""
        try:
            stored = self._store.run(lambda unit: unit.evidence.get(evidence_id))
            if stored is None:
                raise SyncError(SyncFault.EVIDENCE_UNREADABLE, "not indexed")
            with self._vault.open(stored, offset) as stream:
                yield stream
        except StorageError as error:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE, error.fault.value) from error
