from hashlib import sha256
from pathlib import Path

import pytest

from sync.province.evidence_files import EvidenceFolder

KEPT, ORPHAN, ARRIVED = "a" * 32, "b" * 32, "c" * 32


def test_chunks_lie_at_their_place_and_what_a_crash_left_is_cut_off(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence")
    folder.create(KEPT)
    folder.write(KEPT, 0, b"0123456789")
    folder.write(KEPT, 4, b"four")
    assert folder.sha256(KEPT) == sha256(b"0123four").hexdigest()
    assert folder.holds(KEPT, 8)
    assert not folder.holds(KEPT, 9)
    folder.finish(KEPT)
    assert (tmp_path / "evidence" / KEPT).read_bytes() == b"0123four"


def test_a_file_that_is_not_there_is_never_made_by_writing(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    with pytest.raises(FileNotFoundError):
        folder.write(KEPT, 0, b"x")
    assert not folder.holds(KEPT, 0)
    folder.remove(KEPT)


def test_the_sweep_removes_unnamed_uploads_and_never_anything_else(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    for upload_id in (KEPT, ORPHAN, ARRIVED):
        folder.create(upload_id)
    folder.finish(ARRIVED)
    (tmp_path / "somebody's notes.part").touch()
    folder.sweep({KEPT})
    assert {path.name for path in tmp_path.iterdir()} == {f"{KEPT}.part", ARRIVED, "somebody's notes.part"}
    folder.remove(ARRIVED)
    assert (tmp_path / ARRIVED).exists()
