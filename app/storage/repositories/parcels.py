"""Parcels that are open or parked."""

from app.domain.acceptance import Parcel, ParcelState
from app.storage.columns import blob, integer, micros, one
from app.storage.connection import Connection
from app.storage.parcel_codec import decoded, encoded

_UNDECIDED = frozenset({ParcelState.OPEN, ParcelState.PARKED})


class StoreParcels:
    """ports.ParcelRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._saved: dict[str, tuple[bytes, Parcel]] = {}
        """What was written last, so that reading it back need not parse it; the row's bytes decide, so that a
        transaction that was rolled back is never mistaken for one that was not."""

    def save(self, parcel: Parcel) -> None:
        """Insert or replace; a decided or discarded parcel leaves."""
        if parcel.state not in _UNDECIDED:
            self._saved.pop(parcel.parcel_id, None)
            self._connection.execute("DELETE FROM parcels WHERE parcel_id = ?", (parcel.parcel_id,))
            return
        snapshot = encoded(parcel)
        self._saved[parcel.parcel_id] = (snapshot, parcel)
        self._connection.execute(
            "INSERT INTO parcels (parcel_id, state, opened_at, snapshot) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (parcel_id) DO UPDATE SET"
            " state = excluded.state, opened_at = excluded.opened_at, snapshot = excluded.snapshot",
            (parcel.parcel_id, parcel.state.value, micros(parcel.opened_at), snapshot),
        )

    def get(self, parcel_id: str) -> Parcel | None:
        """By id."""
        row = self._connection.execute("SELECT snapshot FROM parcels WHERE parcel_id = ?", (parcel_id,)).fetchone()
        if row is None:
            return None
        written = blob(row[0])
        snapshot, parcel = self._saved.get(parcel_id, (b"", None))
        return parcel if parcel is not None and snapshot == written else decoded(written)

    def count(self, state: ParcelState) -> int:
        """How many are in that state."""
        row = self._connection.execute("SELECT count(*) FROM parcels WHERE state = ?", (state.value,)).fetchone()
        return integer(one(row)[0])

    def in_state(self, state: ParcelState) -> list[Parcel]:
        """All parcels in that state, oldest first."""
        rows = self._connection.execute(
            "SELECT snapshot FROM parcels WHERE state = ? ORDER BY opened_at, parcel_id", (state.value,)
        )
        return [decoded(blob(row[0])) for row in rows]
