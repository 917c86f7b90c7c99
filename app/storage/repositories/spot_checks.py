"""Spot checks (双随机抽查) that the province asked for."""

from typing import Final

from app.domain.errors import DomainError, DomainFault
from app.inspection_ports import SpotCheck
from app.storage.columns import blob, micros, moment, optional_micros, optional_moment, optional_text, text
from app.storage.connection import Connection, Row

_COLUMNS: Final = "request_id, received_at, due_at, request, verdict, answer, answered_at, message_id"


class StoreSpotChecks:
    """inspection_ports.SpotCheckRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, check: SpotCheck) -> None:
        """Insert or replace by id. Raises DomainError(STEP_NOT_ALLOWED) for one that is answered."""
        kept = self.get(check.request_id)
        if kept is not None and kept.answered_at is not None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        self._connection.execute(
            f"INSERT OR REPLACE INTO spot_checks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 # our own
            (
                check.request_id,
                micros(check.received_at),
                micros(check.due_at),
                check.request,
                check.verdict,
                check.answer,
                optional_micros(check.answered_at),
                check.message_id,
            ),
        )

    def get(self, request_id: str) -> SpotCheck | None:
        """By id."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM spot_checks WHERE request_id = ?",  # noqa: S608 # column names of our own
            (request_id,),
        ).fetchone()
        return None if row is None else _check(row)

    def open_ones(self) -> list[SpotCheck]:
        """Those that wait for an answer, by deadline."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM spot_checks WHERE answered_at IS NULL ORDER BY due_at, request_id"  # noqa: S608 # our own
        ).fetchall()
        return [_check(row) for row in rows]

    def page(self, *, limit: int) -> list[SpotCheck]:
        """Newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM spot_checks ORDER BY received_at DESC, request_id DESC LIMIT ?",  # noqa: S608 # our own
            (limit,),
        ).fetchall()
        return [_check(row) for row in rows]


def _check(row: Row) -> SpotCheck:
    request_id, received_at, due_at, request, verdict, answer, answered_at, message_id = row
    return SpotCheck(
        request_id=text(request_id),
        received_at=moment(received_at),
        due_at=moment(due_at),
        request=blob(request),
        verdict=text(verdict),
        answer=blob(answer),
        answered_at=optional_moment(answered_at),
        message_id=optional_text(message_id),
    )
