"""Checks at the end of a shift that nothing was lost: made = received + waiting + refused.

Invariants:
- The result is in the audit trail whichever way it comes out; a difference is never put right by itself.
"""

from app.audit_ports import AuditEntry
from app.domain.reconciliation import MessageTally
from app.ports import Clock, Store


class Reconcile:
    """Counts the outbox anew and notes the result."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self) -> MessageTally:
        """The tally as of now. Raises StorageError."""
        with self._store.unit_of_work() as work:
            tally = work.records.tally()
            details = {
                "made": str(tally.made),
                "received": str(tally.received),
                "waiting": str(tally.waiting),
                "refused": str(tally.refused),
                "unknown": str(tally.unknown),
            }
            action = "reconciled" if tally.balanced else "reconciliation_differs"
            work.audit.append(AuditEntry(self._clock.now(), None, action, "outbox", details))
            return tally
