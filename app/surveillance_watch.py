"""Keeps an eye on the surveillance recorders: whether they answer, and how far off their clocks are.

It has a thread of its own.

Invariants:
- Recorders are asked one after the other, once in the policy's interval; clocks at the start and once an hour.
- What other threads read is one frozen value, put in place whole.
- A recorder that is away, or a store that refuses, costs a line in the log and nothing else: the counter goes on.
- ``stop`` is heard between two questions, so that ``join`` waits for one at most.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from typing import Final

from app.domain.surveillance import CameraChannel, CameraRole, RecorderClock, hour_of
from app.domain.surveillance_rules import SurveillanceRules
from app.ports import Clock, Store
from app.storage.errors import StorageError
from devices.errors import DeviceError
from devices.recorder.address import RecorderAddress, parse_recorder
from devices.recorder.onvif_clock import ClockReading, read_clock
from devices.recorder.reachability import answers

_log = logging.getLogger(__name__)

FIRST_WAIT_S: Final = 10.0
"""After a start: the counter opens first, and the library of the clocks takes a second to load."""
MEASURE_EVERY: Final = timedelta(hours=1)
MEASURE_AGAIN: Final = timedelta(minutes=10)
"""After a clock that did not answer."""


class SurveillanceWatch:
    """The recorders of one counter, by role, as their lines of the settings. ``channels`` is for any thread."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        rules: SurveillanceRules,
        recorders: Mapping[CameraRole, str],
        *,
        ask: Callable[[RecorderAddress], bool | None] = answers,
        measure: Callable[[RecorderAddress, Callable[[], datetime]], ClockReading] = read_clock,
        first_wait_s: float = FIRST_WAIT_S,
    ) -> None:
        """Raises ValueError for a line that cannot be read."""
        self._store = store
        self._clock = clock
        self._rules = rules
        self._ask = ask
        self._measure = measure
        self._first_wait_s = first_wait_s
        self._addresses = {role: parse_recorder(line) for role, line in recorders.items()}
        self._channels = {
            role: CameraChannel(role, line, self._addresses[role].zone) for role, line in recorders.items()
        }
        self._measure_at: dict[CameraRole, datetime] = {}
        self._stopping = Signal()
        self._thread = Thread(target=self._run, name="surveillance", daemon=True)

    def channels(self) -> tuple[CameraChannel, ...]:
        """The channels with their clocks as last measured."""
        return tuple(self._channels.values())

    def start(self) -> None:
        """Ask from now on; nothing where there is no recorder."""
        if self._addresses:
            self._thread.start()

    def stop(self) -> None:
        """End after the question under way."""
        self._stopping.set()

    def join(self, timeout: float) -> bool:
        """Whether it has ended in time."""
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def look(self) -> None:
        """Ask each recorder once, and its clock when that is due. Not on the store's thread; one caller at a time."""
        for role, address in self._addresses.items():
            if self._stopping.is_set():
                return
            answered = self._ask(address)
            if answered is not None:
                self._keep(role, answered=answered)
            if address.onvif_port is not None and not self._stopping.is_set():
                self._measure_when_due(role, address)

    def _run(self) -> None:
        wait = self._first_wait_s
        while not self._stopping.wait(wait):
            try:
                self.look()
            except Exception as exc:  # noqa: BLE001 - the top of a thread: foreign parsers read answers
                _log.error("asking the recorders failed: %s", type(exc).__name__)
            wait = self._rules.ask_every.total_seconds()

    def _measure_when_due(self, role: CameraRole, address: RecorderAddress) -> None:
        now, due = self._clock.now(), self._measure_at.get(role)
        # a clock that was set back does not put the next measurement off
        if due is not None and now < due <= now + MEASURE_EVERY:
            return
        try:
            reading = self._measure(address, self._clock.now)
        except DeviceError as error:
            _log.warning("the recorder's clock of role %s: %s", role.value, error.fault.value)
            self._measure_at[role] = now + MEASURE_AGAIN
            return
        self._measure_at[role] = now + MEASURE_EVERY
        clock = RecorderClock(round(reading.ahead / timedelta(milliseconds=1)), reading.at)
        zone = reading.zone if reading.zone is not None else address.zone
        self._channels = {**self._channels, role: CameraChannel(role, self._channels[role].recorder, zone, clock)}

    def _keep(self, role: CameraRole, *, answered: bool) -> None:
        now = self._clock.now()

        def keep() -> None:
            with self._store.unit_of_work() as work:
                work.surveillance.note_answer(role, hour_of(now), answered=answered)
                work.surveillance.forget_hours(now - self._rules.kept)

        try:
            self._store.submit(keep).result()
        except StorageError as error:
            _log.warning("the answer of a recorder was not kept: %s", error.fault.value)
