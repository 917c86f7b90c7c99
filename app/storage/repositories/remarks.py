"""What the province remarked in receipts, found by the document of the record it is about.

Invariants:
- A remark is written in the transaction that delivers its message, once for each code.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.people_ports import Remark
from app.storage.columns import micros, moment, text
from app.storage.connection import Connection

if TYPE_CHECKING:
    # the models load pydantic, which the store itself does not need
    from sync.contract import ReceiptRemark


class StoreRemarks:
    """ports.RemarkRepository, with the delivery's side beside it (``keep``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def about(self, document_hash: str, since: datetime) -> list[Remark]:
        """Remarks about this document's records, oldest first."""
        rows = self._connection.execute(
            "SELECT code, remarked_at, message_id FROM province_remarks"
            " WHERE document_hash = ? AND document_hash <> '' AND remarked_at >= ?"
            " ORDER BY remarked_at, message_id, code",
            (document_hash, micros(since)),
        ).fetchall()
        return [Remark(text(code), moment(at), text(message_id)) for code, at, message_id in rows]

    def keep(self, message_id: str, remarks: "Sequence[ReceiptRemark]") -> None:
        """Keep what a receipt says about the acceptance of this message. About anything else nothing is kept."""
        for remark in remarks:
            self._connection.execute(
                "INSERT INTO province_remarks (message_id, code, document_hash, remarked_at)"
                " SELECT message_id, ?, document_hash, ? FROM acceptances WHERE message_id = ?"
                " ON CONFLICT (message_id, code) DO NOTHING",
                (remark.code, micros(remark.noted_at), message_id),
            )
