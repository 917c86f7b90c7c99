"""What the use cases of the interruption regime take and answer: frozen values that a screen fills in and shows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.domain.interruption import Assessment
from app.domain.outage import Filing, Interruption, OutageForm, PlannedOutage
from app.interruption_ports import FiledMessage


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the store does not know about the link; None is "not known".

    ``answered_at`` is the province's last answer, ``link_is_well`` whether the last run of sending met no fault.
    """

    answered_at: datetime | None = None
    link_is_well: bool = False
    disk_free_bytes: int | None = None
    battery_percent: int | None = None
    """The charge while the PC runs on its battery."""
    devices_down: frozenset[str] = frozenset()
    """Kinds of device of which none can be used."""


@dataclass(frozen=True, slots=True)
class FilingDone:
    """Something was told; its message waits before all records."""

    subject_id: str
    message_id: str
    filing: Filing


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of a look: the risk, the interruption that is open after it, and the message that it led to."""

    assessment: Assessment
    interruption: Interruption | None
    told: FilingDone | None = None


@dataclass(frozen=True, slots=True)
class OutagePlan:
    """A notice as it is filled in; ``form.expected_end`` is the planned outage's end."""

    begins_at: datetime
    ends_at: datetime
    form: OutageForm


Outage: TypeAlias = PlannedOutage | Interruption


@dataclass(frozen=True, slots=True)
class OutageEntry:
    """A line of the timeline, with everything that was told about it, oldest first."""

    outage: Outage = field(repr=False)
    filings: tuple[FiledMessage, ...] = ()

    @property
    def subject_id(self) -> str:
        """The notice's or the interruption's id."""
        return self.outage.notice_id if isinstance(self.outage, PlannedOutage) else self.outage.interruption_id

    @property
    def begins_at(self) -> datetime:
        """When it began, or is to begin."""
        return self.outage.begins_at if isinstance(self.outage, PlannedOutage) else self.outage.began_at


@dataclass(frozen=True, slots=True)
class OutageBoard:
    """The risk now, and the timeline: the latest beginning first."""

    assessment: Assessment
    entries: tuple[OutageEntry, ...]


@dataclass(frozen=True, slots=True)
class OutageSheetData:
    """A filed message, for paper. All of it is as the message was frozen; ``delivered_at`` is its receipt's time."""

    outlet_name: str
    filing_number: str
    terminal_id: str
    message_id: str
    sequence: int
    digest: str
    filing: Filing
    form: OutageForm
    begins_at: datetime
    noticed_at: datetime | None
    restored_at: datetime | None
    ended_at: datetime | None
    late_records: int | None
    waiting: int
    clerk: str | None
    told_at: datetime
    policy_version: str
    delivered_at: datetime | None
    training: bool
    qr_text: str = field(repr=False)
