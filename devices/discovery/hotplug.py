"""Wakes devices that are away as soon as something is plugged in, or a right is given.

Two alike lists a second apart say nothing; what is new ends every wait between tries. Lists are compared instead of
the system's own notices (udev, WM_DEVICECHANGE): one way for all systems, no dependency, and nothing to miss.

Invariants:
- While every device is well nothing is looked at: the counter pays only while something is amiss.
- It opens nothing itself; whether the new device is the right one, the device's own next try tells.
"""

import logging
import threading
from collections.abc import Sequence
from typing import Final, Protocol, TypeAlias

from devices.discovery.found import Detection
from devices.errors import DeviceFault
from devices.ports import DeviceState, DeviceStatus
from devices.rights import MissingRight

_log = logging.getLogger(__name__)

LOOK_EVERY: Final = 1.0
"""Seconds."""

_WELL: Final = (DeviceState.READY, DeviceState.BUSY)
_Seen: TypeAlias = tuple[str, str, MissingRight | None]


class Wakeable(Protocol):
    """A device as far as it can be woken."""

    @property
    def status(self) -> DeviceStatus:
        """The last published status."""

    def retry_now(self) -> None:
        """Try to open it now instead of later."""


class HotPlugWatch:
    """One thread; ``start``, ``stop``, ``join`` as for a device. ``look_once`` is what it does every ``interval``."""

    def __init__(self, detection: Detection, devices: Sequence[Wakeable], *, interval: float = LOOK_EVERY) -> None:
        self._detection = detection
        self._devices = tuple(devices)
        self._interval = interval
        self._known: frozenset[_Seen] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hot-plug", daemon=True)

    def start(self) -> None:
        """Start the thread. Once: a second call raises RuntimeError."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; returns at once. Harmless before ``start`` and when repeated."""
        self._stopping.set()

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the thread; False when it still runs. True when it never started."""
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def look_once(self) -> None:
        """Wake what is away when something is there that was not at the last look.

        The first look after all were well only remembers: a device that was lost a moment ago tries by itself.
        """
        away = [device for device in self._devices if _helped_by_plugging(device.status)]
        if not away:
            self._known = None
            return
        seen = frozenset((found.id, found.node, found.denied) for found in self._detection.look())
        before, self._known = self._known, seen
        if before is not None and seen - before:
            for device in away:
                device.retry_now()

    def _run(self) -> None:
        while not self._stopping.wait(self._interval):
            try:
                self.look_once()
            except Exception as exc:  # noqa: BLE001 - the top of a thread: devices still try by themselves
                _log.error("a look at what is plugged in failed: %s", type(exc).__name__)


def _helped_by_plugging(status: DeviceStatus) -> bool:
    return status.state not in _WELL and status.fault is not DeviceFault.LOGIN_REFUSED
