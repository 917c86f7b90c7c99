"""What the province told this outlet.

Invariants:
- An entry is kept once, as it came, whatever its kind; the highest cursor is how far the province was read.
- An entry that was forgotten has no words and no signature any more; its place stays.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.province_ports import TakenChange
from app.storage.columns import integer, micros, moment, one, text
from app.storage.connection import Connection, Row
from app.storage.errors import StorageError, StorageFault
from sync.ports import Change

if TYPE_CHECKING:
    from pydantic import JsonValue

_COLUMNS = "cursor, kind, issued_at, body, taken_at"


class StoreChangeList:
    """ports.ChangeRepository, with the fetching side beside it (``cursor``, ``add``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_kind(self, kind: str) -> list[TakenChange]:
        """All entries of that kind whose words are kept, oldest first."""
        query = f"SELECT {_COLUMNS} FROM changes WHERE kind = ? AND jws <> '' ORDER BY cursor"  # noqa: S608 # a constant
        return [_change(row) for row in self._connection.execute(query, (kind,))]

    def get(self, cursor: int) -> TakenChange | None:
        """By place."""
        query = f"SELECT {_COLUMNS} FROM changes WHERE cursor = ?"  # noqa: S608 # a constant
        row = self._connection.execute(query, (cursor,)).fetchone()
        return None if row is None else _change(row)

    def forget(self, cursors: Sequence[int]) -> None:
        """Drop the words of these entries; their places stay."""
        for cursor in cursors:
            self._connection.execute("UPDATE changes SET body = '{}', jws = '' WHERE cursor = ?", (cursor,))

    def cursor(self) -> int:
        """Up to where entries were taken."""
        return integer(one(self._connection.execute("SELECT ifnull(max(cursor), 0) FROM changes").fetchone())[0])

    def add(self, changes: Sequence[Change], at: datetime) -> None:
        """Keep entries. A known cursor adds nothing."""
        for change in changes:
            self._connection.execute(
                "INSERT OR IGNORE INTO changes (cursor, kind, issued_at, body, jws, taken_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    change.cursor,
                    change.kind,
                    micros(change.issued_at),
                    json.dumps(change.body, ensure_ascii=False),
                    change.jws,
                    micros(at),
                ),
            )


def _change(row: Row) -> TakenChange:
    cursor, kind, issued_at, body, taken_at = row
    return TakenChange(integer(cursor), text(kind), moment(issued_at), _body(text(body)), moment(taken_at))


def _body(written: str) -> "Mapping[str, JsonValue]":
    try:
        body = json.loads(written)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise StorageError(StorageFault.STORE_CORRUPT, "change")
    return body
