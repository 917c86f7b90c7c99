"""The power goes off: what the counter had said is on the disk. With synchronous=NORMAL it would not be."""

import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.storage.connection import Connection, open_connection
from app.storage.evidence_vault import FileVault
from app.storage.store import STORE_NAME, EncryptedStore
from tests.e2e.storage.accepting import KEY, PHOTO
from tests.e2e.storage.power_cut import STRACE, ModelDisk, replayed

ROOT = Path(__file__).parents[3]
PARCELS = 80
"""Enough for a checkpoint in the middle (SQLite's comes after 1,000 pages)."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What one cut took away: acceptances that had been announced, and whether the rest is whole."""

    announced: int
    kept: int
    whole: bool

    @property
    def lost(self) -> int:
        return max(0, self.announced - self.kept)


def recorded(folder: Path, synchronous: str) -> tuple[Path, Path]:
    """Run the counter under strace; the folder it wrote to, and the log."""
    folder.mkdir()
    log = folder.with_suffix(".log")
    counter = [sys.executable, "-m", "tests.e2e.storage.accepting", str(folder), synchronous, str(PARCELS)]
    subprocess.run([*STRACE, "-o", str(log), *counter], cwd=ROOT, check=True, capture_output=True, timeout=60)
    return folder, log


def announced(disk: ModelDisk) -> int:
    return sum(line.startswith("accepted ") for line in disk.said)


def loss_of(disk: ModelDisk, target: Path, chance: random.Random | None) -> Loss:
    disk.cut(target, chance)
    connection = open_connection(target / "store" / STORE_NAME, KEY)
    try:
        tables = ask(connection, "SELECT name FROM sqlite_master WHERE name = 'acceptances'")
        kept = ask(connection, "SELECT count(*) FROM acceptances")[0] if tables else 0
        whole = ask(connection, "PRAGMA integrity_check") == ["ok"]
    finally:
        connection.close()
    assert isinstance(kept, int)
    return Loss(announced(disk), kept, whole)


def ask(connection: Connection, sql: str) -> list[object]:
    return [row[0] for row in connection.execute(sql)]


def losses(folder: Path, log: Path, targets: Path, *, harsh: bool) -> list[Loss]:
    """One cut at each moment of the replay."""
    chance = random.Random(7) if harsh else None  # noqa: S311 # chooses writes, nothing secret
    disks = enumerate(replayed(log, folder))
    return [loss_of(disk, targets / f"cut-{number}", chance) for number, disk in disks]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return recorded(tmp_path_factory.mktemp("power") / "full", "FULL")


@pytest.mark.slow
@pytest.mark.parametrize("harsh", [False, True], ids=["clean", "harsh"])
def test_full_loses_nothing_that_was_announced(full: tuple[Path, Path], tmp_path: Path, harsh: bool) -> None:
    found = losses(*full, tmp_path, harsh=harsh)

    assert found[-1].announced == PARCELS
    assert len(found) > 2 * PARCELS
    assert [loss for loss in found if loss.lost or not loss.whole] == []


@pytest.mark.slow
def test_normal_would_lose_announced_acceptances(tmp_path: Path) -> None:
    """The model can tell the two settings apart, so that the test above means something."""
    folder, log = recorded(tmp_path / "normal", "NORMAL")

    found = losses(folder, log, tmp_path / "cuts", harsh=False)

    assert max(loss.lost for loss in found) > PARCELS / 4


@pytest.mark.slow
def test_photo_and_row_survive_together(full: tuple[Path, Path], tmp_path: Path) -> None:
    checked = 0
    for disk in replayed(full[1], full[0]):
        if disk.said[-1].startswith("accepted "):
            checked += photos_after_cut(disk, tmp_path / f"cut-{announced(disk)}")

    assert checked >= PARCELS * (PARCELS + 1) / 2


def photos_after_cut(disk: ModelDisk, target: Path) -> int:
    """How many indexed photos a cut leaves; each one must be readable."""
    disk.cut(target)
    vault = FileVault(target / "evidence", KEY)
    with EncryptedStore(target / "store", KEY) as store:
        indexed = store.run(lambda unit: [unit.evidence.get(name) for name in unit.evidence.all_ids()])
    for stored in indexed:
        assert stored is not None
        with vault.open(stored) as photo:
            assert photo.read() == PHOTO
    assert len(indexed) >= announced(disk)
    return len(indexed)


@pytest.mark.slow
def test_files_are_synced_before_their_rename_and_folders_after_it(full: tuple[Path, Path]) -> None:
    renames = 0
    for disk in replayed(full[1], full[0]):
        if disk.said[-1].startswith("accepted "):
            assert disk.renamed_unsynced == []
            assert disk.folders_to_sync == set()
            renames = disk.renames

    assert renames == PARCELS
