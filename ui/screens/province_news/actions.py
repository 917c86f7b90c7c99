"""What the page of the province's news asks of the product.

Invariants:
- Every use case runs on the store's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.customer import Customer
from app.domain.province_news import NoticeReading
from app.usecases.province_news_results import NewsBoard
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class NewsActions:
    """The use cases. Each may raise DomainError or StorageError."""

    board: Callable[[], NewsBoard]
    confirm: Callable[[str, int, ClerkNumber], NoticeReading | None]
    """Notice, revision, who read it; None when there is nothing to confirm any more."""
    take_customer: Callable[[str, ClerkNumber], Customer]
    """The province's entry, and the supervisor who puts it in the place of the outlet's own."""


@dataclass(frozen=True, slots=True)
class NewsPorts:
    """Everything the page needs from the house around it."""

    actions: NewsActions
    store_tasks: TaskRunner
    now: Callable[[], datetime]
    local: Callable[[datetime], datetime]
    bell: Callable[[Tone], None]
