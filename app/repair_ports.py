"""What the repair list needs from the store: what the province returned, its corrections, and what was given up.

Invariants:
- A returned message or file never leaves the list by being forgotten: it is delivered, or it stays.
- Where a correction stands is read in the outbox, never kept twice.
- What somebody has to look at is asked for by itself: nothing that is settled or given up can push it out of a list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange
from sync.state import MessageState
from sync.words import Kind


class RepairSubject(StrEnum):
    """What was returned."""

    MESSAGE = "message"
    EVIDENCE = "evidence"


class RepairStanding(Enum):
    """Where a returned message or file stands."""

    OPEN = "open"
    """Somebody has to look at it."""
    CORRECTION_WAITING = "correction_waiting"
    """A correction is on its way."""
    SETTLING = "settling"
    """The province has the correction; its word about the record itself is on its way."""
    GIVEN_UP = "given_up"
    """Somebody may take it up again; until then it is over, whatever became of its correction."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A message or file that the province returned. Of a file, ``message_id`` and ``kind`` are its message's.

    ``code`` is a problem code or a SyncFault value, ``pointer`` the JSON pointer into the message, ``detail`` the
    province's coded reason; none of them repeats a value.
    """

    subject: RepairSubject
    identifier: str
    message_id: str
    kind: Kind
    subject_id: str
    sequence: int
    made_at: datetime
    attempts: int
    code: str
    pointer: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as it was made. ``changes`` are all its new values, ``salt`` proves the old ones."""

    message_id: str
    original_id: str
    reason: str
    clerk: ClerkNumber
    supervisor: ClerkNumber | None
    corrected_at: datetime
    changes: tuple[FieldChange, ...] = field(repr=False)
    salt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SentCorrection:
    """A correction and where its message stands."""

    made: Correction
    state: MessageState
    code: str | None
    pointer: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A supervisor's word that something returned is not sent again; it is kept, and may be taken up."""

    subject: RepairSubject
    identifier: str
    reason: str
    supervisor: ClerkNumber
    given_up_at: datetime


class RepairRepository(Protocol):
    """What was returned, and what was done about it."""

    def returned(self, standing: RepairStanding, *, limit: int) -> list[Returned]:
        """What stands so: messages first, then files; each oldest first, and at most ``limit`` of each.

        A correction that was returned stands with its record while that is in the list itself.
        """

    def standings(self) -> Mapping[RepairStanding, int]:
        """How many messages and files stand where, of all that are in the list."""

    def returned_one(self, subject: RepairSubject, identifier: str) -> Returned | None:
        """By id; None for what is not returned, or not any more."""

    def requeue_file(self, evidence_id: str) -> None:
        """Put a returned file back, to be uploaded anew. Raises DomainError(STEP_NOT_ALLOWED) for any other state."""

    def add_correction(self, correction: Correction) -> None:
        """Its message must be in the outbox (StoreRuleError)."""

    def corrections(self, original_id: str) -> list[SentCorrection]:
        """The corrections of that message, oldest first; without values once their text was purged."""

    def give_up(self, given_up: GivenUp) -> None:
        """Raises DomainError(STEP_NOT_ALLOWED) for what is given up already."""

    def take_up(self, subject: RepairSubject, identifier: str, at: datetime) -> None:
        """It is worked on again; nothing for what was not given up."""

    def given_up(self, subject: RepairSubject, identifier: str) -> GivenUp | None:
        """The word that is in force."""


class RepairRepositories(Protocol):
    """What a unit of work holds about repairs."""

    repairs: RepairRepository
