"""Refused parcels."""

from datetime import datetime

from app.ports import Refusal
from app.storage.columns import integer, micros, one, optional_moment
from app.storage.connection import Connection
from app.storage.parcel_codec import encoded


class StoreRefusals:
    """ports.RefusalRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, refusal: Refusal) -> None:
        """Keep it."""
        self._connection.execute(
            "INSERT INTO refusals (refusal_id, reason, clerk, refused_at, message_id, snapshot, waybill_number)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                refusal.refusal_id,
                refusal.reason,
                refusal.clerk,
                micros(refusal.refused_at),
                refusal.message_id,
                encoded(refusal.parcel),
                refusal.parcel.waybill.number if refusal.parcel.waybill is not None else None,
            ),
        )

    def of_waybill(self, number: str) -> datetime | None:
        """When that number was turned away last."""
        row = one(
            self._connection.execute(
                "SELECT max(refused_at) FROM refusals WHERE waybill_number = ?", (number,)
            ).fetchone()
        )
        return optional_moment(row[0])

    def count_since(self, moment: datetime) -> int:
        """How many were refused at or after ``moment``."""
        row = one(
            self._connection.execute(
                "SELECT count(*) FROM refusals WHERE refused_at >= ?", (micros(moment),)
            ).fetchone()
        )
        return integer(row[0])
