"""What every ``app.ports.EvidenceVault`` must do. One suite for the memory fake and for the file vault.

Subclass :class:`VaultContract` with a fixture ``vault``.
"""

import hashlib

import pytest

from app.ports import EvidenceVault
from app.storage.errors import StorageError, StorageFault

CLEAR = bytes(range(256)) * 1000


class VaultContract:
    """Subclass it with a fixture ``vault``."""

    def test_a_file_comes_back_as_it_was(self, vault: EvidenceVault) -> None:
        stored = vault.store("e1", CLEAR, "image/jpeg")

        with vault.open(stored) as stream:
            assert stream.read() == CLEAR
        assert (stored.evidence_id, stored.size, stored.media_type) == ("e1", len(CLEAR), "image/jpeg")
        assert stored.sha256 == hashlib.sha256(CLEAR).hexdigest()
        assert stored.wrapped_key

    @pytest.mark.parametrize("offset", [0, 1, 65_535, 65_536, 200_000, len(CLEAR), len(CLEAR) + 5])
    def test_reading_begins_at_the_offset(self, vault: EvidenceVault, offset: int) -> None:
        stored = vault.store("e1", CLEAR, "image/jpeg")

        with vault.open(stored, offset) as stream:
            assert stream.read(70_000) == CLEAR[offset : offset + 70_000]

    def test_files_do_not_mix(self, vault: EvidenceVault) -> None:
        first, second = vault.store("e1", b"one", "image/jpeg"), vault.store("e2", b"two", "image/png")

        with vault.open(first) as one, vault.open(second) as two:
            assert (one.read(), two.read()) == (b"one", b"two")

    def test_an_id_is_used_once(self, vault: EvidenceVault) -> None:
        stored = vault.store("e1", b"one", "image/jpeg")

        with pytest.raises(StorageError) as caught:
            vault.store("e1", b"two", "image/jpeg")

        assert caught.value.fault is StorageFault.NOT_WRITABLE
        with vault.open(stored) as stream:
            assert stream.read() == b"one"

    def test_a_deleted_file_is_missing(self, vault: EvidenceVault) -> None:
        stored = vault.store("e1", b"one", "image/jpeg")
        vault.delete("e1")
        vault.delete("e1")

        with pytest.raises(StorageError) as caught:
            vault.open(stored)

        assert caught.value.fault is StorageFault.EVIDENCE_MISSING
