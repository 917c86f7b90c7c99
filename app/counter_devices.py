"""The devices of one counter: opened together, heard together, closed together.

Invariants:
- A device that cannot be built (a wrong name, a missing library) is faulted like one that cannot be opened: the others
  work on, and its status says why.
- Listeners are called on device threads.
- While a device is away, what is plugged in is looked at once a second; while all are well, it is not.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devices.camera.device import CameraDevice
from devices.camera.driver import CameraDriver
from devices.discovery.found import Detection
from devices.discovery.hotplug import HotPlugWatch
from devices.errors import DeviceError
from devices.lifecycle import SupervisedDevice
from devices.ports import DeviceKind, DeviceState, DeviceStatus, Frame, Listener, Sight
from devices.registry import open_driver, parse_address

_log = logging.getLogger(__name__)

STOP_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class DevicePlug:
    """A place at the counter: what it is for, its registry name, and what to call it (``sim:…`` in training)."""

    kind: DeviceKind
    address: str
    name: str | None = None


class CounterDevices:
    """Scanner, ID-card reader, cameras and scale, as far as they are set."""

    def __init__(
        self, plugs: Sequence[DevicePlug], *, allow_simulated: bool, detection: Detection | None = None
    ) -> None:
        """``detection`` finds devices again that were plugged in elsewhere; without one nothing is watched."""
        self._detection = detection
        self._devices: list[SupervisedDevice] = []
        self._unusable: list[DeviceStatus] = []
        self._cameras: dict[DeviceKind, CameraDevice] = {}
        for plug in plugs:
            self._add(plug, allow_simulated=allow_simulated)
        self._watch = HotPlugWatch(detection, self._devices) if detection is not None and self._devices else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every device from now on; the answer unsubscribes."""
        unsubscribers = [device.subscribe(listener) for device in self._devices]

        def unsubscribe() -> None:
            for single in unsubscribers:
                single()

        return unsubscribe

    def statuses(self) -> list[DeviceStatus]:
        """Every device's last status, unusable ones included."""
        return [*(device.status for device in self._devices), *self._unusable]

    def latest_frame(self) -> Frame | None:
        """The camera's newest picture; None without a camera or without a picture younger than a second."""
        return self._latest(DeviceKind.CAMERA)

    def latest_person_frame(self) -> Frame | None:
        """The same of the camera that sees the person at the counter."""
        return self._latest(DeviceKind.PERSON_CAMERA)

    def sight(self) -> Sight:
        """What the scanning camera makes of its picture."""
        camera = self._cameras.get(DeviceKind.CAMERA)
        return camera.sight() if camera is not None else Sight()

    @property
    def sees_people(self) -> bool:
        """Whether there is a camera for the person at the counter."""
        return DeviceKind.PERSON_CAMERA in self._cameras

    def start(self) -> None:
        """Start every device's thread."""
        for device in self._devices:
            device.start()
        if self._watch is not None:
            self._watch.start()

    def stop(self) -> None:
        """Stop all, then wait for each."""
        if self._watch is not None:
            self._watch.stop()
            if not self._watch.join(STOP_SECONDS):
                _log.warning("the watch over what is plugged in did not end in %s s", STOP_SECONDS)
        for device in self._devices:
            device.stop()
        for device in self._devices:
            if not device.join(STOP_SECONDS):
                _log.warning("device thread of %s did not end in %s s", device.name, STOP_SECONDS)

    def _latest(self, kind: DeviceKind) -> Frame | None:
        camera = self._cameras.get(kind)
        return camera.latest() if camera is not None else None

    def _add(self, plug: DevicePlug, *, allow_simulated: bool) -> None:
        try:
            driver = open_driver(
                parse_address(plug.address),
                allow_simulated=allow_simulated,
                name=plug.name,
                sees_people=plug.kind is DeviceKind.PERSON_CAMERA,
                detection=self._detection,
            )
        except DeviceError as error:
            self._unusable.append(DeviceStatus(error.device, plug.kind, DeviceState.FAULTED, error.fault, error.detail))
            return
        if isinstance(driver, CameraDriver):
            camera = CameraDevice(driver)
            self._cameras[plug.kind] = camera
            self._devices.append(camera)
        else:
            self._devices.append(SupervisedDevice(driver))
