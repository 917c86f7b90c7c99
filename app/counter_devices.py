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
from enum import Enum
from threading import Lock

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
_CAMERA_KINDS = frozenset({DeviceKind.CAMERA, DeviceKind.PERSON_CAMERA})


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


@dataclass(eq=False, slots=True)
class _Hearing:
    """A listener, and how to end what it hears."""

    listener: Listener
    ends: dict[SupervisedDevice, Callable[[], None]] = field(default_factory=dict)


class CounterDevices:
    """Scanner, ID-card reader, cameras and scale, as far as they are set. ``start`` and ``stop`` once each."""

    def __init__(
        self, plugs: Sequence[DevicePlug], *, allow_simulated: bool, detection: Detection | None = None
    ) -> None:
        """``detection`` finds devices again that were plugged in elsewhere; without one nothing is watched."""
        self._detection = detection
        self._allow_simulated = allow_simulated
        self._lock = Lock()  # guards the six below; held for moments only
        self._devices: list[SupervisedDevice] = []
        self._unusable: list[DeviceStatus] = []
        self._cameras: dict[CameraRole, CameraDevice] = {}
        self._person: CameraDevice | None = None
        self._by_address: dict[str, CameraDevice] = {}
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
            hearing.ends.update((device, device.subscribe(listener)) for device in self._devices)

        def unsubscribe() -> None:
            with self._lock:
                if hearing in self._hearings:
                    self._hearings.remove(hearing)
                ends = [*hearing.ends.values()]
            for end in ends:
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
        self._started = True
        for device in self._devices:
            device.start()
        self._begin_watch()

    def change(self, kinds: frozenset[DeviceKind], plugs: Sequence[DevicePlug]) -> frozenset[str]:
        """Put these into the places of ``kinds``; all that stood there goes.

        Cameras of both kinds go together, as one may serve several roles. Waits until the old ones have given their
        ports back, some seconds for a camera: never to be called on the main thread or a device's. A name that cannot
        be used is told by :meth:`statuses`. The answer is the names of devices that are there no more.
        """
        with self._changing:
            if self._stopped:
                return frozenset()
            self._end_watch()
            gone = self._take_out(kinds)
            for plug in plugs:
                self._bring_in(plug)
            if self._started:
                self._begin_watch()
            return gone - {status.device for status in self.statuses()}

    def stop(self) -> None:
        """Stop all, then wait for each."""
        with self._changing:
            self._stopped = True
            self._end_watch()
            _end(self._devices)

    def _take_out(self, kinds: frozenset[DeviceKind]) -> frozenset[str]:
        with self._lock:
            old = [device for device in self._devices if device.kind in kinds]
            unusable = [status for status in self._unusable if status.kind in kinds]
            self._devices = [device for device in self._devices if device not in old]
            self._unusable = [status for status in self._unusable if status not in unusable]
            if kinds & _CAMERA_KINDS:
                self._cameras, self._person, self._by_address = {}, None, {}
        _end(old)
        with self._lock:
            # one that hung and ends later has nothing to say any more: it would come back as a device that is away
            ends = [hearing.ends.pop(device) for hearing in self._hearings for device in old if device in hearing.ends]
        for end in ends:
            end()
        return frozenset([*(device.name for device in old), *(status.device for status in unusable)])

    def _bring_in(self, plug: DevicePlug) -> None:
        with self._lock:
            device = self._add(plug)
            if device is not None:
                for hearing in self._hearings:
                    hearing.ends[device] = device.subscribe(hearing.listener)
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
        """None where nothing new is to be started."""
        shared = self._by_address.get(plug.address)
        if shared is not None:
            # one camera, opened once: a second handle on it is refused or takes the picture from the first
            self._serve(plug, shared)
            return None
        try:
            driver = open_driver(
                parse_address(plug.address),
                allow_simulated=self._allow_simulated,
                name=plug.name,
                camera=_use_of(plug),
                detection=self._detection,
            )
        except DeviceError as error:
            self._unusable.append(DeviceStatus(error.device, plug.kind, DeviceState.FAULTED, error.fault, error.detail))
            return None
        device: SupervisedDevice
        if isinstance(driver, CameraDriver):
            device = self._by_address[plug.address] = CameraDevice(driver)
            self._serve(plug, device)
        else:
            device = SupervisedDevice(driver)
        self._devices.append(device)
        return device

    def _serve(self, plug: DevicePlug, camera: CameraDevice) -> None:
        if plug.kind is DeviceKind.PERSON_CAMERA:
            self._person = camera
        else:
            self._cameras |= dict.fromkeys(plug.roles, camera)


def _end(devices: Sequence[SupervisedDevice]) -> None:
    """Stop these, then wait for each."""
    for device in devices:
        device.stop()
    for device in devices:
        if not device.join(STOP_SECONDS):
            _log.warning("device thread of %s did not end in %s s", device.name, STOP_SECONDS)


def _latest(camera: CameraDevice | None) -> Frame | None:
    return camera.latest() if camera is not None else None


def _use_of(plug: DevicePlug) -> CameraUse:
    if plug.kind is DeviceKind.PERSON_CAMERA:
        return CameraUse.PEOPLE
    if CameraRole.SCAN in plug.roles:
        return CameraUse.SCANNING
    return CameraUse.DOCUMENTS if plug.roles == {CameraRole.DOCUMENT} else CameraUse.PICTURES
