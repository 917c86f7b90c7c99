"""Names of senders from the carriers' orders, by waybill, for as long as the parcel is not decided."""

from collections.abc import Sequence
from datetime import datetime

from app.people_ports import CarrierOrder
from app.storage.columns import micros, text
from app.storage.connection import Connection


class StoreCarrierOrders:
    """ports.CarrierOrderRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, orders: Sequence[CarrierOrder], at: datetime) -> None:
        """Insert or replace by waybill number."""
        for order in orders:
            self._connection.execute(
                "INSERT OR REPLACE INTO carrier_orders (waybill_number, sender_name, imported_at) VALUES (?, ?, ?)",
                (order.waybill_number, order.sender_name, micros(at)),
            )

    def get(self, waybill_number: str) -> CarrierOrder | None:
        """By waybill number."""
        row = self._connection.execute(
            "SELECT sender_name FROM carrier_orders WHERE waybill_number = ?", (waybill_number,)
        ).fetchone()
        return None if row is None else CarrierOrder(waybill_number, text(row[0]))

    def forget(self, *, before: datetime) -> int:
        """Remove what was imported before that moment; how many that were."""
        return self._connection.execute("DELETE FROM carrier_orders WHERE imported_at < ?", (micros(before),)).rowcount

    def remove(self, waybill_number: str) -> None:
        """The parcel is decided: its order is of no more use."""
        self._connection.execute("DELETE FROM carrier_orders WHERE waybill_number = ?", (waybill_number,))
