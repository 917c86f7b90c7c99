"""What terminals told about their devices, as the office reads it: the newest of each terminal.

Invariants:
- Every record stays in the book of messages; here nothing is kept a second time.
"""

from dataclasses import dataclass

from pydantic_core import from_json
from sqlalchemy import and_, func, select

from sync.payloads_health import DeviceHealthPayload
from sync.province.database import MESSAGES, TERMINALS, Database
from sync.words import Kind


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """A terminal's newest word about its devices."""

    terminal_id: str
    told: DeviceHealthPayload


class DeviceReports:
    """Reads the book of messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, outlet_id: str) -> list[DeviceReport]:
        """One for each terminal of the outlet that has told anything, by terminal."""
        newest = (
            select(MESSAGES.c.terminal_id, func.max(MESSAGES.c.sequence).label("sequence"))
            .join_from(MESSAGES, TERMINALS, MESSAGES.c.terminal_id == TERMINALS.c.terminal_id)
            .where(TERMINALS.c.outlet_id == outlet_id, MESSAGES.c.kind == Kind.DEVICE_HEALTH.value)
            .group_by(MESSAGES.c.terminal_id)
            .subquery()
        )
        query = (
            select(MESSAGES.c.terminal_id, MESSAGES.c.body)
            .join(
                newest,
                and_(MESSAGES.c.terminal_id == newest.c.terminal_id, MESSAGES.c.sequence == newest.c.sequence),
            )
            .where(MESSAGES.c.kind == Kind.DEVICE_HEALTH.value)
            .order_by(MESSAGES.c.terminal_id)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [
            DeviceReport(row.terminal_id, DeviceHealthPayload.model_validate(from_json(row.body)["payload"]))
            for row in rows
        ]
