"""Frozen waybills in memory, with the semantics of the real ones."""

from dataclasses import replace
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.inspection_ports import Hold


class MemoryHolds:
    """inspection_ports.HoldRepository over holds by id."""

    def __init__(self, holds: dict[str, Hold]) -> None:
        self._holds = holds

    def place(self, hold: Hold) -> None:
        if hold.released_at is None and self.in_force(hold.waybill_number) is not None:
            raise DomainError(DomainFault.ALREADY_FROZEN)
        self._holds[hold.hold_id] = hold

    def release(self, hold_id: str, *, by: ClerkNumber, at: datetime, reason: str) -> None:
        hold = self._holds.get(hold_id)
        if hold is None or hold.released_at is not None:
            raise DomainError(DomainFault.NOT_FROZEN)
        self._holds[hold_id] = replace(hold, released_by=by, released_at=at, release_reason=reason)

    def in_force(self, waybill_number: str) -> Hold | None:
        return next((hold for hold in self.all_in_force() if hold.waybill_number == waybill_number), None)

    def all_in_force(self) -> list[Hold]:
        return [hold for hold in self._holds.values() if hold.released_at is None]
