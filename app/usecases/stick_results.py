"""What a clerk is told about a stick, and how work on it is watched. Light: the screen imports it.

Invariants:
- Numbers and codes only: nothing of anybody's records.
"""

from dataclasses import dataclass
from threading import Event
from typing import Final

from sync.words import BundleFault

_BETWEEN_QUESTIONS: Final = 0.2
_MOST_QUESTIONS: Final = 3000
"""Ten minutes: a part that is still being taken in then is told as such."""


@dataclass(frozen=True, slots=True)
class WrittenStick:
    """What was sealed onto a stick; ``left_out`` are photos that could not be read, ``size`` is in bytes."""

    parts: int
    messages: int
    files: int
    left_out: int
    size: int


@dataclass(frozen=True, slots=True)
class CarriedStick:
    """What became of the parts on a stick."""

    taken: int
    known: int
    """Taken before."""
    in_work: int
    """Arrived whole; the province is still at it."""
    messages: int
    """In the parts that were taken now, known ones included."""
    files: int
    refused: tuple[BundleFault, ...]


@dataclass(frozen=True, slots=True)
class ReceivedStick:
    """What the receipts on a stick delivered here."""

    files: int
    """That were for this terminal."""
    delivered: int
    waiting: int
    """Messages that wait on."""
    others: int
    """Files for other terminals, left as they are."""
    refused: tuple[BundleFault, ...]


class Watch:
    """Work on a stick as seen from another thread: how far it is, and a way to stop it."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._progress = (0, 0)
        self._questions = 0

    @property
    def progress(self) -> tuple[int, int]:
        """Bytes done, bytes in all; (0, 0) at first."""
        return self._progress

    def tell(self, done: int, total: int) -> None:
        """The work is so far."""
        self._progress = (done, total)

    def stop(self) -> None:
        """End soon. May be called from any thread, more than once."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self._stopped.is_set()

    def pause(self) -> bool:
        """Wait a moment, less when somebody stops it; False: do not ask any more."""
        self._questions += 1
        return not self._stopped.wait(_BETWEEN_QUESTIONS) and self._questions < _MOST_QUESTIONS
