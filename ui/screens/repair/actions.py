"""What the repair page asks of the product.

Invariants:
- Every use case runs on the store's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange
from app.domain.policy import Policy
from app.repair_ports import GivenUp, RepairSubject
from app.usecases.repair_results import CorrectionDone, OpenedRepair, RepairBoard
from app.usecases.supervisor_words import Credentials
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class RepairActions:
    """The use cases. Each may raise DomainError or StorageError."""

    board: Callable[[], RepairBoard]
    open: Callable[[str, ClerkNumber], OpenedRepair]
    correct: Callable[[str, tuple[FieldChange, ...], str, ClerkNumber, Credentials | None], CorrectionDone]
    put_back: Callable[[RepairSubject, str, ClerkNumber], None]
    give_up: Callable[[RepairSubject, str, str, Credentials, ClerkNumber], GivenUp]


@dataclass(frozen=True, slots=True)
class RepairPorts:
    """Everything the page needs from the house around it."""

    actions: RepairActions
    policy: Policy
    store_tasks: TaskRunner
    local: Callable[[datetime], datetime]
    bell: Callable[[Tone], None]
