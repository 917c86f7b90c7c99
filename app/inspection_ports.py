"""What the inspection needs to keep: screenings, holds, incidents, handovers, spot checks, what pictures look like.

Invariants:
- Nothing here is found by a person's number: what counts by person counts by the keyed hash of the document, or of the
  agreement customer where no document is asked.
- A hold stops a waybill with all its sub-parcels until a supervisor releases it; the row stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.incident import Incident
from app.domain.inspection import Screening
from app.domain.waybill import main_number


class RuleUseRepository(Protocol):
    """How often a sender has used rules that count. ``document_hash`` may be an agreement customer's hash as well."""

    def add(self, acceptance_id: str, document_hash: str, rules: Sequence[str], at: datetime) -> None:
        """An accepted parcel used these rules up."""

    def since(self, document_hash: str, moment: datetime, until: datetime | None = None) -> dict[str, int]:
        """Parcels by rule code at or after ``moment`` and before ``until``; empty for no document ('')."""


class ScreeningRepository(Protocol):
    """Recorded screenings; the last one of an acceptance counts."""

    def add(self, acceptance_id: str, screening: Screening) -> None:
        """Keep it."""

    def last(self, acceptance_id: str) -> Screening | None:
        """The one that counts."""

    def newest_done(self) -> Screening | None:
        """The one recorded last of any parcel, with machine and inspector: to be offered, never taken by itself."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a kept picture looks like. ``hash`` and ``features`` are the comparer's own bytes."""

    evidence_id: str
    parcel_id: str
    taken_at: datetime
    hash: bytes = field(repr=False)
    features: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptLook:
    """A kept picture without its features. ``number`` grows from one to the next, and is never given again."""

    number: int
    evidence_id: str
    parcel_id: str
    taken_at: datetime
    hash: bytes = field(repr=False)


class LookRepository(Protocol):
    """What earlier pictures look like."""

    def add(self, look: Look) -> None:
        """Keep it."""

    def remove(self, evidence_id: str) -> None:
        """The picture was taken back."""

    def after(self, number: int, *, limit: int) -> list[KeptLook]:
        """At most so many that were kept after that number, in order: what a search learns bit by bit."""

    def features(self, evidence_id: str) -> bytes | None:
        """For the confirmation of one candidate."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A consignment that must not leave. ``waybill_number`` is its main number: every sub-parcel is stopped with it.

    ``acceptance_id`` is that of the number that was named, or of the first sub-parcel that was accepted here. Raises
    ValueError for a number with a sub-parcel's suffix.
    """

    hold_id: str
    waybill_number: str
    acceptance_id: str | None
    incident_id: str | None
    reason: str
    placed_by: ClerkNumber
    placed_at: datetime
    released_by: ClerkNumber | None = None
    released_at: datetime | None = None
    release_reason: str | None = None

    def __post_init__(self) -> None:
        if main_number(self.waybill_number) != self.waybill_number:
            raise ValueError("a hold stops a whole consignment")


@dataclass(frozen=True, slots=True)
class AcceptedWaybill:
    """One accepted number of a consignment."""

    waybill_number: str
    acceptance_id: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Departure:
    """The closed handover that a parcel left with; one of ``vehicle``, ``gps`` and ``bag`` is given."""

    handover_id: str
    left_at: datetime
    vehicle: str
    gps: str
    bag: str


@dataclass(frozen=True, slots=True)
class StoppedParcel:
    """An accepted parcel that a hold is about; with a ``departure`` the hold came too late for it."""

    waybill_number: str
    acceptance_id: str
    accepted_at: datetime
    departure: Departure | None


class HoldRepository(Protocol):
    """Frozen waybills, by the number that a consignment's sub-parcels share."""

    def place(self, hold: Hold) -> None:
        """Raises DomainError(ALREADY_FROZEN) while another hold of the consignment is in force."""

    def release(self, hold_id: str, *, by: ClerkNumber, at: datetime, reason: str) -> None:
        """Raises DomainError(NOT_FROZEN) when it is not in force."""

    def in_force(self, waybill_number: str) -> Hold | None:
        """The hold that stops this waybill now; with a sub-parcel's suffix or without."""

    def all_in_force(self) -> list[Hold]:
        """Oldest first."""


class IncidentRepository(Protocol):
    """Incidents, with what was frozen and the form as far as it is filled in: personal data."""

    def save(self, incident: Incident) -> None:
        """Insert or replace by id. Raises DomainError(STEP_NOT_ALLOWED) for one that was reported."""

    def get(self, incident_id: str) -> Incident | None:
        """By id."""

    def unreported(self) -> list[Incident]:
        """Those whose report is due, by deadline."""

    def page(self, *, limit: int) -> list[Incident]:
        """Newest first."""


class HandoverState(StrEnum):
    """Where a handover stands."""

    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Handover:
    """Parcels that leave together. ``vehicle`` is the plate, ``gps`` the terminal's id, ``bag`` the bag's tag."""

    handover_id: str
    state: HandoverState
    carrier: str
    vehicle: str
    gps: str
    bag: str
    driver: str = field(repr=False)
    opened_by: ClerkNumber
    opened_at: datetime
    closed_by: ClerkNumber | None = None
    closed_at: datetime | None = None
    message_id: str | None = None
    digest: str | None = None
    """SHA-256 of the manifest's message, hexadecimal."""


@dataclass(frozen=True, slots=True)
class HandedParcel:
    """A parcel of a handover, as its record has it; ``screening`` is the one that counts now."""

    waybill_number: str = field(repr=False)
    acceptance_id: str
    carrier: str | None
    mark: str
    weight_g: int | None
    screening: Screening | None
    scanned_at: datetime


class HandoverRepository(Protocol):
    """Handovers."""

    def save(self, handover: Handover) -> None:
        """Insert, or replace one that is open; discarding one lets its parcels go.

        Raises DomainError: HANDOVER_OPEN for a second open one, STEP_NOT_ALLOWED for one that is closed or discarded.
        """

    def open_one(self) -> Handover | None:
        """The handover that is being scanned."""

    def get(self, handover_id: str) -> Handover | None:
        """By id."""

    def add_parcel(self, handover_id: str, waybill_number: str, acceptance_id: str, at: datetime) -> None:
        """Raises DomainError: ALREADY_HANDED_OVER for a waybill that is in a handover; STEP_NOT_ALLOWED unless open."""

    def remove_parcel(self, handover_id: str, waybill_number: str) -> None:
        """Take it out of an open handover again. Raises DomainError(PARCEL_UNKNOWN) when it is not in it."""

    def count(self, handover_id: str) -> int:
        """How many parcels it holds."""

    def handover_of(self, waybill_number: str) -> Handover | None:
        """The handover that the waybill left with, or is being scanned into."""

    def parcels(self, handover_id: str) -> list[HandedParcel]:
        """In the order in which they were scanned."""

    def closed(self, *, limit: int) -> list[tuple[Handover, int]]:
        """Those that are closed, newest first, with the number of parcels."""


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """A spot check as it stands here. ``request`` and ``answer`` are JSON; the answer holds personal data."""

    request_id: str
    received_at: datetime
    due_at: datetime
    request: bytes = field(repr=False)
    verdict: str
    """What the outlet's own draw said: verified, differs, not_announced."""
    answer: bytes = field(default=b"{}", repr=False)
    answered_at: datetime | None = None
    message_id: str | None = None


class SpotCheckRepository(Protocol):
    """Spot checks."""

    def save(self, check: SpotCheck) -> None:
        """Insert or replace by id. Raises DomainError(STEP_NOT_ALLOWED) for one that is answered."""

    def get(self, request_id: str) -> SpotCheck | None:
        """By id."""

    def open_ones(self) -> list[SpotCheck]:
        """Those that wait for an answer, by deadline."""

    def page(self, *, limit: int) -> list[SpotCheck]:
        """Newest first."""


class InspectionRepositories(Protocol):
    """What a unit of work holds about the inspection and what follows from it."""

    rule_uses: RuleUseRepository
    screenings: ScreeningRepository
    looks: LookRepository
    holds: HoldRepository
    incidents: IncidentRepository
    handovers: HandoverRepository
    spot_checks: SpotCheckRepository
