"""What the use cases of repairs are asked and answer: frozen values, so that the screen loads nothing heavy.

Invariants:
- The list is masked; full values come with one opened record only, and that is in the audit trail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.correction import MendableField
from app.repair_ports import GivenUp, Returned, SentCorrection
from app.repair_ports import RepairStanding as RepairStanding
from sync.state import MessageState
from sync.words import Kind, ProblemCode


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
    busy: bool = False
    """Nothing is done about it now but waiting for the province's word."""

    @property
    def identifier(self) -> str:
        """The message's or the file's id."""
        return self.returned.identifier

    @property
    def was_received(self) -> bool:
        """Whether the province has the last correction: another one mends nothing more."""
        return bool(self.corrections) and self.corrections[-1].state is MessageState.DELIVERED

    @property
    def is_conflict(self) -> bool:
        """Whether the province has another content under the same id: no correction can mend that."""
        return self.problem == ProblemCode.CONFLICT.value


@dataclass(frozen=True, slots=True)
class RepairBoard:
    """The list; open ones first, each group oldest first. ``standings`` counts all, those that are not listed, too."""

    entries: tuple[RepairEntry, ...] = ()
    standings: Mapping[RepairStanding, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.standings.values())

    @property
    def waiting(self) -> int:
        """How many somebody has to look at."""
        return self.standings.get(RepairStanding.OPEN, 0)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are listed."""
        return self.count > len(self.entries)


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
