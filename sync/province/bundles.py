"""Takes sealed parts from whoever brings them, by tus, and takes them in on a thread of its own.

Invariants:
- A part is known by its carrier and its digest: creating its upload again, after a cut or from another program, gives
  the same upload, which goes on where it stood. A refused part may be brought again.
- The whole file's digest and end are checked before anything else; what arrived whole is taken in even if the province
  is stopped in between, at its next start.
- A part's file goes when the part is settled: what it held is taken, or still waits at its terminal.
- Other terminals' uploads are not there (404), and their receipts are told to nobody but the terminal and its carrier.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, and_, insert, select, update

from sync.bundle.errors import BundleError
from sync.bundle.header import MAX_BUNDLE_BYTES
from sync.contract import BundleCounts, BundleState, BundleStatus, ReceiptPage
from sync.province.bundle_intake import BundleIntake, StoppedError, TakenPart
from sync.province.database import BUNDLES, Database
from sync.province.errors import ProvinceError, Refusal
from sync.province.evidence_files import EvidenceFolder
from sync.province.receipts import ReceiptBook
from sync.province.terminals import Terminal, lock_terminal
from sync.province.times import time_text
from sync.province.upload_headers import check_chunk
from sync.words import BundleFault, ProblemCode

log = logging.getLogger(__name__)

_STRIPES = 16
_ABANDONED_AFTER = timedelta(days=30)
"""From its beginning: what an upload holds waits at its terminal all the same."""


@dataclass(frozen=True, slots=True)
class BundleUpload:
    """An upload of a part, and how far it is, in bytes."""

    upload_id: str
    size: int
    offset: int
    state: BundleState


class BundleDesk:
    """Answers ``/v1/bundles``. Thread-safe; one process per bundle folder."""

    def __init__(
        self,
        database: Database,
        book: ReceiptBook,
        folder: EvidenceFolder,
        intake: BundleIntake,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._book = book
        self._folder = folder
        self._intake = intake
        self._now = now
        self._stripes = tuple(threading.Lock() for _ in range(_STRIPES))
        self._closing = threading.Event()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="bundles")

    def resume(self) -> None:
        """At start: forget uploads that nobody went on with, and go on with parts that have arrived."""
        abandoned = BUNDLES.delete().where(
            BUNDLES.c.state == BundleState.ARRIVING.value,
            BUNDLES.c.begun_at < time_text(self._now() - _ABANDONED_AFTER),
        )
        with self._database.writing() as connection:
            connection.execute(abandoned)
            waiting = connection.execute(
                select(BUNDLES.c.upload_id, BUNDLES.c.state).where(
                    BUNDLES.c.state.in_((BundleState.ARRIVING.value, BundleState.ARRIVED.value))
                )
            ).all()
        self._folder.sweep({row.upload_id for row in waiting})
        for row in waiting:
            if row.state == BundleState.ARRIVED.value:
                self._begin_taking(str(row.upload_id))

    def close(self) -> None:
        """Let the part that is being taken in stop at its next record, and wait for that. May be repeated."""
        self._closing.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def create(self, carrier: Terminal, length: int, sha256: str) -> BundleUpload:
        """Begin an upload, or find the one there is. Raises Refusal 413 or 422 (another length)."""
        if not 0 < length <= MAX_BUNDLE_BYTES:
            raise Refusal(ProblemCode.TOO_LARGE, 413)
        with self._database.writing() as connection:
            lock_terminal(connection, carrier.terminal_id)
            key = and_(BUNDLES.c.carrier_id == carrier.terminal_id, BUNDLES.c.sha256 == sha256)
            row = connection.execute(select(BUNDLES).where(key)).first()
            if row is None:
                upload_id = self._new_upload()
                connection.execute(insert(BUNDLES), self._fresh_row(carrier, length, sha256, upload_id))
            elif row.size != length:
                raise Refusal(ProblemCode.EVIDENCE_MISMATCH, 422, "Upload-Length")
            elif self._must_begin_anew(row):
                upload_id = self._new_upload()
                connection.execute(update(BUNDLES).where(key), self._fresh_row(carrier, length, sha256, upload_id))
            else:
                upload_id = str(row.upload_id)
        found = self.upload(carrier, upload_id)
        if found.state is BundleState.ARRIVED:
            self._begin_taking(upload_id)
        return found

    def upload(self, carrier: Terminal, upload_id: str) -> BundleUpload:
        """How far an upload is. Raises Refusal 404."""
        row = self._row(carrier, upload_id)
        return BundleUpload(upload_id, row.size, row.received_bytes, BundleState(row.state))

    def append(self, carrier: Terminal, upload_id: str, offset: int, chunk: bytes, checksum: str | None) -> int:
        """Take a chunk; returns the new offset. Raises Refusal 404, 409, 413 or 460."""
        with self._stripes[hash(upload_id) % _STRIPES]:
            upload = self.upload(carrier, upload_id)
            if offset != upload.offset:
                raise Refusal(ProblemCode.CONFLICT, 409, "Upload-Offset")
            if offset + len(chunk) > upload.size:
                raise Refusal(ProblemCode.TOO_LARGE, 413, "Upload-Length")
            check_chunk(checksum, chunk)
            if not chunk:
                return offset
            try:
                self._folder.write(upload_id, offset, chunk)
            except FileNotFoundError:
                raise Refusal(ProblemCode.NOT_FOUND, 404) from None
            return self._advance(upload, offset + len(chunk))

    def remove(self, carrier: Terminal, upload_id: str) -> None:
        """Give an upload up. Raises Refusal 404, or 409 for one that has arrived."""
        with self._stripes[hash(upload_id) % _STRIPES]:
            if self.upload(carrier, upload_id).state is not BundleState.ARRIVING:
                raise Refusal(ProblemCode.CONFLICT, 409, "arrived")
            with self._database.writing() as connection:
                connection.execute(BUNDLES.delete().where(BUNDLES.c.upload_id == upload_id))
            self._folder.remove(upload_id)

    def status(self, carrier: Terminal, upload_id: str) -> BundleStatus:
        """What became of a part. Raises Refusal 404."""
        row = self._row(carrier, upload_id)
        counts = BundleCounts.model_validate_json(row.counts)
        return BundleStatus(state=BundleState(row.state), fault=row.fault, terminal_id=row.sender_id, counts=counts)

    def receipts(self, carrier: Terminal, upload_id: str, after: int, limit: int) -> ReceiptPage:
        """The sender's receipts from those of this part on; none before it is taken. Raises Refusal 404."""
        row = self._row(carrier, upload_id)
        if row.sender_id is None or row.first_cursor is None:
            return ReceiptPage(receipts=[], next_cursor=after, more=False)
        return self._book.page(row.sender_id, max(after, row.first_cursor - 1), limit)

    def _row(self, carrier: Terminal, upload_id: str) -> Row[tuple[object, ...]]:
        query = select(BUNDLES).where(BUNDLES.c.carrier_id == carrier.terminal_id, BUNDLES.c.upload_id == upload_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise Refusal(ProblemCode.NOT_FOUND, 404)
        return row

    def _must_begin_anew(self, row: Row[tuple[object, ...]]) -> bool:
        match BundleState(row.state):
            case BundleState.REFUSED:
                return bool(row.fault != BundleFault.KNOWN.value)
            case BundleState.ARRIVING | BundleState.ARRIVED:
                return not self._folder.holds(row.upload_id, row.received_bytes)
            case BundleState.TAKEN:
                return False

    def _new_upload(self) -> str:
        upload_id = uuid.uuid4().hex
        self._folder.create(upload_id)
        return upload_id

    def _fresh_row(self, carrier: Terminal, length: int, sha256: str, upload_id: str) -> dict[str, str | int | None]:
        return {
            "carrier_id": carrier.terminal_id,
            "sha256": sha256,
            "size": length,
            "upload_id": upload_id,
            "received_bytes": 0,
            "state": BundleState.ARRIVING.value,
            "fault": None,
            "counts": BundleCounts().model_dump_json(),
            "sender_id": None,
            "first_cursor": None,
            "begun_at": time_text(self._now()),
        }

    def _advance(self, upload: BundleUpload, offset: int) -> int:
        whole = offset == upload.size
        state = BundleState.ARRIVED if whole else BundleState.ARRIVING
        self._change(upload.upload_id, received_bytes=offset, state=state.value)
        if whole:
            self._begin_taking(upload.upload_id)
        return offset

    def _begin_taking(self, upload_id: str) -> None:
        # While the province closes, it stays as arrived: the next start takes it in.
        if not self._closing.is_set():
            self._worker.submit(self._take_in, upload_id)

    # on the bundles' own thread

    def _take_in(self, upload_id: str) -> None:
        try:
            self._settle(upload_id)
        except StoppedError:
            log.info("a bundle is taken in at the next start")
        except (ProvinceError, OSError) as error:
            # It stays as arrived: the next start, or the carrier's next question, tries again.
            log.warning("a bundle could not be taken in: %s", type(error).__name__)

    def _settle(self, upload_id: str) -> None:
        with self._database.reading() as connection:
            row = _by_upload(connection, upload_id)
        if row is None or row.state != BundleState.ARRIVED.value:
            return
        try:
            taken = self._intake.take(self._folder.path_of(upload_id), self._closing.is_set)
        except BundleError as error:
            self._change(upload_id, state=BundleState.REFUSED.value, fault=error.fault.value)
        else:
            self._note_taken(upload_id, taken)
        self._folder.remove(upload_id)

    def _note_taken(self, upload_id: str, taken: TakenPart) -> None:
        self._change(
            upload_id,
            state=BundleState.TAKEN.value,
            counts=taken.counts.model_dump_json(),
            sender_id=taken.terminal_id,
            first_cursor=taken.first_cursor,
        )

    def _change(self, upload_id: str, **values: str | int | None) -> None:
        with self._database.writing() as connection:
            connection.execute(update(BUNDLES).where(BUNDLES.c.upload_id == upload_id).values(**values))


def _by_upload(connection: Connection, upload_id: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(BUNDLES).where(BUNDLES.c.upload_id == upload_id)).first()
