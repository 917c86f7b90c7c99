"""Agreement customers that the province has filed: they stand among the outlet's own, by the province's word.

Invariants:
- What counts is worked out from all that was told: taking it up again, or after a kill, ends in the same customers.
- Words that do not count any more name people without need: they are dropped, in the same transaction.
- Only a supervisor puts the province's entry in the place of one of the outlet's own; the audit trail says who.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.customer import Customer
from app.domain.errors import DomainError, DomainFault
from app.domain.province_customers import CustomerClash, customer_of, plan
from app.domain.province_news import current
from app.name_initials import name_initials
from app.ports import EvidenceVault, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.customers import require_supervisor
from app.usecases.province_words import customers_of
from sync.words import ChangeKind


@dataclass(frozen=True, slots=True)
class CustomersTaken:
    """What came of it: the clashes there are now, and how many entries could not be read."""

    clashes: tuple[CustomerClash, ...]
    unreadable: int


class TakeProvinceCustomers:
    """Brings the customers in line with what the province told. Runs after changes came, and at start."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self) -> CustomersTaken:
        """Raises StorageError."""
        with self._counter.store.unit_of_work() as work:
            taken, gone = self._take(work)
        for copy in gone:
            self._vault.delete(copy)
        return taken

    def _take(self, work: UnitOfWork) -> tuple[CustomersTaken, list[str]]:
        """What came of it, and the copies whose files go."""
        read = customers_of(work.changes.of_kind(ChangeKind.AGREEMENT_CUSTOMER))
        words = current(read.words)
        work.changes.forget([word.cursor for word in read.words if words[word.subject_id] is not word])
        before = {customer.customer_id: customer for customer in work.customers.all()}
        planned = plan(words, list(before.values()))
        keep = [_with_initials(customer) for customer in planned.keep]
        changed = [customer for customer in keep if before.get(customer.customer_id) != customer]
        # first all that goes: two customers may have exchanged a number
        for customer in (*planned.remove, *changed):
            work.customers.remove(customer.customer_id)
        now = self._counter.clock.now()
        for customer in changed:
            work.customers.save(customer, clerk=None, at=now)
            self._note(work, customer, "added" if customer.customer_id not in before else "changed")
        for customer in planned.remove:
            self._note(work, customer, "withdrawn")
        gone = _copies_gone(before, keep, planned.remove)
        for copy in gone:
            work.evidence.remove(copy)
        return CustomersTaken(planned.clashes, read.unreadable), gone

    def _note(self, work: UnitOfWork, customer: Customer, step: str) -> None:
        entry = customer.province
        details = {"step": step} | ({"entry": entry.entry_id, "revision": str(entry.revision)} if entry else {})
        at = self._counter.clock.now()
        work.audit.append(AuditEntry(at, None, "customer_of_province", customer.customer_id, details))


class TakeClashingCustomer:
    """Puts the province's entry in the place of the outlet's own customer that has its number."""

    def __init__(self, counter: Counter, vault: EvidenceVault, take_customers: TakeProvinceCustomers) -> None:
        self._counter = counter
        self._vault = vault
        self._take_customers = take_customers

    def __call__(self, entry_id: str, clerk: ClerkNumber) -> Customer:
        """The customer as kept; the outlet's id, its telephone and the same person's copy stay.

        Raises DomainError: NOT_A_SUPERVISOR, CUSTOMER_UNKNOWN when nothing clashes there, CUSTOMER_EXISTS when it
        stands against more than one.
        """
        clashes = self._take_customers().clashes
        with self._counter.store.unit_of_work() as work:
            require_supervisor(work, clerk)
            clash = next((found for found in clashes if found.told.subject_id == entry_id), None)
            if clash is None:
                raise DomainError(DomainFault.CUSTOMER_UNKNOWN)
            if not clash.may_be_taken:
                raise DomainError(DomainFault.CUSTOMER_EXISTS)
            (before,) = clash.against
            customer = _with_initials(customer_of(clash.told, clash.filed, before))
            now = self._counter.clock.now()
            work.customers.save(customer, clerk=clerk, at=now)
            gone = before.responsible_copy if customer.responsible_copy is None else None
            if gone is not None:
                work.evidence.remove(gone)
            details = {"entry": entry_id, "revision": str(clash.told.revision)}
            work.audit.append(AuditEntry(now, clerk, "customer_left_to_province", customer.customer_id, details))
        if gone is not None:
            self._vault.delete(gone)
        return customer


def _with_initials(customer: Customer) -> Customer:
    return customer if customer.initials else replace(customer, initials=name_initials(customer.name))


def _copies_gone(before: dict[str, Customer], keep: Sequence[Customer], removed: Sequence[Customer]) -> list[str]:
    """Copies of people who are not responsible any more, and of customers that are none any more."""
    stays = {customer.responsible_copy for customer in keep}
    left = [*removed, *(before[customer.customer_id] for customer in keep if customer.customer_id in before)]
    return [copy for customer in left if (copy := customer.responsible_copy) is not None and copy not in stays]
