"""Test equipment for ``devices``: a listener one can wait on, and a driver that does as it is told."""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias, TypeVar

from devices.errors import DeviceFault
from devices.ports import (
    DeviceEvent,
    DeviceInput,
    DeviceKind,
    DeviceState,
    DeviceStatus,
    ScanEvent,
    ScanSource,
)

PATIENCE: Final = 5.0
"""Seconds a test waits for something that should happen at once, before it fails."""

Event = TypeVar("Event")
Step: TypeAlias = tuple[DeviceState, DeviceFault | None]


class EventLog:
    """A listener that keeps every event and can be waited on."""

    def __init__(self) -> None:
        self._events: list[DeviceEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: DeviceEvent) -> None:
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    @property
    def events(self) -> list[DeviceEvent]:
        """All so far, oldest first."""
        with self._changed:
            return list(self._events)

    def of_type(self, kind: type[Event]) -> list[Event]:
        """The events of one class."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def steps(self) -> list[Step]:
        """The statuses so far, as pairs of state and fault."""
        return [(status.state, status.fault) for status in self.of_type(DeviceStatus)]

    def wait_until(self, condition: Callable[["EventLog"], bool], timeout: float = PATIENCE) -> bool:
        """Wait for ``condition``; False when it did not come true within ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout)

    def wait_for_state(self, state: DeviceState, *, times: int = 1, timeout: float = PATIENCE) -> bool:
        """Wait until ``state`` has been published ``times`` times."""
        return self.wait_until(lambda log: [step for step, _ in log.steps].count(state) >= times, timeout)

    def wait_for_events(self, kind: type[DeviceEvent], count: int = 1, timeout: float = PATIENCE) -> bool:
        """Wait for ``count`` events of one class."""
        return self.wait_until(lambda log: len(log.of_type(kind)) >= count, timeout)


class ScriptedDriver:
    """A driver whose ``open`` and ``poll`` do what a test asked for; otherwise it opens well and hears nothing.

    ``calls`` lists what the device thread did to it: "open", "close", and "poll" (a run of polls counts once).
    """

    def __init__(self, name: str = "serial:test", kind: DeviceKind = DeviceKind.SCANNER) -> None:
        self._name = name
        self._kind = kind
        self._openings: deque[Exception] = deque()
        self._inputs: queue.Queue[Sequence[DeviceInput] | Exception] = queue.Queue()
        self.calls: list[str] = []
        self.threads: set[int] = set()

    @property
    def name(self) -> str:
        return self._name

    @property
    def kind(self) -> DeviceKind:
        return self._kind

    def refuse_opening(self, *errors: Exception) -> None:
        """Let the next openings fail, one error each."""
        self._openings.extend(errors)

    def bring(self, *events: DeviceInput) -> None:
        """Let a poll return these."""
        self._inputs.put(events)

    def fail(self, error: Exception) -> None:
        """Let a poll raise this."""
        self._inputs.put(error)

    def open(self) -> None:
        self._note("open")
        if self._openings:
            raise self._openings.popleft()

    def poll(self) -> Sequence[DeviceInput]:
        if self.calls[-1] != "poll":
            self._note("poll")
        try:
            outcome = self._inputs.get(timeout=0.02)
        except queue.Empty:
            return ()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def close(self) -> None:
        self._note("close")

    def _note(self, call: str) -> None:
        self.calls.append(call)
        self.threads.add(threading.get_ident())


class BusyDriver(ScriptedDriver):
    """A driver that can be in the middle of something."""

    busy = False


def a_scan(text: str = "YT8962646785389", device: str = "serial:test") -> ScanEvent:
    """A scan event with one field overridden."""
    return ScanEvent(text, None, ScanSource.SERIAL, device, 0.0)


def eventually(condition: Callable[[], bool], timeout: float = PATIENCE) -> bool:
    """Poll ``condition`` until it holds; False after ``timeout`` seconds. For things that cannot be waited on."""
    pause = threading.Event()
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.005)
    return True
