"""The province contract, version 1: the typed envelope of every call, shared by terminal, province and OpenAPI.

The payloads that a message carries are in :mod:`sync.payloads`.

Invariants:
- A digest is SHA-256 over the RFC 8785 (JCS) form of the message *as it was sent*, without its ``digest`` member. It
  is computed over the parsed JSON object, never over a re-serialised model (:mod:`sync.digests`).
- Times are RFC 3339 with an offset; ids are UUIDv7 (RFC 9562) and are the idempotency keys.
- Answers may grow new members: a terminal ignores what it does not know.
- A validation error never quotes its input, which may be personal data.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, SkipValidation

from sync.words import URGENT_KINDS as URGENT_KINDS
from sync.words import Environment as Environment
from sync.words import Kind as Kind
from sync.words import Outcome as Outcome
from sync.words import ProblemCode as ProblemCode
from sync.words import RemarkCode as RemarkCode

CONTRACT_VERSION = 1
MAX_BATCH_MESSAGES = 500
MAX_RECEIPT_PAGE = 500
MAX_BATCH_BYTES = 4 * 1024 * 1024
"""Of the body before compression."""

SIGNATURE_LABEL = "yanqi"
SIGNED_COMPONENTS = ("@method", "@path", "@query", "date", "content-digest")
"""What an RFC 9421 request signature covers; ``content-digest`` (RFC 9530, sha-256) is sent for an empty body too."""
SIGNATURE_WINDOW_SECONDS = 300
"""How far a request's ``created`` may lie from the province's clock. Records themselves may be of any age."""

RECEIPT_TYPE = "yanqi-receipt+jwt"
EVIDENCE_RECEIPT_TYPE = "yanqi-evidence-receipt+jwt"
"""The JWS ``typ`` header, so that one kind of receipt can never pass for the other."""

SEALING_KEY_TYPE = "yanqi-sealing-key+jwt"
POLICY_PACK_TYPE = "yanqi-policy+jwt"
MAX_POLICY_BYTES = 16 * 1024 * 1024
"""Of the token as it stands in the answer, before compression."""

MAX_CURSOR = 2**53
"""Cursors stay below it: every JSON parser reads such a number exactly (RFC 8259, section 6)."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, lower-case hex")]
Identifier = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._:-]+$")]
Cursor = Annotated[int, Field(ge=0, lt=MAX_CURSOR)]
PackVersion = Annotated[
    str, Field(max_length=32, pattern=r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))*$", description="Dotted integers")
]


Parsed = Annotated[JsonValue, SkipValidation]
"""A member of an object that a JSON parser made: looking at each of its values once more would be most of the work."""


class Sent(BaseModel):
    """What a terminal sends: unknown members are refused, so that a typo never passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Answer(BaseModel):
    """What the province answers: a terminal ignores members it does not know."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class ClockReading(Sent):
    """How far the terminal's clock was from the province's, when last measured (positive: the terminal is ahead)."""

    offset_ms: int | None = None
    measured_at: AwareDatetime | None = None


class Message(Sent):
    """One fact, frozen when it was queued. See :mod:`sync.digests` for ``digest`` and ``previous_digest``."""

    message_id: Identifier
    kind: Kind
    schema_version: int = Field(ge=1)
    terminal_id: Identifier
    outlet_id: Identifier
    sequence: int = Field(ge=1, description="Without gaps per terminal")
    occurred_at: AwareDatetime
    clock: ClockReading
    previous_digest: Digest
    payload: dict[str, Parsed]
    digest: Digest


class MessageBatch(Sent):
    """The body of ``POST /v1/messages``.

    Members are checked one by one, so that one bad message never holds back the others: the envelope of each is
    validated as :class:`Message` by the province.
    """

    messages: list[dict[str, Parsed]] = Field(min_length=1, max_length=MAX_BATCH_MESSAGES)


class Problem(Answer):
    """RFC 9457 problem details with a stable code. ``pointer`` is a JSON pointer (RFC 6901) into the message."""

    type: str = "about:blank"
    title: str = ""
    status: int = 400
    code: str
    detail: str = ""
    pointer: str | None = None


class MessageResult(Answer):
    """What became of one message; ``receipt`` is a compact JWS for received and duplicate messages."""

    message_id: str
    outcome: Outcome
    receipt: str | None = None
    problem: Problem | None = None


class BatchAnswer(Answer):
    """The answer to ``POST /v1/messages``."""

    results: list[MessageResult]
    server_time: AwareDatetime


class ReceiptRemark(Answer):
    """Something the province noticed about a message that it took: a hint for the outlet, never a refusal.

    ``code`` is one of RemarkCode, or one that this version does not know.
    """

    code: Identifier
    noted_at: AwareDatetime


class ReceiptClaims(Answer):
    """The claims of a message receipt, the province's signed word that a message has arrived."""

    iss: str
    sub: Identifier
    """The message id."""
    digest: Digest
    terminal_id: Identifier
    sequence: int
    received_at: AwareDatetime
    missing_evidence: list[Identifier] = Field(default_factory=list)
    remarks: list[ReceiptRemark] = Field(default_factory=list)
    corrected_by: Identifier | None = None
    """The correction by which the message was settled: it was returned before, and its mended payload is kept."""


class EvidenceReceiptClaims(Answer):
    """The claims of an evidence receipt: this file has arrived whole."""

    iss: str
    sub: Identifier
    """The evidence id."""
    message_id: Identifier
    sha256: Digest
    size: int = Field(ge=0)
    terminal_id: Identifier
    received_at: AwareDatetime


class StoredReceipt(Answer):
    """One receipt in the order the province made it. ``kind`` follows the JWS ``typ``."""

    cursor: Cursor
    kind: Literal["message", "evidence"]
    jws: str


class ReceiptPage(Answer):
    """The answer to ``GET /v1/receipts?after=CURSOR``: this terminal's receipts after the cursor, oldest first.

    Cursors strictly ascend; ``next_cursor`` is the last receipt's, or the one asked for when there is none.
    """

    receipts: list[StoredReceipt]
    next_cursor: Cursor
    more: bool


class PolicyPackClaims(Answer):
    """The claims of a policy pack: all rules at once, as the JSON objects of its parts by name.

    ``version`` and ``effective_from`` are those of the part ``limits``; versions are ordered as lists of integers.
    ``digest`` is SHA-256 over the RFC 8785 form of the object that holds, by the part's name, the SHA-256 (lower-case
    hex) over the RFC 8785 form of each part; it is the answer's ``ETag``.
    """

    iss: str
    version: PackVersion
    effective_from: date
    issued_at: AwareDatetime
    parts: dict[Identifier, dict[str, JsonValue]] = Field(min_length=1)
    digest: Digest


class PolicyAnswer(Answer):
    """The answer to ``GET /v1/policy``: the newest pack as a compact JWS."""

    jws: str


class ProvinceSealingKey(Answer):
    """The public key to which bundles are sealed; ``suite`` is the id that stands in a bundle's header."""

    kid: str = Field(min_length=1, max_length=64)
    suite: str = Field(min_length=1, max_length=64)
    x: str = Field(description="Raw X25519 key, base64url without padding")


class SealingKeyClaims(Answer):
    """What is signed about the sealing key: with the receipt key that terminals pinned at enrolment."""

    iss: str
    environment: Environment
    issued_at: AwareDatetime
    sealing_key: ProvinceSealingKey


class SealingKeyAnswer(Answer):
    """The answer to ``GET /v1/sealing-key``: the claims as a compact JWS."""

    jws: str


class BundleState(StrEnum):
    """Where a part of a bundle stands at the province."""

    ARRIVING = "arriving"
    ARRIVED = "arrived"
    """Whole, and waiting to be taken in."""
    TAKEN = "taken"
    REFUSED = "refused"


class BundleCounts(Answer):
    """What became of a part's content; the carrier learns numbers and nothing else."""

    received: int = 0
    duplicates: int = 0
    rejected: int = 0
    files: int = 0
    """Arrived whole, now or before."""
    files_refused: int = 0


class BundleStatus(Answer):
    """The answer to ``GET /v1/bundles/{id}``. ``fault`` is a BundleFault value, or one not known to this version."""

    state: BundleState
    fault: str | None = None
    terminal_id: Identifier | None = None
    """The sender, once the part is taken: for the file of receipts."""
    counts: BundleCounts = BundleCounts()


class OutletProfile(Sent):
    """The filing (备案) of an outlet as the enrolling technician typed it."""

    name: str = Field(min_length=1, max_length=100)
    filing_number: str = Field(min_length=1, max_length=64)
    region_code: str = Field(pattern=r"^[0-9]{6}$", description="GB/T 2260")
    address: str = Field(default="", max_length=200)


class EnrolmentRequest(Sent):
    """The body of ``POST /v1/terminals``. Sending the same code with the same key again gives the same answer.

    A fresh code with the key of an enrolled terminal renews that terminal's enrolment; ``enrolled_at`` then is new, and
    ``receipt_keys`` are those that count from now on beside the ones pinned earlier.
    """

    code: str = Field(min_length=4, max_length=128)
    public_key: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$", description="Raw Ed25519 key, base64url without padding")
    outlet: OutletProfile
    contract_version: int = CONTRACT_VERSION


class ProvinceKey(Answer):
    """A public Ed25519 key of the province, pinned at enrolment (RFC 8037 OKP key)."""

    kid: str
    x: str = Field(description="Raw Ed25519 key, base64url without padding")


class EnrolmentAnswer(Answer):
    """Who this terminal is from now on, and whose receipts count."""

    terminal_id: Identifier
    outlet_id: Identifier
    environment: Environment
    issuer: str
    province_name: str
    receipt_keys: list[ProvinceKey] = Field(min_length=1)
    sealing_key: ProvinceSealingKey | None = None
    """None from a province that takes no bundles."""
    enrolled_at: datetime


class FileReference(Sent):
    """A file that belongs to a message and follows by tus; what it shows is the word of the kinds below."""

    evidence_id: Identifier
    sha256: Digest
    size: int = Field(ge=1)
    media_type: Literal["image/jpeg", "image/png"]
    taken_at: AwareDatetime


class EvidenceReference(FileReference):
    """A file of the payloads of schema versions 1 and 2."""

    role: Literal["contents", "sealed_parcel", "document"]
