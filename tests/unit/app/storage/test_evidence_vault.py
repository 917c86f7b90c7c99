"""The vault's files: whole or refused, never in clear, and swept when nobody knows them."""

import errno
import io
import os
import resource
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ports import StoredEvidence
from app.storage.errors import StorageError, StorageFault
from app.storage.evidence_stream import (
    CHUNK_BYTES,
    HEADER_BYTES,
    TAG_BYTES,
    ClearStream,
    associated_data,
    write_sealed,
)
from app.storage.evidence_vault import KEEP_STRAYS, FileVault

KEY = bytes(range(32))
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 5]


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "evidence", KEY)


def only_file(tmp_path: Path) -> Path:
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    return file


def fault_when_read(vault: FileVault, stored: StoredEvidence, offset: int = 0) -> StorageFault:
    with pytest.raises(StorageError) as caught, vault.open(stored, offset) as stream:
        stream.read()
    return caught.value.fault


@pytest.mark.parametrize("size", SIZES)
def test_every_size_comes_back(vault: FileVault, size: int) -> None:
    clear = secrets.token_bytes(size)
    stored = vault.store("e1", clear, "image/jpeg")

    with vault.open(stored) as stream:
        assert stream.read() == clear
    assert stored.size == size


@given(
    size=st.sampled_from(SIZES),
    moves=st.lists(st.tuples(st.integers(0, 4 * CHUNK_BYTES), st.integers(0, 2 * CHUNK_BYTES)), min_size=1, max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_any_part_can_be_read_from_anywhere(
    tmp_path_factory: pytest.TempPathFactory, size: int, moves: list[tuple[int, int]]
) -> None:
    vault = FileVault(tmp_path_factory.mktemp("evidence"), KEY)
    clear = secrets.token_bytes(size)
    stored = vault.store("e1", clear, "image/jpeg")

    with vault.open(stored, moves[0][0]) as stream:
        assert stream.tell() == moves[0][0]
        assert stream.read(moves[0][1]) == clear[moves[0][0] : sum(moves[0])]
        for position, length in moves[1:]:
            stream.seek(position)
            assert stream.read(length) == clear[position : position + length]


def test_nothing_of_a_file_is_in_clear(vault: FileVault, tmp_path: Path) -> None:
    known = "样本的照片".encode() * 100
    vault.store("e1", known, "image/jpeg")

    sealed = only_file(tmp_path).read_bytes()
    assert known[:15] not in sealed
    assert b"image" not in sealed


def test_the_same_picture_never_gives_the_same_file(vault: FileVault, tmp_path: Path) -> None:
    clear = bytes(1000)
    first, second = vault.store("e1", clear, "image/jpeg"), vault.store("e2", clear, "image/jpeg")

    files = {path.read_bytes()[HEADER_BYTES:] for path in tmp_path.rglob("*.evidence")}
    assert len(files) == 2
    assert first.wrapped_key != second.wrapped_key


def test_every_flipped_bit_is_found(vault: FileVault, tmp_path: Path) -> None:
    stored = vault.store("e1", secrets.token_bytes(200), "image/jpeg")
    file = only_file(tmp_path)
    whole = file.read_bytes()

    for position in range(len(whole)):
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        assert fault_when_read(vault, stored) is StorageFault.EVIDENCE_DAMAGED, position


@pytest.mark.parametrize("keep", [0, HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK, -1, -TAG_BYTES])
def test_a_cut_is_found(vault: FileVault, tmp_path: Path, keep: int) -> None:
    stored = vault.store("e1", secrets.token_bytes(2 * CHUNK_BYTES), "image/jpeg")
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:keep])

    assert fault_when_read(vault, stored) is StorageFault.EVIDENCE_DAMAGED


def test_a_cut_is_found_even_when_the_index_lies_about_the_size(vault: FileVault, tmp_path: Path) -> None:
    stored = vault.store("e1", secrets.token_bytes(2 * CHUNK_BYTES), "image/jpeg")
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[: HEADER_BYTES + SEALED_CHUNK])

    assert fault_when_read(vault, replace(stored, size=CHUNK_BYTES)) is StorageFault.EVIDENCE_DAMAGED


def test_swapped_chunks_are_found(vault: FileVault, tmp_path: Path) -> None:
    stored = vault.store("e1", secrets.token_bytes(3 * CHUNK_BYTES), "image/jpeg")
    file = only_file(tmp_path)
    whole = file.read_bytes()
    first, second = HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK
    third = second + SEALED_CHUNK
    file.write_bytes(whole[:first] + whole[second:third] + whole[first:second] + whole[third:])

    assert fault_when_read(vault, stored) is StorageFault.EVIDENCE_DAMAGED


def test_bytes_before_a_damaged_chunk_are_read_and_none_of_it(vault: FileVault, tmp_path: Path) -> None:
    clear = secrets.token_bytes(3 * CHUNK_BYTES)
    stored = vault.store("e1", clear, "image/jpeg")
    file = only_file(tmp_path)
    damaged = bytearray(file.read_bytes())
    damaged[HEADER_BYTES + SEALED_CHUNK + 100] ^= 1
    file.write_bytes(damaged)

    with vault.open(stored) as stream:
        assert stream.read(CHUNK_BYTES) == clear[:CHUNK_BYTES]
        with pytest.raises(StorageError):
            stream.read(1)
    with vault.open(stored, 2 * CHUNK_BYTES) as stream:
        assert stream.read() == clear[2 * CHUNK_BYTES :]


def test_a_file_under_another_id_or_type_is_found(vault: FileVault, tmp_path: Path) -> None:
    first = vault.store("e1", b"one", "image/jpeg")
    assert fault_when_read(vault, replace(first, media_type="image/png")) is StorageFault.EVIDENCE_DAMAGED

    content = only_file(tmp_path).read_bytes()
    second = vault.store("e2", b"two", "image/jpeg")
    (other,) = tmp_path.rglob("e2.evidence")
    other.write_bytes(content)
    assert fault_when_read(vault, second) is StorageFault.EVIDENCE_DAMAGED
    assert fault_when_read(vault, replace(second, wrapped_key=first.wrapped_key)) is StorageFault.EVIDENCE_DAMAGED


def test_without_the_stores_key_nothing_opens(vault: FileVault, tmp_path: Path) -> None:
    stored = vault.store("e1", b"clear", "image/jpeg")

    assert fault_when_read(FileVault(tmp_path / "evidence", bytes(32)), stored) is StorageFault.EVIDENCE_DAMAGED


@pytest.mark.parametrize("evidence_id", ["../../etc/passwd", "", "a/b", "a.b", "..", "x" * 65, "e:1"])
def test_an_id_never_becomes_a_path(vault: FileVault, tmp_path: Path, evidence_id: str) -> None:
    with pytest.raises(StorageError):
        vault.store(evidence_id, b"clear", "image/jpeg")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_only_the_owner_may_read_the_files(vault: FileVault, tmp_path: Path) -> None:
    vault.store("e1", b"clear", "image/jpeg")

    file = only_file(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


@contextmanager
def no_room_for_files_over(limit: int) -> Iterator[None]:
    """Let every write beyond ``limit`` bytes of a file fail, as on a disk without room (EFBIG)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_room_nothing_is_left_behind(vault: FileVault, tmp_path: Path) -> None:
    with no_room_for_files_over(100_000), pytest.raises(StorageError) as caught:
        vault.store("e1", secrets.token_bytes(300_000), "image/jpeg")

    assert caught.value.fault is StorageFault.STORE_FULL
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    stored = vault.store("e1", b"clear", "image/jpeg")
    with vault.open(stored) as stream:
        assert stream.read() == b"clear"


def make_old(path: Path, by: timedelta) -> None:
    at = (datetime.now(UTC) - by).timestamp()
    os.utime(path, (at, at))


def sealed_files(tmp_path: Path) -> dict[str, Path]:
    return {path.stem: path for path in tmp_path.rglob("*.evidence")}


def set_aside(vault: FileVault, tmp_path: Path) -> StoredEvidence:
    """A file that no row knows, in ``strays/``."""
    stray = vault.store("stray", b"clear", "image/jpeg")
    make_old(sealed_files(tmp_path)["stray"], timedelta(days=90))
    assert vault.sweep({"another"}, datetime.now(UTC)) == 1
    return stray


def test_old_files_that_no_row_knows_are_set_aside_and_unfinished_ones_deleted(
    vault: FileVault, tmp_path: Path
) -> None:
    for evidence_id in ("indexed", "stray", "young"):
        vault.store(evidence_id, b"clear", "image/jpeg")
    paths = sealed_files(tmp_path)
    unfinished = paths["young"].with_name("e.evidence.0123.unfinished")
    unfinished.write_bytes(b"sealed")
    foreign = paths["young"].with_name("readme.txt")
    foreign.write_bytes(b"not ours")
    for path in (paths["indexed"], paths["stray"], unfinished, foreign):
        make_old(path, timedelta(minutes=11))

    assert vault.sweep({"indexed"}, datetime.now(UTC)) == 2

    left = {str(path.relative_to(tmp_path / "evidence")) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {str(paths[name].relative_to(tmp_path / "evidence")) for name in ("indexed", "young")}
    assert left == kept | {str(foreign.relative_to(tmp_path / "evidence")), "strays/stray.evidence"}


def test_with_an_empty_index_no_finished_file_is_touched(vault: FileVault, tmp_path: Path) -> None:
    vault.store("photo", b"clear", "image/jpeg")
    file = only_file(tmp_path)
    make_old(file, timedelta(days=400))

    assert vault.sweep(set(), datetime.now(UTC)) == 0
    assert only_file(tmp_path) == file


@pytest.mark.parametrize(("waited", "left"), [(KEEP_STRAYS - timedelta(hours=1), 1), (KEEP_STRAYS + timedelta(1), 0)])
def test_a_stray_is_kept_a_month_from_when_it_was_set_aside(
    vault: FileVault, tmp_path: Path, waited: timedelta, left: int
) -> None:
    set_aside(vault, tmp_path)

    vault.sweep({"another"}, datetime.now(UTC) + waited)

    assert len(sealed_files(tmp_path)) == left


def test_a_stray_that_is_known_again_comes_back(vault: FileVault, tmp_path: Path) -> None:
    stray = set_aside(vault, tmp_path)
    with pytest.raises(StorageError):
        vault.open(stray)

    assert vault.sweep({"stray"}, datetime.now(UTC) + timedelta(days=400)) == 1

    with vault.open(stray) as stream:
        assert stream.read() == b"clear"


def test_sweeping_a_vault_that_was_never_used_finds_nothing(vault: FileVault) -> None:
    assert vault.sweep(set(), datetime.now(UTC)) == 0
    assert vault.sweep({"indexed"}, datetime.now(UTC)) == 0


def in_place_of(path: Path) -> None:
    """A folder with something in it where a file should be: it can be neither read nor removed."""
    path.unlink()
    path.mkdir()
    (path / "inside").touch()


def test_a_file_that_cannot_be_removed_stops_neither_deleting_nor_sweeping(
    vault: FileVault, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    vault.store("e1", b"clear", "image/jpeg")
    file = only_file(tmp_path)
    in_place_of(file)
    unfinished = file.with_name("e.evidence.0123.unfinished")
    unfinished.touch()
    in_place_of(unfinished)
    make_old(unfinished, timedelta(minutes=11))

    vault.delete("e1")
    vault.delete("not/an/id")
    assert vault.sweep({"e1"}, datetime.now(UTC)) == 0

    assert len(caplog.records) == 2
    assert "e1" not in caplog.text
    assert str(tmp_path) not in caplog.text


def test_a_file_that_cannot_be_opened_is_damaged(vault: FileVault, tmp_path: Path) -> None:
    stored = vault.store("e1", b"clear", "image/jpeg")
    in_place_of(only_file(tmp_path))

    assert fault_when_read(vault, stored) is StorageFault.EVIDENCE_DAMAGED


class DyingDisk(io.BytesIO):
    """Reads fail once it is ``dead``."""

    dead = False

    def read(self, size: int | None = -1, /) -> bytes:
        if self.dead:
            raise OSError(errno.EIO, "Input/output error", "/somewhere")
        return super().read(size)


def test_a_sector_that_cannot_be_read_is_damage() -> None:
    clear, bound_to = secrets.token_bytes(2 * CHUNK_BYTES), associated_data("e1", "image/jpeg")
    disk = DyingDisk()
    write_sealed(disk, clear, KEY, bound_to)
    stream = ClearStream(disk, len(clear), KEY, bound_to)
    disk.dead = True

    for read in (lambda: stream.seek(CHUNK_BYTES) and stream.read(1), lambda: ClearStream(disk, 1, KEY, bound_to)):
        with pytest.raises(StorageError) as caught:
            read()
        assert (caught.value.fault, caught.value.detail) == (StorageFault.EVIDENCE_DAMAGED, "EIO")
