"""What the link between records and surveillance recorders needs to keep.

Invariants:
- An acceptance's spans are added with it and never change.
- Hours of the online rate are sums: one row for each hour and role.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.domain.surveillance import CameraRole, CameraSpan, OnlineTime


class SurveillanceRepository(Protocol):
    """Spans of acceptances, and how often recorders answered."""

    def add(self, acceptance_id: str, spans: Sequence[CameraSpan]) -> None:
        """Keep them; one for each role at most."""

    def of_acceptance(self, acceptance_id: str) -> tuple[CameraSpan, ...]:
        """Its spans in the order of the roles; none when no recorder was set then."""

    def note_answer(self, role: CameraRole, hour: datetime, *, answered: bool) -> None:
        """One more question of that hour (its beginning), and whether the channel answered."""

    def forget_hours(self, before: datetime) -> None:
        """Drop the hours that began earlier."""

    def online(self, since: datetime) -> dict[CameraRole, OnlineTime]:
        """The sums of the hours that began at or after ``since``; a role that was never asked is not there."""


class SurveillanceRepositories(Protocol):
    """What a unit of work holds about recorders."""

    surveillance: SurveillanceRepository
