"""The folder of uploaded files.

Invariants:
- A file's name is its upload's random id: nothing about a person, a parcel or a terminal is in it.
- An upload ends in ``.part`` until it has arrived whole. Only such files are ever removed, so that a folder that is
  opened with a wrong or an empty database loses no evidence.
- Bytes are on the disk (fsync) before their offset is told to anybody.
- A file may be longer than its known offset after a crash: writing goes by offset, and the last chunk ends the file.
"""

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

_READ_SIZE = 1024 * 1024
_PART = re.compile(r"([0-9a-f]{32})\.part")


class EvidenceFolder:
    """Files by upload id. The caller sees to it that one upload is written by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def create(self, upload_id: str) -> None:
        """An empty upload, durable with its name; ``upload_id`` is 32 hex digits that this province made."""
        with self._part(upload_id).open("xb"):
            pass
        self._sync_folder()

    def holds(self, upload_id: str, size: int) -> bool:
        """Whether at least this many bytes of an upload are there."""
        try:
            return self._part(upload_id).stat().st_size >= size
        except FileNotFoundError:
            return False

    def write(self, upload_id: str, offset: int, chunk: bytes) -> None:
        """Put a chunk at its place, durably; what lies after it is cut off. Raises FileNotFoundError."""
        with self._part(upload_id).open("r+b") as file:
            file.seek(offset)
            file.write(chunk)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())

    def write_whole(self, upload_id: str, pieces: Iterable[bytes]) -> tuple[int, str]:
        """A new upload with all its bytes, durable; how many they are and their SHA-256 (lower-case hex)."""
        digest, size = hashlib.sha256(), 0
        with self._part(upload_id).open("xb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        return size, digest.hexdigest()

    def sha256(self, upload_id: str) -> str:
        """Of the whole upload, lower-case hex. Raises FileNotFoundError."""
        digest = hashlib.sha256()
        with self._part(upload_id).open("rb") as file:
            while part := file.read(_READ_SIZE):
                digest.update(part)
        return digest.hexdigest()

    def path_of(self, upload_id: str) -> Path:
        """Where an upload that has not been finished lies."""
        return self._part(upload_id)

    def finish(self, upload_id: str) -> None:
        """The upload has arrived whole: from now on it stays. Raises FileNotFoundError."""
        self._part(upload_id).replace(self._folder / upload_id)
        self._sync_folder()

    def remove(self, upload_id: str) -> None:
        """Forget an upload that has not arrived; one that is gone already is fine."""
        # Windows does not delete a file that is open elsewhere: the sweep at the next start does.
        with contextlib.suppress(FileNotFoundError, PermissionError):
            self._part(upload_id).unlink()

    def sweep(self, keep: AbstractSet[str]) -> None:
        """Remove uploads that no row names: what a crash left between a file and its row."""
        for path in self._folder.iterdir():
            named = _PART.fullmatch(path.name)
            if named is not None and named[1] not in keep:
                self.remove(named[1])

    def _part(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.part"

    def _sync_folder(self) -> None:
        # NTFS keeps names itself, and a folder cannot be opened for fsync there.
        if sys.platform != "win32":
            descriptor = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
