"""A test of the link as a person runs it: results come one by one, and it can be stopped.

Invariants:
- It runs on a thread of its own, never on the store's: a dead link holds up nobody at the counter.
- What is read of it from elsewhere are frozen results, in order.
"""

from threading import Event, Lock

from sync.link_test import LinkProbe, StepResult, steps_taken


class LinkTestRun:
    """One run, as seen from any thread."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._lock = Lock()
        self._probe: LinkProbe | None = None
        self._results: tuple[StepResult, ...] = ()

    @property
    def results(self) -> tuple[StepResult, ...]:
        """The steps that are done."""
        return self._results

    def stop(self) -> None:
        """End soon: the step under way is given up, the rest are passed over."""
        self._stopped.set()
        with self._lock:
            if self._probe is not None:
                self._probe.close()

    def take(self, probe: LinkProbe) -> tuple[StepResult, ...]:
        """Take all steps, on this thread; the probe is closed at the end."""
        with self._lock:
            self._probe = probe
        try:
            for result in steps_taken(probe, self._stopped.is_set):
                self._results = (*self._results, result)
        finally:
            probe.close()
            with self._lock:
                self._probe = None
        return self._results
