"""From an error to the code that the screen has words for.

Invariants:
- An error that nobody foresaw is logged by its type alone: its text could quote what the clerk just dealt with.
"""

import logging
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from app.domain.errors import DomainError, DomainFault
from app.domain.late_entry import LateProblem
from app.statistics_export import ExportError, ExportFault
from app.storage.errors import StorageError, StorageFault
from devices.errors import CardError, CardFault, DeviceError, DeviceFault
from sync.bundle.errors import BundleError
from sync.errors import SyncError, SyncFault
from sync.words import BundleFault, ProblemCode
from ui.printing.problems import PrintProblem

_log = logging.getLogger(__name__)


class Unforeseen(Enum):
    """A failure that no code of ours describes: a bug, told as such."""

    UNFORESEEN = "unforeseen"


Fault: TypeAlias = (
    DomainFault
    | LateProblem
    | ExportFault
    | StorageFault
    | DeviceFault
    | CardFault
    | SyncFault
    | ProblemCode
    | BundleFault
    | PrintProblem
    | Unforeseen
)


@dataclass(frozen=True, slots=True)
class Failed:
    """A step failed. ``detail`` is the error's own, free of personal data."""

    fault: Fault
    detail: str = ""


def failed(error: Exception) -> Failed:
    """What to tell about ``error``."""
    match error:
        case CardError():
            return Failed(error.card_fault)
        case DomainError(fault=DomainFault.LATE_ENTRY_REFUSED):
            return Failed(LateProblem(error.detail))
        case DomainError() | StorageError() | BundleError():
            return Failed(error.fault, error.detail)
        case DeviceError() | ExportError():
            return Failed(error.fault)
        case SyncError():
            return Failed(_problem(error.problem_code) or error.fault)
        case _:
            _log.error("a step on the screen failed: %s", type(error).__name__)
            return Failed(Unforeseen.UNFORESEEN)


def _problem(code: str | None) -> ProblemCode | None:
    """The province's own reason, when it is one of the contract's: it says more than the status did."""
    return next((problem for problem in ProblemCode if problem.value == code), None)
