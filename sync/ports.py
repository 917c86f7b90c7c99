"""What the sync engine needs from the house around it: an outbox, readable evidence, a transport.

Invariants:
- Each :class:`Outbox` method is one durable transaction; when it has returned, a crash cannot take it back.
- ``claim`` counts the attempt *before* anything is sent, so that a crash in mid-send is seen as an attempt.
- Bodies and evidence are personal data: never in ``repr``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeAlias

from sync.words import Kind

if TYPE_CHECKING:
    # the models load pydantic: too slow before the first paint
    from pydantic import JsonValue

    from sync.changes import ChangePage, StoredChange
    from sync.contract import (
        BatchAnswer,
        EnrolmentAnswer,
        EnrolmentRequest,
        EvidenceReceiptClaims,
        ReceiptClaims,
        ReceiptPage,
    )
    from sync.policy_packs import PackOffer, RefusedPack


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A claimed message. ``body`` is its frozen canonical JSON, digest included."""

    message_id: str
    kind: Kind
    sequence: int
    digest: str
    body: bytes = field(repr=False)
    attempts: int
    """Counts this attempt too."""


@dataclass(frozen=True, slots=True)
class OutboxEvidence:
    """A claimed evidence file. ``upload_url`` and ``bytes_confirmed`` say where an earlier attempt stopped."""

    evidence_id: str
    message_id: str
    sha256: str
    size: int
    media_type: str
    attempts: int
    upload_url: str | None = None
    bytes_confirmed: int = 0


@dataclass(frozen=True, slots=True)
class SealingKey:
    """To which key this province's bundles are sealed. ``x`` is public: 32 raw bytes, base64url without padding."""

    kid: str
    suite: str
    x: str


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """A message receipt whose signature, id and digest were checked; ``jws`` is kept as proof."""

    claims: ReceiptClaims
    jws: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifiedEvidenceReceipt:
    """An evidence receipt whose signature was checked; the outbox compares id, digest and size with its own."""

    claims: EvidenceReceiptClaims
    jws: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """Something the province tells this outlet, whose signature was checked; ``jws`` is kept as proof.

    ``kind`` is a ChangeKind value, or one that this version does not know. ``body`` may hold what people wrote.
    """

    cursor: int
    kind: str
    issued_at: datetime
    body: Mapping[str, JsonValue] = field(repr=False)
    jws: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Settles a message: its receipt was verified."""

    receipt: VerifiedReceipt


@dataclass(frozen=True, slots=True)
class Deferred:
    """Settles a message or a file for now; ``cause`` is a SyncFault value or a problem code."""

    subject_id: str
    not_before: datetime
    cause: str
    counts: bool = True
    """False takes the attempt back (a captive portal is nobody's fault)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Settles a message or a file: the province will not have it. A clerk must act; nothing is deleted."""

    subject_id: str
    code: str
    pointer: str | None = None
    detail: str = field(default="", repr=False)


Settlement: TypeAlias = Delivered | Deferred | Refused


@dataclass(frozen=True, slots=True)
class Uploaded:
    """Settles a file: every byte was taken, the receipt is to follow."""

    evidence_id: str


EvidenceSettlement: TypeAlias = Uploaded | Deferred | Refused


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """The sum that is always on screen: made = delivered + waiting + rejected."""

    made: int
    delivered: int
    waiting: int
    """Pending and leased."""
    rejected: int
    oldest_waiting_at: datetime | None
    evidence_waiting: int
    evidence_waiting_bytes: int
    evidence_rejected: int
    unknown: int = 0
    """Among the waiting: sent, and whether they arrived is being asked."""
    given_up: int = 0
    """Among the rejected messages and files: a supervisor said that they are not sent again."""


class Clock(Protocol):
    """The time of day."""

    def now(self) -> datetime:
        """Timezone-aware UTC."""


class Outbox(Protocol):
    """The persisted queue, as the engine sees it. Implementations are thread-safe."""

    def recover_dates(self, now: datetime) -> None:
        """Make due what waits for a date beyond ``now + LONGEST_WAIT``: only a clock that was ahead can have set it.

        Leases are left alone. Writes nothing when there is no such date.
        """

    def recover_leases(self, now: datetime) -> None:
        """End the leases of an engine that is no more: what it carried is due, and whether it arrived is unknown.

        Only one engine works on an outbox at a time.
        """

    def held_until(self, now: datetime) -> datetime | None:
        """Until when the province asked to be left alone (Retry-After), as it is written down; None when that is over.

        It counts for messages that were queued since, too.
        """

    def claim(
        self, now: datetime, lease: timedelta, *, max_messages: int, max_bytes: int, urgent_only: bool = False
    ) -> list[OutboxMessage]:
        """Lease what is due, urgent kinds first, then by sequence; expired leases count as due.

        At least one message is returned when one is due, even if it is larger than ``max_bytes``. ``urgent_only``
        leaves everything else where it is.
        """

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """Apply all settlements in one transaction. A receipt for an unknown message raises nothing.

        What the province remarked in the receipt that delivers a message is kept in the same transaction. A later
        receipt for the same message adds nothing.
        """

    def claim_evidence(self, now: datetime, lease: timedelta, *, max_files: int) -> list[OutboxEvidence]:
        """Lease files whose message is delivered, oldest first."""

    def note_progress(self, evidence_id: str, upload_url: str, bytes_confirmed: int) -> None:
        """Remember where an upload stands, so that a restart resumes it."""

    def forget_upload(self, evidence_id: str) -> None:
        """The half-done upload is gone: the next attempt begins anew."""

    def settle_evidence(self, settlements: Sequence[EvidenceSettlement], now: datetime) -> None:
        """Apply all settlements in one transaction."""

    def apply_receipts(
        self,
        receipts: Sequence[VerifiedReceipt],
        evidence_receipts: Sequence[VerifiedEvidenceReceipt],
        next_cursor: int,
        now: datetime,
    ) -> int:
        """Apply receipts that were fetched, and move the cursor, in one transaction; how many messages that delivered.

        A receipt counts only when its id and digest (for files: digest and size) match what this store made; one that
        does not match is noted in the audit trail and changes nothing. Remarks are kept as ``settle`` does it.
        """

    def settle_unknown(self) -> None:
        """Every receipt was read: what was sent and has none did not arrive, and only waits."""

    def receipt_cursor(self) -> int:
        """Up to where receipts were fetched; 0 at first."""

    def known_digest(self, message_id: str) -> str | None:
        """The digest of a message this store made, or None."""

    def expects_receipts(self) -> bool:
        """True while a file is uploaded without a receipt, or a message has an attempt whose answer is unknown."""

    def counts(self) -> OutboxCounts:
        """The sums for the screen."""

    def next_due(self) -> datetime | None:
        """When the next message or file becomes due (not_before or lease end); None when nothing waits."""


class Changes(Protocol):
    """What the province told this outlet, as it is kept. Implementations are thread-safe."""

    def cursor(self) -> int:
        """Up to where entries were taken; 0 at first."""

    def take(self, changes: Sequence[Change], next_cursor: int, now: datetime) -> None:
        """Keep the entries, of whatever kind, and move the cursor, in one transaction. A known cursor adds nothing."""

    def looked(self, now: datetime) -> None:
        """The province has told all that there is to tell."""


class PolicyPacks(Protocol):
    """The policy packs that the province offered, as they are kept. Implementations are thread-safe."""

    def known_digest(self) -> str | None:
        """The digest of the newest offer, for ``If-None-Match``; None asks for the pack whatever it is."""

    def take(self, examined: PackOffer | RefusedPack, now: datetime) -> None:
        """Judge the offer and keep what became of it, in one transaction. What is known already changes nothing."""

    def looked(self, now: datetime) -> None:
        """The province has answered with a pack that it signed, or that there is no newer one."""


class Errand(Protocol):
    """Something that is asked of the province now and then, beside sending."""

    def run(self, should_stop: Callable[[], bool]) -> bool:
        """Go if it is due; True when the province answered. Raises no SyncError."""

    def lift(self) -> None:
        """Go at the next chance."""


class EvidenceSource(Protocol):
    """Reads evidence in clear, straight from the vault."""

    def open(self, evidence_id: str, offset: int) -> AbstractContextManager[BinaryIO]:
        """A readable stream positioned at ``offset``. Opening and reading raise SyncError(EVIDENCE_UNREADABLE).

        What else the caller does in the block passes unchanged, errors included.
        """


class Courtesy(Protocol):
    """Whoever works at this PC goes first. Used on the engine's thread."""

    def at_work(self) -> bool:
        """Whether somebody works here now."""

    def rest(self) -> None:
        """Between two steps: wait as long as the work since the last call has earned, if somebody is at work."""


class EvidenceAllowance(Protocol):
    """How much evidence may go out, where the link is paid for by the byte."""

    def left(self, now: datetime) -> int | None:
        """Bytes that may still be sent; None where nobody counts."""

    def spend(self, size: int, now: datetime) -> None:
        """So many bytes go out now, whether or not they arrive."""


class Transport(Protocol):
    """The calls of the contract. Each raises :class:`sync.errors.SyncError`, and nothing else."""

    def enrol(self, request: EnrolmentRequest) -> EnrolmentAnswer:
        """``POST /v1/terminals`` (unsigned: the terminal is not known yet)."""

    def send(self, bodies: Sequence[bytes]) -> BatchAnswer:
        """``POST /v1/messages`` with frozen message bodies."""

    def receipts_after(self, cursor: int, limit: int) -> ReceiptPage:
        """``GET /v1/receipts?after=CURSOR&limit=LIMIT``. A province may give fewer, and an older one gives more."""

    def policy(self, known_digest: str | None) -> str | None:
        """``GET /v1/policy``: the signed pack, unverified; None when its digest is ``known_digest``.

        Raises SyncError(INCOMPATIBLE) where the province has no such call, or no pack.
        """

    def changes_after(self, cursor: int) -> ChangePage:
        """``GET /v1/changes?cursor=CURSOR``. Raises SyncError(INCOMPATIBLE) where the province has no such call."""

    def begin_upload(self, evidence: OutboxEvidence) -> str:
        """Tus creation; returns the upload's address."""

    def upload_offset(self, upload_url: str) -> int:
        """Tus HEAD. Raises SyncError(UPLOAD_GONE)."""

    def upload_chunk(self, upload_url: str, offset: int, chunk: bytes) -> int:
        """Tus PATCH with a sha256 checksum; returns the new offset."""

    @property
    def clock_offset_ms(self) -> int | None:
        """The terminal's clock minus the province's, from the last ``Date`` of a verified answer."""

    def close(self) -> None:
        """Give up the connections."""


class ReceiptVerifier(Protocol):
    """Checks receipts against the pinned keys."""

    def message_receipt(self, jws: str) -> VerifiedReceipt:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it as a message receipt."""

    def evidence_receipt(self, jws: str) -> VerifiedEvidenceReceipt:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it as an evidence receipt."""


class PackVerifier(Protocol):
    """Checks policy packs against the pinned keys."""

    def examined(self, jws: str) -> PackOffer | RefusedPack:
        """The pack in this token, or why it is none. Raises nothing."""


class ChangeVerifier(Protocol):
    """Checks what the province tells against the pinned keys."""

    def change(self, stored: StoredChange) -> Change:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it for this outlet and this place in its order."""
