"""What this province tells its outlets, and the signed pages of ``GET /v1/changes``.

Invariants:
- Each outlet has an order of its own: cursors rise by one, and the outlet's row is held locked while one is given, so
  that a reader who has seen a cursor has seen everything before it.
- An entry never changes; it is signed when it is handed out, for its outlet and its place.
- Only the operator adds entries: there is no call for it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import JsonValue
from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Row, func, insert, select

from sync.changes import CHANGE_TYPE, ChangeClaims, ChangePage, StoredChange
from sync.province.database import CHANGES, OUTLETS, Database
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.keys import ReceiptKey
from sync.province.times import time_of, time_text


def lock_outlet(connection: Connection, outlet_id: str) -> None:
    """Nobody else tells this outlet anything until the transaction ends. Raises ProvinceError(NOBODY_THERE)."""
    outlet = select(OUTLETS.c.outlet_id).where(OUTLETS.c.outlet_id == outlet_id).with_for_update()
    if connection.execute(outlet).first() is None:
        raise ProvinceError(ProvinceFault.NOBODY_THERE, "outlet")


class ChangeBook:
    """Keeps what outlets are told, in order. Thread-safe."""

    def __init__(self, database: Database, key: ReceiptKey, issuer: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._key = key
        self._issuer = issuer
        self._now = now

    def tell(self, outlet_id: str, kind: str, body: Mapping[str, JsonValue]) -> int:
        """Add an entry for this outlet; its cursor. Raises ProvinceError(NOBODY_THERE)."""
        with self._database.writing() as connection:
            return self.tell_within(connection, outlet_id, kind, body)

    def tell_within(self, connection: Connection, outlet_id: str, kind: str, body: Mapping[str, JsonValue]) -> int:
        """As :meth:`tell`, within the caller's transaction."""
        lock_outlet(connection, outlet_id)
        last = select(func.coalesce(func.max(CHANGES.c.cursor), 0)).where(CHANGES.c.outlet_id == outlet_id)
        cursor = int(connection.execute(last).scalar_one()) + 1
        row = {
            "outlet_id": outlet_id,
            "cursor": cursor,
            "kind": kind,
            "issued_at": time_text(self._now()),
            "body": to_json(body),
        }
        connection.execute(insert(CHANGES), row)
        return cursor

    def page(self, outlet_id: str, after: int, limit: int) -> ChangePage:
        """This outlet's entries after the cursor, oldest first; at most ``limit``."""
        query = (
            select(CHANGES)
            .where(CHANGES.c.outlet_id == outlet_id, CHANGES.c.cursor > after)
            .order_by(CHANGES.c.cursor)
            .limit(limit + 1)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        found = [StoredChange(cursor=row.cursor, jws=self._signed(row)) for row in rows[:limit]]
        next_cursor = found[-1].cursor if found else after
        return ChangePage(changes=found, next_cursor=next_cursor, more=len(rows) > limit)

    def _signed(self, row: Row[tuple[object, ...]]) -> str:
        claims = ChangeClaims(
            iss=self._issuer,
            outlet_id=row.outlet_id,
            cursor=row.cursor,
            kind=row.kind,
            issued_at=time_of(row.issued_at),
            body=from_json(row.body),
        )
        return self._key.signed(CHANGE_TYPE, claims.model_dump_json())
