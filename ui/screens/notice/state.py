"""What the notice's page shows."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from ui.faults import Failed
from ui.printing.page import Sheet


class Hanging(Enum):
    """Which of the sheets is shown."""

    NOTICE = "notice"
    """The notice to senders (告知书)."""
    POSTER = "poster"
    """The prohibited goods."""
    PAPER_FORM = "paper_form"
    """The blank form on which parcels are accepted while the PC is down."""


class Told(Enum):
    """Simple answers."""

    PRINTED = "printed"
    SAVED = "saved"


Answer: TypeAlias = Told | Failed


@dataclass(frozen=True, slots=True)
class NoticePage:
    """``sheet`` is None until the outlet's name is known."""

    hanging: Hanging = Hanging.NOTICE
    sheet: Sheet | None = None
    by_hand: bool = False
    """Something of the outlet is not known: the sheet has lines to fill in by hand."""
    answer: Answer | None = None
