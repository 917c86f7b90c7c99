"""Which accepted parcels a frozen number means, and which of them have left already. Looking changes nothing."""

from app.inspection_ports import Departure, HandoverState, StoppedParcel
from app.ports import UnitOfWork


def stopped_parcels(work: UnitOfWork, main_number: str) -> tuple[StoppedParcel, ...]:
    """Every sub-parcel that was accepted here under that main number, in the order of acceptance."""
    return tuple(
        StoppedParcel(
            accepted.waybill_number,
            accepted.acceptance_id,
            accepted.accepted_at,
            departure_of(work, accepted.waybill_number),
        )
        for accepted in work.acceptances.of_consignment(main_number)
    )


def departure_of(work: UnitOfWork, waybill_number: str) -> Departure | None:
    """The closed handover that this very number left with; None while it is here, on an open list as well."""
    handover = work.handovers.handover_of(waybill_number)
    if handover is None or handover.state is not HandoverState.CLOSED or handover.closed_at is None:
        return None
    return Departure(handover.handover_id, handover.closed_at, handover.vehicle, handover.gps, handover.bag)
