"""Notices that somebody set the PC's clock: it is compared with one that nobody can set.

Invariants:
- What is told is how far the clock was set since the last comparison, never how right it is: the province says that.
- Small differences are the crystals' and are let be.
"""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from app.ports import Clock

_CRYSTAL: Final = timedelta(seconds=1)


def steady_seconds() -> float:
    """Since some moment of the past, sleep included where the operating system counts it."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    else:  # noqa: RET505 # mypy looks at one of the two
        return time.monotonic()


class ClockJumps:
    """Between two comparisons. Any thread may ask."""

    def __init__(self, clock: Clock, steady: Callable[[], float] = steady_seconds) -> None:
        self._clock = clock
        self._steady = steady
        self._compared = (clock.now(), steady())

    def compare(self) -> None:
        """The clock has just been measured against the province's."""
        self._compared = (self._clock.now(), self._steady())

    def __call__(self) -> timedelta:
        """How far the clock was set since: positive forward, nothing below a second."""
        then, steady_then = self._compared
        jumped = (self._clock.now() - then) - timedelta(seconds=self._steady() - steady_then)
        return jumped if abs(jumped) >= _CRYSTAL else timedelta()
