"""In-memory readings of notices and looks at the province, with the semantics of the real repository."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.province_news import LookKind, NoticeReading


@dataclass(slots=True)
class NewsTables:
    """What is kept; readings by notice, revision and clerk."""

    readings: dict[tuple[str, int, ClerkNumber], NoticeReading] = field(default_factory=dict)
    looks: dict[LookKind, datetime] = field(default_factory=dict)

    def snapshot(self) -> "NewsTables":
        """A copy that later changes do not reach."""
        return NewsTables(dict(self.readings), dict(self.looks))


class MemoryNews:
    """province_ports.NewsRepository."""

    def __init__(self, tables: NewsTables) -> None:
        self._tables = tables

    def add_reading(self, reading: NoticeReading) -> None:
        self._tables.readings.setdefault((reading.notice_id, reading.revision, reading.clerk), reading)

    def readings(self) -> list[NoticeReading]:
        return sorted(
            self._tables.readings.values(), key=lambda one: (one.read_at, one.notice_id, one.revision, one.clerk)
        )

    def note_look(self, what: LookKind, at: datetime) -> None:
        self._tables.looks[what] = at

    def looks(self) -> dict[LookKind, datetime]:
        return dict(self._tables.looks)
