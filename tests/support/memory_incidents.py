"""In-memory holds and incidents, with the semantics of the real ones; the contract suite runs on both."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.incident import Incident
from app.domain.waybill import main_number
from app.inspection_ports import Hold


@dataclass(slots=True)
class IncidentTables:
    """Frozen values in order of their making, so that a shallow copy is a snapshot."""

    holds: dict[str, Hold] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)

    def snapshot(self) -> "IncidentTables":
        """A copy that later changes do not reach."""
        return IncidentTables(dict(self.holds), dict(self.incidents))


class MemoryHolds:
    """inspection_ports.HoldRepository."""

    def __init__(self, tables: IncidentTables) -> None:
        self._tables = tables

    def place(self, hold: Hold) -> None:
        if self.in_force(hold.waybill_number) is not None:
            raise DomainError(DomainFault.ALREADY_FROZEN)
        self._tables.holds[hold.hold_id] = hold

    def release(self, hold_id: str, *, by: ClerkNumber, at: datetime, reason: str) -> None:
        hold = self._tables.holds.get(hold_id)
        if hold is None or hold.released_at is not None:
            raise DomainError(DomainFault.NOT_FROZEN)
        self._tables.holds[hold_id] = replace(hold, released_by=by, released_at=at, release_reason=reason)

    def in_force(self, waybill_number: str) -> Hold | None:
        number = main_number(waybill_number)
        return next((hold for hold in self.all_in_force() if hold.waybill_number == number), None)

    def all_in_force(self) -> list[Hold]:
        return [hold for hold in self._tables.holds.values() if hold.released_at is None]


class MemoryIncidents:
    """inspection_ports.IncidentRepository."""

    def __init__(self, tables: IncidentTables) -> None:
        self._tables = tables

    def save(self, incident: Incident) -> None:
        kept = self.get(incident.incident_id)
        if kept is not None and kept.reported_at is not None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED, "reported")
        self._tables.incidents[incident.incident_id] = incident

    def get(self, incident_id: str) -> Incident | None:
        return self._tables.incidents.get(incident_id)

    def unreported(self) -> list[Incident]:
        waiting = [incident for incident in self._tables.incidents.values() if incident.reported_at is None]
        return sorted(waiting, key=lambda incident: incident.due_at)

    def page(self, *, limit: int) -> list[Incident]:
        return list(reversed(self._tables.incidents.values()))[:limit]
