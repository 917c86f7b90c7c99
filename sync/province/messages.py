"""Takes batches of messages in: each one exactly once in effect.

Invariants:
- One transaction per batch, and one batch per terminal at a time (the terminal's row is locked). What the answer calls
  received is durable, its receipt included.
- The same id with the same digest gets the first receipt again; with another digest it is kept as a conflict and
  rejected.
- A missing or an out-of-order sequence is never a reason to refuse: urgent messages overtake (:mod:`chain` reports).
- One bad message never holds back the others.
- Remarks are signed with the first receipt and never change: sending again gives the same one.
- With a correction, what it settles gets its receipt and its place in the same transaction (:mod:`corrections`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select

from sync.contract import (
    MAX_BATCH_BYTES,
    MAX_BATCH_MESSAGES,
    BatchAnswer,
    FileReference,
    Message,
    MessageBatch,
    MessageResult,
    Outcome,
    ProblemCode,
    ReceiptClaims,
    ReceiptRemark,
    RemarkCode,
)
from sync.payloads_correction import ChainPart
from sync.province.bodies import decoded
from sync.province.corrections import Mended, Neighbours, Settled, neighbours, note_corrections
from sync.province.database import CONFLICTS, EVIDENCE, MESSAGES, RECEIPTS, Database, insert_or_ignore
from sync.province.errors import Refusal
from sync.province.json_pointer import first_error, pointer_to
from sync.province.receipts import FiledReceipt, ReceiptBook
from sync.province.sightings import Sightings
from sync.province.terminals import Terminal, lock_terminal
from sync.province.times import time_text
from sync.province.validation import Arrival, examine, rejected


@dataclass(frozen=True, slots=True)
class _Known:
    """A message or file that the province has (or has just taken)."""

    digest: str
    jws: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _ExpectedFile:
    """A file that some message has named."""

    sha256: str
    size: int
    arrived: bool


@dataclass(slots=True)
class _Batch:
    """One batch being sorted; lives no longer than its transaction."""

    known: dict[str, _Known]
    files: dict[str, _ExpectedFile]
    neighbours: Neighbours
    fresh: dict[str, Arrival] = field(default_factory=dict)
    conflicts: list[Arrival] = field(default_factory=list)
    settled: dict[str, Settled] = field(default_factory=dict)
    """What corrections of this batch settle, by its id."""
    results: list[MessageResult] = field(default_factory=list)
    """In the order of the batch; those of fresh and known messages get their receipt last."""

    def sort(self, arrival: Arrival) -> None:
        """Decide what this message is, given those before it."""
        message = arrival.message
        earlier = self._earlier_digest(message.message_id)
        if earlier is None:
            self._take(arrival)
        elif earlier == message.digest:
            self.results.append(MessageResult(message_id=message.message_id, outcome=Outcome.DUPLICATE))
        else:
            self.conflicts.append(arrival)
            self.results.append(rejected(message.message_id, ProblemCode.CONFLICT, "/digest"))

    def _earlier_digest(self, message_id: str) -> str | None:
        if message_id in self.known:
            return self.known[message_id].digest
        if message_id in self.settled:
            return self.settled[message_id].link.digest
        return self.fresh[message_id].message.digest if message_id in self.fresh else None

    def _take(self, arrival: Arrival) -> None:
        message = arrival.message
        clash = self._clashing_file(arrival.evidence)
        if clash is not None:
            where = ("payload",) if arrival.mended is None else ("payload", "payload")
            pointer = pointer_to(*where, "evidence", clash, "evidence_id")
            self.results.append(
                rejected(message.message_id, ProblemCode.PAYLOAD_INVALID, pointer, "evidence_id_reused")
            )
            return
        if arrival.mended is not None:
            against = self.neighbours.objection(arrival.mended, message)
            if against is not None:
                self.results.append(rejected(message.message_id, against.code, against.pointer, against.reason))
                return
            self._settle(message, arrival.mended)
        self.neighbours.add(message)
        for file in arrival.evidence:
            self.files.setdefault(file.evidence_id, _ExpectedFile(file.sha256, file.size, arrived=False))
        self.fresh[message.message_id] = arrival
        self.results.append(MessageResult(message_id=message.message_id, outcome=Outcome.RECEIVED))

    def _settle(self, message: Message, mended: Mended) -> None:
        for link in mended.links:
            if link.message_id not in self.neighbours.by_id:
                self.settled[link.message_id] = Settled(link, message, mended)
                self.neighbours.add(link)

    def _clashing_file(self, evidence: Sequence[FileReference]) -> int | None:
        named: dict[str, str] = {}
        for index, file in enumerate(evidence):
            expected = self.files.get(file.evidence_id)
            if expected is not None and (expected.sha256, expected.size) != (file.sha256, file.size):
                return index
            if named.setdefault(file.evidence_id, file.sha256) != file.sha256:
                return index
        return None

    def missing(self, evidence: Iterable[FileReference]) -> list[str]:
        """Those of the files that have not arrived."""
        return [file.evidence_id for file in evidence if not self.files[file.evidence_id].arrived]


class Inbox:
    """Answers ``POST /v1/messages``."""

    def __init__(
        self, database: Database, book: ReceiptBook, sightings: Sightings, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._book = book
        self._sightings = sightings
        self._now = now

    def take(self, terminal: Terminal, body: bytes, content_encoding: str) -> BatchAnswer:
        """Take a batch in. Raises Refusal when the request as a whole is not one."""
        examined = [examine(raw, terminal) for raw in _batch_of(body, content_encoding).messages]
        arrivals = [found for found in examined if isinstance(found, Arrival)]
        received_at = self._now()
        with self._database.writing() as connection:
            lock_terminal(connection, terminal.terminal_id)
            batch = _Batch(
                _known_messages(connection, terminal, arrivals),
                _known_files(connection, terminal, arrivals),
                neighbours(connection, terminal, [found.mended for found in arrivals if found.mended is not None]),
            )
            for found in examined:
                if isinstance(found, Arrival):
                    batch.sort(found)
                else:
                    batch.results.append(found)
            receipts = self._keep(connection, terminal, batch, received_at)
        results = [_with_receipt(result, receipts) for result in batch.results]
        return BatchAnswer(results=results, server_time=received_at)

    def _keep(self, connection: Connection, terminal: Terminal, batch: _Batch, received_at: datetime) -> dict[str, str]:
        """Write what is new; the receipts of all good messages by message id."""
        fresh, settled = list(batch.fresh.values()), list(batch.settled.values())
        # a document of a mended record is looked at under the record's own id, once
        shown = {arrival.owner_id: arrival.shown for arrival in fresh if _shows_first(arrival, batch)}
        elsewhere = self._sightings.note(connection, terminal, {name: one for name, one in shown.items() if one})
        remarked = {name: [RemarkCode.DOCUMENT_ELSEWHERE] for name in elsewhere}
        claims = [
            self._claims(
                arrival.message,
                [] if arrival.mended is not None else batch.missing(arrival.evidence),
                received_at,
                remarks=remarked.get(message_id, []),
                terminal_id=terminal.terminal_id,
            )
            for message_id, arrival in batch.fresh.items()
        ]
        claims += [self._settling(one, batch, received_at, remarked.get(one.link.message_id, [])) for one in settled]
        filed = self._book.file_message_receipts(connection, terminal.terminal_id, claims)
        written_at = time_text(received_at)
        rows = [
            _row_of(one.message, terminal.terminal_id, one.body, receipt, written_at)
            for one, receipt in zip(fresh, filed[: len(fresh)], strict=True)
        ]
        rows += [
            _settled_row(one, receipt, written_at) for one, receipt in zip(settled, filed[len(fresh) :], strict=True)
        ]
        if rows:
            connection.execute(insert(MESSAGES), rows)
        note_corrections(
            connection, [(one.message, one.mended) for one in fresh if one.mended is not None], received_at
        )
        files = [row for arrival in fresh for row in _file_rows(arrival)]
        if files:
            connection.execute(insert_or_ignore(connection, EVIDENCE), files)
        if batch.conflicts:
            conflicts = [_conflict_row(arrival, received_at) for arrival in batch.conflicts]
            connection.execute(insert_or_ignore(connection, CONFLICTS), conflicts)
        receipts = {message_id: known.jws for message_id, known in batch.known.items()}
        receipts.update(zip((*batch.fresh, *batch.settled), (receipt.jws for receipt in filed), strict=True))
        return receipts

    def _settling(
        self, settled: Settled, batch: _Batch, received_at: datetime, remarks: Sequence[RemarkCode]
    ) -> ReceiptClaims:
        missing = batch.missing(settled.evidence)
        claims = self._claims(
            settled.link, missing, received_at, remarks=remarks, terminal_id=settled.correction.terminal_id
        )
        return claims.model_copy(update={"corrected_by": settled.correction.message_id})

    def _claims(
        self,
        message: Message | ChainPart,
        missing_evidence: list[str],
        received_at: datetime,
        *,
        remarks: Sequence[RemarkCode],
        terminal_id: str,
    ) -> ReceiptClaims:
        return ReceiptClaims(
            iss=self._book.issuer,
            sub=message.message_id,
            digest=message.digest,
            terminal_id=terminal_id,
            sequence=message.sequence,
            received_at=received_at,
            missing_evidence=missing_evidence,
            remarks=[ReceiptRemark(code=code.value, noted_at=received_at) for code in remarks],
        )


def _batch_of(body: bytes, content_encoding: str) -> MessageBatch:
    plain = decoded(body, content_encoding, MAX_BATCH_BYTES)
    try:
        return MessageBatch.model_validate_json(plain)
    except ValidationError as exc:
        pointer, reason = first_error(exc)
    if reason == "json_invalid":
        raise Refusal(ProblemCode.MALFORMED, 400, reason)
    if reason == "too_long":
        raise Refusal(ProblemCode.TOO_LARGE, 413, f"more than {MAX_BATCH_MESSAGES} messages", pointer=pointer)
    raise Refusal(ProblemCode.MALFORMED, 422, reason, pointer=pointer)


def _known_messages(connection: Connection, terminal: Terminal, arrivals: Iterable[Arrival]) -> dict[str, _Known]:
    ids = {arrival.message.message_id for arrival in arrivals}
    query = (
        select(MESSAGES.c.message_id, MESSAGES.c.digest, RECEIPTS.c.jws)
        .join_from(
            MESSAGES,
            RECEIPTS,
            (RECEIPTS.c.terminal_id == MESSAGES.c.terminal_id) & (RECEIPTS.c.cursor == MESSAGES.c.receipt_cursor),
        )
        .where(MESSAGES.c.terminal_id == terminal.terminal_id, MESSAGES.c.message_id.in_(ids))
    )
    return {row.message_id: _Known(row.digest, row.jws) for row in connection.execute(query)}


def _known_files(connection: Connection, terminal: Terminal, arrivals: Iterable[Arrival]) -> dict[str, _ExpectedFile]:
    ids = {file.evidence_id for arrival in arrivals for file in arrival.evidence}
    query = select(EVIDENCE.c.evidence_id, EVIDENCE.c.sha256, EVIDENCE.c.size, EVIDENCE.c.received_at).where(
        EVIDENCE.c.terminal_id == terminal.terminal_id, EVIDENCE.c.evidence_id.in_(ids)
    )
    return {
        row.evidence_id: _ExpectedFile(row.sha256, row.size, arrived=row.received_at is not None)
        for row in connection.execute(query)
    }


def _with_receipt(result: MessageResult, receipts: dict[str, str]) -> MessageResult:
    if result.outcome is Outcome.REJECTED:
        return result
    return result.model_copy(update={"receipt": receipts[result.message_id]})


def _shows_first(arrival: Arrival, batch: _Batch) -> bool:
    """Whether its document was not looked at before: that of a record that had arrived was."""
    return arrival.shown is not None and (arrival.mended is None or arrival.owner_id in batch.settled)


def _settled_row(settled: Settled, receipt: FiledReceipt, received_at: str) -> dict[str, str | int | bytes]:
    return _row_of(settled.link, settled.correction.terminal_id, settled.body(), receipt, received_at)


def _row_of(
    message: Message | ChainPart, terminal_id: str, body: bytes, receipt: FiledReceipt, received_at: str
) -> dict[str, str | int | bytes]:
    return {
        "terminal_id": terminal_id,
        "message_id": message.message_id,
        "kind": message.kind.value,
        "schema_version": message.schema_version,
        "sequence": message.sequence,
        "digest": message.digest,
        "previous_digest": message.previous_digest,
        "received_at": received_at,
        "receipt_cursor": receipt.cursor,
        "body": body,
    }


def _file_rows(arrival: Arrival) -> list[dict[str, str | int]]:
    message = arrival.message
    return [
        {
            "terminal_id": message.terminal_id,
            "evidence_id": file.evidence_id,
            "message_id": arrival.owner_id,
            "sha256": file.sha256,
            "size": file.size,
            "media_type": file.media_type,
            "received_bytes": 0,
        }
        for file in arrival.evidence
    ]


def _conflict_row(arrival: Arrival, received_at: datetime) -> dict[str, str | bytes]:
    message = arrival.message
    return {
        "terminal_id": message.terminal_id,
        "message_id": message.message_id,
        "digest": message.digest,
        "received_at": time_text(received_at),
        "body": arrival.body,
    }
