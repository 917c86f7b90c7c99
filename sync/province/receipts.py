"""Receipts: the province's signed word (compact JWS, RFC 7515, EdDSA of RFC 8037), and the order it gave them in.

Invariants:
- Every new receipt gets a cursor that is larger than all earlier ones of its terminal. The counter lies in the
  terminal's row, whose lock is held until the transaction ends, so that a reader who has seen a cursor has seen
  everything before it. Cursors may have gaps.
- The ``typ`` header says which kind of receipt it is; ``kid`` names the key that terminals pinned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from sync.contract import (
    EVIDENCE_RECEIPT_TYPE,
    RECEIPT_TYPE,
    EvidenceReceiptClaims,
    ReceiptClaims,
    ReceiptPage,
    StoredReceipt,
)
from sync.province.database import RECEIPTS, TERMINALS, Database
from sync.province.keys import ReceiptKey

ReceiptKind = Literal["message", "evidence"]

_TYPES: dict[ReceiptKind, str] = {"message": RECEIPT_TYPE, "evidence": EVIDENCE_RECEIPT_TYPE}


@dataclass(frozen=True, slots=True)
class FiledReceipt:
    """A signed receipt and its place in the terminal's order."""

    cursor: int
    jws: str = field(repr=False)


class ReceiptBook:
    """Signs receipts and keeps them for those who lost the answer."""

    def __init__(self, database: Database, key: ReceiptKey, issuer: str) -> None:
        self._database = database
        self._key = key
        self.issuer = issuer

    def file_message_receipts(
        self, connection: Connection, terminal_id: str, claims: Sequence[ReceiptClaims]
    ) -> list[FiledReceipt]:
        """Sign and keep receipts for messages, within the caller's transaction; in the order given."""
        return self._file(connection, terminal_id, "message", [claim.model_dump_json() for claim in claims])

    def file_evidence_receipt(
        self, connection: Connection, terminal_id: str, claims: EvidenceReceiptClaims
    ) -> FiledReceipt:
        """Sign and keep the receipt for one file, within the caller's transaction."""
        return self._file(connection, terminal_id, "evidence", [claims.model_dump_json()])[0]

    def page(self, terminal_id: str, after: int, limit: int) -> ReceiptPage:
        """This terminal's receipts after the cursor, oldest first; at most ``limit``."""
        query = (
            select(RECEIPTS.c.cursor, RECEIPTS.c.kind, RECEIPTS.c.jws)
            .where(RECEIPTS.c.terminal_id == terminal_id, RECEIPTS.c.cursor > after)
            .order_by(RECEIPTS.c.cursor)
            .limit(limit + 1)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        found = [StoredReceipt(cursor=row.cursor, kind=row.kind, jws=row.jws) for row in rows[:limit]]
        next_cursor = found[-1].cursor if found else after
        return ReceiptPage(receipts=found, next_cursor=next_cursor, more=len(rows) > limit)

    def _file(
        self, connection: Connection, terminal_id: str, kind: ReceiptKind, claims: Sequence[str]
    ) -> list[FiledReceipt]:
        if not claims:
            return []
        last = _take_cursors(connection, terminal_id, len(claims))
        first = last - len(claims) + 1
        filed = [
            FiledReceipt(first + index, self._key.signed(_TYPES[kind], claim)) for index, claim in enumerate(claims)
        ]
        rows = [{"terminal_id": terminal_id, "cursor": r.cursor, "kind": kind, "jws": r.jws} for r in filed]
        connection.execute(insert(RECEIPTS), rows)
        return filed


def _take_cursors(connection: Connection, terminal_id: str, count: int) -> int:
    statement = (
        update(TERMINALS)
        .where(TERMINALS.c.terminal_id == terminal_id)
        .values(receipt_cursor=TERMINALS.c.receipt_cursor + count)
        .returning(TERMINALS.c.receipt_cursor)
    )
    return int(connection.execute(statement).scalar_one())
