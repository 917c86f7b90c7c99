"""Agreement customers and organisations."""

from datetime import date, datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.customer import Agreement, Customer, CustomerKind, Filing, ProvinceEntry
from app.domain.errors import DomainError, DomainFault
from app.storage.columns import integer, micros, optional_text, text
from app.storage.connection import Connection, DriverError, Row, is_duplicate

_COLUMNS: Final = (
    "customer_id, kind, name, initials, credit_code, credit_code_reason, responsible_name, responsible_copy, phone,"
    " agreement_number, valid_from, valid_to, filing, province_id, province_revision, province_copy"
)
_SAVE: Final = f"""
INSERT INTO customers ({_COLUMNS}, changed_at, changed_by) VALUES ({", ".join("?" * 18)})
ON CONFLICT (customer_id) DO UPDATE SET
    kind = excluded.kind, name = excluded.name, initials = excluded.initials, credit_code = excluded.credit_code,
    credit_code_reason = excluded.credit_code_reason, responsible_name = excluded.responsible_name,
    responsible_copy = excluded.responsible_copy, phone = excluded.phone,
    agreement_number = excluded.agreement_number, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    filing = excluded.filing, province_id = excluded.province_id,
    province_revision = excluded.province_revision, province_copy = excluded.province_copy,
    changed_at = excluded.changed_at, changed_by = excluded.changed_by
"""  # noqa: S608 # our own column names
_SELECT: Final = f"SELECT {_COLUMNS} FROM customers"  # noqa: S608 # same


class StoreCustomers:
    """ports.CustomerRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, customer: Customer, *, clerk: ClerkNumber | None, at: datetime) -> None:
        """Insert or replace by id. Raises DomainError(CUSTOMER_EXISTS)."""
        agreement, entry = customer.agreement, customer.province
        try:
            self._connection.execute(
                _SAVE,
                (
                    customer.customer_id,
                    customer.kind,
                    customer.name,
                    customer.initials,
                    customer.credit_code,
                    customer.credit_code_reason,
                    customer.responsible_name,
                    customer.responsible_copy,
                    customer.phone,
                    agreement.number if agreement else None,
                    agreement.valid_from.isoformat() if agreement else None,
                    agreement.valid_to.isoformat() if agreement else None,
                    agreement.filing if agreement else Filing.UNFILED,
                    entry.entry_id if entry else None,
                    entry.revision if entry else None,
                    int(entry.copy_kept) if entry else None,
                    micros(at),
                    clerk or "",
                ),
            )
        except DriverError as error:
            if is_duplicate(error, "customers.credit_code"):
                raise DomainError(DomainFault.CUSTOMER_EXISTS) from error
            raise

    def get(self, customer_id: str) -> Customer | None:
        """By id."""
        return _customer(self._connection.execute(f"{_SELECT} WHERE customer_id = ?", (customer_id,)).fetchone())

    def by_code(self, code: str) -> Customer | None:
        """By credit code, else by agreement number. An outlet has some hundreds at most: no index is needed."""
        row = self._connection.execute(
            f"{_SELECT} WHERE credit_code = ? OR agreement_number = ? ORDER BY credit_code = ? DESC LIMIT 1",
            (code, code, code),
        ).fetchone()
        return _customer(row)

    def remove(self, customer_id: str) -> None:
        """By id."""
        self._connection.execute("DELETE FROM customers WHERE customer_id = ?", (customer_id,))

    def all(self) -> list[Customer]:
        """By initials, then name."""
        rows = self._connection.execute(f"{_SELECT} ORDER BY initials, name").fetchall()
        return [found for row in rows if (found := _customer(row)) is not None]


def _customer(row: Row | None) -> Customer | None:
    if row is None:
        return None
    customer_id, kind, name, initials, code, code_reason, responsible, copy, phone, *others = row
    number, begins, ends, filing, entry_id, revision, copy_kept = others
    agreement = (
        None
        if number is None
        else Agreement(
            text(number), date.fromisoformat(text(begins)), date.fromisoformat(text(ends)), Filing(text(filing))
        )
    )
    return Customer(
        customer_id=text(customer_id),
        kind=CustomerKind(text(kind)),
        name=text(name),
        initials=text(initials),
        credit_code=text(code),
        responsible_name=text(responsible),
        phone=text(phone),
        credit_code_reason=optional_text(code_reason),
        responsible_copy=optional_text(copy),
        agreement=agreement,
        province=None
        if entry_id is None
        else ProvinceEntry(text(entry_id), integer(revision), copy_kept=bool(integer(copy_kept))),
    )
