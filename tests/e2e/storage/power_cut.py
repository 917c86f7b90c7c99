"""A model of a power cut: from a log of a program's writes, what would be on the disk had it gone off at that moment.

``strace`` records every write, sync, truncation, rename and deletion of the real program on the real files. The model
keeps two contents per file: what was written, and what the last sync of that file made durable. A cut keeps only the
latter; a harsh cut also lets a random part of the unsynced writes through, as a disk's cache may.

Names (creation, rename, deletion) count as durable at once, as on a file system with a metadata journal. What such a
file system does not forgive is kept for a test to look at: files that were renamed before their sync, and folders that
were not synced after a rename.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 41
"""A prime, so that cuts fall on every step of a commit and of a checkpoint."""
TRACED = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink"
STRACE = ("strace", "-f", "-qq", "-y", "-xx", "-s", "200000", "-e", "signal=none", "-e", f"trace={TRACED}")
_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})+)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset."""

    offset: int
    content: bytes


@dataclass(slots=True)
class ModelFile:
    """One file: its durable content, and what was written since its last sync."""

    durable: bytes = b""
    unsynced: list[Write | int] = field(default_factory=list)
    appended: int = 0
    """Where the next plain ``write`` goes."""

    def sync(self) -> None:
        """All that was written is durable from now on."""
        self.durable = applied(self.durable, self.unsynced)
        self.unsynced = []

    def append(self, content: bytes) -> None:
        """A plain ``write``: it goes where the last one ended."""
        self.unsynced.append(Write(self.appended, content))
        self.appended += len(content)


@dataclass(slots=True)
class ModelDisk:
    """The files under one folder, and what the program has said so far."""

    folder: str
    files: dict[str, ModelFile] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    renames: int = 0
    renamed_unsynced: list[str] = field(default_factory=list)
    folders_to_sync: set[str] = field(default_factory=set)

    def file(self, name: str) -> ModelFile:
        """The file of that name; made when it is new."""
        return self.files.setdefault(name, ModelFile())

    def cut(self, target: Path, chance: random.Random | None = None) -> None:
        """Lay out under ``target`` what a power cut would leave now; with ``chance``, harshly."""
        for name, file in self.files.items():
            if name.endswith("-shm"):
                continue  # shared memory: SQLite makes it anew
            survived = [] if chance is None else [change for change in file.unsynced if chance.random() < 0.5]
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(applied(file.durable, survived))


def applied(content: bytes, changes: list[Write | int]) -> bytes:
    """The content after writes (and, as a bare number, truncations to that length)."""
    grown = bytearray(content)
    for change in changes:
        if isinstance(change, int):
            del grown[change:]
            grown.extend(bytes(change - len(grown)))
            continue
        grown.extend(bytes(max(0, change.offset - len(grown))))
        grown[change.offset : change.offset + len(change.content)] = change.content
    return bytes(grown)


def replayed(log: Path, folder: Path) -> Iterator[ModelDisk]:
    """The disk after each line that the program said on standard output, and at every ``EVERY``-th call between."""
    disk = ModelDisk(str(folder))
    with log.open() as lines:
        for number, line in enumerate(lines):
            call = _CALL.match(line)
            if call is None or int(call[3]) < 0:
                continue
            said = _play(disk, call[1], call[2], int(call[3]))
            if disk.said and (said or number % EVERY == 0):
                yield disk


def _play(disk: ModelDisk, call: str, arguments: str, answer: int) -> bool:
    """Do one call on the model; True when the program said something."""
    match call:
        case "rename" | "unlink":
            _rename_or_unlink(disk, [_text(text) for text in _TEXT.findall(arguments)])
            return False
        case _:
            descriptor, path = _file(arguments)
            if descriptor == 1:
                disk.said.append(_content(arguments).decode().strip())
                return True
            if path.startswith(f"{disk.folder}/"):
                _change(disk, path.removeprefix(f"{disk.folder}/"), call, arguments, answer)
            return False


def _change(disk: ModelDisk, name: str, call: str, arguments: str, answer: int) -> None:
    match call:
        case "pwrite64":
            offset = int(arguments.rsplit(", ", 1)[1])
            disk.file(name).unsynced.append(Write(offset, _content(arguments)[:answer]))
        case "write":
            disk.file(name).append(_content(arguments)[:answer])
        case "ftruncate":
            disk.file(name).unsynced.append(int(arguments.rsplit(", ", 1)[1]))
        case "fsync" | "fdatasync" if name in disk.files:
            disk.files[name].sync()
        case "fsync" | "fdatasync":
            disk.folders_to_sync.discard(name)
        case _:
            raise ValueError(call)


def _rename_or_unlink(disk: ModelDisk, paths: list[str]) -> None:
    names = [path.removeprefix(f"{disk.folder}/") for path in paths]
    moved = disk.files.pop(names[0], None)
    if moved is not None and len(names) == 2:
        disk.renames += 1
        if moved.unsynced:
            disk.renamed_unsynced.append(names[1])
        disk.folders_to_sync.add(names[1].rpartition("/")[0])
        disk.files[names[1]] = moved


def _file(arguments: str) -> tuple[int, str]:
    found = _FILE.match(arguments)
    return (-1, "") if found is None else (int(found[1]), _text(found[2]))


def _content(arguments: str) -> bytes:
    found = _TEXT.search(arguments)
    return b"" if found is None else bytes.fromhex(found[1].replace("\\x", ""))


def _text(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode()
