"""Takes the senders' names of a carrier's orders, so that a waybill's name is compared without anybody typing it.

Invariants:
- A name is kept until its parcel is decided, ``KEEP`` at the longest: it serves the comparison and nothing else.
"""

from collections.abc import Sequence
from datetime import timedelta

from app.audit_ports import AuditEntry
from app.people_ports import CarrierOrder
from app.ports import Clock, Store

KEEP = timedelta(days=14)


class ImportCarrierOrders:
    """Keeps the orders of one file."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, orders: Sequence[CarrierOrder]) -> int:
        """How many are kept; older ones than ``KEEP`` go."""
        now = self._clock.now()
        with self._store.unit_of_work() as work:
            work.orders.forget(before=now - KEEP)
            work.orders.add(orders, now)
            work.audit.append(AuditEntry(now, None, "orders_imported", "", {"orders": str(len(orders))}))
        return len(orders)
