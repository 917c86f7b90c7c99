"""What the handover's page shows."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from app.domain.handover_rules import HandoverHead
from app.domain.inspection import Screening
from app.usecases.handover_results import (
    ClosedManifest,
    ListedHandover,
    NotClosed,
    OpenManifest,
    ScannedOut,
    Screened,
    StoppedAtDoor,
)
from ui.faults import Failed
from ui.printing.problems import PrintProblem


class Asking(Enum):
    """What stands beside the list while parcels are scanned."""

    NOTHING = "nothing"
    CLOSE = "close"
    """Whether the parcels leave now."""
    DISCARD = "discard"
    SCREENING = "screening"
    HEAD = "head"
    """The head is put right."""


class Told(Enum):
    """Short answers."""

    OPENED = "opened"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken_back"
    DISCARDED = "discarded"
    OPEN_FIRST = "open_first"
    """A scan came, and there is no manifest yet."""
    NOTHING_TO_SCREEN = "nothing_to_screen"
    """Every parcel of the list has its screening."""
    READ_ONLY = "read_only"
    PRINTED = "printed"
    SAVED = "saved"
    NOTHING_TO_PRINT = "nothing_to_print"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The parcels are gone. ``problem``: why the manifest is not on paper."""

    manifest: ClosedManifest
    problem: PrintProblem | None


Answer: TypeAlias = Told | ScannedOut | StoppedAtDoor | Screened | NotClosed | HandedOver | PrintProblem | Failed


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """``manifest`` None shows the head's form and the closed handovers; else parcels are being scanned."""

    manifest: OpenManifest | None = None
    closed: tuple[ListedHandover, ...] = ()
    offered: Screening | None = None
    """The screening that was done last, to be offered."""
    waiting: tuple[str, ...] = field(default=(), repr=False)
    """Numbers of parcels that the door stopped for want of a screening."""
    asking: Asking = Asking.NOTHING
    wrong: str = ""
    """The entry of the head or of the screening that cannot be right."""
    answer: Answer | None = None
    answers: int = 0
    """Grows with each answer, so that the same one twice is told twice."""
    begun: int = 0
    """Grows whenever the head's form is to be filled anew with ``head``."""
    head: HandoverHead = field(default_factory=HandoverHead)
    busy: bool = False
    may_change: bool = False
    """Somebody who may hand over is signed in."""
