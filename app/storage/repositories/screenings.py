"""Recorded screenings (过机安检)."""

from app.domain.clerk import ClerkNumber
from app.domain.inspection import Screening, ScreeningPlace
from app.storage.columns import integer, micros, moment, text
from app.storage.connection import Connection, Row


class StoreScreenings:
    """inspection_ports.ScreeningRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, acceptance_id: str, screening: Screening) -> None:
        """Keep it."""
        self._connection.execute(
            "INSERT INTO screenings (acceptance_id, place, machine, inspector, passed, clerk, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                acceptance_id,
                screening.place.value,
                screening.machine,
                screening.inspector,
                None if screening.passed is None else int(screening.passed),
                screening.clerk,
                micros(screening.at),
            ),
        )

    def last(self, acceptance_id: str) -> Screening | None:
        """The one that counts."""
        row = self._connection.execute(
            "SELECT place, machine, inspector, passed, clerk, recorded_at FROM screenings"
            " WHERE acceptance_id = ? ORDER BY number DESC LIMIT 1",
            (acceptance_id,),
        ).fetchone()
        return None if row is None else screening_from_row(row)

    def newest_done(self) -> Screening | None:
        """The one recorded last of any parcel, with machine and inspector."""
        row = self._connection.execute(
            "SELECT place, machine, inspector, passed, clerk, recorded_at FROM screenings"
            " WHERE passed IS NOT NULL ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return None if row is None else screening_from_row(row)


def screening_from_row(row: Row) -> Screening:
    """Place, machine, inspector, passed, clerk and moment, in the order of the columns."""
    place, machine, inspector, passed, clerk, recorded_at = row
    return Screening(
        ScreeningPlace(text(place)),
        text(machine),
        text(inspector),
        None if passed is None else bool(integer(passed)),
        ClerkNumber(text(clerk)),
        moment(recorded_at),
    )
