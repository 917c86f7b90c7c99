"""What a bundle needs of the house around it, and how it is told.

Invariants:
- Reading what waits changes nothing: no lease, no attempt, no state.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from sync.bundle.plan import UnsentMessage
from sync.bundle.sealing import Sink


class Unsent(Protocol):
    """What waits in a terminal's store. May be called from any thread but the store's own."""

    def waiting(self) -> list[UnsentMessage]:
        """Every message without a receipt that the province has not refused, and every such file with its message.

        Urgent kinds first, then by sequence; last the messages that are delivered, for the sake of their files.
        """

    def body(self, message_id: str) -> bytes | None:
        """The frozen body; None when it is no longer kept."""


class PartFiles(Protocol):
    """Where the parts are written."""

    def tidy(self) -> None:
        """Take away what a killed writer left half-written. Never raises."""

    def room(self) -> int:
        """Free bytes. Raises BundleError(UNREADABLE)."""

    def create(self, name: str, *, replace: bool = False) -> AbstractContextManager[Sink]:
        """A file that appears under its name, durable, when the block ends well, and not at all otherwise.

        Raises BundleError(NO_ROOM, NOT_WRITABLE); the latter also for a name that is taken, unless ``replace``.
        """

    def remove(self, name: str) -> None:
        """Take a file away again. Never raises."""


Progress = Callable[[int, int], None]
"""Told now and then: bytes done, bytes in all."""


def untold(_done: int, _all: int) -> None:
    """Nobody listens."""


def never() -> bool:
    """Nobody stops it."""
    return False
