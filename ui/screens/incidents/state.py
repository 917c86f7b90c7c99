"""What the incidents page shows."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from app.domain.incident import FormNeed, Incident, IncidentForm
from app.inspection_ports import Hold, StoppedParcel
from app.usecases.incident_results import ReviewedParcel
from ui.faults import Failed


class Part(Enum):
    """What stands open beside the list."""

    DETAIL = "detail"
    """What the selected row is about."""
    CATEGORY = "category"
    FREEZE = "freeze"
    RELEASE = "release"


class Said(Enum):
    """What the last step was answered with, when it did not fail."""

    NOTHING = "nothing"
    REPORTED = "reported"
    FROZEN = "frozen"
    FROZEN_TOO_LATE = "frozen_too_late"
    """Frozen, but a parcel of it has left already: the carrier has to be told at once."""
    RELEASED = "released"
    NO_PICTURE = "no_picture"
    NUMBER_FIRST = "number_first"
    """A waybill is frozen by its number."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An incident whose report is due."""

    incident: Incident = field(repr=False)

    @property
    def row_id(self) -> str:
        """Unique among all rows."""
        return self.incident.incident_id


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A frozen waybill."""

    hold: Hold
    parcels: tuple[StoppedParcel, ...] = ()
    """Those that were accepted here, in the order of acceptance."""

    @property
    def row_id(self) -> str:
        """Unique among all rows."""
        return self.hold.hold_id


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """An incident that was reported."""

    incident: Incident = field(repr=False)

    @property
    def row_id(self) -> str:
        """Unique among all rows."""
        return self.incident.incident_id


Row: TypeAlias = OpenRow | HoldRow | ReportedRow


class TickKind(Enum):
    """What a key of the form does."""

    STEP = "step"
    AUTHORITY = "authority"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the form with its key."""

    kind: TickKind
    key: str
    code: str
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form of the selected incident as it stands; ``called_at`` on the counter's wall."""

    incident_id: str
    category: int | None
    form: IncidentForm = field(repr=False)
    ticks: tuple[Tick, ...]
    review: tuple[ReviewedParcel, ...]
    needs: tuple[FormNeed, ...]


@dataclass(frozen=True, slots=True)
class IncidentsState:
    """``rows`` are open incidents by deadline, frozen waybills, then reported ones.

    ``form`` is the selected open incident's, ``revealed`` the discreet incident whose details were asked for,
    ``freezing`` the number that is to be frozen.
    """

    now: datetime
    rows: tuple[Row, ...] = ()
    selected: str | None = None
    revealed: str | None = None
    part: Part = Part.DETAIL
    form: FilledForm | None = None
    freezing: str = ""
    busy: bool = False
    said: Said = Said.NOTHING
    failure: Failed | None = None

    @property
    def row(self) -> Row | None:
        """The selected row."""
        return next((row for row in self.rows if row.row_id == self.selected), None)
