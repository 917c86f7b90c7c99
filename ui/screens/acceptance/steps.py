"""Lets the steps of a parcel happen one after the other, however fast they are asked for.

Invariants:
- A step begins when the one before it has ended: a photo that is still being encoded is attached before Enter decides,
  and two pieces of evidence that arrive together never open two parcels.
- Each step calls its ``ended`` exactly once, whether it succeeded or not.
"""

from collections import deque
from collections.abc import Callable
from typing import TypeAlias

Ended: TypeAlias = Callable[[], None]
Step: TypeAlias = Callable[[Ended], None]


class StepQueue:
    """Runs steps in order. Main thread only."""

    def __init__(self) -> None:
        self._waiting: deque[Step] = deque()
        self._running = False

    @property
    def busy(self) -> bool:
        """True while a step is under way or waits."""
        return self._running or bool(self._waiting)

    def add(self, step: Step) -> None:
        """Run ``step`` now, or as soon as those before it have ended."""
        self._waiting.append(step)
        self._advance()

    def _advance(self) -> None:
        if not self._running and self._waiting:
            self._running = True
            self._waiting.popleft()(self._ended)

    def _ended(self) -> None:
        self._running = False
        self._advance()
