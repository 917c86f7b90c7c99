"""Time, chance and policy together: when something may be tried again.

Invariants:
- The engine reads the clock and throws the dice only here, so that a test can hold both.
"""

import random
import time
from datetime import datetime, timedelta

from sync.errors import SyncError
from sync.policy import Disposition, Retry, SyncPolicy, backoff, disposition, due_again
from sync.ports import Clock, Courtesy


class NobodyHere:
    """sync.ports.Courtesy of a PC where nothing else is done."""

    def at_work(self) -> bool:
        """Nobody is."""
        return False

    def rest(self) -> None:
        """No need."""


class Pace:
    """The engine's sense of time, and of who else works at this PC."""

    def __init__(self, clock: Clock, rng: random.Random, policy: SyncPolicy, courtesy: Courtesy | None = None) -> None:
        self._clock = clock
        self._rng = rng
        self.policy = policy
        self.courtesy: Courtesy = courtesy or NobodyHere()

    def now(self) -> datetime:
        """Timezone-aware UTC."""
        return self._clock.now()

    def seconds(self) -> float:
        """On a clock that nobody sets: differences only."""
        return time.monotonic()

    def disposition(self, error: SyncError, faults_in_a_row: int) -> Disposition:
        """As ``sync.policy.disposition``, now."""
        return disposition(error, self.now(), faults_in_a_row, self.policy, self._rng)

    def due_again(self, retry: Retry, attempts: int) -> datetime:
        """As ``sync.policy.due_again``."""
        return due_again(retry, attempts, self.policy, self._rng)

    def backoff(self, attempts: int, *, cap: timedelta) -> timedelta:
        """As ``sync.policy.backoff``."""
        return backoff(self.policy, attempts, self._rng, cap=cap)
