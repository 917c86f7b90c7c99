"""The people of this outlet."""

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.storage.columns import text
from app.storage.connection import Connection, DriverError, Row, is_duplicate


class StoreClerks:
    """ports.ClerkRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, clerk: Clerk) -> None:
        """Raises DomainError(CLERK_EXISTS)."""
        try:
            self._connection.execute(
                "INSERT INTO clerks (clerk_number, name, pin_hash) VALUES (?, ?, ?)",
                (clerk.number, clerk.name, clerk.pin_hash),
            )
        except DriverError as error:
            if is_duplicate(error, "clerks.clerk_number"):
                raise DomainError(DomainFault.CLERK_EXISTS) from error
            raise

    def get(self, number: ClerkNumber) -> Clerk | None:
        """By number."""
        row = self._connection.execute(
            "SELECT clerk_number, name, pin_hash FROM clerks WHERE clerk_number = ?", (number,)
        ).fetchone()
        return None if row is None else _clerk(row)

    def all(self) -> list[Clerk]:
        """By number, ascending."""
        rows = self._connection.execute("SELECT clerk_number, name, pin_hash FROM clerks ORDER BY clerk_number")
        return [_clerk(row) for row in rows]


def _clerk(row: Row) -> Clerk:
    return Clerk(ClerkNumber(text(row[0])), text(row[1]), text(row[2]))
