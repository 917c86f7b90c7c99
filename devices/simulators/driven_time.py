"""Time that passes only when it is told to: hours of a counter in seconds, and tests without a real wait.

One thread lives in it (a device's), the others give it time. While it waits, what was planned for that time happens, in
its order; when the time that was given is used up, it stands still.

Invariants:
- The clock never goes back, and never passes a planned happening by.
- Happenings run on the thread that lives in the time, or on the one that lets it pass where nobody does.
- After ``release`` no wait stands still any more: a thread can always be ended.
"""

import heapq
import threading
from collections.abc import Callable
from itertools import count


class DrivenTime:
    """A clock that starts at ``start`` seconds. Only one thread may wait in it."""

    def __init__(self, start: float = 1.0) -> None:
        self._changed = threading.Condition(threading.RLock())  # guards what follows
        self._now = start
        self._given = start
        self._released = False
        self._standing = False
        self._planned: list[tuple[float, int, Callable[[], object]]] = []
        self._numbers = count()

    def monotonic(self) -> float:
        """What time it is, in seconds."""
        return self._now

    def at(self, when: float, happening: Callable[[], object]) -> None:
        """Plan ``happening`` for ``when``; what is late happens with the next wait."""
        with self._changed:
            heapq.heappush(self._planned, (when, next(self._numbers), happening))
            self._changed.notify_all()

    def after(self, seconds: float, happening: Callable[[], object]) -> None:
        """Plan ``happening`` for so many seconds from now."""
        self.at(self._now + seconds, happening)

    def wait_for(self, ready: Callable[[], bool], timeout: float) -> bool:
        """Wait until ``ready``, or ``timeout`` seconds of this time; the answer is whether it is."""
        until = self._now + timeout
        while not ready():
            if self._now >= until:
                return False
            self._pass_to(until)
        return True

    def let_pass(self, seconds: float) -> None:
        """Give so many seconds, and wait until they are used up by the thread that lives here. Not from it."""
        with self._changed:
            self._given += seconds
            self._standing = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._standing or self._released)

    def release(self) -> None:
        """Let time go by for good: whoever waits here comes back."""
        with self._changed:
            self._released = True
            self._changed.notify_all()

    def _pass_to(self, until: float) -> None:
        """To the next happening and through it, to ``until``, or as far as time was given."""
        with self._changed:
            due = self._planned[0][0] if self._planned else until
            target = max(self._now, min(due, until))
            if target > self._given and not self._released:
                self._now = max(self._now, self._given)
                self._stand_still()
                return
            self._now = target
            happening = heapq.heappop(self._planned)[2] if self._planned and due <= target else None
        if happening is not None:
            happening()

    def _stand_still(self) -> None:
        given = self._given
        self._standing = True
        self._changed.notify_all()
        self._changed.wait_for(lambda: self._given > given or self._released)
