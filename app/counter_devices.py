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
from enum import Enum

from app.settings import Settings
from devices.camera.device import CameraDevice
from devices.camera.driver import CameraDriver
from devices.camera.use import CameraUse
from devices.discovery.found import Detection
from devices.discovery.hotplug import HotPlugWatch
from devices.errors import DeviceError
from devices.lifecycle import SupervisedDevice
from devices.ports import DeviceKind, DeviceState, DeviceStatus, Frame, Listener, Sight
from devices.registry import open_driver, parse_address

_log = logging.getLogger(__name__)

STOP_SECONDS = 8.0


class CameraRole(Enum):
    """What the counter looks through a camera for. One camera may serve them all."""

    SCAN = "scan"
    DOCUMENT = "document"
    INSPECTION = "inspection"
    """The live picture at the counter, and the photos that are kept."""


EVERY_ROLE = frozenset(CameraRole)


@dataclass(frozen=True, slots=True)
class DevicePlug:
    """A place at the counter: what it is for, its registry name, and what to call it (``sim:…`` in training).

    ``roles`` are a camera's; for anything else they mean nothing.
    """

    kind: DeviceKind
    address: str
    name: str | None = None
    roles: frozenset[CameraRole] = EVERY_ROLE


def camera_plugs(settings: Settings) -> tuple[DevicePlug, ...]:
    """The cameras of the roles, each address once. A role without a setting of its own falls to ``settings.camera``."""
    by_role = {
        CameraRole.SCAN: settings.camera,
        CameraRole.DOCUMENT: settings.document_camera or settings.camera,
        CameraRole.INSPECTION: settings.inspection_camera or settings.camera,
    }
    addresses = dict.fromkeys(address for address in by_role.values() if address)
    return tuple(
        DevicePlug(DeviceKind.CAMERA, address, roles=frozenset(role for role, own in by_role.items() if own == address))
        for address in addresses
    )


class CounterDevices:
    """Scanner, ID-card reader, cameras and scale, as far as they are set."""

    def __init__(
        self, plugs: Sequence[DevicePlug], *, allow_simulated: bool, detection: Detection | None = None
    ) -> None:
        """``detection`` finds devices again that were plugged in elsewhere; without one nothing is watched."""
        self._detection = detection
        self._devices: list[SupervisedDevice] = []
        self._unusable: list[DeviceStatus] = []
        self._cameras: dict[CameraRole, CameraDevice] = {}
        self._person: CameraDevice | None = None
        self._by_address: dict[str, CameraDevice] = {}
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

    def latest_frame(self, role: CameraRole = CameraRole.INSPECTION) -> Frame | None:
        """The newest picture of that role's camera; None without one, or without a picture younger than a second."""
        return _latest(self._cameras.get(role))

    def still(self, role: CameraRole) -> Frame | None:
        """A picture larger than the live ones by that role's camera, if it is set to give them. Takes seconds."""
        camera = self._cameras.get(role)
        return camera.still() if camera is not None else None

    def latest_person_frame(self) -> Frame | None:
        """The same of the camera that sees the person at the counter."""
        return _latest(self._person)

    def sight(self) -> Sight:
        """What the scanning camera makes of its picture, to be drawn over the picture of the inspection.

        Where those are two cameras, the codes' places belong to another picture and are left out.
        """
        camera = self._cameras.get(CameraRole.SCAN)
        if camera is None:
            return Sight()
        sight = camera.sight()
        return sight if camera is self._cameras.get(CameraRole.INSPECTION) else Sight(hint=sight.hint)

    @property
    def sees_people(self) -> bool:
        """Whether there is a camera for the person at the counter."""
        return self._person is not None

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

    def _add(self, plug: DevicePlug, *, allow_simulated: bool) -> None:
        shared = self._by_address.get(plug.address)
        if shared is not None:
            # one camera, opened once: a second handle on it is refused or takes the picture from the first
            self._serve(plug, shared)
            return
        try:
            driver = open_driver(
                parse_address(plug.address),
                allow_simulated=allow_simulated,
                name=plug.name,
                camera=_use_of(plug),
                detection=self._detection,
            )
        except DeviceError as error:
            self._unusable.append(DeviceStatus(error.device, plug.kind, DeviceState.FAULTED, error.fault, error.detail))
            return
        if isinstance(driver, CameraDriver):
            camera = CameraDevice(driver)
            self._by_address[plug.address] = camera
            self._serve(plug, camera)
            self._devices.append(camera)
        else:
            self._devices.append(SupervisedDevice(driver))

    def _serve(self, plug: DevicePlug, camera: CameraDevice) -> None:
        if plug.kind is DeviceKind.PERSON_CAMERA:
            self._person = camera
        else:
            self._cameras |= dict.fromkeys(plug.roles, camera)


def _latest(camera: CameraDevice | None) -> Frame | None:
    return camera.latest() if camera is not None else None


def _use_of(plug: DevicePlug) -> CameraUse:
    if plug.kind is DeviceKind.PERSON_CAMERA:
        return CameraUse.PEOPLE
    if CameraRole.SCAN in plug.roles:
        return CameraUse.SCANNING
    return CameraUse.DOCUMENTS if plug.roles == {CameraRole.DOCUMENT} else CameraUse.PICTURES
