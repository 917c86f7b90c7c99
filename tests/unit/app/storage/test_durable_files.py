"""Files that appear whole or not at all."""

import errno
from pathlib import Path

import pytest

from app.storage.durable_files import durable_file, make_folder, storage_error, write_durably
from app.storage.errors import StorageError, StorageFault


def test_a_file_appears_only_when_the_block_ends_well(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with durable_file(target) as file:
        file.write(b"x")
        assert not target.exists()

    assert target.read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def break_off(target: Path) -> None:
    with durable_file(target) as file:
        file.write(b"new")
        raise ZeroDivisionError


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_durably(target, b"old")

    with pytest.raises(ZeroDivisionError):
        break_off(target)

    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_unfinished_file_that_cannot_go_hides_no_error(tmp_path: Path) -> None:
    def break_off_where_nothing_can_be_removed() -> None:
        with durable_file(tmp_path / "a"):
            (unfinished,) = tmp_path.iterdir()
            unfinished.unlink()
            unfinished.mkdir()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off_where_nothing_can_be_removed()


def test_a_missing_folder_is_told_as_not_writable(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_durably(tmp_path / "nowhere" / "a", b"x")

    assert caught.value.fault is StorageFault.NOT_WRITABLE
    assert str(tmp_path) not in str(caught.value)


def test_a_folder_where_a_file_is_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")

    with pytest.raises(StorageError) as caught:
        make_folder(tmp_path / "a" / "b")

    assert caught.value.fault is StorageFault.NOT_WRITABLE


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, StorageFault.STORE_FULL),
        (errno.EDQUOT, StorageFault.STORE_FULL),
        (errno.EFBIG, StorageFault.STORE_FULL),
        (errno.EROFS, StorageFault.NOT_WRITABLE),
        (errno.EACCES, StorageFault.NOT_WRITABLE),
        (errno.EIO, StorageFault.NOT_WRITABLE),
    ],
)
def test_what_a_file_systems_error_means(number: int, fault: StorageFault) -> None:
    assert storage_error(OSError(number, "text", "/home/x")).fault is fault
    assert "/home" not in str(storage_error(OSError(number, "text", "/home/x")))
