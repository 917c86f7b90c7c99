"""What the sync page asks of the product.

Invariants:
- Use cases run on the store's thread; the link is tested on a thread of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.usecases.link_test import LinkTestRun
from app.usecases.sync_results import Books, SyncBoard
from sync.link_test import StepResult
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class SyncActions:
    """The use cases. Each may raise DomainError or StorageError."""

    board: Callable[[], SyncBoard]
    books: Callable[[], Books]
    pause: Callable[[ClerkNumber], None]
    go_on: Callable[[ClerkNumber], None]
    send_now: Callable[[], None]
    """Wakes the sync thread; on any thread."""
    test: Callable[[LinkTestRun], tuple[StepResult, ...]]
    """Takes the steps; on the link's own thread."""


@dataclass(frozen=True, slots=True)
class SyncPorts:
    """Everything the page needs from the house around it."""

    actions: SyncActions
    store_tasks: TaskRunner
    link_tasks: TaskRunner
    now: Callable[[], datetime]
    local: Callable[[datetime], datetime]
    bell: Callable[[Tone], None]
