"""The in-memory spans and hours, with the semantics of the real ones; the contract suite runs on both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.surveillance import CameraRole, CameraSpan, OnlineTime
from app.storage.errors import StoreRuleError


@dataclass(slots=True)
class SurveillanceTables:
    """Frozen values, so that a shallow copy is a snapshot."""

    spans: dict[tuple[str, CameraRole], CameraSpan] = field(default_factory=dict)
    hours: dict[tuple[datetime, CameraRole], OnlineTime] = field(default_factory=dict)

    def snapshot(self) -> "SurveillanceTables":
        """A copy that later changes do not reach."""
        return SurveillanceTables(dict(self.spans), dict(self.hours))


class MemorySurveillance:
    """surveillance_ports.SurveillanceRepository."""

    def __init__(self, tables: SurveillanceTables) -> None:
        self._tables = tables

    def add(self, acceptance_id: str, spans: Sequence[CameraSpan]) -> None:
        for span in spans:
            key = acceptance_id, span.channel.role
            if key in self._tables.spans:
                raise StoreRuleError("two spans of one role")
            self._tables.spans[key] = span

    def of_acceptance(self, acceptance_id: str) -> tuple[CameraSpan, ...]:
        found = [span for (kept, _), span in self._tables.spans.items() if kept == acceptance_id]
        return tuple(sorted(found, key=lambda span: span.channel.role))

    def note_answer(self, role: CameraRole, hour: datetime, *, answered: bool) -> None:
        before = self._tables.hours.get((hour, role), OnlineTime(0, 0))
        self._tables.hours[hour, role] = OnlineTime(before.asked + 1, before.answered + answered)

    def forget_hours(self, before: datetime) -> None:
        for key in [key for key in self._tables.hours if key[0] < before]:
            del self._tables.hours[key]

    def online(self, since: datetime) -> dict[CameraRole, OnlineTime]:
        found: dict[CameraRole, OnlineTime] = {}
        for (hour, role), time in self._tables.hours.items():
            if hour >= since:
                before = found.get(role, OnlineTime(0, 0))
                found[role] = OnlineTime(before.asked + time.asked, before.answered + time.answered)
        return found
