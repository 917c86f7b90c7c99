"""The province's agreement customers beside the outlet's own: which of them count here, and which clash.

Invariants:
- What the outlet registered is never overwritten: a customer of the province that has a number of one of the outlet's
  own is a clash, is not used, and is shown until a supervisor takes the province's entry in the other's place.
- The outcome depends on what was told and on the outlet's own customers alone, never on the order in which it came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.customer import Customer, CustomerKind, ProvinceEntry
from app.domain.province_news import FiledCustomer, Told

_ID_PREFIX = "province:"


@dataclass(frozen=True, slots=True)
class CustomerClash:
    """An entry of the province that has the credit code or agreement number of these customers."""

    told: Told[FiledCustomer]
    filed: FiledCustomer
    against: tuple[Customer, ...]

    @property
    def may_be_taken(self) -> bool:
        """Whether a supervisor can take it: it stands against one customer, of the outlet's own."""
        return len(self.against) == 1 and self.against[0].province is None


@dataclass(frozen=True, slots=True)
class CustomerPlan:
    """What is to be kept of the province's customers, what is to go, and what clashes."""

    keep: tuple[Customer, ...]
    """Whole, as they are to stand; ``initials`` are those of the customer before, or empty."""
    remove: tuple[Customer, ...]
    clashes: tuple[CustomerClash, ...]


def plan(words: Mapping[str, Told[FiledCustomer]], kept: Sequence[Customer]) -> CustomerPlan:
    """Which customers of the province count, by the words that count and the customers that are kept."""
    before = {customer.province.entry_id: customer for customer in kept if customer.province is not None}
    taken = {number: customer for customer in kept if customer.province is None for number in _numbers(customer)}
    keep: dict[str, Customer] = {}
    clashes: list[CustomerClash] = []
    for told in sorted(words.values(), key=lambda word: word.cursor):
        filed = told.content
        if filed is None:
            continue
        against = {taken[number].customer_id: taken[number] for number in _filed_numbers(filed) if number in taken}
        if against:
            clashes.append(CustomerClash(told, filed, tuple(against.values())))
            continue
        customer = customer_of(told, filed, before.get(told.subject_id))
        keep[told.subject_id] = customer
        taken |= dict.fromkeys(_numbers(customer), customer)
    gone = tuple(customer for entry_id, customer in before.items() if entry_id not in keep)
    return CustomerPlan(tuple(keep.values()), gone, tuple(clashes))


def customer_of(told: Told[FiledCustomer], filed: FiledCustomer, before: Customer | None) -> Customer:
    """The entry as a customer. What the outlet knows of ``before`` stays: telephone, and the same person's copy."""
    same_person = before is not None and before.responsible_name == filed.responsible_name
    same_name = before is not None and before.name == filed.name
    return Customer(
        customer_id=before.customer_id if before is not None else _ID_PREFIX + told.subject_id,
        kind=CustomerKind.AGREEMENT,
        name=filed.name,
        initials=before.initials if before is not None and same_name else "",
        credit_code=filed.credit_code,
        responsible_name=filed.responsible_name,
        phone=before.phone if before is not None else "",
        credit_code_reason=filed.credit_code_reason,
        responsible_copy=before.responsible_copy if before is not None and same_person else None,
        agreement=filed.agreement,
        province=ProvinceEntry(told.subject_id, told.revision, filed.copy_kept),
    )


def _numbers(customer: Customer) -> tuple[str, ...]:
    agreement = customer.agreement
    return (customer.credit_code,) if agreement is None else (customer.credit_code, agreement.number)


def _filed_numbers(filed: FiledCustomer) -> tuple[str, ...]:
    return filed.credit_code, filed.agreement.number
