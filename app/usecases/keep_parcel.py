"""Taking up, parking and giving up a parcel: nothing captured is ever lost by itself.

Invariants:
- At most one parcel is open; after a crash it is the one at the counter again.
"""

from app.audit_ports import AuditEntry
from app.domain.acceptance import ParcelEvent, ParcelState, decide, stepped
from app.domain.clerk import ClerkNumber
from app.domain.files import files_of
from app.ports import EvidenceVault
from app.usecases.counter import Counter
from app.usecases.refuse_parcel import require_no_incident
from app.usecases.results import CounterView
from app.usecases.sender_history import noticed


class OpenCounter:
    """Shows the parcel that was being worked on when the program ended, or an empty counter."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> CounterView:
        """The counter as it was left."""
        with self._counter.store.unit_of_work() as work:
            open_parcels = work.parcels.in_state(ParcelState.OPEN)
            for parcel in open_parcels[:-1]:
                # only a start that could not read the store leaves two: none may be out of reach
                work.parcels.save(stepped(parcel, ParcelEvent.PARK))
            return self._counter.view(work, open_parcels[-1] if open_parcels else None)


class ParkParcel:
    """Puts the parcel aside to serve someone else (F5)."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, parcel_id: str, clerk: ClerkNumber) -> CounterView:
        """An empty counter. Raises DomainError(PARCEL_UNKNOWN, STEP_NOT_ALLOWED)."""
        with self._counter.store.unit_of_work() as work:
            work.parcels.save(stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.PARK))
            return self._counter.view(work, None)


class ResumeParcel:
    """Takes up the parcel that has been parked longest (F5 with an empty counter)."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> CounterView:
        """That parcel, open; an empty counter when none is parked."""
        with self._counter.store.unit_of_work() as work:
            parked = work.parcels.in_state(ParcelState.PARKED)
            if not parked:
                return self._counter.view(work, None)
            # hours may have passed: what is unusual is asked anew
            resumed = noticed(self._counter, work, stepped(parked[0], ParcelEvent.RESUME))
            return self._counter.kept(work, resumed)


class DiscardParcel:
    """Gives up a parcel of which nothing was decided; its pictures and its portrait go too."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, parcel_id: str, clerk: ClerkNumber) -> CounterView:
        """An empty counter. The audit trail keeps that, when and by whom. Raises DomainError(INCIDENT_FIRST)."""
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.DISCARD)
            require_no_incident(decide(parcel, self._counter.policy, self._counter.day_of(parcel)))
            files = work.evidence.release(parcel_id, files_of(parcel))
            for evidence_id in files:
                work.looks.remove(evidence_id)
            now = self._counter.clock.now()
            work.audit.append(AuditEntry(now, clerk, "discarded", parcel_id, {"files": str(len(files))}))
            work.parcels.save(parcel)
            view = self._counter.view(work, None)
        for evidence_id in files:
            self._vault.delete(evidence_id)
        return view
