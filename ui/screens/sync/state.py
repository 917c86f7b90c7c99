"""What the sync page shows."""

from dataclasses import dataclass
from enum import Enum

from app.domain.sync_health import Health, SyncFacts, health_of
from app.events import SyncStatus
from app.usecases.sync_results import Books, SyncBoard
from sync.errors import SyncFault
from sync.link_test import StepResult
from ui.faults import Failed


class Part(Enum):
    """What stands on the right; the value is its key."""

    DAY = "1"
    FORTNIGHT = "2"
    ORDER = "3"
    TEST = "4"


@dataclass(frozen=True, slots=True)
class SyncPage:
    """``results`` are the steps of the newest test. ``busy`` while a clerk's word is being kept."""

    board: SyncBoard | None = None
    books: Books | None = None
    status: SyncStatus | None = None
    part: Part = Part.DAY
    results: tuple[StepResult, ...] = ()
    testing: bool = False
    stopping: bool = False
    busy: bool = False
    said: Failed | None = None

    @property
    def health(self) -> Health | None:
        """The verdict; None before anything is known."""
        board, status = self.board, self.status
        if board is None:
            return None
        fault = status.fault if status is not None else None
        return health_of(
            SyncFacts(
                balanced=self.books is None or self.books.tally.balanced,
                waiting=board.counts.waiting,
                rejected=board.counts.rejected,
                photos_waiting=board.counts.evidence_waiting,
                photos_rejected=board.counts.evidence_rejected,
                answered=board.answered_at is not None,
                fault=fault is not None,
                # who logs in to the captive portal, or mends the address, is a person
                needs_person=status is not None and (status.needs_person or fault is SyncFault.NOT_OUR_PROVINCE),
                stumbled=status is not None and status.stumbled,
                paused=board.pause is not None,
                photos_held=status is not None and status.evidence_held,
                level=board.assessment.level,
            )
        )
