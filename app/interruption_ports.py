"""What the interruption regime needs to keep and to know: outages, what was told about them, and how the data flow.

Invariants:
- What was told is a message of the outbox like any other; where it stands is read there, never kept twice.
- Everything about the flow is read at any size of the store in a few milliseconds.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.domain.clerk import ClerkNumber
from app.domain.interruption import Failure
from app.domain.outage import Filing, Interruption, PlannedOutage
from sync.state import MessageState
from sync.words import Kind

NO_RECORDS: Final = (Kind.INTERRUPTION, Kind.DEVICE_HEALTH)
"""What a terminal tells about itself: it is never late, and the risk does not look at it."""


@dataclass(frozen=True, slots=True)
class OutageFiling:
    """Something that was told about an outage. ``clerk`` is None for what the terminal told by itself."""

    message_id: str
    subject_id: str
    filing: Filing
    clerk: ClerkNumber | None
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class FiledMessage:
    """A filing and where its message stands. ``delivered_at`` is the receipt's time, ``digest`` the message's own."""

    told: OutageFiling
    sequence: int
    digest: str
    state: MessageState
    last_outcome: str | None
    delivered_at: datetime | None
    receipt: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Flow:
    """How the data flow to the province, as the store knows it; what a terminal tells of its devices is left out.

    ``added`` are the waiting messages made at or after the moment that was asked about. ``failures`` are of the oldest
    waiting messages. ``disk_bytes_a_day`` is the pace of the newest pictures.
    """

    oldest_waiting_at: datetime | None
    waiting: int
    added: int
    failures: frozenset[Failure]
    disk_bytes_a_day: int


@dataclass(frozen=True, slots=True)
class LateRecord:
    """An acceptance that was typed in from paper (补录)."""

    acceptance_id: str
    message_id: str
    form_number: str
    accepted_at: datetime
    entered_at: datetime
    outage_id: str | None
    reason: str


class LateEntryRepository(Protocol):
    """The paper forms that were typed in: those that became acceptances, and those that an incident has frozen."""

    def add(self, record: LateRecord) -> None:
        """Raises DomainError(LATE_ENTRY_REFUSED) for a form that was typed in before."""

    def freeze(self, form_number: str, incident_id: str) -> None:
        """An incident holds the parcel of that form."""

    def form_used(self, form_number: str) -> bool:
        """Whether that form was typed in already: accepted, or frozen."""

    def among(self, message_ids: Collection[str]) -> frozenset[str]:
        """Those of the messages that tell of a late entry."""

    def count(self) -> int:
        """How many acceptances there are."""


class FlowRepository(Protocol):
    """How the data flow."""

    def now(self, *, added_since: datetime, pace_since: datetime) -> Flow:
        """As it is."""

    def late(self, begin: datetime, end: datetime, late_after: timedelta) -> int:
        """Records made from ``begin`` up to, not including, ``end`` whose receipt came after more than that.

        Those accepted on paper in that time and typed in since are late, too, whenever their receipt came. Messages
        about interruptions and devices are no records.
        """

    def waits(self, kind: Kind) -> bool:
        """Whether a message of that kind has not arrived yet; returned ones wait for nothing."""


class OutageRepository(Protocol):
    """Planned outages and interruptions."""

    def save_plan(self, plan: PlannedOutage) -> None:
        """Insert, or replace what was withdrawn meanwhile. Raises DomainError(STEP_NOT_ALLOWED) for a withdrawn one."""

    def plan(self, notice_id: str) -> PlannedOutage | None:
        """By id."""

    def plan_covering(self, moment: datetime) -> PlannedOutage | None:
        """One that was announced for that moment and not withdrawn; the one filed first."""

    def plans(self, *, limit: int) -> list[PlannedOutage]:
        """The latest beginning first."""

    def save(self, interruption: Interruption) -> None:
        """Insert or replace by id; one is open at most (StoreRuleError)."""

    def open_one(self) -> Interruption | None:
        """The interruption that has not ended."""

    def get(self, interruption_id: str) -> Interruption | None:
        """By id."""

    def covering(self, moment: datetime) -> Interruption | None:
        """One that had begun and not ended at that moment; the one that began last."""

    def page(self, *, limit: int) -> list[Interruption]:
        """The latest beginning first."""

    def add_filing(self, filing: OutageFiling) -> None:
        """Its message must be in the outbox (StoreRuleError)."""

    def filings(self, subject_id: str) -> list[FiledMessage]:
        """What was told about that outage, oldest first."""


class InterruptionRepositories(Protocol):
    """What a unit of work holds about interruptions."""

    outages: OutageRepository
    flow: FlowRepository
    late_entries: LateEntryRepository
