"""Where acceptances were recorded, and how often recorders answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from app.domain.surveillance import CameraChannel, CameraRole, CameraSpan, OnlineTime, RecorderClock
from app.storage.columns import integer, micros, moment, optional_integer, optional_micros, optional_moment, text
from app.storage.connection import Connection, Row

_ADD: Final = """
INSERT INTO camera_spans
    (acceptance_id, role, recorder, zone_minutes, offset_ms, measured_at, begins_at, ends_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_OF: Final = """
SELECT role, recorder, zone_minutes, offset_ms, measured_at, begins_at, ends_at
FROM camera_spans WHERE acceptance_id = ? ORDER BY role
"""
_NOTE: Final = """
INSERT INTO camera_hours (hour, role, asked, answered) VALUES (?, ?, 1, ?)
ON CONFLICT (hour, role) DO UPDATE SET asked = asked + 1, answered = answered + excluded.answered
"""
_MINUTE: Final = timedelta(minutes=1)


class StoreSurveillance:
    """surveillance_ports.SurveillanceRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, acceptance_id: str, spans: Sequence[CameraSpan]) -> None:
        """Keep them."""
        for span in spans:
            channel, clock = span.channel, span.channel.clock
            self._connection.execute(
                _ADD,
                (
                    acceptance_id,
                    channel.role,
                    channel.recorder,
                    channel.zone // _MINUTE,
                    clock.offset_ms if clock is not None else None,
                    optional_micros(clock.measured_at if clock is not None else None),
                    micros(span.begins_at),
                    micros(span.ends_at),
                ),
            )

    def of_acceptance(self, acceptance_id: str) -> tuple[CameraSpan, ...]:
        """In the order of the roles, which is their alphabet's."""
        return tuple(_span(row) for row in self._connection.execute(_OF, (acceptance_id,)))

    def note_answer(self, role: CameraRole, hour: datetime, *, answered: bool) -> None:
        """Add to the hour's sums."""
        self._connection.execute(_NOTE, (micros(hour), role, int(answered)))

    def forget_hours(self, before: datetime) -> None:
        """Drop them."""
        self._connection.execute("DELETE FROM camera_hours WHERE hour < ?", (micros(before),))

    def online(self, since: datetime) -> dict[CameraRole, OnlineTime]:
        """The sums by role."""
        rows = self._connection.execute(
            "SELECT role, sum(asked), sum(answered) FROM camera_hours WHERE hour >= ? GROUP BY role ORDER BY role",
            (micros(since),),
        )
        return {CameraRole(text(row[0])): OnlineTime(integer(row[1]), integer(row[2])) for row in rows}


def _span(row: Row) -> CameraSpan:
    role, recorder, zone, offset, measured, begins, ends = row
    offset_ms, measured_at = optional_integer(offset), optional_moment(measured)
    clock = RecorderClock(offset_ms, measured_at) if offset_ms is not None and measured_at is not None else None
    channel = CameraChannel(CameraRole(text(role)), text(recorder), integer(zone) * _MINUTE, clock)
    return CameraSpan(channel, moment(begins), moment(ends))
