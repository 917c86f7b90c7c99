"""What the practice page shows."""

from dataclasses import dataclass

from app.domain.practice import PracticeAnswer, PracticeCase
from ui.faults import Failed


@dataclass(frozen=True, slots=True)
class PracticePage:
    """``case`` None: the cases are being read, or could not be; or the round is over."""

    case: PracticeCase | None = None
    number: int = 0
    """Of the case in this round, from 1."""
    count: int = 0
    answers: tuple[PracticeAnswer, ...] = ()
    """In the order of the screen."""
    chosen: PracticeAnswer | None = None
    right: int = 0
    """Cases answered rightly in this round."""
    finished: bool = False
    picture: bytes | None = None
    """A JPEG; None until it is drawn, and for a case without one."""
    problem: Failed | None = None
