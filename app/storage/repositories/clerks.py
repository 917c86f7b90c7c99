"""The people of this outlet."""

from typing import Final

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.storage.columns import optional_text, text
from app.storage.connection import Connection, DriverError, Row, is_duplicate

_COLUMNS: Final = "clerk_number, name, pin_hash, role, document_hash"


class StoreClerks:
    """ports.ClerkRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, clerk: Clerk) -> None:
        """Raises DomainError(CLERK_EXISTS)."""
        try:
            self._connection.execute(
                "INSERT INTO clerks (clerk_number, name, pin_hash, role, document_hash) VALUES (?, ?, ?, ?, ?)",
                (clerk.number, clerk.name, clerk.pin_hash, clerk.role, clerk.document_hash),
            )
        except DriverError as error:
            if is_duplicate(error, "clerks.clerk_number"):
                raise DomainError(DomainFault.CLERK_EXISTS) from error
            raise

    def get(self, number: ClerkNumber) -> Clerk | None:
        """By number."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM clerks WHERE clerk_number = ?",  # noqa: S608 # our own column names
            (number,),
        ).fetchone()
        return None if row is None else _clerk(row)

    def update(self, clerk: Clerk) -> None:
        """Replace by number. Raises DomainError(CLERK_INVALID) for an unknown one."""
        changed = self._connection.execute(
            "UPDATE clerks SET name = ?, pin_hash = ?, role = ?, document_hash = ? WHERE clerk_number = ?",
            (clerk.name, clerk.pin_hash, clerk.role, clerk.document_hash, clerk.number),
        ).rowcount
        if not changed:
            raise DomainError(DomainFault.CLERK_INVALID)

    def all(self) -> list[Clerk]:
        """By number, ascending."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM clerks ORDER BY clerk_number"  # noqa: S608 # our own column names
        )
        return [_clerk(row) for row in rows]


def _clerk(row: Row) -> Clerk:
    return Clerk(ClerkNumber(text(row[0])), text(row[1]), text(row[2]), ClerkRole(text(row[3])), optional_text(row[4]))
