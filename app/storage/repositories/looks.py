"""What earlier pictures look like.

Invariants:
- Of a picture that was taken back only its row stays, blank: its number is never given again, since whoever has learnt
  all up to a number would miss the picture that got it next.
"""

from app.inspection_ports import KeptLook, Look
from app.storage.columns import blob, integer, micros, moment, text
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
        self._connection.execute(
            "UPDATE photo_fingerprints SET hash = x'', features = x'' WHERE evidence_id = ?", (evidence_id,)
        )

    def after(self, number: int, *, limit: int) -> list[KeptLook]:
        """At most so many that were kept after that number, in order."""
        rows = self._connection.execute(
            "SELECT number, evidence_id, parcel_id, taken_at, hash FROM photo_fingerprints"
            " WHERE number > ? AND hash <> x'' ORDER BY number LIMIT ?",
            (number, limit),
        ).fetchall()
        return [
            KeptLook(integer(kept), text(evidence_id), text(parcel_id), moment(taken_at), blob(found))
            for kept, evidence_id, parcel_id, taken_at, found in rows
        ]

    def features(self, evidence_id: str) -> bytes | None:
        """For the confirmation of one candidate."""
        row = self._connection.execute(
            "SELECT features FROM photo_fingerprints WHERE evidence_id = ? AND hash <> x''", (evidence_id,)
        ).fetchone()
        return None if row is None else blob(row[0])
