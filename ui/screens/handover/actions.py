"""What the handover's page asks of the product.

Invariants:
- Each use case is a plain callable that runs on the store's thread; a screen never calls one on the main thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.handover_rules import HandoverHead
from app.inspection_ports import Handover
from app.usecases.edits import RecordScreening
from app.usecases.handover_results import (
    ClosedManifest,
    CloseOutcome,
    HandoverDesk,
    OpenManifest,
    ScanOutOutcome,
    Screened,
)
from ui.printing.problems import PrintProblem
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class HandoverActions:
    """The use cases. Each may raise DomainError or StorageError."""

    show: Callable[[], HandoverDesk]
    open: Callable[[HandoverHead, ClerkNumber], Handover]
    correct: Callable[[HandoverHead, ClerkNumber], OpenManifest]
    scan_out: Callable[[str, ClerkNumber], ScanOutOutcome]
    take_back: Callable[[str, ClerkNumber], int]
    screen: Callable[[RecordScreening, Sequence[str], ClerkNumber], Screened]
    """The screening, numbers that wait for one, clerk."""
    close: Callable[[ClerkNumber], CloseOutcome]
    discard: Callable[[ClerkNumber], None]
    read_manifest: Callable[[str], ClosedManifest]
    """By the handover's id."""


class Paper(Protocol):
    """Puts a manifest on paper. Main thread; what goes wrong is an answer."""

    def print(self, manifest: ClosedManifest) -> PrintProblem | None:
        """On the default printer; None when it took it."""

    def save(self, manifest: ClosedManifest, path: Path) -> PrintProblem | None:
        """As a PDF where somebody chose; None when it is written."""


@dataclass(frozen=True, slots=True)
class HandoverPorts:
    """Everything the page needs from the house around it."""

    actions: HandoverActions
    store_tasks: TaskRunner
    """Runs use cases, strictly in order."""
    paper: Paper
    bell: Callable[[Tone], None]
