"""Keeping house by itself, soon after the start and once a day, in the pauses of the counter: strays, then purging.

Invariants:
- It works at most ``SHARE`` of the time: after each step it rests for as many times as long as the step took.
- While a parcel is open at the counter it rests longer still, but never for ever: a counter that is never empty has its
  data purged, too.
- What fails (a full disk, a store that closes) is logged and tried again the next day; the counter never notices.
- ``stop`` is heard between two steps, so ``join`` waits for one step at most.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event as Signal
from threading import Thread
from typing import Final

from app.domain.retention_rules import RetentionClass
from app.storage.errors import StorageError
from app.usecases.purge import PurgeExpired, Slice
from app.usecases.sweep_evidence import SweepEvidence

_log = logging.getLogger(__name__)

SHARE: Final = 0.04
"""Of the time, while it purges: fewer than one acceptance in twenty meets a step, so that the 95th percentile stays."""
FIRST_WAIT_S: Final = 30.0
"""After a start: the counter opens first."""
BUSY_WAIT_S: Final = 5.0
EVERY_S: Final = 24 * 3600.0
SPACE_STEPS: Final = 2_000
"""Steps of giving space back in one run: some 250 MB, the rest comes with the next."""


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What one run did. ``held`` and ``unproven`` are records that are over their term and stay."""

    purged: dict[RetentionClass, int]
    held: int
    unproven: int
    files_finished: int
    """Files that an earlier run had left without a key."""


def run_through(purge: PurgeExpired, *, between: Callable[[], bool] = lambda: True) -> PurgeReport:
    """Purge all that is due, step by step. ``between`` is asked after each step; False ends the run early.

    Never on the store's thread. Raises StorageError.
    """
    finished = purge.finish()
    purged = dict.fromkeys(RetentionClass, 0)
    held = unproven = 0
    for retention_class, step in _steps(purge):
        purged[retention_class] += step.purged
        held += step.held
        unproven += step.unproven
        if not between():
            break
    _give_back(purge, between)
    purge.settle()
    return PurgeReport(purged, held, unproven, finished)


def _steps(purge: PurgeExpired) -> Iterator[tuple[RetentionClass, Slice]]:
    for retention_class in RetentionClass:
        step = purge.step(retention_class)
        yield retention_class, step
        while step.last is not None:
            step = purge.step(retention_class, step.last)
            yield retention_class, step


def _give_back(purge: PurgeExpired, between: Callable[[], bool]) -> None:
    for _ in range(SPACE_STEPS):
        if not purge.give_back() or not between():
            return


class Rest:
    """The pause after each step, which leaves the store to the counter. ``idle``: no parcel is open there."""

    def __init__(self, idle: Callable[[], bool], *, busy_wait_s: float = BUSY_WAIT_S) -> None:
        self._idle = idle
        self._busy_wait_s = busy_wait_s
        self._stopping = Signal()
        self._began = time.monotonic()

    def __call__(self) -> bool:
        """Rest; whether to go on."""
        took = time.monotonic() - self._began
        return self.wait(took * (1 / SHARE - 1) if self._idle() else self._busy_wait_s)

    def wait(self, seconds: float) -> bool:
        """Rest that long; whether to go on."""
        stopped = self._stopping.wait(seconds)
        self._began = time.monotonic()
        return not stopped

    def stop(self) -> None:
        """Go on no more: a rest under way ends at once."""
        self._stopping.set()


class PurgeRunner:
    """A thread that sweeps and purges, at start and once a day."""

    def __init__(
        self,
        purge: PurgeExpired,
        sweep: SweepEvidence,
        idle: Callable[[], bool],
        *,
        first_wait_s: float = FIRST_WAIT_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._purge = purge
        self._sweep = sweep
        self._rest = Rest(idle)
        self._first_wait_s = first_wait_s
        self._every_s = every_s
        self._thread = Thread(target=self._run, name="purge", daemon=True)

    def start(self) -> None:
        """Begin; the first run comes after a while."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step under way."""
        self._rest.stop()

    def join(self, timeout: float) -> bool:
        """Whether it has ended in time."""
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        go_on = self._rest.wait(self._first_wait_s)
        while go_on:
            try:
                self._sweep(self._rest)
                report = run_through(self._purge, between=self._rest)
                _log.info("purged %s, held %s", sum(report.purged.values()), report.held)
            except StorageError as error:
                _log.warning("purging stopped: %s", error.fault.value)
            go_on = self._rest.wait(self._every_s)
