"""Keeps how every device of the counter is and was, from what the devices say by themselves.

Invariants:
- May be used from any thread; nothing waits for anything but for its lock.
- Devices are told apart by their registry name, which goes nowhere: it may hold the address of a recorder.
"""

from datetime import datetime
from threading import Lock

from app.domain.device_health import (
    DeviceLog,
    DeviceModel,
    HealthRecord,
    first_seen,
    heard,
    kinds_down,
    record_of,
    renewed,
)
from app.ports import Clock
from devices.ports import DeviceEvent, DeviceKind, DeviceStatus


class DeviceBook:
    """The devices of one counter since the program began."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._logs: dict[str, DeviceLog] = {}
        self._begun_at = clock.now()

    @property
    def begun_at(self) -> datetime:
        """Since when the record under way counts."""
        with self._lock:
            return self._begun_at

    def hear(self, event: DeviceEvent) -> None:
        """Something came from a device; only its state counts."""
        if not isinstance(event, DeviceStatus):
            return
        now, about = self._clock.now(), event.about
        model = DeviceModel(about.model, about.firmware, about.serial) if about is not None else None
        with self._lock:
            log = self._logs.get(event.device) or first_seen(event.kind.value, event.device.partition(":")[0], now)
            fault = event.fault.value if event.fault is not None else None
            self._logs[event.device] = heard(log, event.state.value, fault, model, now)

    def forget(self, device: str) -> None:
        """The device of that name has no place at the counter any more: its absence holds nothing up."""
        with self._lock:
            self._logs.pop(device, None)

    def down(self) -> frozenset[str]:
        """The kinds that are down, as :func:`~app.domain.device_health.kinds_down` tells.

        Not the scale: a record without a weight is whole, so that its absence holds up no data.
        """
        with self._lock:
            return kinds_down(self._logs.values()) - {DeviceKind.SCALE.value}

    def take(self) -> HealthRecord:
        """The record up to now; the next one begins here."""
        now = self._clock.now()
        with self._lock:
            record = record_of(self._logs.values(), min(self._begun_at, now), now)
            self._logs = {device: renewed(log, now) for device, log in self._logs.items()}
            self._begun_at = now
        return record
