"""What a long task asks between two of its calls: whether to go on, and what goes first."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """Of uploads and of receipts that are fetched page by page."""

    should_stop: Callable[[], bool]
    messages_first: Callable[[], None]
    """Sends the messages that are due and cannot wait."""
