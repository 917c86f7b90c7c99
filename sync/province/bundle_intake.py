"""Takes the content of a sealed part in, as if its terminal had sent it.

Invariants:
- Nothing is taken before the part was read to its end and its terminal's signature checked.
- Messages go through the same inbox as those of the network, files through the same desk: known ones are duplicates,
  bad ones are rejected one by one, order and chain are judged in the same way.
- A part is noted as taken when all of it is. Stopped in the middle, it is taken anew: what was taken is known then.
"""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, func, select

from sync.bundle.errors import BundleError
from sync.bundle.header import BundlePart, checked_part
from sync.bundle.opening import BundleOpener
from sync.bundle.records import BundleHead, FileBegins, FileChunk, FileDescriptor, FileEnds, MessageRecord, Record
from sync.contract import MAX_BATCH_BYTES, MAX_BATCH_MESSAGES, BundleCounts, Outcome, ProblemCode
from sync.province.database import BUNDLE_PARTS, MESSAGES, Database, insert_or_ignore
from sync.province.errors import Refusal
from sync.province.evidence import EvidenceDesk
from sync.province.messages import Inbox
from sync.province.terminals import Terminal, Terminals
from sync.province.times import time_text
from sync.province.upload_headers import UploadMetadata
from sync.words import BundleFault

_ROOM: Final = MAX_BATCH_BYTES - 64
"""For bodies and the commas between them."""
_FAULTS: Final = {
    ProblemCode.TERMINAL_UNKNOWN: BundleFault.TERMINAL_UNKNOWN,
    ProblemCode.TERMINAL_REVOKED: BundleFault.TERMINAL_REVOKED,
}


class StoppedError(Exception):
    """The province is closing; the part is to be taken anew."""


@dataclass(frozen=True, slots=True)
class TakenPart:
    """A part that was taken: whose it was, what became of its content, and where its receipts begin (None: nowhere)."""

    terminal_id: str
    counts: BundleCounts
    first_cursor: int | None


@dataclass(slots=True)
class _Tally:
    """What became of one part so far."""

    received: int = 0
    duplicates: int = 0
    rejected: int = 0
    files: int = 0
    files_refused: int = 0
    first_cursor: int | None = None

    def counts(self) -> BundleCounts:
        return BundleCounts(
            received=self.received,
            duplicates=self.duplicates,
            rejected=self.rejected,
            files=self.files,
            files_refused=self.files_refused,
        )


@dataclass(slots=True)
class _Batch:
    """Bodies on their way into the inbox."""

    bodies: list[bytes] = field(default_factory=list)
    size: int = 0

    def has_room_for(self, body: bytes) -> bool:
        return len(self.bodies) < MAX_BATCH_MESSAGES and self.size + len(body) + 1 <= _ROOM

    def add(self, body: bytes) -> None:
        self.bodies.append(body)
        self.size += len(body) + 1


class BundleIntake:
    """Opens parts and takes them in. Thread-safe; one part of a terminal at a time is wise, not necessary."""

    def __init__(
        self,
        database: Database,
        opener: BundleOpener,
        *,
        terminals: Terminals,
        inbox: Inbox,
        evidence: EvidenceDesk,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._opener = opener
        self._terminals = terminals
        self._inbox = inbox
        self._evidence = evidence
        self._now = now

    def take(self, path: Path, should_stop: Callable[[], bool]) -> TakenPart:
        """Take a part in. Raises BundleError (nothing was taken), StoppedError, ProvinceError and OSError."""
        part = checked_part(path)
        head = self._opener.verified_head(path, part, self._key_of)
        terminal = self._terminal(head)
        if self._is_known(terminal, part):
            raise BundleError(BundleFault.KNOWN)
        tally = _Tally()
        self._take_messages(terminal, self._watched(path, part, should_stop), tally)
        self._take_files(terminal, self._watched(path, part, should_stop), tally)
        self._note(terminal, part)
        return TakenPart(terminal.terminal_id, tally.counts(), tally.first_cursor)

    def _watched(self, path: Path, part: BundlePart, should_stop: Callable[[], bool]) -> Iterator[Record]:
        for record in self._opener.records(path, part):
            if should_stop():
                raise StoppedError
            yield record

    def _terminal(self, head: BundleHead) -> Terminal:
        try:
            return self._terminals.known(head.terminal_id)
        except Refusal as refusal:
            raise BundleError(_FAULTS.get(refusal.code, BundleFault.TERMINAL_UNKNOWN)) from refusal

    def _key_of(self, head: BundleHead) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(self._terminal(head).public_key + "="))

    # messages

    def _take_messages(self, terminal: Terminal, content: Iterator[Record], tally: _Tally) -> None:
        batch = _Batch()
        for record in content:
            if isinstance(record, MessageRecord):
                if not batch.has_room_for(record.body):
                    self._send(terminal, batch, tally)
                    batch = _Batch()
                batch.add(record.body)
        self._send(terminal, batch, tally)

    def _send(self, terminal: Terminal, batch: _Batch, tally: _Tally) -> None:
        if not batch.bodies:
            return
        try:
            answer = self._inbox.take(terminal, b'{"messages":[' + b",".join(batch.bodies) + b"]}", "")
        except Refusal:
            # One of them is no JSON: found by itself, so that it holds back no other.
            if len(batch.bodies) == 1:
                tally.rejected += 1
                return
            for body in batch.bodies:
                self._send(terminal, _Batch([body], len(body)), tally)
            return
        for result in answer.results:
            match result.outcome:
                case Outcome.RECEIVED:
                    tally.received += 1
                case Outcome.DUPLICATE:
                    tally.duplicates += 1
                case Outcome.REJECTED:
                    tally.rejected += 1
        good = [result.message_id for result in answer.results if result.outcome is not Outcome.REJECTED]
        tally.first_cursor = _earlier(tally.first_cursor, self._first_cursor(terminal, good))

    def _first_cursor(self, terminal: Terminal, message_ids: list[str]) -> int | None:
        query = select(func.min(MESSAGES.c.receipt_cursor)).where(
            MESSAGES.c.terminal_id == terminal.terminal_id, MESSAGES.c.message_id.in_(message_ids)
        )
        with self._database.reading() as connection:
            found: int | None = connection.execute(query).scalar_one()
        return found

    # files

    def _take_files(self, terminal: Terminal, content: Iterator[Record], tally: _Tally) -> None:
        for record in content:
            if isinstance(record, FileBegins):
                self._take_file(terminal, record.descriptor, content, tally)

    def _take_file(
        self, terminal: Terminal, descriptor: FileDescriptor, content: Iterator[Record], tally: _Tally
    ) -> None:
        """Take one file; reads ``content`` to the file's end whatever becomes of it."""
        pieces = _pieces(content)
        try:
            metadata = UploadMetadata(
                descriptor.evidence_id, descriptor.message_id, descriptor.sha256, descriptor.media_type
            )
            self._evidence.take_whole(terminal, descriptor.size, metadata, pieces)
            tally.files += 1
        except Refusal:
            tally.files_refused += 1
        for _ in pieces:
            pass

    # what was taken

    def _is_known(self, terminal: Terminal, part: BundlePart) -> bool:
        with self._database.reading() as connection:
            return _noted(connection, terminal, part)

    def _note(self, terminal: Terminal, part: BundlePart) -> None:
        row = {
            "terminal_id": terminal.terminal_id,
            "bundle_id": part.header.bundle_id,
            "part": part.header.part,
            "sha256": part.sha256,
            "taken_at": time_text(self._now()),
        }
        with self._database.writing() as connection:
            connection.execute(insert_or_ignore(connection, BUNDLE_PARTS), row)


def _noted(connection: Connection, terminal: Terminal, part: BundlePart) -> bool:
    query = select(BUNDLE_PARTS.c.sha256).where(
        BUNDLE_PARTS.c.terminal_id == terminal.terminal_id,
        BUNDLE_PARTS.c.bundle_id == part.header.bundle_id,
        BUNDLE_PARTS.c.part == part.header.part,
        BUNDLE_PARTS.c.sha256 == part.sha256,
    )
    return connection.execute(query).first() is not None


def _pieces(content: Iterator[Record]) -> Iterator[bytes]:
    """The file's bytes up to its end."""
    for record in content:
        match record:
            case FileChunk(chunk):
                yield chunk
            case FileEnds():
                return
            case _:
                raise BundleError(BundleFault.DAMAGED, "order")


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((cursor for cursor in (one, other) if cursor is not None), default=None)
