"""A stick's folder: a part is there whole or not at all."""

from pathlib import Path

import pytest

from app.storage.part_files import FolderPartFiles
from sync.bundle.errors import BundleError
from sync.words import BundleFault


def test_a_part_appears_when_it_is_whole(tmp_path: Path) -> None:
    files = FolderPartFiles(tmp_path)
    with files.create("a.yqb") as file:
        file.write(b"whole")
        assert not (tmp_path / "a.yqb").exists()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.yqb", b"whole")]


def test_a_broken_off_part_is_not_there(tmp_path: Path) -> None:
    def break_off() -> None:
        with FolderPartFiles(tmp_path).create("a.yqb") as file:
            file.write(b"half")
            raise BundleError(BundleFault.STOPPED)

    with pytest.raises(BundleError):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_written_twice_only_on_purpose(tmp_path: Path) -> None:
    files = FolderPartFiles(tmp_path)
    (tmp_path / "a.yqb").write_bytes(b"earlier")
    with pytest.raises(BundleError) as caught, files.create("a.yqb"):
        raise AssertionError
    assert caught.value.fault is BundleFault.NOT_WRITABLE
    with files.create("a.yqb", replace=True) as file:
        file.write(b"later")
    assert (tmp_path / "a.yqb").read_bytes() == b"later"


def test_a_folder_that_is_gone_is_told_without_its_path(tmp_path: Path) -> None:
    files = FolderPartFiles(tmp_path / "gone")
    with pytest.raises(BundleError) as caught:
        files.room()
    assert caught.value.fault is BundleFault.UNREADABLE
    with pytest.raises(BundleError) as caught, files.create("a.yqb"):
        raise AssertionError
    assert caught.value.fault is BundleFault.NOT_WRITABLE
    assert "gone" not in str(caught.value)


def test_what_is_removed_twice_is_gone(tmp_path: Path) -> None:
    files = FolderPartFiles(tmp_path)
    (tmp_path / "a.yqb").write_bytes(b"x")
    files.remove("a.yqb")
    files.remove("a.yqb")
    assert list(tmp_path.iterdir()) == []
    assert files.room() > 0


def test_what_a_killed_writer_left_goes_and_nothing_else(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a.yqb", tmp_path / "holiday.jpg.unfinished"
    for path in (ours, theirs, tmp_path / "a.yqb.0011223344556677.unfinished"):
        path.write_bytes(b"x")
    FolderPartFiles(tmp_path).tidy()
    FolderPartFiles(tmp_path / "gone").tidy()
    assert sorted(tmp_path.iterdir()) == [ours, theirs]
