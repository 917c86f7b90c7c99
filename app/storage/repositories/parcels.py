"""Parcels that are open or parked."""

from app.domain.acceptance import Parcel, ParcelState
from app.storage.columns import blob, micros
from app.storage.connection import Connection
from app.storage.parcel_codec import decoded, encoded

_UNDECIDED = frozenset({ParcelState.OPEN, ParcelState.PARKED})


class StoreParcels:
    """ports.ParcelRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, parcel: Parcel) -> None:
        """Insert or replace; a decided or discarded parcel leaves."""
        if parcel.state not in _UNDECIDED:
            self._connection.execute("DELETE FROM parcels WHERE parcel_id = ?", (parcel.parcel_id,))
            return
        self._connection.execute(
            "INSERT INTO parcels (parcel_id, state, opened_at, snapshot) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (parcel_id) DO UPDATE SET"
            " state = excluded.state, opened_at = excluded.opened_at, snapshot = excluded.snapshot",
            (parcel.parcel_id, parcel.state.value, micros(parcel.opened_at), encoded(parcel)),
        )

    def get(self, parcel_id: str) -> Parcel | None:
        """By id."""
        row = self._connection.execute("SELECT snapshot FROM parcels WHERE parcel_id = ?", (parcel_id,)).fetchone()
        return None if row is None else decoded(blob(row[0]))

    def in_state(self, state: ParcelState) -> list[Parcel]:
        """All parcels in that state, oldest first."""
        rows = self._connection.execute(
            "SELECT snapshot FROM parcels WHERE state = ? ORDER BY opened_at, parcel_id", (state.value,)
        )
        return [decoded(blob(row[0])) for row in rows]
