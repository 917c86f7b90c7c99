"""What the use cases of incidents and holds take and answer: frozen values that a screen fills in and shows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.domain.incident import Incident
from app.inspection_ports import Departure, Hold, StoppedParcel
from app.usecases.results import CounterView


@dataclass(frozen=True, slots=True)
class InParcel:
    """Found in the parcel at the counter."""

    parcel_id: str


@dataclass(frozen=True, slots=True)
class InAccepted:
    """Found in a parcel that was taken in already."""

    waybill_number: str


@dataclass(frozen=True, slots=True)
class InOutlet:
    """Found in the outlet, in no parcel that anybody knows."""


Place: TypeAlias = InParcel | InAccepted | InOutlet


@dataclass(frozen=True, slots=True)
class Opened:
    """An incident is open; its first message waits before all others. ``view`` is the counter after it."""

    incident: Incident
    message_id: str
    view: CounterView


@dataclass(frozen=True, slots=True)
class ReviewedParcel:
    """Another parcel that the sender handed in on the day of the incident; ``departure`` when it has left already."""

    waybill_number: str
    accepted_at: datetime | None
    frozen: bool
    departure: Departure | None = None


@dataclass(frozen=True, slots=True)
class HoldSheet:
    """A hold with the accepted parcels that it is about, in the order of acceptance; none for what was never here."""

    hold: Hold
    parcels: tuple[StoppedParcel, ...] = ()

    @property
    def departed(self) -> tuple[StoppedParcel, ...]:
        """Those that it came too late for: whoever carries them has to be told."""
        return tuple(parcel for parcel in self.parcels if parcel.departure is not None)


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """An incident with what has to be looked at beside it."""

    incident: Incident = field(repr=False)
    review: tuple[ReviewedParcel, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentBoard:
    """What the incidents page shows. ``open_ones`` by deadline, ``reported`` newest first, ``holds`` oldest first.

    ``county`` is the outlet's (GB/T 2260), empty where it is not known.
    """

    open_ones: tuple[IncidentSheet, ...]
    reported: tuple[Incident, ...]
    holds: tuple[HoldSheet, ...]
    county: str
