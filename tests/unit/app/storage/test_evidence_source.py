"""Evidence for the sync engine: one kind of error, whatever is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.errors import StorageError, StorageFault
from app.storage.evidence_source import StoreEvidenceSource
from app.storage.evidence_vault import FileVault
from app.storage.store import EncryptedStore
from sync.errors import SyncError, SyncFault
from tests.support import builders

KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "evidence", KEY)


@pytest.fixture
def source(tmp_path: Path, vault: FileVault) -> Iterator[StoreEvidenceSource]:
    with EncryptedStore(tmp_path / "store", KEY) as store:
        stored = vault.store("e1", b"0123456789" * 20_000, "image/jpeg")
        store.run(lambda unit: unit.evidence.add(stored, "parcel-1", upload=True, at=builders.NOON))
        yield StoreEvidenceSource(store, vault)


def test_a_file_is_read_from_its_offset(source: StoreEvidenceSource) -> None:
    with source.open("e1", 199_995) as stream:
        assert stream.read() == b"56789"


def test_a_file_that_is_not_indexed_is_unreadable(source: StoreEvidenceSource) -> None:
    with pytest.raises(SyncError) as caught, source.open("e2", 0):
        pass

    assert caught.value.fault is SyncFault.EVIDENCE_UNREADABLE


def test_a_file_that_is_gone_is_unreadable(source: StoreEvidenceSource, vault: FileVault) -> None:
    vault.delete("e1")

    with pytest.raises(SyncError) as caught, source.open("e1", 0):
        pass

    assert caught.value.fault is SyncFault.EVIDENCE_UNREADABLE


def test_the_readers_own_storage_error_is_no_fault_of_the_file(source: StoreEvidenceSource) -> None:
    def read_on_a_full_disk() -> None:
        with source.open("e1", 0) as stream:
            stream.read(1)
            raise StorageError(StorageFault.STORE_FULL)

    with pytest.raises(StorageError) as caught:
        read_on_a_full_disk()

    assert caught.value.fault is StorageFault.STORE_FULL


def test_damage_that_is_met_while_reading_is_unreadable(source: StoreEvidenceSource, tmp_path: Path) -> None:
    (file,) = tmp_path.rglob("*.evidence")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    with pytest.raises(SyncError) as caught, source.open("e1", 0) as stream:
        stream.read()

    assert caught.value.fault is SyncFault.EVIDENCE_UNREADABLE
