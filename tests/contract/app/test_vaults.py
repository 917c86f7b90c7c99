"""The memory vault and the file vault keep the contract of the vault."""

from pathlib import Path

import pytest

from app.ports import EvidenceVault
from app.storage.evidence_vault import FileVault
from tests.contract.app.vault_suite import VaultContract
from tests.support.memory_store import MemoryVault


class TestMemoryVault(VaultContract):
    @pytest.fixture
    def vault(self) -> EvidenceVault:
        return MemoryVault()


class TestFileVault(VaultContract):
    @pytest.fixture
    def vault(self, tmp_path: Path) -> EvidenceVault:
        return FileVault(tmp_path / "evidence", bytes(range(32)))
