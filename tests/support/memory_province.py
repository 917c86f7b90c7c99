"""The province in memory, as a ``sync.ports.Transport``: same digests, same receipts, faults on demand.

It keeps what took effect, so that a test can ask whether every message arrived once and in what order.
"""

import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256

from joserfc.jwk import OKPKey
from joserfc.jws import serialize_compact
from pydantic import BaseModel, JsonValue

from sync.changes import CHANGE_TYPE, ChangeClaims, ChangePage, StoredChange
from sync.contract import (
    EVIDENCE_RECEIPT_TYPE,
    POLICY_PACK_TYPE,
    RECEIPT_TYPE,
    BatchAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    EvidenceReceiptClaims,
    EvidenceReference,
    Message,
    MessageResult,
    Problem,
    ProvinceKey,
    ReceiptClaims,
    ReceiptPage,
    ReceiptRemark,
    StoredReceipt,
)
from sync.digests import message_digest, pack_digest
from sync.errors import SyncError, SyncFault
from sync.payloads import MODELS
from sync.pinned import JWS_ALGORITHM, EdDsaRegistry
from sync.policy_packs import VERSION_PART, Parts
from sync.ports import OutboxEvidence
from sync.receipts import PinnedKeys
from sync.words import Environment, Kind, Outcome, ProblemCode
from tests.support.frozen_messages import OUTLET_ID, START, TERMINAL_ID

ISSUER = "province-of-tests"


class Seal:
    """A province's signing key."""

    def __init__(self, kid: str = "key-1", issuer: str = ISSUER) -> None:
        self.kid = kid
        self.issuer = issuer
        self._key = OKPKey.generate_key("Ed25519")
        self._registry = EdDsaRegistry(strict_check_header=False)

    @property
    def public_x(self) -> str:
        return str(self._key.as_dict(private=False)["x"])

    def sign(self, claims: BaseModel, token_type: str) -> str:
        return self.sign_text(claims.model_dump_json(), token_type)

    def sign_text(self, payload: str, token_type: str) -> str:
        header = {"alg": JWS_ALGORITHM, "typ": token_type, "kid": self.kid}
        return serialize_compact(header, payload, self._key, registry=self._registry)

    @property
    def keys(self) -> list[tuple[str, str]]:
        """What a terminal pins."""
        return [(self.kid, self.public_x)]

    def pinned(self, terminal_id: str = TERMINAL_ID) -> PinnedKeys:
        return PinnedKeys(self.issuer, self.keys, terminal_id=terminal_id)

    def pack(self, parts: Parts, /, **changed: JsonValue) -> str:
        """A signed policy pack; ``changed`` claims are as they are given."""
        stated = parts[VERSION_PART]
        claims = {
            "iss": self.issuer,
            "version": stated["version"],
            "effective_from": stated["effective_from"],
            "issued_at": START.isoformat(),
            "parts": parts,
            "digest": pack_digest(parts),
        }
        return self.sign_text(json.dumps(claims | changed, ensure_ascii=False), POLICY_PACK_TYPE)

    def change(self, cursor: int, kind: str, body: dict[str, JsonValue], *, outlet_id: str = OUTLET_ID) -> StoredChange:
        """A signed entry of what the province tells."""
        claims = ChangeClaims(
            iss=self.issuer, outlet_id=outlet_id, cursor=cursor, kind=kind, issued_at=START, body=body
        )
        return StoredChange(cursor=cursor, jws=self.sign(claims, CHANGE_TYPE))


class Fault(Enum):
    """What goes wrong with one call."""

    UNREACHABLE = "unreachable"
    PORTAL = "portal"
    THROTTLED = "throttled"
    FAILED = "failed"
    LOST_REQUEST = "lost_request"
    """Cut while it went out: without effect, but the terminal cannot know."""
    LOST_ANSWER = "lost_answer"
    """It took effect; the answer is cut."""
    CRASH_BEFORE = "crash_before"
    CRASH_AFTER = "crash_after"
    """The terminal's program ends before, or after, the call took effect."""
    FORGED = "forged"
    """Receipts come from another key."""
    MUTE = "mute"
    """Results without receipts."""
    SILENT_ABOUT_FIRST = "silent_about_first"
    """The first message has no result."""
    STRANGERS = "strangers"
    """Results for messages nobody sent come first."""
    SWAPPED = "swapped"
    """Every receipt is genuine, but stands at another message."""


class Crash(Exception):  # noqa: N818 # not an error: the program is gone
    """The terminal's program ended here."""


_ERRORS = {
    Fault.UNREACHABLE: SyncFault.UNREACHABLE,
    Fault.PORTAL: SyncFault.NOT_OUR_PROVINCE,
    Fault.THROTTLED: SyncFault.THROTTLED,
    Fault.FAILED: SyncFault.PROVINCE_FAILED,
    Fault.LOST_REQUEST: SyncFault.ANSWER_LOST,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that took effect."""

    message: Message
    jws: str


@dataclass(slots=True)
class Upload:
    """A file on its way."""

    evidence_id: str
    message_id: str
    size: int
    content: bytearray


class MemoryProvince:
    """Implements ``sync.ports.Transport`` and is the other side too."""

    def __init__(self, *, page_size: int = 100) -> None:
        self.seal = Seal()
        self.faults: deque[Fault | SyncError | None] = deque()
        """One for each of the next calls."""
        self.poison: dict[str, SyncError] = {}
        """A batch that holds this message fails whole with this error."""
        self.kept: dict[str, Kept] = {}
        self.arrivals: list[str] = []
        """Message ids in the order in which they took effect."""
        self.failed_alone: set[str] = set()
        """Messages whose own call failed: only these may be overtaken."""
        self.models = dict(MODELS)
        """What it can read; an older province knows less."""
        self.remarks: dict[str, list[str]] = {}
        """What the receipt of a message is to remark, by its id."""
        self.files: dict[str, bytes] = {}
        self.uploads: dict[str, Upload] = {}
        self.calls: list[tuple[str, int]] = []
        """Every call with its weight: messages in a batch, bytes in a chunk."""
        self.clock_offset_ms: int | None = None
        self.closed = False
        self.on_call: Callable[[str], None] = _unwatched
        self.pack: tuple[Parts, str] | None = None
        """The pack in force; None as at a province that publishes none."""
        self.told: list[StoredChange] | None = None
        """What it tells the outlet; None as at a province that does not know the call."""
        self._page_size = page_size
        self._stored: list[StoredReceipt] = []
        self._impostor = Seal()

    # -- sync.ports.Transport

    def enrol(self, request: EnrolmentRequest) -> EnrolmentAnswer:
        del request
        return EnrolmentAnswer(
            terminal_id=TERMINAL_ID,
            outlet_id=OUTLET_ID,
            environment=Environment.TRAINING,
            issuer=ISSUER,
            province_name="省",
            receipt_keys=[ProvinceKey(kid=self.seal.kid, x=self.seal.public_x)],
            enrolled_at=START,
        )

    def send(self, bodies: Sequence[bytes]) -> BatchAnswer:
        batch = [json.loads(body) for body in bodies]
        try:
            fault = self._begin("send", len(bodies))
            for message in batch:
                if message["message_id"] in self.poison:
                    raise self.poison[message["message_id"]]
        except SyncError:
            if len(batch) == 1:
                self.failed_alone.add(batch[0]["message_id"])
            raise
        results = [self._take(message) for message in batch]
        _after_effect(fault)
        return BatchAnswer(results=self._spoilt(results, fault), server_time=datetime.now(UTC))

    def receipts_after(self, cursor: int, limit: int) -> ReceiptPage:
        fault = self._begin("receipts", limit)
        _after_effect(fault)
        page = self._stored[cursor : cursor + min(limit, self._page_size)]
        if fault is Fault.FORGED:
            page = [receipt.model_copy(update={"jws": receipt.jws[:-4] + "AAAA"}) for receipt in page]
        end = cursor + len(page)
        return ReceiptPage(receipts=page, next_cursor=end, more=end < len(self._stored))

    def policy(self, known_digest: str | None) -> str | None:
        fault = self._begin("policy", 0)
        _after_effect(fault)
        if self.pack is None:
            raise SyncError(SyncFault.INCOMPATIBLE, problem_code=ProblemCode.NOT_FOUND)
        parts, jws = self.pack
        if known_digest == pack_digest(parts):
            return None
        return self._impostor.pack(parts) if fault is Fault.FORGED else jws

    def changes_after(self, cursor: int) -> ChangePage:
        fault = self._begin("changes", 0)
        _after_effect(fault)
        if self.told is None:
            raise SyncError(SyncFault.INCOMPATIBLE, problem_code=ProblemCode.NOT_FOUND)
        page = self.told[cursor : cursor + self._page_size]
        if fault is Fault.FORGED:
            page = [entry.model_copy(update={"jws": entry.jws[:-4] + "AAAA"}) for entry in page]
        end = cursor + len(page)
        return ChangePage(changes=page, next_cursor=end, more=end < len(self.told))

    def begin_upload(self, evidence: OutboxEvidence) -> str:
        fault = self._begin("begin", 0)
        if self._reference(evidence.evidence_id) is None:
            raise SyncError(SyncFault.EVIDENCE_REFUSED, problem_code=ProblemCode.EVIDENCE_UNKNOWN)
        url = f"/v1/evidence/{len(self.uploads) + 1}"
        done = self.files.get(evidence.evidence_id, b"")
        self.uploads[url] = Upload(evidence.evidence_id, evidence.message_id, evidence.size, bytearray(done))
        _after_effect(fault)
        return url

    def upload_offset(self, upload_url: str) -> int:
        fault = self._begin("offset", 0)
        _after_effect(fault)
        return len(self._upload(upload_url).content)

    def upload_chunk(self, upload_url: str, offset: int, chunk: bytes) -> int:
        fault = self._begin("chunk", len(chunk))
        upload = self._upload(upload_url)
        if len(upload.content) != offset:
            raise SyncError(SyncFault.ANSWER_LOST, "409")
        upload.content += chunk
        if len(upload.content) == upload.size:
            self._complete(upload)
        _after_effect(fault)
        return len(upload.content)

    def close(self) -> None:
        self.closed = True

    # -- the other side

    def publish(self, parts: Parts) -> None:
        """From now on this is the pack in force."""
        self.pack = parts, self.seal.pack(parts)

    def tell(self, kind: str, body: dict[str, JsonValue]) -> int:
        """Another entry; its cursor."""
        self.told = [] if self.told is None else self.told
        self.told.append(self.seal.change(len(self.told) + 1, kind, body))
        return len(self.told)

    def _begin(self, name: str, weight: int) -> Fault | None:
        """Count the call, and fail it when its fault comes before any effect."""
        self.on_call(name)
        self.calls.append((name, weight))
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, SyncError):
            raise fault
        if fault is Fault.CRASH_BEFORE:
            raise Crash
        if fault is not None and fault in _ERRORS:
            raise SyncError(_ERRORS[fault])
        return fault

    def _take(self, raw: dict[str, JsonValue]) -> MessageResult:
        message = Message.model_validate(raw)
        if message_digest(raw) != message.digest:
            return _rejected(message, ProblemCode.DIGEST_MISMATCH, "/digest")
        known = self.kept.get(message.message_id)
        if known is not None and known.message.digest != message.digest:
            return _rejected(message, ProblemCode.CONFLICT, None)
        if known is not None:
            return MessageResult(message_id=message.message_id, outcome=Outcome.DUPLICATE, receipt=known.jws)
        model = self.models.get((message.kind, message.schema_version))
        if model is None:
            return _rejected(message, ProblemCode.UNSUPPORTED_KIND, "/kind")
        if message.kind is Kind.REFUSAL and "reason" not in message.payload:
            return _rejected(message, ProblemCode.PAYLOAD_INVALID, "/payload/reason")
        return MessageResult(message_id=message.message_id, outcome=Outcome.RECEIVED, receipt=self._keep(message))

    def _keep(self, message: Message) -> str:
        claims = ReceiptClaims(
            iss=ISSUER,
            sub=message.message_id,
            digest=message.digest,
            terminal_id=message.terminal_id,
            sequence=message.sequence,
            received_at=START,
            remarks=[ReceiptRemark(code=code, noted_at=START) for code in self.remarks.get(message.message_id, [])],
        )
        jws = self.seal.sign(claims, RECEIPT_TYPE)
        self.kept[message.message_id] = Kept(message, jws)
        self.arrivals.append(message.message_id)
        self._stored.append(StoredReceipt(cursor=len(self._stored) + 1, kind="message", jws=jws))
        return jws

    def _spoilt(self, results: list[MessageResult], fault: Fault | None) -> list[MessageResult]:
        match fault:
            case Fault.FORGED:
                return [self._forged(result) for result in results]
            case Fault.MUTE:
                return [result.model_copy(update={"receipt": None}) for result in results]
            case Fault.SILENT_ABOUT_FIRST:
                return results[1:]
            case Fault.STRANGERS:
                return [result.model_copy(update={"message_id": f"not-{result.message_id}"}) for result in results] + (
                    results
                )
            case Fault.SWAPPED:
                receipts = [result.receipt for result in results]
                turned = [*receipts[1:], *receipts[:1]]
                return [
                    result.model_copy(update={"receipt": receipt})
                    for result, receipt in zip(results, turned, strict=True)
                ]
            case _:
                return results

    def _forged(self, result: MessageResult) -> MessageResult:
        kept = self.kept.get(result.message_id)
        if kept is None:
            return result
        claims = ReceiptClaims(
            iss=ISSUER,
            sub=result.message_id,
            digest=kept.message.digest,
            terminal_id=kept.message.terminal_id,
            sequence=kept.message.sequence,
            received_at=START,
        )
        return result.model_copy(update={"receipt": self._impostor.sign(claims, RECEIPT_TYPE)})

    def _upload(self, url: str) -> Upload:
        upload = self.uploads.get(url)
        if upload is None:
            raise SyncError(SyncFault.UPLOAD_GONE)
        return upload

    def _reference(self, evidence_id: str) -> EvidenceReference | None:
        for kept in self.kept.values():
            for raw in kept.message.payload.get("evidence") or []:  # type: ignore[union-attr] # JSON, checked below
                reference = EvidenceReference.model_validate(raw)
                if reference.evidence_id == evidence_id:
                    return reference
        return None

    def _complete(self, upload: Upload) -> None:
        content = bytes(upload.content)
        reference = self._reference(upload.evidence_id)
        if reference is None or sha256(content).hexdigest() != reference.sha256:
            raise SyncError(SyncFault.EVIDENCE_REFUSED, problem_code=ProblemCode.EVIDENCE_MISMATCH)
        if upload.evidence_id in self.files:
            return
        self.files[upload.evidence_id] = content
        claims = EvidenceReceiptClaims(
            iss=ISSUER,
            sub=upload.evidence_id,
            message_id=upload.message_id,
            sha256=reference.sha256,
            size=len(content),
            terminal_id=TERMINAL_ID,
            received_at=START,
        )
        jws = self.seal.sign(claims, EVIDENCE_RECEIPT_TYPE)
        self._stored.append(StoredReceipt(cursor=len(self._stored) + 1, kind="evidence", jws=jws))


def _unwatched(name: str) -> None:
    del name


def _after_effect(fault: Fault | None) -> None:
    if fault is Fault.CRASH_AFTER:
        raise Crash
    if fault is Fault.LOST_ANSWER:
        raise SyncError(SyncFault.ANSWER_LOST)


def _rejected(message: Message, code: ProblemCode, pointer: str | None) -> MessageResult:
    problem = Problem(status=422, code=code, pointer=pointer, detail="why")
    return MessageResult(message_id=message.message_id, outcome=Outcome.REJECTED, problem=problem)
