"""The devices of one counter: opened together, heard together, closed together.

Invariants:
- A device that cannot be built (a wrong name, a missing library) is faulted like one that cannot be opened: the others
  work on, and its status says why.
- Listeners are called on device threads.
- While a device is away, what is plugged in is looked at once a second; while all are well, it is not.
- A device that takes another's place is heard by whoever heard the other; the others never notice.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from devices.camera.device import CameraDevice
from devices.camera.driver import CameraDriver
from devices.discovery.found import Detection
from devices.discovery.hotplug import HotPlugWatch
from devices.errors import DeviceError
from devices.lifecycle import SupervisedDevice
from devices.ports import DeviceKind, DeviceState, DeviceStatus, Frame, Listener
from devices.registry import open_driver, parse_address

_log = logging.getLogger(__name__)

STOP_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class DevicePlug:
    """A place at the counter: what it is for, its registry name, and what to call it (``sim:…`` in training)."""

    kind: DeviceKind
    address: str
    name: str | None = None


@dataclass(eq=False, slots=True)
class _Hearing:
    """A listener, and how to end what it hears."""

    listener: Listener
    ends: list[Callable[[], None]] = field(default_factory=list)


class CounterDevices:
    """Scanner, ID-card reader, cameras and scale, as far as they are set. ``start`` and ``stop`` once each."""

    def __init__(
        self, plugs: Sequence[DevicePlug], *, allow_simulated: bool, detection: Detection | None = None
    ) -> None:
        """``detection`` finds devices again that were plugged in elsewhere; without one nothing is watched."""
        self._detection = detection
        self._allow_simulated = allow_simulated
        self._lock = Lock()  # guards the four below; held for moments only
        self._devices: list[SupervisedDevice] = []
        self._unusable: list[DeviceStatus] = []
        self._cameras: dict[DeviceKind, CameraDevice] = {}
        self._hearings: list[_Hearing] = []
        self._changing = Lock()  # one change, or the stop, at a time
        self._started = False
        self._stopped = False
        for plug in plugs:
            self._add(plug)
        self._watch: HotPlugWatch | None = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every device from now on; the answer unsubscribes."""
        hearing = _Hearing(listener)
        with self._lock:
            self._hearings.append(hearing)
            hearing.ends.extend(device.subscribe(listener) for device in self._devices)

        def unsubscribe() -> None:
            with self._lock:
                if hearing in self._hearings:
                    self._hearings.remove(hearing)
            for end in hearing.ends:
                end()

        return unsubscribe

    def statuses(self) -> list[DeviceStatus]:
        """Every device's last status, unusable ones included."""
        with self._lock:
            return [*(device.status for device in self._devices), *self._unusable]

    def unusable(self, kind: DeviceKind) -> DeviceStatus | None:
        """Why the device of that kind cannot even be built; it says nothing by itself."""
        with self._lock:
            return next((status for status in self._unusable if status.kind is kind), None)

    def latest_frame(self) -> Frame | None:
        """The camera's newest picture; None without a camera or without a picture younger than a second."""
        return self.latest_of(DeviceKind.CAMERA)

    def latest_person_frame(self) -> Frame | None:
        """The same of the camera that sees the person at the counter."""
        return self.latest_of(DeviceKind.PERSON_CAMERA)

    def latest_of(self, kind: DeviceKind) -> Frame | None:
        """The same of any kind; None for one that has no pictures."""
        camera = self._cameras.get(kind)
        return camera.latest() if camera is not None else None

    @property
    def sees_people(self) -> bool:
        """Whether there is a camera for the person at the counter."""
        return DeviceKind.PERSON_CAMERA in self._cameras

    def start(self) -> None:
        """Start every device's thread."""
        self._started = True
        for device in self._devices:
            device.start()
        self._begin_watch()

    def change(self, kind: DeviceKind, address: str) -> frozenset[str]:
        """Put the device of that registry name into the place of ``kind``; none for "".

        Waits until the old one has given its port back, some seconds for a camera: never to be called on the main
        thread or a device's. A name that cannot be used is told by :meth:`statuses`. The answer is the names of devices
        that are there no more.
        """
        with self._changing:
            if self._stopped:
                return frozenset()
            self._end_watch()
            gone = self._take_out(kind)
            if address:
                self._bring_in(DevicePlug(kind, address))
            if self._started:
                self._begin_watch()
            return gone - {status.device for status in self.statuses()}

    def stop(self) -> None:
        """Stop all, then wait for each."""
        with self._changing:
            self._stopped = True
            self._end_watch()
            _end(self._devices)

    def _take_out(self, kind: DeviceKind) -> frozenset[str]:
        with self._lock:
            old = [device for device in self._devices if device.kind is kind]
            unusable = [status for status in self._unusable if status.kind is kind]
            self._devices = [device for device in self._devices if device not in old]
            self._unusable = [status for status in self._unusable if status not in unusable]
            self._cameras.pop(kind, None)
        _end(old)
        return frozenset([*(device.name for device in old), *(status.device for status in unusable)])

    def _bring_in(self, plug: DevicePlug) -> None:
        with self._lock:
            device = self._add(plug)
            if device is not None:
                for hearing in self._hearings:
                    hearing.ends.append(device.subscribe(hearing.listener))
        if device is not None and self._started:
            device.start()

    def _begin_watch(self) -> None:
        if self._detection is not None and self._devices:
            self._watch = HotPlugWatch(self._detection, self._devices)
            self._watch.start()

    def _end_watch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()
            if not watch.join(STOP_SECONDS):
                _log.warning("the watch over what is plugged in did not end in %s s", STOP_SECONDS)

    def _add(self, plug: DevicePlug) -> SupervisedDevice | None:
        try:
            driver = open_driver(
                parse_address(plug.address),
                allow_simulated=self._allow_simulated,
                name=plug.name,
                sees_people=plug.kind is DeviceKind.PERSON_CAMERA,
                detection=self._detection,
            )
        except DeviceError as error:
            self._unusable.append(DeviceStatus(error.device, plug.kind, DeviceState.FAULTED, error.fault, error.detail))
            return None
        device: SupervisedDevice
        if isinstance(driver, CameraDriver):
            device = self._cameras[plug.kind] = CameraDevice(driver)
        else:
            device = SupervisedDevice(driver)
        self._devices.append(device)
        return device


def _end(devices: Sequence[SupervisedDevice]) -> None:
    """Stop these, then wait for each."""
    for device in devices:
        device.stop()
    for device in devices:
        if not device.join(STOP_SECONDS):
            _log.warning("device thread of %s did not end in %s s", device.name, STOP_SECONDS)
