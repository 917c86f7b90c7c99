"""What the use cases of the handover answer: frozen snapshots.

Invariants:
- Nothing here is about who sends or receives; waybill numbers and the driver stay out of reprs.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.domain.handover import DoorStop
from app.domain.inspection import Screening
from app.inspection_ports import HandedParcel, Handover


@dataclass(frozen=True, slots=True)
class ScannedOut:
    """The parcel is on the list; ``count`` parcels are."""

    parcel: HandedParcel
    count: int


@dataclass(frozen=True, slots=True)
class StoppedAtDoor:
    """The parcel stays here. ``number`` is its waybill's, empty where the scan named none that is known."""

    stop: DoorStop
    number: str = field(default="", repr=False)
    at: datetime | None = None
    """When it was refused or handed over."""
    handover: Handover | None = None
    """The handover that it left with, or is on the list of."""
    carrier: str | None = None
    """Its carrier, where that is what stops it."""
    accepted: bool = False
    """This terminal took it in: there is a record that an incident can be about."""


ScanOutOutcome: TypeAlias = ScannedOut | StoppedAtDoor


@dataclass(frozen=True, slots=True)
class OpenManifest:
    """The handover that is being scanned, with its parcels in the order of the scans.

    ``stopped`` are those of its parcels that may not leave any more: somebody froze one after it was scanned.
    """

    handover: Handover
    parcels: tuple[HandedParcel, ...] = ()
    stopped: tuple[StoppedAtDoor, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedHandover:
    """A closed handover in the list."""

    handover: Handover
    count: int


@dataclass(frozen=True, slots=True)
class HandoverDesk:
    """All that the handover's page shows. ``offered`` is the screening that was done last: offered, never taken."""

    manifest: OpenManifest | None
    closed: tuple[ListedHandover, ...]
    offered: Screening | None


@dataclass(frozen=True, slots=True)
class ClosedManifest:
    """A closed handover as it is written down, with the outlet's name and filing number ("" while it is not known)."""

    handover: Handover
    parcels: tuple[HandedParcel, ...]
    outlet_name: str
    filing_number: str
    training: bool


@dataclass(frozen=True, slots=True)
class NotClosed:
    """These parcels may not leave: they are taken back first. Nothing has changed."""

    stopped: tuple[StoppedAtDoor, ...]


CloseOutcome: TypeAlias = ClosedManifest | NotClosed


@dataclass(frozen=True, slots=True)
class Screened:
    """A screening is on record for ``count`` parcels; ``let_in`` of them had been stopped for want of it."""

    count: int
    let_in: int
    manifest: OpenManifest
