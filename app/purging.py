"""Purging by itself: at start, and once a day, in the pauses of the counter.

Invariants:
- It takes at most ``SHARE`` of the store's thread: after each step it rests for as many times as long.
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

_log = logging.getLogger(__name__)

SHARE: Final = 0.1
"""Of the store's thread, while it purges."""
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


class PurgeRunner:
    """A thread that purges at start and once a day. ``idle`` says whether no parcel is open at the counter."""

    def __init__(
        self,
        purge: PurgeExpired,
        idle: Callable[[], bool],
        *,
        first_wait_s: float = FIRST_WAIT_S,
        busy_wait_s: float = BUSY_WAIT_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._purge = purge
        self._idle = idle
        self._first_wait_s = first_wait_s
        self._busy_wait_s = busy_wait_s
        self._every_s = every_s
        self._stopping = Signal()
        self._began = 0.0
        self._thread = Thread(target=self._run, name="purge", daemon=True)

    def start(self) -> None:
        """Begin; the first run comes after a while."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step under way."""
        self._stopping.set()

    def join(self, timeout: float) -> bool:
        """Whether it has ended in time."""
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        wait = self._first_wait_s
        while not self._stopping.wait(wait):
            self._began = time.monotonic()
            try:
                report = run_through(self._purge, between=self._rest)
                _log.info("purged %s, held %s", sum(report.purged.values()), report.held)
            except StorageError as error:
                _log.warning("purging stopped: %s", error.fault.value)
            wait = self._every_s

    def _rest(self) -> bool:
        """Leave the store to the counter for a while; whether to go on."""
        took = time.monotonic() - self._began
        idle = self._idle()
        stopped = self._stopping.wait(took * (1 / SHARE - 1) if idle else self._busy_wait_s)
        self._began = time.monotonic()
        return not stopped
