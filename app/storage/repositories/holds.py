"""Frozen waybills, by the number that a consignment's sub-parcels share."""

from datetime import datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.waybill import main_number
from app.inspection_ports import Hold
from app.storage.columns import micros, moment, optional_moment, optional_text, text
from app.storage.connection import Connection, DriverError, Row, is_duplicate

_IN_FORCE: Final = """
SELECT hold_id, waybill_number, acceptance_id, incident_id, reason, placed_by, placed_at, released_by, released_at,
       release_reason
FROM holds WHERE released_at IS NULL
"""


class StoreHolds:
    """inspection_ports.HoldRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, hold: Hold) -> None:
        """Raises DomainError(ALREADY_FROZEN) while another hold of the consignment is in force."""
        try:
            self._connection.execute(
                "INSERT INTO holds (hold_id, waybill_number, acceptance_id, incident_id, reason, placed_by, placed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    hold.hold_id,
                    hold.waybill_number,
                    hold.acceptance_id,
                    hold.incident_id,
                    hold.reason,
                    hold.placed_by,
                    micros(hold.placed_at),
                ),
            )
        except DriverError as error:
            if is_duplicate(error, "holds.waybill_number"):
                raise DomainError(DomainFault.ALREADY_FROZEN) from error
            raise

    def release(self, hold_id: str, *, by: ClerkNumber, at: datetime, reason: str) -> None:
        """Raises DomainError(NOT_FROZEN) when it is not in force."""
        released = self._connection.execute(
            "UPDATE holds SET released_by = ?, released_at = ?, release_reason = ?"
            " WHERE hold_id = ? AND released_at IS NULL",
            (by, micros(at), reason, hold_id),
        )
        if released.rowcount != 1:
            raise DomainError(DomainFault.NOT_FROZEN)

    def in_force(self, waybill_number: str) -> Hold | None:
        """The hold that stops this waybill now; with a sub-parcel's suffix or without."""
        number = main_number(waybill_number)
        row = self._connection.execute(f"{_IN_FORCE} AND waybill_number = ?", (number,)).fetchone()
        return None if row is None else _hold(row)

    def all_in_force(self) -> list[Hold]:
        """Oldest first."""
        return [_hold(row) for row in self._connection.execute(f"{_IN_FORCE} ORDER BY number")]


def _hold(row: Row) -> Hold:
    released_by = optional_text(row[7])
    return Hold(
        hold_id=text(row[0]),
        waybill_number=text(row[1]),
        acceptance_id=optional_text(row[2]),
        incident_id=optional_text(row[3]),
        reason=text(row[4]),
        placed_by=ClerkNumber(text(row[5])),
        placed_at=moment(row[6]),
        released_by=None if released_by is None else ClerkNumber(released_by),
        released_at=optional_moment(row[8]),
        release_reason=optional_text(row[9]),
    )
