"""What one run of the engine did, for the screen and the log.

Invariants:
- Numbers and codes only: nothing here could name a person.
"""

from dataclasses import dataclass
from datetime import datetime

from sync.errors import SyncFault
from sync.policy import Pause


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The result of one ``SyncEngine.run_once``."""

    finished_at: datetime
    delivered: int
    """Messages whose receipt was verified, duplicates and fetched receipts included."""
    duplicates: int
    """Those among them that the province had already."""
    deferred: int
    rejected: int
    evidence_bytes: int
    """Bytes of evidence the province confirmed."""
    evidence_uploaded: int
    """Files that are up whole; their receipts may still be on the way."""
    evidence_delivered: int
    """Evidence receipts verified."""
    evidence_rejected: int
    answered: bool
    """The province answered at least once in this run, be it with a refusal."""
    fault: SyncFault | None
    """The last thing that went wrong, or None."""
    pause: Pause | None
    """Set while the engine holds back."""
    next_due: datetime | None
    """When a run is worth while again; None when nothing waits."""
    clock_offset_ms: int | None
    """The terminal's clock minus the province's, as last measured."""
    evidence_seconds: float = 0.0
    """How long the calls took that carried ``evidence_bytes``."""
    evidence_held: bool = False
    """Files wait because the link has carried as much as it may today."""


@dataclass(slots=True)
class Tally:
    """Counts while a run is under way."""

    delivered: int = 0
    duplicates: int = 0
    deferred: int = 0
    rejected: int = 0
    evidence_bytes: int = 0
    evidence_seconds: float = 0.0
    evidence_uploaded: int = 0
    evidence_delivered: int = 0
    evidence_rejected: int = 0
    fault: SyncFault | None = None
    answered: bool = False
    evidence_held: bool = False
    answer_lost: bool = False
    """Receipts must be asked for before this run ends."""

    def report(
        self, finished_at: datetime, pause: Pause | None, next_due: datetime | None, clock_offset_ms: int | None
    ) -> SyncReport:
        """Freeze the counts."""
        return SyncReport(
            finished_at=finished_at,
            delivered=self.delivered,
            duplicates=self.duplicates,
            deferred=self.deferred,
            rejected=self.rejected,
            evidence_bytes=self.evidence_bytes,
            evidence_uploaded=self.evidence_uploaded,
            evidence_delivered=self.evidence_delivered,
            evidence_rejected=self.evidence_rejected,
            answered=self.answered,
            fault=self.fault or (pause.reason if pause else None),
            pause=pause,
            next_due=next_due,
            clock_offset_ms=clock_offset_ms,
            evidence_seconds=self.evidence_seconds,
            evidence_held=self.evidence_held,
        )
