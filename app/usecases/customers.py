"""Agreement customers and organisations: a supervisor registers them, everybody at the counter finds them.

Invariants:
- Only a supervisor adds or changes a customer, and of one that the province has filed only the telephone and the copy;
  the audit trail says who, with ids and codes only.
- What is kept can be sent: every form and length is the province contract's.
- A credit code whose check character is wrong is kept only with a coded reason of the policy pack.
- The copy of the responsible person's document is encrypted and durable before its row commits, never leaves this PC,
  and goes when another person becomes responsible.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber, ClerkRole
from app.domain.customer import Agreement, AgreementStanding, Customer, CustomerKind, Filing, standing
from app.domain.errors import DomainError, DomainFault
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.domain.waybill import normalised
from app.identity_numbers import check_credit_code
from app.name_initials import name_initials
from app.ports import EvidenceVault, UnitOfWork
from app.usecases.attach_photo import JPEG
from app.usecases.counter import Counter

_NAME_LENGTH = 120
_AGREEMENT_NUMBER_LENGTH = 64
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{9,11}", re.ASCII)
"""A mainland mobile number, or an office's landline with its area code."""


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """What is typed about a customer. The agreement's members are looked at for an agreement customer only."""

    kind: CustomerKind
    name: str = field(repr=False)
    credit_code: str
    responsible_name: str = field(repr=False)
    phone: str = field(repr=False)
    credit_code_reason: str | None = None
    """A code of the policy pack; needed, and kept, only for a wrong check character."""
    agreement_number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    filing: Filing = Filing.UNFILED


@dataclass(frozen=True, slots=True)
class ListedCustomer:
    """A customer, and what the agreement is worth today."""

    customer: Customer
    standing: AgreementStanding


def tidied(form: CustomerForm) -> CustomerForm:
    """The same as it is kept: plain letters and digits, single blanks in names, no blanks in numbers."""
    agreed = form.kind is CustomerKind.AGREEMENT
    return replace(
        form,
        name=one_line(form.name),
        credit_code=plain_number(form.credit_code),
        responsible_name=one_line(form.responsible_name),
        phone=plain_number(form.phone).replace("-", ""),
        agreement_number=plain_number(form.agreement_number) if agreed else "",
        valid_from=form.valid_from if agreed else None,
        valid_to=form.valid_to if agreed else None,
        filing=form.filing if agreed else Filing.UNFILED,
    )


def wrong_members(form: CustomerForm) -> tuple[str, ...]:
    """The names of the members of a tidied form that cannot be right, in the order in which they are typed.

    A wrong check character of the credit code is no matter of form: see :func:`credit_code_needs_reason`.
    """
    return tuple(_wrong_members(form))


def credit_code_needs_reason(code: str) -> bool:
    """Whether only the check character of a tidied credit code is wrong: some real old codes are like that."""
    return check_credit_code(code).needs_reason


class RegisterCustomer:
    """Adds a customer, or changes one."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, form: CustomerForm, clerk: ClerkNumber, customer_id: str | None = None) -> Customer:
        """The customer as kept. ``customer_id`` None adds one.

        Raises DomainError: NOT_A_SUPERVISOR, CUSTOMER_INVALID with the member's name, CREDIT_CODE_CHECK without a
        reason of the policy pack, CUSTOMER_EXISTS when another has the credit code or the agreement number,
        CUSTOMER_UNKNOWN, CUSTOMER_OF_PROVINCE for more than the telephone of one that the province has filed.
        """
        tidy = tidied(form)
        with self._counter.store.unit_of_work() as work:
            require_supervisor(work, clerk)
            _require_right(tidy, self._counter.policy)
            before = _known(work, customer_id) if customer_id is not None else None
            _require_new(work, tidy, customer_id)
            now = self._counter.clock.now()
            customer = _customer(tidy, customer_id or self._counter.ids.new(), before)
            _require_own(customer, before)
            work.customers.save(customer, clerk=clerk, at=now)
            gone = before.responsible_copy if before is not None and customer.responsible_copy is None else None
            if gone is not None:
                work.evidence.remove(gone)
            details = {"kind": customer.kind.value, "filing": tidy.filing.value}
            if customer.credit_code_reason is not None:
                details["credit_code_reason"] = customer.credit_code_reason
            action = "customer_added" if before is None else "customer_changed"
            work.audit.append(AuditEntry(now, clerk, action, customer.customer_id, details))
        if gone is not None:
            self._vault.delete(gone)
        return customer


class AttachResponsibleCopy:
    """Keeps the copy of the responsible person's document, in the place of an earlier one."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, customer_id: str, jpeg: bytes, clerk: ClerkNumber) -> Customer:
        """The customer with the copy.

        Raises DomainError: NOT_A_SUPERVISOR, CUSTOMER_UNKNOWN; StorageError when the copy cannot be kept.
        """
        counter = self._counter
        with counter.store.unit_of_work() as work:
            require_supervisor(work, clerk)
            _known(work, customer_id)
        stored = self._vault.store(counter.ids.new(), jpeg, JPEG)
        with counter.store.unit_of_work() as work:
            before = _known(work, customer_id)
            now = counter.clock.now()
            after = replace(before, responsible_copy=stored.evidence_id)
            work.evidence.add(stored, customer_id, upload=False, at=now)
            work.customers.save(after, clerk=clerk, at=now)
            if before.responsible_copy is not None:
                work.evidence.remove(before.responsible_copy)
            details = {"copy": stored.evidence_id}
            work.audit.append(AuditEntry(now, clerk, "customer_copy_kept", customer_id, details))
        if before.responsible_copy is not None:
            self._vault.delete(before.responsible_copy)
        return after


class ListCustomers:
    """Finds customers."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, text: str = "") -> list[ListedCustomer]:
        """Whose name, initials, credit code or agreement number hold ``text``, by initials; all for an empty one."""
        wanted = plain_number(text)
        today = self._counter.today()
        with self._counter.store.unit_of_work() as work:
            kept = work.customers.all()
        found = [customer for customer in kept if any(wanted in part for part in _found_by(customer))]
        return [ListedCustomer(customer, standing(customer, today)) for customer in found]


def require_supervisor(work: UnitOfWork, clerk: ClerkNumber) -> None:
    """Raises DomainError(NOT_A_SUPERVISOR)."""
    person = work.clerks.get(clerk)
    if person is None or person.role is not ClerkRole.SUPERVISOR:
        raise DomainError(DomainFault.NOT_A_SUPERVISOR)


def _found_by(customer: Customer) -> Iterator[str]:
    yield plain_number(customer.name)
    yield customer.initials
    yield customer.credit_code
    if customer.agreement is not None:
        yield customer.agreement.number


def one_line(text: str) -> str:
    """A name as it is kept: single blanks, composed characters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_number(text: str) -> str:
    """As scans are normalised, so that a scanned code is found; full-width letters and digits are plain ones."""
    return normalised(unicodedata.normalize("NFKC", text))


def _wrong_members(form: CustomerForm) -> Iterator[str]:
    if not _fits(form.name, _NAME_LENGTH):
        yield "name"
    if check_credit_code(form.credit_code).problems and not credit_code_needs_reason(form.credit_code):
        yield "credit_code"
    if not _fits(form.responsible_name, _NAME_LENGTH):
        yield "responsible_name"
    if not _PHONE.fullmatch(form.phone):
        yield "phone"
    if form.kind is not CustomerKind.AGREEMENT:
        return
    if not _fits(form.agreement_number, _AGREEMENT_NUMBER_LENGTH):
        yield "agreement_number"
    if form.valid_from is None:
        yield "valid_from"
    if form.valid_to is None or (form.valid_from is not None and form.valid_to <= form.valid_from):
        yield "valid_to"


def _fits(text: str, most: int) -> bool:
    """No controls and no halves of characters. Rare characters may be newer than Python's tables: they pass."""
    return 1 <= len(text) <= most and not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def _require_right(form: CustomerForm, policy: Policy) -> None:
    for member in wrong_members(form):
        raise DomainError(DomainFault.CUSTOMER_INVALID, member)
    if not credit_code_needs_reason(form.credit_code):
        return
    if form.credit_code_reason is None or find(policy.senders.credit_code_reasons, form.credit_code_reason) is None:
        raise DomainError(DomainFault.CREDIT_CODE_CHECK)


def _require_new(work: UnitOfWork, form: CustomerForm, customer_id: str | None) -> None:
    """A scanned code must find one customer. The store itself guards the credit code."""
    for number in filter(None, (form.credit_code, form.agreement_number)):
        other = work.customers.by_code(number)
        if other is not None and other.customer_id != customer_id:
            raise DomainError(DomainFault.CUSTOMER_EXISTS)


def _require_own(customer: Customer, before: Customer | None) -> None:
    """Of a customer that the province has filed, only the telephone is the outlet's to say."""
    if before is None or before.province is None:
        return
    if replace(customer, phone=before.phone) != before:
        raise DomainError(DomainFault.CUSTOMER_OF_PROVINCE)


def _known(work: UnitOfWork, customer_id: str) -> Customer:
    customer = work.customers.get(customer_id)
    if customer is None:
        raise DomainError(DomainFault.CUSTOMER_UNKNOWN)
    return customer


def _customer(form: CustomerForm, customer_id: str, before: Customer | None) -> Customer:
    same_person = before is not None and before.responsible_name == form.responsible_name
    return Customer(
        customer_id=customer_id,
        kind=form.kind,
        name=form.name,
        initials=name_initials(form.name),
        credit_code=form.credit_code,
        responsible_name=form.responsible_name,
        phone=form.phone,
        credit_code_reason=form.credit_code_reason if credit_code_needs_reason(form.credit_code) else None,
        responsible_copy=before.responsible_copy if before is not None and same_person else None,
        agreement=_agreement(form),
        province=before.province if before is not None else None,
    )


def _agreement(form: CustomerForm) -> Agreement | None:
    if form.kind is not CustomerKind.AGREEMENT or form.valid_from is None or form.valid_to is None:
        return None
    return Agreement(form.agreement_number, form.valid_from, form.valid_to, form.filing)
