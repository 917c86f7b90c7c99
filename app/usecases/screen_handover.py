"""One screening (过机安检) for the parcels of the open handover that have none.

Invariants:
- It is one deliberate act with the machine and its inspector, or with the place where it is due: nothing is recorded
  by itself, and a screening that was done is never replaced.
- Each parcel has its own record and its own audit link.
- What asks for a passed screening is not helped by one that is only due.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.handover import DoorStop
from app.domain.inspection import Screening
from app.inspection_ports import Handover
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.edit_inspection import screening_from
from app.usecases.edits import RecordScreening
from app.usecases.handover_door import Door
from app.usecases.handover_results import Screened, StoppedAtDoor
from app.usecases.handover_scan import put_on_the_list
from app.usecases.open_handover import manifest_of, open_handover_of


class ScreenHandover:
    """Records the screening."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, edit: RecordScreening, waiting: Sequence[str], clerk: ClerkNumber) -> Screened:
        """Screen what is listed, and what waits.

        ``waiting`` are numbers of parcels that the door stopped for want of a screening: they were screened with the
        others, and go onto the list once they have passed. Raises DomainError: NOTHING_OPEN, READ_ONLY,
        SCREENING_INVALID (``passed`` False, too: parcels that did not pass are looked at one by one).
        """
        if edit.passed is False:
            raise DomainError(DomainFault.SCREENING_INVALID, "passed")
        screening = screening_from(edit, clerk, self._counter.clock.now())
        with self._counter.store.unit_of_work() as work:
            handover = open_handover_of(self._counter, work, clerk)
            listed = [parcel.acceptance_id for parcel in work.handovers.parcels(handover.handover_id)]
            count = self._record(work, handover, listed, screening)
            passed = [*self._passed(work, handover, waiting, screening)] if screening.passed else []
            let_in = [stopped for stopped in passed if stopped is None]
            return Screened(count + len(passed), len(let_in), manifest_of(self._counter, work, handover))

    def _record(self, work: UnitOfWork, handover: Handover, acceptances: Iterable[str], screening: Screening) -> int:
        count = 0
        for acceptance_id in acceptances:
            kept = work.screenings.last(acceptance_id)
            if kept is None or (kept.passed is None and screening.passed is not None):
                _add(work, handover, acceptance_id, screening)
                count += 1
        return count

    def _passed(
        self, work: UnitOfWork, handover: Handover, waiting: Sequence[str], screening: Screening
    ) -> Iterator[StoppedAtDoor | None]:
        """For each parcel that only wanted its screening: what stops it still, or None where it is on the list now."""
        door = Door(work, self._counter.policy, handover)
        for number in waiting:
            accepted = door.meant_by(number)
            if isinstance(accepted, StoppedAtDoor):
                continue
            stopped = door.stop(accepted)
            if stopped is None or stopped.stop is not DoorStop.SCREENING_MISSING:
                continue
            _add(work, handover, accepted.acceptance_id, screening)
            after = door.stop(accepted)
            if after is None:
                put_on_the_list(self._counter, work, handover, accepted)
            yield after


def _add(work: UnitOfWork, handover: Handover, acceptance_id: str, screening: Screening) -> None:
    work.screenings.add(acceptance_id, screening)
    passed = "due" if screening.passed is None else "passed"
    details = {"place": screening.place.value, "standing": passed, "handover": handover.handover_id}
    work.audit.append(AuditEntry(screening.at, screening.clerk, "screened", acceptance_id, details))
