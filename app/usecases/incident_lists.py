"""What the incidents page shows: open incidents with what has to be looked at, reported ones, frozen waybills."""

from app.domain.incident import Incident
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.incident_results import HoldSheet, IncidentBoard, IncidentSheet, ReviewedParcel
from app.usecases.stopped_parcels import departure_of, stopped_parcels

REPORTED_SHOWN = 100


class ListIncidents:
    """Reads the whole board: incidents are rare, and holds are few."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> IncidentBoard:
        """As it stands now."""
        with self._counter.store.unit_of_work() as work:
            identity = work.terminal.identity()
            newest = work.incidents.page(limit=REPORTED_SHOWN)
            return IncidentBoard(
                open_ones=tuple(_sheet(work, incident) for incident in work.incidents.unreported()),
                reported=tuple(incident for incident in newest if incident.reported_at is not None),
                holds=tuple(
                    HoldSheet(hold, stopped_parcels(work, hold.waybill_number)) for hold in work.holds.all_in_force()
                ),
                county=identity.region_code if identity is not None else "",
            )


def _sheet(work: UnitOfWork, incident: Incident) -> IncidentSheet:
    return IncidentSheet(incident, tuple(_reviewed(work, number) for number in incident.review))


def _reviewed(work: UnitOfWork, number: str) -> ReviewedParcel:
    before = work.acceptances.by_waybill(number)
    return ReviewedParcel(
        number,
        before.accepted_at if before is not None else None,
        frozen=work.holds.in_force(number) is not None,
        departure=departure_of(work, number),
    )
