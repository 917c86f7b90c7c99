"""The sync thread: runs the engine when something is due, and waits in between.

Invariants:
- One plain thread, started and joined by its owner. It waits on a condition, never in a sleep.
- The listener is called on this thread, after every change of what the runner does.
- A person's pause ends by itself and loses nothing: what is under way ends after its call, its leases are given back,
  and what is urgent still goes. A clock that was set back ends it.
- A run ends after ``longest_run`` even when there is more to send, and the next one begins at once: so a backlog of
  days has its receipts fetched, is listened to and measured all along.
- A run that fails with anything but a SyncError is a bug or the store's fault: its class name is logged (a message
  could hold personal data), the engine is built anew, and the thread lives on.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from sync.ports import Clock
from sync.report import SyncReport

_log = logging.getLogger(__name__)


class RunnerState(Enum):
    """What the sync thread is doing."""

    SENDING = "sending"
    WAITING = "waiting"
    STUMBLED = "stumbled"
    """The last run failed inside this program; another one follows."""
    PAUSED = "paused"
    """Waits as a person asked; only what is urgent goes out."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SyncPulse:
    """What the listener hears. ``report`` is the newest one, None before the first."""

    state: RunnerState
    report: SyncReport | None
    paused_until: datetime | None = None
    """Set while a person's pause is in force."""


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """From when until when a person wants the line for something else."""

    begun_at: datetime
    until: datetime

    def left(self, now: datetime) -> timedelta:
        """How much longer; nothing when it is over."""
        return self.until - now if self.begun_at <= now < self.until else timedelta()


class RunsOnce(Protocol):
    """The engine, as the runner sees it."""

    def run_once(self, should_stop: Callable[[], bool]) -> SyncReport:
        """One run."""

    def run_urgent(self, should_stop: Callable[[], bool]) -> SyncReport:
        """One run for what is urgent alone."""

    def lift_pause(self) -> None:
        """Try at once in the next run."""

    def close(self) -> None:
        """Give up the connections."""


class SyncRunner:
    """Owns the sync thread."""

    def __init__(
        self,
        build_engine: Callable[[], RunsOnce],
        listener: Callable[[SyncPulse], None],
        clock: Clock,
        *,
        longest_wait: timedelta = timedelta(minutes=5),
        wait_after_stumble: timedelta = timedelta(minutes=1),
        urgent_recheck: timedelta = timedelta(minutes=1),
        longest_run: timedelta = timedelta(minutes=10),
        pause: PauseSpan | None = None,
    ) -> None:
        """``build_engine`` is called on the sync thread, so that its heavy imports never hold up the screen.

        While paused, what is urgent and did not get through is tried again every ``urgent_recheck``. ``pause`` is one
        from before the program's start.
        """
        self._build_engine = build_engine
        self._listener = listener
        self._clock = clock
        self._longest_wait = longest_wait
        self._wait_after_stumble = wait_after_stumble
        self._urgent_recheck = urgent_recheck
        self._longest_run = longest_run
        self._pause = pause
        self._condition = threading.Condition()
        self._woken = False
        self._lift = False
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._engine: RunsOnce | None = None
        self._report: SyncReport | None = None
        self._rest = timedelta()
        self._begun = clock.now()

    def start(self) -> None:
        """Start the thread; the first run begins at once. Raises RuntimeError when started before."""
        if self._thread is not None:
            raise RuntimeError("started before")
        # A daemon, so that a call on a dead link cannot keep the program from ending: what it carries has a lease.
        self._thread = threading.Thread(target=self._live, name="sync", daemon=True)
        self._thread.start()

    def wake(self, *, through_pause: bool = False) -> None:
        """Something was queued. ``through_pause``: it is worth a try although the link had paused.

        So when a network came up, a person asks to send now, or what was queued cannot wait. A wait that the province
        itself asked for holds all the same.
        """
        with self._condition:
            self._woken = True
            self._lift |= through_pause
            self._condition.notify()

    def pause(self, span: PauseSpan) -> None:
        """Send only what is urgent from now on, until the span is over or :meth:`go_on`."""
        with self._condition:
            self._pause = span
            self._woken = True
            self._condition.notify()

    def go_on(self) -> None:
        """End the pause."""
        with self._condition:
            self._pause = None
            self._woken = True
            self._condition.notify()

    def stop(self) -> None:
        """Ask the thread to end after the call that is under way (at worst ``Timeouts.answer_after`` its body)."""
        with self._condition:
            self._stopping = True
            self._condition.notify()

    def join(self, timeout: float) -> bool:
        """Wait at most ``timeout`` seconds; True when the thread has ended or was never started."""
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _live(self) -> None:
        try:
            while not self._is_stopping():
                if not self._guarded(self._run):
                    self._guarded(self._stumble)
                self._wait()
        finally:
            self._guarded(self._end)

    def _guarded(self, step: Callable[[], None]) -> bool:
        """The thread's top: whatever a step raises, the counter must go on."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 # see the docstring
            _log.error("sync thread: %s", type(error).__name__)  # no traceback: it could show a sender
            return False
        return True

    def _run(self) -> None:
        with self._condition:
            # before the pause is looked at, so that one which comes afterwards wakes the thread again
            self._woken = False
        if self._span_in_force() is not None:
            self._run_paused()
            return
        self._tell(RunnerState.SENDING)
        engine = self._ready_engine()
        if self._span_in_force() is not None:  # it came while the engine was built, which takes a while
            self._run_paused()
            return
        self._begun = self._clock.now()
        self._report = engine.run_once(self._must_break_off)
        self._rest = self._until_next(self._report)
        self._tell(RunnerState.WAITING)

    def _run_paused(self) -> None:
        self._report = self._ready_engine().run_urgent(self._is_stopping)
        self._rest = min(self._pause_left(), self._urgent_recheck)
        self._tell(RunnerState.PAUSED)

    def _pause_left(self) -> timedelta:
        span = self._span_in_force()
        return span.left(self._clock.now()) if span is not None else timedelta()

    def _span_in_force(self) -> PauseSpan | None:
        with self._condition:
            span = self._pause
        return span if span is not None and span.left(self._clock.now()) else None

    def _must_break_off(self) -> bool:
        # a clock that was set back ends the run, too
        over = not self._begun <= self._clock.now() < self._begun + self._longest_run
        return over or self._is_stopping() or self._span_in_force() is not None

    def _stumble(self) -> None:
        self._rest = self._wait_after_stumble
        self._drop_engine()
        self._tell(RunnerState.STUMBLED)

    def _end(self) -> None:
        self._drop_engine()
        self._tell(RunnerState.STOPPED)

    def _ready_engine(self) -> RunsOnce:
        if self._engine is None:
            self._engine = self._build_engine()
        with self._condition:
            lift, self._lift = self._lift, False
        if lift:
            self._engine.lift_pause()
        return self._engine

    def _until_next(self, report: SyncReport) -> timedelta:
        if report.next_due is None:
            return self._longest_wait
        return max(timedelta(), min(report.next_due - self._clock.now(), self._longest_wait))

    def _wait(self) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._woken or self._stopping, self._rest.total_seconds())

    def _is_stopping(self) -> bool:
        with self._condition:
            return self._stopping

    def _drop_engine(self) -> None:
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _tell(self, state: RunnerState) -> None:
        span = self._span_in_force()
        self._listener(SyncPulse(state, self._report, span.until if span is not None else None))
