"""A terminal as files on its way to another PC: the encrypted store in parts, the encrypted pictures, a list of all.

Invariants:
- Nothing here is in clear: store and pictures are copied as they lie on the disk. Their key goes along wrapped under a
  one-time code (``keys.PassphraseKeyStore``); whoever finds the stick has nothing.
- The list is written last, with a MAC under the store's key: without it the folder is no move, and a file that was
  torn, lost or swapped is named before anything is taken over.
- No part is larger than a FAT32 stick takes. What is there already, whole, is not written again.
- Whoever wrote the stick is not believed: only regular files are opened, none is read beyond the size that it may have,
  and no other file of the stick is touched.
"""

import hashlib
import hmac
import json
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import JsonValue

from app.ports import ChainHead
from app.storage.durable_files import (
    UNFINISHED_SUFFIX,
    durable_file,
    make_folder,
    read_bounded,
    storage_error,
    write_durably,
)
from app.storage.evidence_vault import SUFFIX
from app.storage.store import STORE_NAME
from sync.digests import contract_json
from sync.words import Environment

PART_BYTES: Final = 1024 * 1024 * 1024
"""FAT32 takes 4 GiB less one byte; smaller parts fail earlier on a bad stick."""
KEY_NAME: Final = "key.json"
_FOLDER: Final = "yanqi-move-"
_LIST_NAME: Final = "move.json"
_TAKEN_NAME: Final = "taken.json"
_FORMAT: Final = 1
_MAX_PARTS: Final = 999
_MAX_LIST: Final = 256 * 1024 * 1024
"""More than a million pictures."""
_MAX_MARK: Final = 4096
_BLOCK: Final = 1024 * 1024
_MAC_INFO: Final = b"yanqi move list v1"
_STORE_PART: Final = re.compile(re.escape(STORE_NAME) + r"\.\d{3}")
_PICTURE: Final = re.compile(r"[0-9a-f]{2}/[0-9A-Za-z_-]{1,64}" + re.escape(SUFFIX))


class MoveFault(Enum):
    """Why a terminal is not moved."""

    NOT_A_MOVE = "not_a_move"
    """No whole move lies there: it was never finished, or the stick is another one."""
    DAMAGED = "damaged"
    """A file is torn, missing or not what was written; ``detail`` names it."""
    STORE_EXISTS = "store_exists"
    """This PC has a store already: two terminals never share one."""
    ALREADY_TAKEN = "already_taken"
    """These files were taken over before; ``detail`` is when."""
    STORE_BUSY = "store_busy"
    """Another program reads the store: what it has to give is not in its file yet."""
    PART_SIZE = "part_size"
    """No such parts can be made: smaller than a byte, or more than have names."""
    WRONG_ENVIRONMENT = "wrong_environment"
    NOT_ENROLLED = "not_enrolled"
    """Nobody knows this terminal yet: there is nothing to move."""


class MoveError(Exception):
    """Root of the errors of a move."""

    def __init__(self, fault: MoveFault, detail: str = "") -> None:
        super().__init__(fault.value + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class MovedFile:
    """One file of the move; ``name`` is relative, with slashes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MoveList:
    """Everything that belongs to a move."""

    move_id: str
    begun_at: datetime
    environment: Environment
    head: ChainHead
    """The newest message: the store that arrives ends with it."""
    store: tuple[MovedFile, ...]
    pictures: tuple[MovedFile, ...]

    @property
    def size(self) -> int:
        """Bytes, the list and the key aside."""
        return sum(file.size for file in (*self.store, *self.pictures))


def folder_of(stick: Path, move_id: str) -> Path:
    """Where a move lies on a stick."""
    return stick / f"{_FOLDER}{move_id}"


def found_folder(stick: Path) -> Path:
    """The move on a stick, or the folder itself. Raises MoveError(NOT_A_MOVE) where there is none, or more than one."""
    if (stick / _LIST_NAME).is_file():
        return stick
    whole = [path.parent for path in stick.glob(f"{_FOLDER}*/{_LIST_NAME}")] if stick.is_dir() else []
    if len(whole) != 1:
        raise MoveError(MoveFault.NOT_A_MOVE, f"{len(whole)} found")
    return whole[0]


def write_files(
    folder: Path, store_folder: Path, pictures: Path, *, part_bytes: int = PART_BYTES
) -> tuple[tuple[MovedFile, ...], tuple[MovedFile, ...]]:
    """Copy store and pictures into ``folder``. The store's log must be empty, and nobody may write to it meanwhile.

    Raises MoveError(PART_SIZE), StorageError(STORE_FULL, NOT_WRITABLE).
    """
    store = store_folder / STORE_NAME
    if part_bytes < 1 or _size_of(store) > part_bytes * _MAX_PARTS:
        raise MoveError(MoveFault.PART_SIZE)
    make_folder(folder)
    (folder / _LIST_NAME).unlink(missing_ok=True)  # from here on it is no whole move
    for torn in folder.rglob(f"*{UNFINISHED_SUFFIX}"):
        torn.unlink(missing_ok=True)
    try:
        copied = tuple(_copied(path, folder / "evidence", path.relative_to(pictures)) for path in _pictures(pictures))
        return tuple(_store_parts(store, folder, part_bytes)), copied
    except OSError as error:
        raise storage_error(error) from error


def write_list(folder: Path, moved: MoveList, key: bytes) -> None:
    """The move is whole from here on."""
    members = _members(moved)
    write_durably(folder / _LIST_NAME, contract_json(members | {"mac": _mac(members, key)}))


def read_list(folder: Path, key: bytes) -> MoveList:
    """The list, once its MAC is right. Raises MoveError(NOT_A_MOVE, DAMAGED)."""
    try:
        members = json.loads(read_bounded(folder / _LIST_NAME, _MAX_LIST))
        mac = members.pop("mac")
        if not hmac.compare_digest(mac, _mac(members, key)):
            raise MoveError(MoveFault.DAMAGED, _LIST_NAME)
        if members["format"] != _FORMAT:
            raise MoveError(MoveFault.NOT_A_MOVE, "format")
        return MoveList(
            move_id=members["move_id"],
            begun_at=datetime.fromisoformat(members["begun_at"]),
            environment=Environment(members["environment"]),
            head=ChainHead(int(members["sequence"]), str(members["digest"])),
            store=_files(members["store"], _STORE_PART),
            pictures=_files(members["evidence"], _PICTURE),
        )
    except OSError as error:
        raise MoveError(MoveFault.NOT_A_MOVE) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MoveError(MoveFault.DAMAGED, _LIST_NAME) from error


def require_whole(folder: Path, moved: MoveList) -> None:
    """Every file is there as it was written. Raises MoveError(DAMAGED) naming the first that is not."""
    for file, path in _places(folder, moved):
        if not _is_whole(path, file.size, file.sha256):
            raise MoveError(MoveFault.DAMAGED, file.name)


def take_files(folder: Path, moved: MoveList, store_folder: Path, pictures: Path) -> None:
    """Copy everything from ``folder``; the store's parts become one file. Raises StorageError, MoveError(DAMAGED)."""
    try:
        for file in moved.pictures:
            make_folder((pictures / file.name).parent)
            with durable_file(pictures / file.name) as picture:
                _take(folder / "evidence" / file.name, picture, file)
        make_folder(store_folder)
        with durable_file(store_folder / STORE_NAME) as whole:
            for file in moved.store:
                _take(folder / file.name, whole, file)
    except OSError as error:
        raise storage_error(error) from error


def taken_at(folder: Path) -> str | None:
    """When these files were taken over, as far as the stick says."""
    try:
        return str(json.loads(read_bounded(folder / _TAKEN_NAME, _MAX_MARK))["at"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def mark_taken(folder: Path, at: datetime) -> None:
    """Say on the stick that it was taken over. Raises StorageError where it cannot be written."""
    write_durably(folder / _TAKEN_NAME, contract_json({"at": at.isoformat()}))


def _pictures(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob(f"[0-9a-f][0-9a-f]/*{SUFFIX}")) if path.is_file())


def _store_parts(store: Path, folder: Path, part_bytes: int) -> Iterator[MovedFile]:
    left, number = store.stat().st_size, 0
    with store.open("rb") as source:
        while left > 0:
            number += 1
            name, size = f"{STORE_NAME}.{number:03d}", min(left, part_bytes)
            yield MovedFile(name, size, _written_part(source, folder / name, size))
            left -= size
    for old in folder.glob(f"{STORE_NAME}.*"):
        if _STORE_PART.fullmatch(old.name) and int(old.suffix[1:]) > number:
            old.unlink()


def _written_part(source: BinaryIO, target: Path, size: int) -> str:
    """The digest of the next ``size`` bytes, which then are in ``target``; one that has them is left as it is."""
    begin = source.tell()
    if _size_of(target) == size:
        digest = _through(source, None, size)
        if _is_whole(target, size, digest):
            return digest
        source.seek(begin)
    with durable_file(target) as part:
        return _through(source, part, size)


def _copied(source: Path, folder: Path, name: Path) -> MovedFile:
    """Copy unless the same file is there already: a picture never changes."""
    size, digest = _digest_of(source)
    target = folder / name
    if not _is_whole(target, size, digest):
        make_folder(target.parent)
        with source.open("rb") as sealed, durable_file(target) as copy:
            shutil.copyfileobj(sealed, copy, _BLOCK)
    return MovedFile(name.as_posix(), size, digest)


def _take(source: Path, target: BinaryIO, file: MovedFile) -> None:
    """Copy one file of the stick, and no byte more than it has. Raises OSError, MoveError(DAMAGED)."""
    if _size_of(source) != file.size:
        raise MoveError(MoveFault.DAMAGED, file.name)
    with source.open("rb") as part:
        if _through(part, target, file.size) != file.sha256:
            raise MoveError(MoveFault.DAMAGED, file.name)


def _through(source: BinaryIO, target: BinaryIO | None, size: int) -> str:
    """The digest of the next ``size`` bytes, copied on the way; empty where there are fewer."""
    digest, left = hashlib.sha256(), size
    while left > 0 and (block := source.read(min(_BLOCK, left))):
        digest.update(block)
        if target is not None:
            target.write(block)
        left -= len(block)
    return digest.hexdigest() if left == 0 else ""


def _is_whole(path: Path, size: int, digest: str) -> bool:
    """Whether a regular file of that size and digest is there; of one of another size nothing is read."""
    return 0 <= size == _size_of(path) and _digest_of(path) == (size, digest)


def _size_of(path: Path) -> int:
    """The size of a regular file; -1 for everything else."""
    try:
        status = path.stat()
    except OSError:
        return -1
    return status.st_size if stat.S_ISREG(status.st_mode) else -1


def _digest_of(path: Path) -> tuple[int, str]:
    """Size and digest of a regular file; (-1, "") for one that is not there or cannot be read."""
    size = _size_of(path)
    if size < 0:
        return -1, ""  # opening a pipe would wait for ever
    try:
        with path.open("rb") as file:
            digest = _through(file, None, size)
    except OSError:
        return -1, ""
    return size, digest


def _places(folder: Path, moved: MoveList) -> Iterator[tuple[MovedFile, Path]]:
    yield from ((file, folder / file.name) for file in moved.store)
    yield from ((file, folder / "evidence" / file.name) for file in moved.pictures)


def _members(moved: MoveList) -> dict[str, JsonValue]:
    def listed(files: tuple[MovedFile, ...]) -> list[JsonValue]:
        return [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in files]

    return {
        "format": _FORMAT,
        "move_id": moved.move_id,
        "begun_at": moved.begun_at.isoformat(),
        "environment": moved.environment.value,
        "sequence": moved.head.sequence,
        "digest": moved.head.digest,
        "store": listed(moved.store),
        "evidence": listed(moved.pictures),
    }


def _files(listed: list[Mapping[str, object]], shape: re.Pattern[str]) -> tuple[MovedFile, ...]:
    files = tuple(MovedFile(str(each["name"]), int(str(each["size"])), str(each["sha256"])) for each in listed)
    if not all(shape.fullmatch(file.name) for file in files):
        raise ValueError("name")
    return files


def _mac(members: Mapping[str, JsonValue], key: bytes) -> str:
    derived = HKDF(SHA256(), length=32, salt=None, info=_MAC_INFO).derive(key)
    return hmac.new(derived, contract_json(dict(members)), hashlib.sha256).hexdigest()
