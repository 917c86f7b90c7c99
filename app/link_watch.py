"""Keeps an eye on the flow of data: gathers what the store does not know, and looks when something happens on the link.

Invariants:
- Looks run on the store's thread, one after the other; whoever hears of the link never waits for one.
- While nothing changes it looks once in ``REST`` at most, so that it costs the counter nothing.
- The flow's history gets one sample in each of its steps, with what the link carried since the one before; one that
  could not be written is tried again with the next look.
- A look that fails is logged by its class and tried again with the next event; sending goes on.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from app.device_book import DeviceBook
from app.domain.interruption import Assessment, Reason
from app.domain.link_history import step_of
from app.events import EventBus, RiskAssessed, SyncStatus
from app.machine import machine_health
from app.ports import Clock, Store
from app.usecases.outage_results import Surroundings, Watched
from app.usecases.watch_link import WatchLink
from devices.ports import DeviceEvent

_log = logging.getLogger(__name__)

REST: Final = timedelta(seconds=30)
_LEAST_CARRIED: Final = 30_000


class LinkWatch:
    """The watch of one terminal. Its methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        look: WatchLink,
        events: EventBus,
        clock: Clock,
        folder: Path,
        *,
        keep: Callable[[int | None], object],
        book: DeviceBook,
    ) -> None:
        """``folder`` lies on the disk that fills; ``book`` knows how the devices are.

        ``keep`` takes a sample, on the store's thread, with the bytes per second that the link carried since the last.
        """
        self._store = store
        self._look = look
        self._keep = keep
        self._events = events
        self._clock = clock
        self._folder = folder
        self._carried = (0, 0.0)
        self._step: datetime | None = None
        self._lock = Lock()
        self._book = book
        self._status: SyncStatus | None = None
        self._looked: tuple[datetime, bool] | None = None
        self._told: tuple[object, ...] | None = None

    def device(self, event: DeviceEvent) -> None:
        """Something came from a device: how it is counts from the next look on."""
        self._book.hear(event)

    def sync(self, status: SyncStatus) -> None:
        """Something happened on the link: look, unless nothing has changed since a moment ago."""
        if status.running:
            return
        well = _is_well(status)
        now = self._clock.now()
        with self._lock:
            self._status = status
            bytes_before, seconds_before = self._carried
            self._carried = bytes_before + status.photo_bytes, seconds_before + status.photo_seconds
            if self._looked is not None:
                at, was_well = self._looked
                # a clock that was set back does not stretch the rest
                if well == was_well and at <= now < at + REST:
                    return
            self._looked = now, well
        self._store.submit(self.look).add_done_callback(_note_failure)

    def surroundings(self) -> Surroundings:
        """What the store does not know."""
        machine = machine_health(self._folder)
        with self._lock:
            status = self._status
        return Surroundings(
            answered_at=status.last_answer_at if status is not None else None,
            link_is_well=status is not None and _is_well(status),
            disk_free_bytes=machine.disk_free_bytes,
            battery_percent=machine.battery_percent,
            devices_down=self._book.down(),
        )

    def look(self) -> Watched:
        """Look now. On the store's thread. Raises StorageError."""
        watched = self._look(self.surroundings())
        shown = _shown(watched.assessment)
        if shown != self._told:
            self._told = shown
            self._events.publish(RiskAssessed(watched.assessment))
        self._keep_sample()
        return watched

    def _keep_sample(self) -> None:
        step = step_of(self._clock.now())
        with self._lock:
            if step == self._step:
                return
            carried, seconds = self._carried
        # a few bytes say more about the call than about the line
        self._keep(int(carried / seconds) if carried >= _LEAST_CARRIED and seconds > 0 else None)
        with self._lock:
            self._step = step
            carried_since, seconds_since = self._carried
            self._carried = carried_since - carried, seconds_since - seconds


def _is_well(status: SyncStatus) -> bool:
    return status.fault is None and not status.stumbled


def _shown(assessment: Assessment) -> tuple[object, ...]:
    """What has to differ for the screen to be told: ages and forecasts move all the time."""

    def head(reason: Reason) -> tuple[object, ...]:
        return reason.kind, reason.level, reason.causes

    return assessment.level, tuple(map(head, assessment.reasons))


def _note_failure(done: "Future[Watched]") -> None:
    error = done.exception()
    if error is not None:
        _log.warning("a look at the link failed: %s", type(error).__name__)
