"""Who has read the province's notices, and when the province was asked last."""

from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.province_news import LookKind, NoticeReading
from app.storage.columns import integer, micros, moment, text
from app.storage.connection import Connection, Row


class StoreNews:
    """province_ports.NewsRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_reading(self, reading: NoticeReading) -> None:
        """Keep it for good; the same again adds nothing."""
        self._connection.execute(
            "INSERT INTO notice_readings (notice_id, revision, clerk, read_at, message_id) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (notice_id, revision, clerk) DO NOTHING",
            (reading.notice_id, reading.revision, reading.clerk, micros(reading.read_at), reading.message_id),
        )

    def readings(self) -> list[NoticeReading]:
        """All of them, in the order in which they were read."""
        query = (
            "SELECT notice_id, revision, clerk, read_at, message_id FROM notice_readings"
            " ORDER BY read_at, notice_id, revision, clerk"
        )
        return [_reading(row) for row in self._connection.execute(query)]

    def note_look(self, what: LookKind, at: datetime) -> None:
        """The province has answered in full."""
        self._connection.execute(
            "INSERT INTO province_looks (what, looked_at) VALUES (?, ?)"
            " ON CONFLICT (what) DO UPDATE SET looked_at = excluded.looked_at",
            (what, micros(at)),
        )

    def looks(self) -> dict[LookKind, datetime]:
        """When it last did."""
        rows = self._connection.execute("SELECT what, looked_at FROM province_looks")
        return {LookKind(text(what)): moment(looked_at) for what, looked_at in rows}


def _reading(row: Row) -> NoticeReading:
    notice_id, revision, clerk, read_at, message_id = row
    return NoticeReading(
        text(notice_id), integer(revision), ClerkNumber(text(clerk)), moment(read_at), text(message_id)
    )
