"""A clerk registers the own document, so that a parcel sent with it asks for a reason.

Invariants:
- Only a keyed hash is kept. A clerk can register and change it, and never take it away: that would hide later parcels.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.document_hash import document_hash
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.usecases.counter import Counter
from app.usecases.results import CounterView
from app.usecases.sender_history import noticed


class RegisterOwnDocument:
    """The document at the counter is the signed-in clerk's own."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, parcel_id: str, clerk: ClerkNumber) -> CounterView:
        """The parcel as it is. Raises DomainError: NO_DOCUMENT, CLERK_INVALID."""
        with self._counter.store.unit_of_work() as work:
            parcel = self._counter.parcel(work, parcel_id, clerk)
            if parcel.sender is None:
                raise DomainError(DomainFault.NO_DOCUMENT)
            person = work.clerks.get(clerk)
            if person is None:
                raise DomainError(DomainFault.CLERK_INVALID)
            document = parcel.sender.document
            hashed = document_hash(work.terminal.hash_key(), document.document_type, document.number)
            work.clerks.update(replace(person, document_hash=hashed))
            work.audit.append(AuditEntry(self._counter.clock.now(), clerk, "own_document_registered", clerk, {}))
            return self._counter.kept(work, noticed(self._counter, work, parcel))
