"""Handovers (交接) and their parcels."""

from datetime import datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.inspection_ports import HandedParcel, Handover, HandoverState
from app.storage.columns import (
    blob,
    integer,
    micros,
    moment,
    one,
    optional_micros,
    optional_moment,
    optional_text,
    text,
)
from app.storage.connection import Connection, DriverError, Row, is_duplicate
from app.storage.parcel_codec import decoded
from app.storage.repositories.screenings import screening_from_row

_COLUMNS: Final = (
    "handover_id, state, carrier, vehicle, gps, bag, driver, opened_by, opened_at, closed_by, closed_at, message_id,"
    " digest"
)
_SAVE: Final = f"""
INSERT INTO handovers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (handover_id) DO UPDATE SET
    state = excluded.state, carrier = excluded.carrier, vehicle = excluded.vehicle, gps = excluded.gps,
    bag = excluded.bag, driver = excluded.driver, closed_by = excluded.closed_by, closed_at = excluded.closed_at,
    message_id = excluded.message_id, digest = excluded.digest
"""  # noqa: S608 # column names of our own
_PARCELS: Final = """
SELECT parcel.waybill_number, parcel.acceptance_id, parcel.scanned_at, accepted.carrier, accepted.mark,
       accepted.snapshot,
       screened.place, screened.machine, screened.inspector, screened.passed, screened.clerk, screened.recorded_at
FROM handover_parcels AS parcel
JOIN acceptances AS accepted ON accepted.acceptance_id = parcel.acceptance_id
LEFT JOIN screenings AS screened ON screened.number =
    (SELECT max(number) FROM screenings WHERE acceptance_id = parcel.acceptance_id)
WHERE parcel.handover_id = ? ORDER BY parcel.number
"""


class StoreHandovers:
    """inspection_ports.HandoverRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, handover: Handover) -> None:
        """Insert, or replace one that is open. Raises DomainError: HANDOVER_OPEN, STEP_NOT_ALLOWED."""
        kept = self.get(handover.handover_id)
        if kept is not None and kept.state is not HandoverState.OPEN:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        try:
            self._connection.execute(_SAVE, _values(handover))
        except DriverError as error:
            if is_duplicate(error, "handovers.state"):
                raise DomainError(DomainFault.HANDOVER_OPEN) from error
            raise
        if handover.state is HandoverState.DISCARDED:
            self._connection.execute("DELETE FROM handover_parcels WHERE handover_id = ?", (handover.handover_id,))

    def open_one(self) -> Handover | None:
        """The handover that is being scanned."""
        return self._one("state = 'open'")

    def get(self, handover_id: str) -> Handover | None:
        """By id."""
        return self._one("handover_id = ?", handover_id)

    def add_parcel(self, handover_id: str, waybill_number: str, acceptance_id: str, at: datetime) -> None:
        """Raises DomainError: ALREADY_HANDED_OVER, STEP_NOT_ALLOWED."""
        self._require_open(handover_id)
        try:
            self._connection.execute(
                "INSERT INTO handover_parcels (waybill_number, handover_id, acceptance_id, scanned_at)"
                " VALUES (?, ?, ?, ?)",
                (waybill_number, handover_id, acceptance_id, micros(at)),
            )
        except DriverError as error:
            if is_duplicate(error, "handover_parcels.waybill_number"):
                raise DomainError(DomainFault.ALREADY_HANDED_OVER) from error
            raise

    def remove_parcel(self, handover_id: str, waybill_number: str) -> None:
        """Take it out of an open handover again. Raises DomainError: STEP_NOT_ALLOWED, PARCEL_UNKNOWN."""
        self._require_open(handover_id)
        gone = self._connection.execute(
            "DELETE FROM handover_parcels WHERE handover_id = ? AND waybill_number = ?", (handover_id, waybill_number)
        )
        if not gone.rowcount:
            raise DomainError(DomainFault.PARCEL_UNKNOWN)

    def count(self, handover_id: str) -> int:
        """How many parcels it holds."""
        row = self._connection.execute(
            "SELECT count(*) FROM handover_parcels WHERE handover_id = ?", (handover_id,)
        ).fetchone()
        return integer(one(row)[0])

    def handover_of(self, waybill_number: str) -> Handover | None:
        """The handover that the waybill left with, or is being scanned into."""
        return self._one("handover_id = (SELECT handover_id FROM handover_parcels WHERE waybill_number = ?)",
                         waybill_number)  # fmt: skip

    def parcels(self, handover_id: str) -> list[HandedParcel]:
        """In the order in which they were scanned."""
        return [_parcel(row) for row in self._connection.execute(_PARCELS, (handover_id,)).fetchall()]

    def closed(self, *, limit: int) -> list[tuple[Handover, int]]:
        """Those that are closed, newest first, with the number of parcels."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, (SELECT count(*) FROM handover_parcels AS parcel"  # noqa: S608 # names of our own
            " WHERE parcel.handover_id = handovers.handover_id)"
            " FROM handovers WHERE state = 'closed' ORDER BY number DESC LIMIT ?",
            (limit,),
        ).fetchall()
        return [(_handover(row[:-1]), integer(row[-1])) for row in rows]

    def _one(self, condition: str, *values: str) -> Handover | None:
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM handovers WHERE {condition}",  # noqa: S608 # conditions of our own
            values,
        ).fetchone()
        return None if row is None else _handover(row)

    def _require_open(self, handover_id: str) -> None:
        kept = self.get(handover_id)
        if kept is None or kept.state is not HandoverState.OPEN:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)


def _values(handover: Handover) -> tuple[str | int | None, ...]:
    return (
        handover.handover_id,
        handover.state.value,
        handover.carrier,
        handover.vehicle,
        handover.gps,
        handover.bag,
        handover.driver,
        handover.opened_by,
        micros(handover.opened_at),
        handover.closed_by,
        optional_micros(handover.closed_at),
        handover.message_id,
        handover.digest,
    )


def _handover(row: Row) -> Handover:
    closed_by = optional_text(row[9])
    return Handover(
        handover_id=text(row[0]),
        state=HandoverState(text(row[1])),
        carrier=text(row[2]),
        vehicle=text(row[3]),
        gps=text(row[4]),
        bag=text(row[5]),
        driver=text(row[6]),
        opened_by=ClerkNumber(text(row[7])),
        opened_at=moment(row[8]),
        closed_by=ClerkNumber(closed_by) if closed_by is not None else None,
        closed_at=optional_moment(row[10]),
        message_id=optional_text(row[11]),
        digest=optional_text(row[12]),
    )


def _parcel(row: Row) -> HandedParcel:
    waybill_number, acceptance_id, scanned_at, carrier, mark, snapshot, *screened = row
    return HandedParcel(
        waybill_number=text(waybill_number),
        acceptance_id=text(acceptance_id),
        carrier=optional_text(carrier),
        mark=text(mark),
        weight_g=decoded(blob(snapshot)).inspection.weight_g,
        screening=screening_from_row(tuple(screened)) if screened[0] is not None else None,
        scanned_at=moment(scanned_at),
    )
