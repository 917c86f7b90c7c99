"""The counter goes first: while somebody works there, sending takes a small share of this PC, and begins behind a step.

A backlog of days is sent by the same processor, interpreter and disk that take the next parcel in. What the sync thread
works (not what it waits for the network) is held to :data:`SHARE` of the time as long as the counter was used within
:data:`AT_WORK_S`; a counter that stands idle, at night or between two customers, leaves it everything. The work it may
do begins right behind a step: at no other moment is the next step further away.

Invariants:
- ``used`` may be called from any thread; ``rest`` only on the sync thread, ``stop`` from any.
- No rest is longer than :data:`LONGEST_S` and :data:`STEP_WAIT_S` together, and none outlasts ``stop``: what is urgent
  waits for no more than two of them, those of a photo. On a link so slow that waiting for it is rest enough there is
  none.
"""

import time
from collections.abc import Callable
from threading import Condition
from typing import Final, TypeAlias

AT_WORK_S: Final = 3.0
"""Seconds since the last step at the counter. The steps of one parcel follow each other faster."""
SHARE: Final = 0.01
"""Of the time. A batch keeps disk, store and an embedded province busy for four times as long as this thread works for
it (measured): fewer than one acceptance in twenty meets any of it."""
LONGEST_S: Final = 2.0
STEP_WAIT_S: Final = 1.0
"""Seconds: where the steps are further apart than that, a call seldom meets one."""
BEHIND_S: Final = 0.005
"""Seconds after a step was written: whoever waited for it goes on first."""

Wait: TypeAlias = Callable[[Callable[[], bool], float], bool]
"""Wait until the condition holds, for so many seconds at most; whether it holds."""


class CounterFirst:
    """sync.ports.Courtesy for the counter of this PC."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        busy: Callable[[], float] = time.thread_time,
        wait: Wait | None = None,
        written: Callable[[], object] = lambda: None,
    ) -> None:
        """``busy`` tells the seconds that the calling thread has worked; ``wait`` is called with the lock held.

        ``written`` returns when the step that has begun is in the store; it is called on the sync thread.
        """
        self._monotonic = monotonic
        self._busy = busy
        self._used_at: float | None = None
        self._stopping = False
        self._changed = Condition()
        self._wait = wait or self._changed.wait_for
        self._written = written
        self._rested_at = monotonic()
        self._busy_then: float | None = None

    def used(self) -> None:
        """A step at the counter begins."""
        with self._changed:
            self._used_at = self._monotonic()
            self._changed.notify_all()

    def at_work(self) -> bool:
        """Whether the counter was used just now."""
        return self._work_left() > 0

    def rest(self) -> None:
        """Wait until the work since the last call is no more than its share, and then for a step to be behind.

        Not at all when nobody is at work, or when the share was earned by waiting for the network.
        """
        busy, now = self._busy(), self._monotonic()
        worked = busy - self._busy_then if self._busy_then is not None else 0.0
        missing = worked / SHARE - (now - self._rested_at)
        if missing > 0 and self.at_work():
            with self._changed:
                self._pause(min(missing, LONGEST_S))
                step_begun = self._step_comes()
            if step_begun:
                self._written()  # without the lock: the next step is told on the store's thread
                with self._changed:
                    self._pause(BEHIND_S)
        self._busy_then, self._rested_at = self._busy(), self._monotonic()

    def stop(self) -> None:
        """End a rest under way, and rest no more."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def _work_left(self) -> float:
        """Seconds for which the counter still counts as used."""
        used_at = self._used_at
        return used_at + AT_WORK_S - self._monotonic() if used_at is not None else 0.0

    def _pause(self, seconds: float) -> None:
        self._wait(lambda: self._stopping, seconds)

    def _step_comes(self) -> bool:
        """Wait for the next step at the counter; False when none comes soon, or nobody works there any more."""
        last = self._used_at
        self._wait(lambda: self._stopping or self._used_at != last, max(0.0, min(self._work_left(), STEP_WAIT_S)))
        return self._used_at != last and not self._stopping
