"""The audit trail as the use cases know it.

Invariants:
- An entry names no person: codes, ids and counts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.late_entry import Silence


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail (留痕). ``details`` hold codes and ids, never personal data."""

    at: datetime
    clerk: ClerkNumber | None
    action: str
    subject_id: str
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """The result of walking the audit trail and the receipts. ``first_break`` is the entry's number."""

    ok: bool
    length: int
    first_break: int | None
    receipts_checked: int
    receipts_bad: int
    purges_checked: int = 0
    purges_bad: int = 0
    """Purges whose proof is missing, or differs from what was purged."""


class AuditTrail(Protocol):
    """The hash-chained audit trail."""

    def append(self, entry: AuditEntry) -> None:
        """Chain and keep the entry."""

    def silence(self, moment: datetime) -> Silence:
        """The last entry at or before ``moment`` and the first after it, by the entries' own times."""

    def check(self) -> ChainCheck:
        """Walk the whole chain and compare every kept receipt with its message."""
