"""Legal holds (依法保留)."""

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.retention_ports import HoldScope, LegalHold
from app.storage.columns import micros, moment, optional_micros, text
from app.storage.connection import Connection, DriverError, SqlValue, is_duplicate


class StoreLegalHolds:
    """retention_ports.LegalHoldRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, hold: LegalHold) -> None:
        """Raises DomainError(ALREADY_HELD) while another hold of the same subject is in force."""
        try:
            self._connection.execute(
                "INSERT INTO legal_holds (hold_id, scope, subject, reason, placed_by, placed_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (hold.hold_id, hold.scope.value, hold.subject, hold.reason, hold.placed_by, micros(hold.placed_at)),
            )
        except DriverError as error:
            if is_duplicate(error, "legal_holds.scope, legal_holds.subject"):
                raise DomainError(DomainFault.ALREADY_HELD) from error
            raise

    def release(self, hold: LegalHold) -> None:
        """Keep how it ended. Raises DomainError(NOT_HELD) when it is not in force."""
        released = self._connection.execute(
            "UPDATE legal_holds SET released_by = ?, released_at = ?, release_reason = ?"
            " WHERE hold_id = ? AND released_at IS NULL",
            (hold.released_by, optional_micros(hold.released_at), hold.release_reason, hold.hold_id),
        )
        if released.rowcount != 1:
            raise DomainError(DomainFault.NOT_HELD)

    def in_force(self) -> list[LegalHold]:
        """Oldest first."""
        rows = self._connection.execute(
            "SELECT hold_id, scope, subject, reason, placed_by, placed_at FROM legal_holds"
            " WHERE released_at IS NULL ORDER BY number"
        )
        return [
            LegalHold(text(hold_id), HoldScope(text(scope)), text(subject), text(reason), _clerk(by), moment(at))
            for hold_id, scope, subject, reason, by, at in rows
        ]


def _clerk(value: SqlValue) -> ClerkNumber:
    return ClerkNumber(text(value))
