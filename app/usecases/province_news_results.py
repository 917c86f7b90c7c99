"""What the use cases of the province's news answer: frozen snapshots for the screen, which loads nothing heavy."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.province_customers import CustomerClash
from app.domain.province_news import NewsAge, NoticeReading, NoticeWords, Told, waits_for


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as it counts now, with its words and who has read this revision of it."""

    told: Told[NoticeWords]
    words: NoticeWords
    readings: tuple[NoticeReading, ...]

    @property
    def notice_id(self) -> str:
        """The province's id of it."""
        return self.told.subject_id

    def waits_for(self, clerk: ClerkNumber, now: datetime) -> bool:
        """Whether that clerk has yet to read it."""
        return waits_for(self.told, clerk, self.readings, now)


@dataclass(frozen=True, slots=True)
class NewsBoard:
    """What the province has told, and how old that is.

    ``notices`` are newest first. ``unreadable`` counts entries of a form that this version does not know.
    """

    ages: tuple[NewsAge, ...]
    notices: tuple[NoticeView, ...]
    clashes: tuple[CustomerClash, ...]
    customers: int
    open_spot_checks: int
    policy_version: str
    unreadable: int

    def waiting_for(self, clerk: ClerkNumber, now: datetime) -> tuple[NoticeView, ...]:
        """What that clerk has yet to read, oldest first."""
        return tuple(notice for notice in reversed(self.notices) if notice.waits_for(clerk, now))
