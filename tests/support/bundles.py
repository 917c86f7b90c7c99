"""Bundles without a store: what waits, the stick and the evidence are in memory."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from sync.bundle.errors import BundleError
from sync.bundle.plan import UnsentFile, UnsentMessage, planned
from sync.bundle.sealing import Sink
from sync.bundle.writing import BundleSender, BundleWriter, WrittenBundle
from sync.errors import SyncError, SyncFault
from sync.ports import SealingKey
from sync.signing import TerminalKey
from sync.words import BundleFault, Environment
from tests.support.frozen_messages import START, FrozenMessage

AMPLE = 10**9


@dataclass(slots=True)
class MemoryStick:
    """sync.bundle.ports.PartFiles."""

    free: int = AMPLE
    files: dict[str, bytes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)

    def tidy(self) -> None:
        """Nothing is ever half-written here."""

    def room(self) -> int:
        return self.free

    @contextmanager
    def create(self, name: str, *, replace: bool = False) -> Iterator[Sink]:
        if name in self.files and not replace:
            raise BundleError(BundleFault.NOT_WRITABLE, "EEXIST")
        file = io.BytesIO()
        yield file
        self.files[name] = file.getvalue()

    def remove(self, name: str) -> None:
        self.removed.append(name)
        self.files.pop(name, None)


@dataclass(slots=True)
class MemoryBacklog:
    """sync.bundle.ports.Unsent and sync.ports.EvidenceSource over frozen messages and their files' contents."""

    messages: Sequence[FrozenMessage]
    contents: Mapping[str, bytes] = field(default_factory=dict)
    breaks_at: Mapping[str, int] = field(default_factory=dict)
    """Files that cannot be read beyond so many bytes."""

    def waiting(self) -> list[UnsentMessage]:
        return [
            UnsentMessage(
                message.message_id,
                message.sequence,
                len(message.body),
                waits=True,
                files=tuple(
                    UnsentFile(file.evidence_id, message.message_id, file.sha256, file.size, file.media_type)
                    for file in message.evidence
                ),
            )
            for message in self.messages
        ]

    def body(self, message_id: str) -> bytes | None:
        return next((message.body for message in self.messages if message.message_id == message_id), None)

    @contextmanager
    def open(self, evidence_id: str, offset: int) -> Iterator[BinaryIO]:
        end = self.breaks_at.get(evidence_id)
        if end == 0:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE)
        stream = _Breaking(self.contents[evidence_id], end)
        stream.seek(offset)
        yield stream


class _Breaking(io.BytesIO):
    """Raises where the vault would."""

    def __init__(self, content: bytes, end: int | None) -> None:
        super().__init__(content)
        self._end = end

    def read(self, size: int | None = -1, /) -> bytes:
        if self._end is not None and self.tell() >= self._end:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE)
        return super().read(size)


def written(
    backlog: MemoryBacklog,
    key: SealingKey,
    signing: TerminalKey,
    *,
    terminal_id: str,
    outlet_id: str,
    issuer: str,
    stick: MemoryStick | None = None,
    part_bytes: int = AMPLE,
    environment: Environment = Environment.TRAINING,
) -> tuple[WrittenBundle, MemoryStick]:
    """Everything that waits, on a stick."""
    stick = stick or MemoryStick()
    sender = BundleSender(terminal_id, outlet_id, issuer, environment, signing)
    writer = BundleWriter(backlog, backlog, sender, key, lambda: START)
    return writer.write(planned(backlog.waiting(), part_bytes), stick), stick
