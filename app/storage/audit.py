"""The audit trail (留痕): a SHA-256 chain over canonical JSON (RFC 8785), and the check of everything that is proof.

Invariants:
- ``hash = SHA-256(hash before || entry)``, from 32 zero bytes on; entries are numbered from 1 without gaps.
- What the chain alone cannot show (its newest entries cut off) shows in the province's receipts: each kept receipt
  must still be signed by a pinned key and name the digest of the message or file that this store holds.
- What was purged is proven by the trail itself: see ``app.storage.purge_proofs``.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from app.audit_ports import AuditEntry, ChainCheck
from app.domain.late_entry import Silence
from app.ports import TerminalIdentity, TerminalRepository
from app.storage.columns import blob, integer, text
from app.storage.connection import Connection, Row
from app.storage.purge_proofs import checked_purges
from sync.digests import contract_json, message_digest
from sync.errors import SyncError
from sync.ports import ReceiptVerifier

GENESIS: Final = bytes(32)
_CLOCK_MARGIN: Final = timedelta(days=1)
_PASSED_BY: Final = 10_000
"""Entries on end, older than the margin, after which a walk back has left a moment behind: days of the busiest counter.
One old stamp alone says nothing: a PC whose clock has lost its battery writes some from years ago."""

VerifierFor = Callable[[TerminalIdentity], ReceiptVerifier]
"""Makes the checker of receipts from the keys that were pinned at enrolment."""


def canonical_entry(entry: AuditEntry) -> bytes:
    """The bytes that are chained."""
    return contract_json(
        {
            "at": entry.at.astimezone(UTC).isoformat(),
            "clerk": entry.clerk,
            "action": entry.action,
            "subject_id": entry.subject_id,
            "details": dict(entry.details),
        }
    )


def chained(before: bytes, entry: bytes) -> bytes:
    """The hash of an entry after ``before``."""
    return hashlib.sha256(before + entry).digest()


@dataclass(frozen=True, slots=True)
class _Receipts:
    checked: int
    bad: int


class StoreAuditTrail:
    """ports.AuditTrail. ``verifier_for`` is None only where no receipt can exist (before sync is wired)."""

    def __init__(self, connection: Connection, terminal: TerminalRepository, verifier_for: VerifierFor | None) -> None:
        self._connection = connection
        self._terminal = terminal
        self._verifier_for = verifier_for

    def append(self, entry: AuditEntry) -> None:
        """Chain and keep the entry."""
        head = self._connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
        number, before = (0, GENESIS) if head is None else (integer(head[0]), blob(head[1]))
        written = canonical_entry(entry)
        self._connection.execute(
            "INSERT INTO audit (number, hash, entry) VALUES (?, ?, ?)", (number + 1, chained(before, written), written)
        )

    def silence(self, moment: datetime) -> Silence:
        """The entries around ``moment`` by their stamps; a wrong stamp is no sign of life at any other time.

        Walks back from the newest for as long as it takes and ``_PASSED_BY`` entries more, as the clock may have been
        wrong for a while: what was written before that stands behind it.
        """
        before: datetime | None = None
        after: datetime | None = None
        passed = 0
        for row in self._connection.execute("SELECT entry FROM audit ORDER BY number DESC"):
            at = datetime.fromisoformat(json.loads(blob(row[0]))["at"])
            if at > moment:
                after, passed = at if after is None else min(after, at), 0
                continue
            before = at if before is None else max(before, at)
            passed = passed + 1 if moment - at > _CLOCK_MARGIN else 0
            if passed == _PASSED_BY:
                break
        return Silence(before, after)

    def check(self) -> ChainCheck:
        """Walk the chain and all receipts: seconds for a large store, so for the command line and not the counter."""
        length, first_break = self._walk()
        receipts = self._check_receipts()
        purges = checked_purges(self._connection)
        return ChainCheck(
            ok=first_break is None and receipts.bad == 0 and purges.bad == 0,
            length=length,
            first_break=first_break,
            receipts_checked=receipts.checked,
            receipts_bad=receipts.bad,
            purges_checked=purges.checked,
            purges_bad=purges.bad,
        )

    def _walk(self) -> tuple[int, int | None]:
        before, length, first_break = GENESIS, 0, None
        for number, kept, entry in self._connection.execute("SELECT number, hash, entry FROM audit ORDER BY number"):
            length += 1
            expected = chained(before, blob(entry))
            if first_break is None and (integer(number), blob(kept)) != (length, expected):
                first_break = length
            before = blob(kept)
        return length, first_break

    def _check_receipts(self) -> _Receipts:
        identity = self._terminal.identity()
        if identity is None or self._verifier_for is None:
            return _Receipts(0, 0)
        verifier = self._verifier_for(identity)
        checked = bad = 0
        for row in self._connection.execute(
            "SELECT receipt, message_id, sequence, digest, body, text_purge FROM outbox WHERE receipt IS NOT NULL"
        ):
            checked += 1
            bad += not _message_receipt_holds(verifier, row)
        for row in self._connection.execute(
            "SELECT receipt, evidence_id, size, sha256 FROM evidence WHERE receipt IS NOT NULL"
        ):
            checked += 1
            bad += not _evidence_receipt_holds(verifier, row)
        return _Receipts(checked, bad)


def _message_receipt_holds(verifier: ReceiptVerifier, row: Row) -> bool:
    receipt, message_id, sequence, digest, body, purge = row
    try:
        claims = verifier.message_receipt(text(receipt)).claims
        # of a purged message the digest is left; that it was purged is proven by itself (checked_purges)
        kept = message_digest(json.loads(blob(body))) if purge is None else digest
    except (SyncError, ValueError, TypeError, AttributeError):
        return False
    return (claims.sub, claims.sequence, claims.digest, kept) == (message_id, sequence, digest, digest)


def _evidence_receipt_holds(verifier: ReceiptVerifier, row: Row) -> bool:
    receipt, evidence_id, size, sha256 = row
    try:
        claims = verifier.evidence_receipt(text(receipt)).claims
    except SyncError:
        return False
    return (claims.sub, claims.size, claims.sha256) == (evidence_id, size, sha256)
