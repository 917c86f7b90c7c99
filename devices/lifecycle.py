"""The life of a device: one plain thread that opens a driver, polls it, and opens it again when it was lost.

A *driver* knows one device and no threads; :class:`SupervisedDevice` gives it a thread, a state and listeners. It
serves scanners and ID readers as it is. A device that also holds something, such as a camera's live picture,
subclasses it (or wraps it) and adds only that: see ``ports.Camera``.

Invariants:
- Only the device thread touches the driver, and ``close`` follows every ``open``, a failed one too: on Windows a port
  stays dead after a replug until its old handle is closed (pyserial #331).
- Every step from one :class:`~devices.ports.DeviceState` to the next is in :data:`TRANSITIONS`; a pair that is not
  meant to happen is refused there, not ignored.
- Listeners are called on the device thread, in the order things happened, outside any lock. One that raises is
  logged by the type of its error alone (the text could hold personal data); the device and the other listeners go on.
- A status is published only when it differs from the last one. Retries are quiet: while a device is away, its status
  stays ABSENT or FAULTED with the reason, instead of flickering through OPENING every few seconds. A try that was
  asked for shows: something was plugged in, and opening it may take seconds.
- No wait outlasts ``stop``: back-off waits are waits on an event.
"""

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, runtime_checkable

from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceAbout, DeviceEvent, DeviceKind, DeviceState, DeviceStatus, Driver, Listener
from devices.rights import MissingRight

_log = logging.getLogger(__name__)

DEFAULT_BACKOFF: Final = (0.2, 0.5, 1.0, 1.5)
"""Seconds between tries to open; the last one repeats. No change is older than two seconds when it is noticed, one that
no list of devices shows included: a port that another program gave back, a reader switched on behind its adapter."""

SLOW_BACKOFF: Final = (0.2, 0.5, 1.0, 2.0, 5.0)
"""The same for devices of which a try costs the PC much, as a camera's does."""

LOGIN_BACKOFF: Final = (30.0, 900.0)
"""Seconds until a refused login is tried again. Once soon, because some cameras refuse everybody while they start; then
seldom, because they lock an account after a few wrong passwords."""

SETTLED_AFTER: Final = 2.0
"""Seconds a device must have been open before its next loss starts the back-off from the beginning. Without this, a
device that opens and fails at once (a loose plug) would be opened five times a second for ever."""


class LifeEvent(Enum):
    """What happens to a device, as its supervisor sees it."""

    OPEN_BEGAN = "open_began"
    OPENED = "opened"
    WORK_BEGAN = "work_began"
    """The driver is in the middle of something long, such as reading a card."""
    WORK_ENDED = "work_ended"
    WENT_AWAY = "went_away"
    """The device is not plugged in (any more)."""
    FAILED = "failed"
    """The device is there, but cannot be used."""
    STOPPED = "stopped"


class ImpossibleStepError(RuntimeError):
    """The supervisor asked for a step that :data:`TRANSITIONS` refuses: a bug of ours, never of a device."""

    def __init__(self, state: DeviceState, event: LifeEvent) -> None:
        super().__init__(f"{event.value} while {state.value}")
        self.state = state
        self.event = event


_REFUSED: Final = None
_A, _O, _R, _B, _F = (
    DeviceState.ABSENT,
    DeviceState.OPENING,
    DeviceState.READY,
    DeviceState.BUSY,
    DeviceState.FAULTED,
)
_ROWS: Final[Mapping[LifeEvent, tuple[DeviceState | None, ...]]] = {
    #                      from: ABSENT    OPENING   READY     BUSY      FAULTED
    LifeEvent.OPEN_BEGAN: (_O, _REFUSED, _REFUSED, _REFUSED, _O),
    LifeEvent.OPENED: (_REFUSED, _R, _REFUSED, _REFUSED, _REFUSED),
    LifeEvent.WORK_BEGAN: (_REFUSED, _REFUSED, _B, _B, _REFUSED),
    LifeEvent.WORK_ENDED: (_REFUSED, _REFUSED, _R, _R, _REFUSED),
    LifeEvent.WENT_AWAY: (_REFUSED, _A, _A, _A, _REFUSED),
    LifeEvent.FAILED: (_REFUSED, _F, _F, _F, _REFUSED),
    LifeEvent.STOPPED: (_A, _A, _A, _A, _A),
}

TRANSITIONS: Final[Mapping[tuple[DeviceState, LifeEvent], DeviceState | None]] = MappingProxyType(
    {
        (state, event): target
        for event, row in _ROWS.items()
        for state, target in zip((_A, _O, _R, _B, _F), row, strict=True)
    }
)
"""Every pair of state and event, and the state that follows; None where the pair is a bug."""


def next_state(state: DeviceState, event: LifeEvent) -> DeviceState:
    """The state that follows. Raises ImpossibleStepError for a pair the table refuses."""
    target = TRANSITIONS[state, event]
    if target is None:
        raise ImpossibleStepError(state, event)
    return target


def loss_event(fault: DeviceFault) -> LifeEvent:
    """Tell "not plugged in" (the clerk looks for the cable) from "there, but unusable" (the clerk reads the reason)."""
    if fault in (DeviceFault.NOT_FOUND, DeviceFault.REMOVED):
        return LifeEvent.WENT_AWAY
    return LifeEvent.FAILED


class Backoff:
    """The waits between tries to open: growing, then staying at the longest.

    ``delays`` are seconds, at least one.
    """

    def __init__(self, delays: Sequence[float] = DEFAULT_BACKOFF) -> None:
        if not delays:
            raise ValueError("a back-off needs at least one delay")
        self._delays = tuple(delays)
        self._used = 0

    def next_delay(self) -> float:
        """Seconds to wait before the next try."""
        delay = self._delays[min(self._used, len(self._delays) - 1)]
        self._used += 1
        return delay

    def reset(self) -> None:
        """Start from the shortest again."""
        self._used = 0


@runtime_checkable
class WorkingDriver(Driver, Protocol):
    """A driver that can say it is in the middle of something; its device then shows BUSY instead of READY.

    ``busy`` is read on the device thread after each ``poll``.
    """

    @property
    def busy(self) -> bool:
        """True while a long operation that spans several polls is under way."""


@runtime_checkable
class KnownDriver(Driver, Protocol):
    """A driver that can say what its device is. ``about`` is read on the device thread while it is open."""

    @property
    def about(self) -> DeviceAbout:
        """As far as it is known."""


def _place(exc: Exception) -> str:
    """Where ``exc`` was raised, without a folder or a value: enough to find the bug, nothing to leak."""
    frames = traceback.extract_tb(exc.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"


class SupervisedDevice:
    """A :class:`~devices.ports.Driver` with a thread of its own; implements :class:`~devices.ports.Device`.

    ``backoff`` holds the seconds between tries to open; ``settled_after`` the seconds after which an open device
    counts as well; ``monotonic`` is the clock (seconds) that measures the latter, ``wake`` what it waits on
    between tries.

    One object lives once: ``start``, ``stop``, ``join``; to go on afterwards, build a new one. The last status
    after ``stop`` is ABSENT without a fault. ``stop``, ``retry_now``, ``subscribe`` and ``status`` may be used from any
    thread, also from a listener; ``join`` from any thread but the device's own.
    """

    def __init__(
        self,
        driver: Driver,
        *,
        backoff: Sequence[float] = DEFAULT_BACKOFF,
        settled_after: float = SETTLED_AFTER,
        monotonic: Callable[[], float] = time.monotonic,
        wake: threading.Event | None = None,
    ) -> None:
        self._driver = driver
        self._backoff = Backoff(backoff)
        self._login_backoff = Backoff(LOGIN_BACKOFF)
        self._settled_after = settled_after
        self._monotonic = monotonic
        self._state = DeviceState.ABSENT  # device thread only; what others see is _status
        self._opened_at = 0.0
        self._undelivered: deque[DeviceEvent] = deque()  # device thread only
        self._lock = threading.Lock()  # guards _listeners and _status
        self._listeners: list[Listener] = []
        self._status = DeviceStatus(driver.name, driver.kind, DeviceState.ABSENT)
        self._stopping = threading.Event()
        self._wake = wake if wake is not None else threading.Event()
        self._asked_to_retry = False  # device thread only
        # A daemon, because opening a camera can hang in the system for 20 s: the program must still be able to end.
        self._thread = threading.Thread(target=self._run, name=f"device {driver.name}", daemon=True)

    @property
    def name(self) -> str:
        """The registry name."""
        return self._driver.name

    @property
    def kind(self) -> DeviceKind:
        """What the device is for."""
        return self._driver.kind

    @property
    def status(self) -> DeviceStatus:
        """The last published status; ABSENT before the first."""
        with self._lock:
            return self._status

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` on the device thread for each event from now on; the answer unsubscribes.

        A call that is already under way on the device thread when it unsubscribes still completes.
        """
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                # Twice is harmless. By identity: two equal bound methods may both be subscribed.
                self._listeners = [kept for kept in self._listeners if kept is not listener]

        return unsubscribe

    def start(self) -> None:
        """Start the thread. Once: a second call raises RuntimeError."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; returns at once. Harmless before ``start`` and when repeated."""
        self._stopping.set()
        self._wake.set()

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the thread; False when it still runs. True when it never started."""
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def retry_now(self) -> None:
        """End a back-off wait at once: the system saw a new device."""
        self._wake.set()

    # Below: the device thread only.

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._survives(self._step):
                self._survives(partial(self._lose, DeviceFault.INTERNAL, ""))
            self._deliver()
        self._survives(self._driver.close)
        self._enter(LifeEvent.STOPPED)
        self._publish_state()
        self._deliver()

    def _survives(self, work: Callable[[], object]) -> bool:
        """The thread's top: run ``work``; False when it failed in a way nobody foresaw.

        The error's text is not logged: it may quote what the device or the listener was just dealing with.
        """
        try:
            work()
        except Exception as exc:  # noqa: BLE001 - the top of a thread; the device must outlive a bug in a listener
            _log.error("device %s: unexpected %s in %s", self._driver.name, type(exc).__name__, _place(exc))
            return False
        return True

    def _step(self) -> None:
        try:
            match self._state:
                case DeviceState.ABSENT | DeviceState.FAULTED | DeviceState.OPENING:
                    self._open()
                case DeviceState.READY | DeviceState.BUSY:
                    self._poll()
        except DeviceError as error:
            self._lose(error.fault, error.detail, error.right)

    def _open(self) -> None:
        self._enter(LifeEvent.OPEN_BEGAN)
        if self.status.fault is None or self._asked_to_retry:
            self._publish_state()
            self._deliver()
        self._driver.open()
        self._opened_at = self._monotonic()
        self._enter(LifeEvent.OPENED)
        self._publish_state()

    def _poll(self) -> None:
        self._undelivered.extend(self._driver.poll())
        if isinstance(self._driver, WorkingDriver):
            self._enter(LifeEvent.WORK_BEGAN if self._driver.busy else LifeEvent.WORK_ENDED)
            self._publish_state()
        if self._monotonic() - self._opened_at >= self._settled_after:
            self._backoff.reset()
            self._login_backoff.reset()

    def _lose(self, fault: DeviceFault, detail: str, right: MissingRight | None = None) -> None:
        """Close what was open, say why, and wait before the next try."""
        self._survives(self._driver.close)
        self._enter(loss_event(fault))
        self._publish_state(fault, detail, right)
        self._deliver()
        backoff = self._backoff
        if fault is DeviceFault.LOGIN_REFUSED:
            backoff = self._login_backoff
            self._wake.clear()  # who asked before the refusal was known did not ask for another wrong password
            if self._stopping.is_set():
                return
        self._asked_to_retry = self._wake.wait(backoff.next_delay())
        self._wake.clear()

    def _enter(self, event: LifeEvent) -> None:
        self._state = next_state(self._state, event)

    def _publish_state(
        self, fault: DeviceFault | None = None, detail: str = "", right: MissingRight | None = None
    ) -> None:
        opened = self._state in (DeviceState.READY, DeviceState.BUSY)
        about = self._driver.about if opened and isinstance(self._driver, KnownDriver) else None
        status = DeviceStatus(self._driver.name, self._driver.kind, self._state, fault, detail, right, about)
        with self._lock:
            if status == self._status:
                return
            self._status = status
        self._undelivered.append(status)

    def _deliver(self) -> None:
        while self._undelivered:
            event = self._undelivered.popleft()
            with self._lock:
                listeners = tuple(self._listeners)
            for listener in listeners:
                self._survives(partial(listener, event))
