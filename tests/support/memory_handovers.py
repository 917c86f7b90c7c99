"""In-memory handovers, with the semantics of the real ones; the contract suite runs on both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import DomainError, DomainFault
from app.inspection_ports import HandedParcel, Handover, HandoverState, ScreeningRepository
from app.ports import Acceptance


@dataclass(slots=True)
class HandoverTables:
    """Frozen values, so that a shallow copy is a snapshot."""

    handovers: dict[str, Handover] = field(default_factory=dict)
    parcels: dict[str, tuple[str, str, datetime]] = field(default_factory=dict)
    """Handover, acceptance and moment by waybill number, in the order in which they were scanned."""

    def snapshot(self) -> "HandoverTables":
        """A copy that later changes do not reach."""
        return HandoverTables(dict(self.handovers), dict(self.parcels))


class MemoryHandovers:
    """inspection_ports.HandoverRepository."""

    def __init__(
        self, tables: HandoverTables, acceptances: Mapping[str, Acceptance], screenings: ScreeningRepository
    ) -> None:
        self._tables = tables
        self._acceptances = acceptances
        self._screenings = screenings

    def save(self, handover: Handover) -> None:
        kept = self.get(handover.handover_id)
        if kept is not None and kept.state is not HandoverState.OPEN:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        open_one = self.open_one()
        if (
            handover.state is HandoverState.OPEN
            and open_one is not None
            and open_one.handover_id != handover.handover_id
        ):
            raise DomainError(DomainFault.HANDOVER_OPEN)
        self._tables.handovers[handover.handover_id] = handover
        if handover.state is HandoverState.DISCARDED:
            for number in self._numbers(handover.handover_id):
                del self._tables.parcels[number]

    def open_one(self) -> Handover | None:
        return next((kept for kept in self._tables.handovers.values() if kept.state is HandoverState.OPEN), None)

    def get(self, handover_id: str) -> Handover | None:
        return self._tables.handovers.get(handover_id)

    def add_parcel(self, handover_id: str, waybill_number: str, acceptance_id: str, at: datetime) -> None:
        self._require_open(handover_id)
        if waybill_number in self._tables.parcels:
            raise DomainError(DomainFault.ALREADY_HANDED_OVER)
        self._tables.parcels[waybill_number] = (handover_id, acceptance_id, at)

    def remove_parcel(self, handover_id: str, waybill_number: str) -> None:
        self._require_open(handover_id)
        if waybill_number not in self._numbers(handover_id):
            raise DomainError(DomainFault.PARCEL_UNKNOWN)
        del self._tables.parcels[waybill_number]

    def count(self, handover_id: str) -> int:
        return len(self._numbers(handover_id))

    def handover_of(self, waybill_number: str) -> Handover | None:
        kept = self._tables.parcels.get(waybill_number)
        return self.get(kept[0]) if kept is not None else None

    def parcels(self, handover_id: str) -> list[HandedParcel]:
        return [self._parcel(number) for number in self._numbers(handover_id)]

    def closed(self, *, limit: int) -> list[tuple[Handover, int]]:
        found = [kept for kept in self._tables.handovers.values() if kept.state is HandoverState.CLOSED]
        return [(kept, self.count(kept.handover_id)) for kept in reversed(found)][:limit]

    def _numbers(self, handover_id: str) -> list[str]:
        return [number for number, (kept, _, _) in self._tables.parcels.items() if kept == handover_id]

    def _parcel(self, number: str) -> HandedParcel:
        _, acceptance_id, at = self._tables.parcels[number]
        accepted = self._acceptances[acceptance_id]
        return HandedParcel(
            waybill_number=number,
            acceptance_id=acceptance_id,
            carrier=accepted.waybill.carrier,
            mark=accepted.mark,
            weight_g=accepted.parcel.inspection.weight_g,
            screening=self._screenings.last(acceptance_id),
            scanned_at=at,
        )

    def _require_open(self, handover_id: str) -> None:
        kept = self.get(handover_id)
        if kept is None or kept.state is not HandoverState.OPEN:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
