"""Incidents (异常件), open and reported."""

from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.incident import Incident, IncidentStage
from app.storage.columns import (
    blob,
    micros,
    moment,
    optional_integer,
    optional_micros,
    optional_moment,
    optional_text,
    text,
)
from app.storage.connection import Connection, Row
from app.storage.incident_codec import encoded, with_snapshot

_SELECT: Final = """
SELECT incident_id, category, stage, waybill_number, acceptance_id, opened_by, opened_at, due_at, reported_at, snapshot
FROM incidents
"""
_SAVE: Final = """
INSERT INTO incidents (incident_id, category, stage, waybill_number, acceptance_id, opened_by, opened_at, due_at,
                       reported_at, snapshot)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (incident_id) DO UPDATE SET
    category = excluded.category, reported_at = excluded.reported_at, snapshot = excluded.snapshot
WHERE reported_at IS NULL
"""


class StoreIncidents:
    """inspection_ports.IncidentRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, incident: Incident) -> None:
        """Insert, or replace the category, the form and the report. Raises DomainError(STEP_NOT_ALLOWED)."""
        saved = self._connection.execute(
            _SAVE,
            (
                incident.incident_id,
                incident.category,
                incident.stage.value,
                incident.waybill_number,
                incident.acceptance_id,
                incident.opened_by,
                micros(incident.opened_at),
                micros(incident.due_at),
                optional_micros(incident.reported_at),
                encoded(incident),
            ),
        )
        if saved.rowcount != 1:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED, "reported")

    def get(self, incident_id: str) -> Incident | None:
        """By id."""
        row = self._connection.execute(f"{_SELECT} WHERE incident_id = ?", (incident_id,)).fetchone()
        return None if row is None else _incident(row)

    def unreported(self) -> list[Incident]:
        """Those whose report is due, by deadline."""
        rows = self._connection.execute(f"{_SELECT} WHERE reported_at IS NULL ORDER BY due_at, number")
        return [_incident(row) for row in rows]

    def page(self, *, limit: int) -> list[Incident]:
        """Newest first."""
        return [_incident(row) for row in self._connection.execute(f"{_SELECT} ORDER BY number DESC LIMIT ?", (limit,))]


def _incident(row: Row) -> Incident:
    written = Incident(
        incident_id=text(row[0]),
        category=optional_integer(row[1]),
        stage=IncidentStage(text(row[2])),
        card="",
        waybill_number=optional_text(row[3]),
        acceptance_id=optional_text(row[4]),
        opened_by=ClerkNumber(text(row[5])),
        opened_at=moment(row[6]),
        due_at=moment(row[7]),
        reported_at=optional_moment(row[8]),
    )
    return with_snapshot(written, blob(row[9]))
