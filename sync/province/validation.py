"""Checks one message by itself: envelope, terminal, digest, kind, payload. Pure.

Invariants:
- The digest is taken over the object as it came, never over a re-serialised model.
- What is refused is told as a JSON pointer and a code; the refused value is never repeated.
- The clocks of records are never judged: a record of any age is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue, ValidationError
from pydantic_core import to_json

from sync.contract import FileReference, Message, MessageResult, Outcome, Problem, ProblemCode
from sync.digests import message_digest
from sync.payloads import MODELS
from sync.payloads_correction import CorrectionPayload
from sync.province.corrections import Mended, Refused, mended_in
from sync.province.json_pointer import first_error, pointer_to
from sync.province.sightings import ShownDocument, shown_document
from sync.province.terminals import Terminal

_TITLES = {
    ProblemCode.MALFORMED: "not of the envelope's form",
    ProblemCode.PAYLOAD_INVALID: "the payload does not fit its model",
    ProblemCode.UNSUPPORTED_KIND: "no model for this kind and schema version",
    ProblemCode.DIGEST_MISMATCH: "the digest is another than that of the message",
    ProblemCode.CONFLICT: "the same id with another digest",
    ProblemCode.WRONG_TERMINAL: "made by another terminal or outlet",
    ProblemCode.ORIGINAL_DIFFERS: "what it mends does not fit into the terminal's chain",
}
_LONGEST_ECHO = 64


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that is right in itself. ``body`` is its JSON as it will be kept."""

    message: Message = field(repr=False)
    evidence: tuple[FileReference, ...]
    body: bytes = field(repr=False)
    shown: ShownDocument | None
    mended: Mended | None = None
    """What a correction mends."""

    @property
    def owner_id(self) -> str:
        """Under whose name its files come: of a correction they are the record's."""
        return self.message.message_id if self.mended is None else self.mended.correction.original.message_id


def examine(raw: Mapping[str, JsonValue], terminal: Terminal) -> Arrival | MessageResult:
    """The message, or why it is rejected."""
    try:
        message = Message.model_validate(raw)
    except ValidationError as exc:
        pointer, reason = first_error(exc)
        return rejected(_claimed_id(raw), ProblemCode.MALFORMED, pointer, reason)
    wrong = _wrong_member(message, terminal)
    if wrong is not None:
        return rejected(message.message_id, ProblemCode.WRONG_TERMINAL, pointer_to(wrong))
    try:
        matches = message_digest(raw) == message.digest
    except ValueError as exc:
        # Numbers that RFC 8785 cannot write: no digest could ever be right.
        return rejected(message.message_id, ProblemCode.MALFORMED, "", type(exc).__name__)
    if not matches:
        return rejected(message.message_id, ProblemCode.DIGEST_MISMATCH, "/digest")
    return _with_payload(message, raw)


def rejected(message_id: str, code: ProblemCode, pointer: str, reason: str = "") -> MessageResult:
    """The result for a message that the province will not have."""
    problem = Problem(title=_TITLES[code], status=422, code=code.value, detail=reason, pointer=pointer)
    return MessageResult(message_id=message_id, outcome=Outcome.REJECTED, problem=problem)


def _with_payload(message: Message, raw: Mapping[str, JsonValue]) -> Arrival | MessageResult:
    model = MODELS.get((message.kind, message.schema_version))
    if model is None:
        return rejected(message.message_id, ProblemCode.UNSUPPORTED_KIND, "/kind")
    try:
        payload = model.model_validate(message.payload)
    except ValidationError as exc:
        pointer, reason = first_error(exc, "payload")
        return rejected(message.message_id, ProblemCode.PAYLOAD_INVALID, pointer, reason)
    if isinstance(payload, CorrectionPayload):
        mended = mended_in(payload)
        if isinstance(mended, Refused):
            return rejected(message.message_id, mended.code, mended.pointer, mended.reason)
        return Arrival(message, mended.evidence, to_json(raw), mended.shown, mended)
    return Arrival(message, tuple(payload.evidence), to_json(raw), shown_document(payload))


def _wrong_member(message: Message, terminal: Terminal) -> str | None:
    if message.terminal_id != terminal.terminal_id:
        return "terminal_id"
    if message.outlet_id != terminal.outlet_id:
        return "outlet_id"
    return None


def _claimed_id(raw: Mapping[str, JsonValue]) -> str:
    claimed = raw.get("message_id")
    return claimed[:_LONGEST_ECHO] if isinstance(claimed, str) else ""
