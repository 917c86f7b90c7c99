"""What the interruptions page asks of the product.

Invariants:
- Every use case runs on the store's thread; a sheet is laid out on the main one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.late_entry import PaperForm
from app.domain.outage import OutageForm
from app.domain.policy import Policy
from app.usecases.outage_results import FilingDone, OutageBoard, OutagePlan, OutageSheetData
from app.usecases.results import CounterView
from app.usecases.supervisor_words import Credentials
from ui.printing.page import Sheet
from ui.printing.paper import Paper
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class OutageActions:
    """The use cases. Each may raise DomainError or StorageError."""

    board: Callable[[], OutageBoard]
    plan: Callable[[OutagePlan, ClerkNumber], FilingDone]
    withdraw: Callable[[str, ClerkNumber], FilingDone]
    report: Callable[[str | None, OutageForm, ClerkNumber], FilingDone]
    """About the interruption with that id; None: about the open one, or one that nobody has noticed yet."""
    sheet: Callable[[str, str | None], OutageSheetData]
    """The outage's filing with that message; None: the newest."""
    begin_late_entry: Callable[[PaperForm, Credentials, ClerkNumber], CounterView]
    """Opens the counter for one paper form, by a supervisor's word."""


class OutageSheets(Protocol):
    """Lays filings out on paper."""

    def sheet(self, filing: OutageSheetData) -> Sheet:
        """One page. Main thread."""


@dataclass(frozen=True, slots=True)
class OutagePorts:
    """Everything the page needs from the house around it."""

    actions: OutageActions
    policy: Policy
    store_tasks: TaskRunner
    sheets: OutageSheets
    paper: Paper
    now: Callable[[], datetime]
    local: Callable[[datetime], datetime]
    bell: Callable[[Tone], None]
