"""The counter goes first: while somebody works there, sending takes a small share of this PC.

A backlog of days is sent by the same processor, interpreter and disk that take the next parcel in. What the sync thread
works (not what it waits for the network) is held to :data:`SHARE` of the time as long as the counter was used within
:data:`AT_WORK_S`; a counter that stands idle, at night or between two customers, leaves it everything.

Invariants:
- ``used`` may be called from any thread; ``rest`` only on the sync thread, ``stop`` from any.
- No rest is longer than :data:`LONGEST_S`, and none outlasts ``stop``: what is urgent waits for no more than that.
"""

import time
from collections.abc import Callable
from threading import Event as Signal
from typing import Final

AT_WORK_S: Final = 3.0
"""Seconds since the last step at the counter. The steps of one parcel follow each other faster."""
SHARE: Final = 0.01
"""Of the time. The store's thread does about as much again for it: fewer than one acceptance in twenty meets either."""
LONGEST_S: Final = 2.0


class CounterFirst:
    """sync.ports.Courtesy for the counter of this PC."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        busy: Callable[[], float] = time.thread_time,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        """``busy`` tells the seconds that the calling thread has worked; ``pause`` waits, by itself until ``stop``."""
        self._monotonic = monotonic
        self._busy = busy
        self._used_at: float | None = None
        self._stopping = Signal()
        self._pause = pause or self._stopping.wait
        self._rested_at = monotonic()
        self._busy_then: float | None = None

    def used(self) -> None:
        """A step at the counter begins."""
        self._used_at = self._monotonic()

    def at_work(self) -> bool:
        """Whether the counter was used just now."""
        used_at = self._used_at
        return used_at is not None and self._monotonic() - used_at < AT_WORK_S

    def rest(self) -> None:
        """Wait until the work since the last call is no more than its share; not at all when nobody is at work."""
        busy, now = self._busy(), self._monotonic()
        worked = busy - self._busy_then if self._busy_then is not None else 0.0
        missing = worked / SHARE - (now - self._rested_at)
        if missing > 0 and self.at_work():
            self._pause(min(missing, LONGEST_S))
        self._busy_then, self._rested_at = self._busy(), self._monotonic()

    def stop(self) -> None:
        """End a rest under way, and rest no more."""
        self._stopping.set()
