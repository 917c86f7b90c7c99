"""Scanning parcels out, one after the other, and taking one back.

Invariants:
- A scan either puts the parcel onto the open list, durably, or says why it stays here: never both, never neither.
- That somebody tried to let a parcel go that has to stay is in the audit trail.
"""

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.handover import DoorStop
from app.inspection_ports import HandedParcel, Handover
from app.ports import Acceptance, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.handover_door import Door
from app.usecases.handover_results import ScannedOut, ScanOutOutcome, StoppedAtDoor
from app.usecases.open_handover import open_handover_of

_SLIPS = frozenset({DoorStop.ON_THE_LIST, DoorStop.LIST_FULL})
"""Nobody tried to let anything go that has to stay."""


class ScanOut:
    """Puts the scanned parcel onto the open list."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, text: str, clerk: ClerkNumber) -> ScanOutOutcome:
        """``text`` is a waybill number or a whole inspection mark. Raises DomainError: NOTHING_OPEN, READ_ONLY."""
        with self._counter.store.unit_of_work() as work:
            handover = open_handover_of(self._counter, work, clerk)
            door = Door(work, self._counter.policy, handover)
            accepted = door.meant_by(text)
            if isinstance(accepted, StoppedAtDoor):
                return accepted
            stopped = door.stop(accepted)
            if stopped is None:
                return put_on_the_list(self._counter, work, handover, accepted)
            if stopped.stop not in _SLIPS:
                self._note(work, handover, accepted, stopped, clerk)
            return stopped

    def _note(
        self, work: UnitOfWork, handover: Handover, accepted: Acceptance, stopped: StoppedAtDoor, clerk: ClerkNumber
    ) -> None:
        details = {"stop": stopped.stop.value, "handover": handover.handover_id}
        now = self._counter.clock.now()
        work.audit.append(AuditEntry(now, clerk, "stopped_at_door", accepted.acceptance_id, details))


class TakeBack:
    """Takes a parcel off the open list."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, waybill_number: str, clerk: ClerkNumber) -> int:
        """How many parcels are left. Raises DomainError: NOTHING_OPEN, READ_ONLY, PARCEL_UNKNOWN."""
        with self._counter.store.unit_of_work() as work:
            handover = open_handover_of(self._counter, work, clerk)
            accepted = work.acceptances.by_waybill(waybill_number)
            work.handovers.remove_parcel(handover.handover_id, waybill_number)
            if accepted is not None:
                details = {"handover": handover.handover_id}
                now = self._counter.clock.now()
                work.audit.append(AuditEntry(now, clerk, "taken_back", accepted.acceptance_id, details))
            return work.handovers.count(handover.handover_id)


def put_on_the_list(counter: Counter, work: UnitOfWork, handover: Handover, accepted: Acceptance) -> ScannedOut:
    """The parcel is on the list now."""
    now = counter.clock.now()
    work.handovers.add_parcel(handover.handover_id, accepted.waybill.number, accepted.acceptance_id, now)
    parcel = HandedParcel(
        waybill_number=accepted.waybill.number,
        acceptance_id=accepted.acceptance_id,
        carrier=accepted.waybill.carrier,
        mark=accepted.mark,
        weight_g=accepted.parcel.inspection.weight_g,
        screening=work.screenings.last(accepted.acceptance_id),
        scanned_at=now,
    )
    return ScannedOut(parcel, work.handovers.count(handover.handover_id))
