"""What the use cases of repairs are asked and answer: frozen values, so that the screen loads nothing heavy.

Invariants:
- The list is masked; full values come with one opened record only, and that is in the audit trail.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from app.domain.correction import MendableField
from app.repair_ports import GivenUp, Returned, SentCorrection
from sync.words import Kind, ProblemCode


class RepairStanding(Enum):
    """Where a returned message or file stands."""

    OPEN = "open"
    """Somebody has to look at it."""
    CORRECTION_WAITING = "correction_waiting"
    """A correction is on its way."""
    SETTLING = "settling"
    """The province has the correction; its word about the record itself is on its way."""
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class RepairEntry:
    """One line of the list. ``problem`` and ``pointer`` are of the last refusal: the record's, or its correction's.

    ``pointer`` counts from within the payload, empty when it is about none of its fields.
    """

    returned: Returned
    standing: RepairStanding
    problem: str
    pointer: str
    detail: str
    waybill_number: str = ""
    sender_masked: str = ""
    corrections: tuple[SentCorrection, ...] = ()
    given_up: GivenUp | None = None

    @property
    def identifier(self) -> str:
        """The message's or the file's id."""
        return self.returned.identifier

    @property
    def is_conflict(self) -> bool:
        """Whether the province has another content under the same id: no correction can mend that."""
        return self.problem == ProblemCode.CONFLICT.value


@dataclass(frozen=True, slots=True)
class RepairBoard:
    """The list; open ones first, each group oldest first. ``waiting`` counts those that somebody has to look at."""

    entries: tuple[RepairEntry, ...] = ()

    @property
    def waiting(self) -> int:
        """How many are open."""
        return sum(entry.standing is RepairStanding.OPEN for entry in self.entries)


@dataclass(frozen=True, slots=True)
class OpenedRepair:
    """A returned record with the fields that can be mended, as they stand now; ``wrong`` is where the fix opens."""

    entry: RepairEntry
    fields: tuple[MendableField, ...] = field(repr=False)
    wrong: str = ""
    """The pointer of the field that was refused; empty when none of ``fields`` was."""


@dataclass(frozen=True, slots=True)
class CorrectionDone:
    """A correction is kept for good and waits for its receipt."""

    original_id: str
    message_id: str
    kind: Kind
    corrected_at: datetime
