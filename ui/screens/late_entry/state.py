"""What the late entry page shows.

Invariants:
- A PIN never stands in a state: it goes from its field to the use case.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.late_entry import LateProblem
from ui.faults import Failed


@dataclass(frozen=True, slots=True)
class LateEntryPage:
    """``number`` is another one for each form: the fields are filled anew when it changes. ``reason`` is a code."""

    number: int = 0
    accepted_at: datetime | None = None
    accepted_by: str = ""
    reason: str | None = None
    said: Failed | None = None
    busy: bool = False

    @property
    def wrong(self) -> LateProblem | None:
        """What cannot be right about the form."""
        fault = self.said.fault if self.said is not None else None
        return fault if isinstance(fault, LateProblem) else None
