"""What earlier pictures look like."""

from app.inspection_ports import Look
from app.storage.columns import blob, micros, text
from app.storage.connection import Connection


class StoreLooks:
    """inspection_ports.LookRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, look: Look) -> None:
        """Keep it."""
        self._connection.execute(
            "INSERT INTO photo_fingerprints (evidence_id, parcel_id, taken_at, hash, features) VALUES (?, ?, ?, ?, ?)",
            (look.evidence_id, look.parcel_id, micros(look.taken_at), look.hash, look.features),
        )

    def remove(self, evidence_id: str) -> None:
        """The picture was taken back."""
        self._connection.execute("DELETE FROM photo_fingerprints WHERE evidence_id = ?", (evidence_id,))

    def hashes(self) -> list[tuple[str, str, bytes]]:
        """Evidence id, parcel id and hash of each, oldest first."""
        rows = self._connection.execute(
            "SELECT evidence_id, parcel_id, hash FROM photo_fingerprints ORDER BY number"
        ).fetchall()
        return [(text(evidence_id), text(parcel_id), blob(found)) for evidence_id, parcel_id, found in rows]

    def features(self, evidence_id: str) -> bytes | None:
        """For the confirmation of one candidate."""
        row = self._connection.execute(
            "SELECT features FROM photo_fingerprints WHERE evidence_id = ?", (evidence_id,)
        ).fetchone()
        return None if row is None else blob(row[0])
