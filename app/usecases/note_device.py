"""Notes in the audit trail that a device was chosen for a place, or taken from it.

A reader or a camera that somebody has exchanged decides what the records are worth: who was signed in then, the entries
before it tell.

Invariants:
- It is noted before the device is used: an entry too many is better than a change that nobody finds.
- The address is the one that may be shown: without the password of a network camera.
"""

from app.audit_ports import AuditEntry
from app.ports import Clock, Store


class NoteDevice:
    """On any thread but the store's own: it waits for that one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, place: str, address: str) -> None:
        """``address`` is "" when the place is given up. Raises StorageError."""
        self._store.submit(lambda: self._note(place, address)).result()

    def _note(self, place: str, address: str) -> None:
        details = {"address": address} if address else {}
        action = "device_chosen" if address else "device_removed"
        with self._store.unit_of_work() as work:
            work.audit.append(AuditEntry(self._clock.now(), None, action, place, details))
