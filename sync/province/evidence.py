"""Takes evidence files in by tus 1.0.0 (core, creation, termination, checksum), and gives a receipt for each whole one.

A router of our own: tuspyserver 4.4 writes a chunk before it asks who sent it, has no checksum extension, demands
``filename`` metadata and swallows write errors; a signed contract cannot be built on that.

Invariants:
- Only a file that a message of the same terminal has named is taken, with just that digest, size and media type.
- A chunk is written only after its signature, offset and checksum were found right; an offset that was told is durable.
- A file has one upload at a time: creating again begins anew, and the earlier upload is gone (404).
- Creating an upload for a file that has arrived gives its finished upload: ``Upload-Offset``, in this answer and in
  that to HEAD, equals its length. The receipt is in ``GET /v1/receipts``.
- A file with the wrong digest is removed, and may be sent again. A file that has arrived can never be removed.
"""

import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, update

from sync.contract import EvidenceReceiptClaims, ProblemCode
from sync.province.database import EVIDENCE, Database
from sync.province.errors import Refusal
from sync.province.evidence_files import EvidenceFolder
from sync.province.receipts import ReceiptBook
from sync.province.settings import MAX_EVIDENCE_BYTES
from sync.province.terminals import Terminal, lock_terminal
from sync.province.times import time_text
from sync.province.upload_headers import UploadMetadata, check_chunk

_STRIPES = 64


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload and how far it is. ``arrived`` is true once its receipt was made."""

    upload_id: str
    evidence_id: str
    message_id: str
    sha256: str
    size: int
    offset: int
    arrived: bool


@dataclass(frozen=True, slots=True)
class _Expected:
    """A file that a message has named; ``upload_id`` is empty while it has no upload."""

    evidence_id: str
    upload_id: str
    arrived: bool


class EvidenceDesk:
    """Answers ``/v1/evidence``. Thread-safe; one process per evidence folder."""

    def __init__(
        self, database: Database, book: ReceiptBook, folder: EvidenceFolder, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._book = book
        self._folder = folder
        self._now = now
        self._stripes = tuple(threading.Lock() for _ in range(_STRIPES))

    def sweep(self) -> None:
        """At start: remove files without a row."""
        with self._database.reading() as connection:
            query = select(EVIDENCE.c.upload_id).where(EVIDENCE.c.upload_id.is_not(None))
            keep = set(connection.execute(query).scalars())
        self._folder.sweep(keep)

    def create(self, terminal: Terminal, length: int, metadata: UploadMetadata) -> Upload:
        """Begin an upload, or point to the finished one. Raises Refusal 409 (unknown), 413 or 422 (mismatch)."""
        if length > MAX_EVIDENCE_BYTES:
            raise Refusal(ProblemCode.TOO_LARGE, 413)
        with self._database.writing() as connection:
            lock_terminal(connection, terminal.terminal_id)
            expected = _expected(connection, terminal, length, metadata)
            upload_id = expected.upload_id if expected.arrived else self._begin(connection, terminal, expected)
        if expected.upload_id and expected.upload_id != upload_id:
            self._folder.remove(expected.upload_id)
        return self.upload(terminal, upload_id)

    def take_whole(self, terminal: Terminal, length: int, metadata: UploadMetadata, pieces: Iterable[bytes]) -> None:
        """Take a file that is all here, and give its receipt; one that has arrived before changes nothing.

        Raises Refusal as :meth:`create`, and 422 for other bytes than the message named.
        """
        if length > MAX_EVIDENCE_BYTES:
            raise Refusal(ProblemCode.TOO_LARGE, 413)
        with self._database.reading() as connection:
            if _expected(connection, terminal, length, metadata).arrived:
                return
        upload_id = uuid.uuid4().hex
        if self._folder.write_whole(upload_id, pieces) != (length, metadata.sha256):
            self._folder.remove(upload_id)
            raise Refusal(ProblemCode.EVIDENCE_MISMATCH, 422, "sha256")
        with self._database.writing() as connection:
            lock_terminal(connection, terminal.terminal_id)
            expected = _expected(connection, terminal, length, metadata)
            if not expected.arrived:
                where = _file(terminal, metadata.evidence_id)
                connection.execute(update(EVIDENCE).where(where).values(upload_id=upload_id, received_bytes=length))
                self._file_receipt(connection, terminal, _whole(upload_id, length, metadata))
        # What else was begun, by the network or by another carrier in the meantime, is not needed any more.
        left_over = upload_id if expected.arrived else expected.upload_id
        if left_over:
            self._folder.remove(left_over)

    def upload(self, terminal: Terminal, upload_id: str) -> Upload:
        """How far an upload is. Raises Refusal 404 for one that is not there, not this terminal's, or superseded."""
        query = select(EVIDENCE).where(_upload(terminal, upload_id))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise Refusal(ProblemCode.NOT_FOUND, 404)
        found = Upload(
            upload_id=upload_id,
            evidence_id=row.evidence_id,
            message_id=row.message_id,
            sha256=row.sha256,
            size=row.size,
            offset=row.received_bytes,
            arrived=row.received_at is not None,
        )
        if not found.arrived and not self._folder.holds(upload_id, found.offset):
            raise Refusal(ProblemCode.NOT_FOUND, 404)
        return found

    def append(self, terminal: Terminal, upload_id: str, offset: int, chunk: bytes, checksum: str | None) -> int:
        """Take a chunk; returns the new offset. The last one makes the receipt.

        Raises Refusal 404, 409 (another offset), 413 (longer than announced), 460 (chunk) or 422 (whole file).
        """
        with self._stripes[hash(upload_id) % _STRIPES]:
            upload = self.upload(terminal, upload_id)
            if offset != upload.offset:
                raise Refusal(ProblemCode.CONFLICT, 409, "Upload-Offset")
            if offset + len(chunk) > upload.size:
                raise Refusal(ProblemCode.TOO_LARGE, 413, "Upload-Length")
            check_chunk(checksum, chunk)
            if not chunk:
                return upload.offset
            self._write(upload, chunk)
            return self._advance(terminal, upload, offset + len(chunk))

    def remove(self, terminal: Terminal, upload_id: str) -> None:
        """Terminate an upload. Raises Refusal 404, or 409 for a file that has arrived."""
        with self._stripes[hash(upload_id) % _STRIPES]:
            if self.upload(terminal, upload_id).arrived:
                raise Refusal(ProblemCode.CONFLICT, 409, "arrived")
            self._forget(terminal, upload_id)

    def _begin(self, connection: Connection, terminal: Terminal, expected: "_Expected") -> str:
        upload_id = uuid.uuid4().hex
        # The file comes before its row is committed: a row never names a file that is not there.
        self._folder.create(upload_id)
        where = _file(terminal, expected.evidence_id)
        connection.execute(update(EVIDENCE).where(where).values(upload_id=upload_id, received_bytes=0))
        return upload_id

    def _write(self, upload: Upload, chunk: bytes) -> None:
        try:
            self._folder.write(upload.upload_id, upload.offset, chunk)
        except FileNotFoundError:
            # Superseded since it was looked up.
            raise Refusal(ProblemCode.NOT_FOUND, 404) from None

    def _advance(self, terminal: Terminal, upload: Upload, offset: int) -> int:
        if offset == upload.size:
            self._check_whole(terminal, upload)
        with self._database.writing() as connection:
            lock_terminal(connection, terminal.terminal_id)
            statement = update(EVIDENCE).where(_upload(terminal, upload.upload_id)).values(received_bytes=offset)
            if connection.execute(statement).rowcount != 1:
                raise Refusal(ProblemCode.NOT_FOUND, 404)
            if offset == upload.size:
                self._file_receipt(connection, terminal, upload)
        return offset

    def _check_whole(self, terminal: Terminal, upload: Upload) -> None:
        if self._folder.sha256(upload.upload_id) != upload.sha256:
            self._forget(terminal, upload.upload_id)
            raise Refusal(ProblemCode.EVIDENCE_MISMATCH, 422, "sha256")

    def _file_receipt(self, connection: Connection, terminal: Terminal, upload: Upload) -> None:
        # Before the commit: should that fail, the terminal finds no upload and sends the file again.
        self._folder.finish(upload.upload_id)
        received_at = self._now()
        where = _upload(terminal, upload.upload_id)
        connection.execute(update(EVIDENCE).where(where).values(received_at=time_text(received_at)))
        claims = EvidenceReceiptClaims(
            iss=self._book.issuer,
            sub=upload.evidence_id,
            message_id=upload.message_id,
            sha256=upload.sha256,
            size=upload.size,
            terminal_id=terminal.terminal_id,
            received_at=received_at,
        )
        self._book.file_evidence_receipt(connection, terminal.terminal_id, claims)

    def _forget(self, terminal: Terminal, upload_id: str) -> None:
        with self._database.writing() as connection:
            where = _upload(terminal, upload_id)
            connection.execute(update(EVIDENCE).where(where).values(upload_id=None, received_bytes=0))
        self._folder.remove(upload_id)


def _whole(upload_id: str, length: int, metadata: UploadMetadata) -> Upload:
    return Upload(
        upload_id=upload_id,
        evidence_id=metadata.evidence_id,
        message_id=metadata.message_id,
        sha256=metadata.sha256,
        size=length,
        offset=length,
        arrived=False,
    )


def _expected(connection: Connection, terminal: Terminal, length: int, metadata: UploadMetadata) -> _Expected:
    row = connection.execute(select(EVIDENCE).where(_file(terminal, metadata.evidence_id))).first()
    if row is None or row.message_id != metadata.message_id:
        raise Refusal(ProblemCode.EVIDENCE_UNKNOWN, 409)
    if (row.sha256, row.size, row.media_type) != (metadata.sha256, length, metadata.media_type):
        raise Refusal(ProblemCode.EVIDENCE_MISMATCH, 422)
    return _Expected(row.evidence_id, row.upload_id or "", row.received_at is not None)


def _file(terminal: Terminal, evidence_id: str) -> ColumnElement[bool]:
    return and_(EVIDENCE.c.terminal_id == terminal.terminal_id, EVIDENCE.c.evidence_id == evidence_id)


def _upload(terminal: Terminal, upload_id: str) -> ColumnElement[bool]:
    return and_(EVIDENCE.c.terminal_id == terminal.terminal_id, EVIDENCE.c.upload_id == upload_id)
