"""The outlet's door: which accepted parcel a scan means, and whether it may leave.

Invariants:
- A mark counts only with this terminal's signature, and only with the waybill that it was made for.
- Looking changes nothing.
"""

from dataclasses import dataclass, field

from app.domain.errors import DomainError, DomainFault
from app.domain.handover import AtTheDoor, DoorStop, stop_of
from app.domain.policy import Policy
from app.domain.waybill import looks_like_waybill, normalised
from app.inspection_mark import MarkProblem, is_mark, verify_own
from app.inspection_ports import HandedParcel, Handover
from app.ports import Acceptance, UnitOfWork
from app.usecases.handover_results import StoppedAtDoor


@dataclass(frozen=True, slots=True)
class Door:
    """One look at the door, inside a unit of work."""

    work: UnitOfWork = field(repr=False)
    policy: Policy = field(repr=False)
    handover: Handover

    def meant_by(self, text: str) -> Acceptance | StoppedAtDoor:
        """The parcel that a scanned text means. Raises DomainError(NOT_ENROLLED)."""
        if is_mark(text):
            return self._marked(text)
        number = normalised(text)
        if not looks_like_waybill(number):
            return StoppedAtDoor(DoorStop.NOT_A_WAYBILL)
        before = self.work.acceptances.by_waybill(number)
        found = self.work.acceptances.get(before.acceptance_id) if before is not None else None
        return found if found is not None else self._not_accepted(number)

    def stop(self, accepted: Acceptance) -> StoppedAtDoor | None:
        """What keeps a parcel, that is not on this list yet, from coming onto it."""
        number = accepted.waybill.number
        earlier = self.work.handovers.handover_of(number)
        if earlier is not None and self.work.holds.in_force(number) is None:
            same = earlier.handover_id == self.handover.handover_id
            stop = DoorStop.ON_THE_LIST if same else DoorStop.HANDED_OVER
            return StoppedAtDoor(stop, number, earlier.closed_at, earlier, accepted=True)
        kept_here = self.still_stopped(accepted)
        if (
            kept_here is None
            and self.work.handovers.count(self.handover.handover_id) >= self.policy.handover.max_parcels
        ):
            return StoppedAtDoor(DoorStop.LIST_FULL, number, accepted=True)
        return kept_here

    def still_stopped(self, accepted: Acceptance) -> StoppedAtDoor | None:
        """What keeps a parcel here, on the list or not."""
        number = accepted.waybill.number
        at_door = AtTheDoor(
            accepted.parcel,
            accepted.mark,
            self.work.screenings.last(accepted.acceptance_id),
            frozen=self.work.holds.in_force(number) is not None,
        )
        stop = stop_of(at_door, self.handover.carrier, self.policy)
        if stop is None:
            return None
        return StoppedAtDoor(stop, number, carrier=accepted.waybill.carrier, accepted=True)

    def stopped_on_the_list(self) -> tuple[StoppedAtDoor, ...]:
        """Parcels of the list that may not leave any more, in the order of the scans."""
        found = (self._of(parcel) for parcel in self.work.handovers.parcels(self.handover.handover_id))
        return tuple(stop for stop in map(self.still_stopped, found) if stop is not None)

    def _of(self, parcel: HandedParcel) -> Acceptance:
        accepted = self.work.acceptances.get(parcel.acceptance_id)
        if accepted is None:
            raise DomainError(DomainFault.PARCEL_UNKNOWN)
        return accepted

    def _marked(self, text: str) -> Acceptance | StoppedAtDoor:
        identity = self.work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        check = verify_own(text, identity)
        if check.mark is None:
            other = check.problem is MarkProblem.OTHER_TERMINAL
            return StoppedAtDoor(DoorStop.OTHER_TERMINAL if other else DoorStop.MARK_INVALID)
        accepted = self.work.acceptances.get(check.mark.mark_id)
        if accepted is None:
            return StoppedAtDoor(DoorStop.NOT_ACCEPTED)
        if not check.mark.is_of(accepted.waybill.number):
            return StoppedAtDoor(DoorStop.MARK_INVALID)
        return accepted

    def _not_accepted(self, number: str) -> StoppedAtDoor:
        if self.work.holds.in_force(number) is not None:
            return StoppedAtDoor(DoorStop.FROZEN, number)
        refused_at = self.work.refusals.of_waybill(number)
        if refused_at is not None:
            return StoppedAtDoor(DoorStop.REFUSED, number, refused_at)
        return StoppedAtDoor(DoorStop.NOT_ACCEPTED, number)
