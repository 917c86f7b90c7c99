"""Uploads evidence files by tus, on the bandwidth that the messages leave.

Invariants:
- An upload goes on where the province says it stands (HEAD), never where the terminal believes it stands.
- Progress is noted before it could cost more than a chunk to have forgotten it: after each chunk but the last, and when
  an upload stops half-way. Messages that have become due go out between chunks.
- Files are claimed and settled a few at a time: for photos, writing each step down takes longer than sending them.
- On a link that is paid for by the byte no more is sent than is allowed; what is over waits, and records go on.
- Between two calls whoever works at this PC goes first: each is short enough to pass between two steps at a counter.
- A file is delivered by its receipt only; here it becomes at most *uploaded*.
- A month's photos are no single run: receipts are fetched and errands done in between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from sync.errors import SyncError, SyncFault
from sync.link import LinkState
from sync.pace import Pace
from sync.policy import BeginAnew, GiveToPerson, Retry, SendSize, Split
from sync.ports import (
    Deferred,
    EvidenceAllowance,
    EvidenceSettlement,
    EvidenceSource,
    Outbox,
    OutboxEvidence,
    Refused,
    Transport,
    Uploaded,
)
from sync.report import Tally
from sync.turn import Turn


class Uncounted:
    """sync.ports.EvidenceAllowance of a link that costs the same whatever it carries."""

    def left(self, now: datetime) -> None:
        """Nobody counts."""

    def spend(self, size: int, now: datetime) -> None:
        """Nobody counts."""


@dataclass(slots=True)
class _Upload:
    """An upload under way, and where the province stands."""

    file: OutboxEvidence
    url: str
    offset: int

    @property
    def missing(self) -> int:
        return self.file.size - self.offset


class EvidenceUploader:
    """The files' way out."""

    def __init__(
        self,
        outbox: Outbox,
        evidence: EvidenceSource,
        transport: Transport,
        link: LinkState,
        pace: Pace,
        *,
        allowance: EvidenceAllowance,
    ) -> None:
        self._outbox = outbox
        self._evidence = evidence
        self._transport = transport
        self._link = link
        self._pace = pace
        self._allowance = allowance
        self._chunk = SendSize.starting_at(pace.policy.chunk_bytes, pace.policy.least_chunk_bytes)

    def upload_due(self, tally: Tally, turn: Turn) -> None:
        """Upload file after file until none is due, a fault pauses the link, the turn is over, or has lasted enough."""
        policy, began = self._pace.policy, self._pace.seconds()
        while self._may_go_on(turn):
            files = self._outbox.claim_evidence(self._pace.now(), policy.lease, max_files=policy.files_at_a_time)
            if not files:
                return
            self._upload_all(files, tally, turn)
            if self._pace.seconds() - began >= policy.task_seconds:
                return

    def _upload_all(self, files: Sequence[OutboxEvidence], tally: Tally, turn: Turn) -> None:
        settled: list[EvidenceSettlement] = []
        written_at = self._pace.seconds()
        for file in files:
            settled.append(self._upload(file, tally, turn) if self._may_go_on(turn) else self._interrupted(file))
            if self._pace.seconds() - written_at > self._pace.policy.call_seconds:
                self._outbox.settle_evidence(settled, self._pace.now())
                settled, written_at = [], self._pace.seconds()
            if self._may_go_on(turn):
                self._pace.courtesy.rest()
                turn.messages_first()
        if settled:
            self._outbox.settle_evidence(settled, self._pace.now())

    def _may_go_on(self, turn: Turn) -> bool:
        return self._link.pause is None and not turn.should_stop() and self._allowance.left(self._pace.now()) != 0

    def _upload(self, file: OutboxEvidence, tally: Tally, turn: Turn) -> EvidenceSettlement:
        try:
            try:
                return self._send(file, tally, turn)
            except SyncError as error:
                if error.fault is not SyncFault.UPLOAD_GONE:
                    raise
                self._outbox.forget_upload(file.evidence_id)
                return self._send(replace(file, upload_url=None, bytes_confirmed=0), tally, turn)
        except SyncError as error:
            tally.fault = error.fault
            return self._after_fault(file, error, tally)

    def _send(self, file: OutboxEvidence, tally: Tally, turn: Turn) -> EvidenceSettlement:
        upload = self._where(file)
        try:
            while upload.missing:
                if not self._may_go_on(turn):
                    self._remember(upload)
                    return self._interrupted(file)
                with self._evidence.open(file.evidence_id, upload.offset) as stream:
                    self._pour(stream, upload, tally, turn)
        except SyncError as error:
            if error.fault is not SyncFault.UPLOAD_GONE:
                self._remember(upload)
            raise
        tally.evidence_uploaded += 1
        return Uploaded(file.evidence_id)

    def _where(self, file: OutboxEvidence) -> _Upload:
        """The upload's address and how much of the file the province has."""
        url = file.upload_url
        if url is None:
            url = self._transport.begin_upload(file)
            self._link.arrived()
            if file.attempts <= 1:
                return _Upload(file, url, 0)
        # An earlier attempt may have come further than was written down: the province may point to the finished upload.
        offset = self._transport.upload_offset(url)
        self._link.arrived()
        if offset > file.size:
            raise SyncError(SyncFault.UPLOAD_GONE, "another file")
        return _Upload(file, url, offset)

    def _pour(self, stream: BinaryIO, upload: _Upload, tally: Tally, turn: Turn) -> None:
        """Send chunk after chunk; returns early when the stream no longer stands where the province does."""
        in_step = True
        while in_step and upload.missing and self._may_go_on(turn):
            self._pace.courtesy.rest()
            left = self._allowance.left(self._pace.now())
            wanted = min(self._chunk.now, upload.missing)
            chunk = _read_chunk(stream, wanted if left is None else min(wanted, left))
            in_step = self._put(upload, chunk, tally)
            if upload.missing:
                turn.messages_first()

    def _put(self, upload: _Upload, chunk: bytes, tally: Tally) -> bool:
        """Send one chunk and note how far the province is; True when it took the whole chunk."""
        self._allowance.spend(len(chunk), self._pace.now())
        begun = self._pace.seconds()
        reached = self._transport.upload_chunk(upload.url, upload.offset, chunk)
        seconds = self._pace.seconds() - begun
        if reached <= upload.offset:
            raise SyncError(SyncFault.ANSWER_LOST, "no progress")
        self._link.arrived()
        full = len(chunk) >= self._chunk.now
        self._chunk = self._chunk.after(seconds, self._pace.policy.call_seconds, full=full)
        taken = reached - upload.offset
        tally.evidence_bytes += taken
        tally.evidence_seconds += seconds
        upload.offset = reached
        if upload.missing:
            self._remember(upload)
        return taken == len(chunk)

    def _remember(self, upload: _Upload) -> None:
        self._outbox.note_progress(upload.file.evidence_id, upload.url, upload.offset)

    def _interrupted(self, file: OutboxEvidence) -> Deferred:
        """Messages met a fault, or the program stops: the upload goes on another time, from the confirmed byte."""
        reason = self._link.pause.reason if self._link.pause is not None else SyncFault.ANSWER_LOST
        return Deferred(file.evidence_id, self._pace.now(), reason.value, counts=False)

    def _after_fault(self, file: OutboxEvidence, error: SyncError, tally: Tally) -> EvidenceSettlement:
        match self._link.broke(error):
            case Retry() as retry:
                if retry.shrink:
                    self._chunk = self._chunk.shrunk()
            case GiveToPerson(code):
                tally.evidence_rejected += 1
                return Refused(file.evidence_id, code)
            case Split() | BeginAnew():
                retry = Retry(self._pace.now(), own_backoff=self._pace.policy.backoff_cap)
        not_before = self._pace.due_again(retry, file.attempts)
        return Deferred(file.evidence_id, not_before, error.fault.value, counts=retry.counts)


def _read_chunk(stream: BinaryIO, size: int) -> bytes:
    """Exactly ``size`` bytes. Raises SyncError(EVIDENCE_UNREADABLE) when the file ends early or cannot be read."""
    parts: list[bytes] = []
    missing = size
    while missing:
        try:
            part = stream.read(missing)
        except OSError as exc:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE, type(exc).__name__) from exc
        if not part:
            raise SyncError(SyncFault.EVIDENCE_UNREADABLE, "short file")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
