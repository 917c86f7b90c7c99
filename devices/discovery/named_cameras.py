"""Cameras by the names that they give themselves, with the addresses that outlive a replug.

Invariants:
- No camera is opened to list it. Where the library for names is missing, Linux's own links still tell what is there.
"""

from collections.abc import Callable, Sequence
from typing import Final

from devices.camera.addresses import CameraNode
from devices.camera.listing import ListedCamera, list_cameras
from devices.discovery.found import Connection, Detection, FoundDevice, Offer
from devices.discovery.linux_nodes import CAMERAS, LinuxNodes
from devices.errors import DeviceError
from devices.ports import DeviceKind
from devices.rights import missing_right

_KINDS: Final = (DeviceKind.CAMERA, DeviceKind.PERSON_CAMERA)


class NamedCameras:
    """Implements :class:`~devices.discovery.found.Detection` over :mod:`devices.camera.listing`."""

    def __init__(
        self,
        listed: Callable[[], Sequence[ListedCamera]] = list_cameras,
        without_names: Detection | None = None,
    ) -> None:
        """``without_names`` is asked where ``listed`` has no library."""
        self._listed = listed
        self._without_names: Detection = without_names or LinuxNodes(CAMERAS)

    def look(self) -> Sequence[FoundDevice]:
        """Every camera that is plugged in."""
        try:
            return [_found(camera) for camera in self._listed()]
        except DeviceError:
            return self._without_names.look()


def _found(camera: ListedCamera) -> FoundDevice:
    node = camera.source.node if isinstance(camera.source, CameraNode) else ""
    return FoundDevice(
        id=camera.address,
        name=camera.name,
        connection=Connection.VIDEO,
        node=node,
        offers=tuple(Offer(kind, camera.address) for kind in _KINDS),
        denied=missing_right(node) if node else None,
    )
