"""Takes corrections (更正) in: checks what they name against the terminal's chain, and settles what they mend.

Invariants:
- A correction never changes what was kept: of a record that had arrived both are kept.
- What was returned before takes its place in the chain with the correction: its envelope as the correction tells it,
  with the mended payload. So the chain has no gap.
- What a correction names must fit the messages before and after it; the digest itself cannot be made anew, because the
  captured payload stays at the outlet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError
from pydantic_core import to_json
from sqlalchemy import Connection, and_, insert, or_, select

from sync.contract import FileReference, Message, ProblemCode
from sync.payloads import corrected_payload
from sync.payloads_correction import ChainPart, CorrectionPayload
from sync.province.database import CORRECTIONS, MESSAGES
from sync.province.json_pointer import first_error, pointer_to
from sync.province.sightings import ShownDocument, shown_document
from sync.province.terminals import Terminal
from sync.province.times import time_text

_PREFIX = ("payload", "payload")


@dataclass(frozen=True, slots=True)
class Mended:
    """A correction that is right in itself: what it names, and what comes with the mended payload."""

    correction: CorrectionPayload = field(repr=False)
    evidence: tuple[FileReference, ...]
    shown: ShownDocument | None

    @property
    def links(self) -> tuple[ChainPart, ...]:
        """The record first, then the corrections that were returned."""
        return (self.correction.original, *self.correction.earlier)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a correction is not taken; ``pointer`` leads into the message."""

    code: ProblemCode
    pointer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    message_id: str
    digest: str
    previous_digest: str


@dataclass(slots=True)
class Neighbours:
    """The messages that corrections of a batch name, and those before and after them; grows with the batch."""

    by_id: dict[str, str] = field(default_factory=dict)
    """Digests."""
    by_sequence: dict[int, list[_Place]] = field(default_factory=dict)

    def add(self, message: Message | ChainPart) -> None:
        """A message that the province has, or has just taken."""
        self.by_id[message.message_id] = message.digest
        place = _Place(message.message_id, message.digest, message.previous_digest)
        self.by_sequence.setdefault(message.sequence, []).append(place)

    def objection(self, mended: Mended, message: Message) -> Refused | None:
        """What speaks against the correction that ``message`` carries."""
        named = {message.message_id: message.sequence}
        for index, link in enumerate(mended.links):
            where = ("payload", "original") if index == 0 else ("payload", "earlier", index - 1)
            against = _misplaced(link, message, named) or self._unfitting(link)
            if against is not None:
                return Refused(against.code, pointer_to(*where, against.pointer), against.reason)
            named[link.message_id] = link.sequence
        return None

    def _unfitting(self, link: ChainPart) -> Refused | None:
        """What the province has against a link; ``pointer`` is its member."""
        if self.by_id.get(link.message_id, link.digest) != link.digest:
            return Refused(ProblemCode.CONFLICT, "digest")
        if any(place.message_id != link.message_id for place in self.by_sequence.get(link.sequence, ())):
            return Refused(ProblemCode.ORIGINAL_DIFFERS, "sequence", "taken")
        before, after = self.by_sequence.get(link.sequence - 1), self.by_sequence.get(link.sequence + 1)
        if before and all(place.digest != link.previous_digest for place in before):
            return Refused(ProblemCode.ORIGINAL_DIFFERS, "previous_digest", "chain")
        if after and all(place.previous_digest != link.digest for place in after):
            return Refused(ProblemCode.ORIGINAL_DIFFERS, "digest", "chain")
        return None


def _misplaced(link: ChainPart, message: Message, named: Mapping[str, int]) -> Refused | None:
    """What a link has against the correction itself and the links before it; ``pointer`` is its member."""
    if link.message_id in named:
        return Refused(ProblemCode.ORIGINAL_DIFFERS, "message_id", "taken")
    if link.sequence >= message.sequence:
        return Refused(ProblemCode.ORIGINAL_DIFFERS, "sequence", "later")
    if link.sequence in named.values():
        return Refused(ProblemCode.ORIGINAL_DIFFERS, "sequence", "taken")
    return None


@dataclass(frozen=True, slots=True)
class Settled:
    """A returned message that is settled by a correction: it gets a receipt and its place in the chain."""

    link: ChainPart
    correction: Message = field(repr=False)
    mended: Mended = field(repr=False)

    @property
    def is_record(self) -> bool:
        """The record itself; else a correction that was returned."""
        return self.link.message_id == self.mended.correction.original.message_id

    @property
    def evidence(self) -> tuple[FileReference, ...]:
        """The files that follow under its name."""
        return self.mended.evidence if self.is_record else ()

    def body(self) -> bytes:
        """Its envelope with what is kept in the place of the captured payload."""
        payload: dict[str, object] = {"replaced_by": self.correction.message_id}
        if self.is_record:
            payload = dict(self.mended.correction.payload)
        envelope = self.link.model_dump(mode="json")
        envelope |= {"terminal_id": self.correction.terminal_id, "outlet_id": self.correction.outlet_id}
        return to_json({**envelope, "payload": payload})


def mended_in(correction: CorrectionPayload) -> Mended | Refused:
    """The correction with its mended payload under the record's own model, or why it does not fit."""
    try:
        payload = corrected_payload(correction)
    except ValidationError as error:
        pointer, reason = first_error(error, *_PREFIX)
        return Refused(ProblemCode.PAYLOAD_INVALID, pointer, reason)
    if payload is None:
        return Refused(ProblemCode.UNSUPPORTED_KIND, "/payload/original/kind")
    return Mended(correction, tuple(payload.evidence), shown_document(payload))


def neighbours(connection: Connection, terminal: Terminal, corrections: Iterable[Mended]) -> Neighbours:
    """What the province has of the messages that these corrections name, and beside them."""
    links = [link for mended in corrections for link in mended.links]
    found = Neighbours()
    if not links:
        return found
    beside = {link.sequence + step for link in links for step in (-1, 0, 1)}
    wanted = or_(MESSAGES.c.message_id.in_({link.message_id for link in links}), MESSAGES.c.sequence.in_(beside))
    query = select(MESSAGES.c.message_id, MESSAGES.c.sequence, MESSAGES.c.digest, MESSAGES.c.previous_digest).where(
        and_(MESSAGES.c.terminal_id == terminal.terminal_id, wanted)
    )
    for row in connection.execute(query):
        found.by_id[row.message_id] = row.digest
        place = _Place(row.message_id, row.digest, row.previous_digest)
        found.by_sequence.setdefault(row.sequence, []).append(place)
    return found


def note_corrections(connection: Connection, taken: Iterable[tuple[Message, Mended]], received_at: datetime) -> None:
    """Keep which message each new correction is about, within the caller's transaction."""
    rows = [
        {
            "terminal_id": message.terminal_id,
            "message_id": message.message_id,
            "original_id": mended.correction.original.message_id,
            "fields": " ".join(change.pointer for change in mended.correction.changes),
            "reason": mended.correction.reason,
            "received_at": time_text(received_at),
        }
        for message, mended in taken
    ]
    if rows:
        connection.execute(insert(CORRECTIONS), rows)


@dataclass(frozen=True, slots=True)
class TakenCorrection:
    """A received correction, for people: which record, which fields, why, and when it came."""

    message_id: str
    original_id: str
    fields: tuple[str, ...]
    reason: str
    received_at: str


def taken_corrections(connection: Connection, terminal_id: str) -> list[TakenCorrection]:
    """A terminal's corrections in the order in which they came; nothing personal is in them."""
    query = select(CORRECTIONS).where(CORRECTIONS.c.terminal_id == terminal_id)
    rows = connection.execute(query.order_by(CORRECTIONS.c.received_at, CORRECTIONS.c.message_id))
    return [
        TakenCorrection(row.message_id, row.original_id, tuple(row.fields.split()), row.reason, row.received_at)
        for row in rows
    ]
