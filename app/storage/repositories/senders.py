"""Returning senders, found by keyed hash only."""

from datetime import datetime

from app.people_ports import KnownSender
from app.storage.columns import micros, moment, one, text
from app.storage.connection import Connection


class StoreSenders:
    """ports.SenderRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(self, sender: KnownSender) -> None:
        """Insert or replace by hash."""
        self._connection.execute(
            "INSERT INTO known_senders (document_hash, phone, last_category, last_seen, address) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (document_hash) DO UPDATE SET phone = excluded.phone,"
            " last_category = excluded.last_category, last_seen = excluded.last_seen, address = excluded.address",
            (sender.document_hash, sender.phone, sender.last_category, micros(sender.last_seen), sender.address),
        )

    def recall(self, document_hash: str) -> KnownSender | None:
        """What is remembered."""
        row = self._connection.execute(
            "SELECT phone, last_category, last_seen, address FROM known_senders WHERE document_hash = ?",
            (document_hash,),
        ).fetchone()
        if row is None:
            return None
        return KnownSender(document_hash, text(row[0]), text(row[1]), moment(row[2]), text(row[3]))

    def claim_code(self, jti: str, parcel_id: str, *, expires_at: datetime, now: datetime) -> bool:
        """Use a real-name code for that parcel; False when it was used for another one."""
        self._connection.execute("DELETE FROM used_codes WHERE expires_at < ?", (micros(now),))
        self._connection.execute(
            "INSERT OR IGNORE INTO used_codes (jti, parcel_id, expires_at) VALUES (?, ?, ?)",
            (jti, parcel_id, micros(expires_at)),
        )
        row = one(self._connection.execute("SELECT parcel_id FROM used_codes WHERE jti = ?", (jti,)).fetchone())
        return text(row[0]) == parcel_id
