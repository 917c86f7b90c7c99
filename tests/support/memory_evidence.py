"""Evidence in memory, as a ``sync.ports.EvidenceSource``."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from sync.errors import SyncError, SyncFault


class MemoryEvidence:
    """Files by id; those in ``damaged`` cannot be read."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = dict(files or {})
        self.damaged: set[str] = set()
        self.opened: list[tuple[str, int]] = []

    @contextmanager
    def open(self, evidence_id: str, offset: int) -> Iterator[BinaryIO]:
        self.opened.append((evidence_id, offset))
        if evidence_id in self.damaged or evidence_id not in self.files:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE)
        stream = io.BytesIO(self.files[evidence_id])
        stream.seek(offset)
        yield stream
