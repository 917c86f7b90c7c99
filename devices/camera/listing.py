"""The cameras at this PC, by names that outlive a replug.

Linux gives a replugged camera another number (facts: /dev/videoN changes, /dev/v4l/by-id does not; V), and the order
of numbers differs from one start to the next on Windows too. So a camera is known by what its plug says: on Linux by
its link under ``/dev/v4l/by-id``, or ``by-path`` where two alike have no serial numbers and share one; on Windows by
its device path.

Invariants:
- Listing opens no camera and takes none from another program.
- An id is one word of text without blanks, so that it can stand in a setting: ``camera:id:…``.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from devices.camera.addresses import CameraNode, PluggedCamera
from devices.errors import DeviceError, DeviceFault

LINKS: Final = (Path("/dev/v4l/by-id"), Path("/dev/v4l/by-path"))
"""Where Linux keeps names that last, the better ones first."""

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.:#&{}+-]+")
_WINDOWS_PATH: Final = re.compile(r"^\\\\\?\\(?P<device>.+?)(#\{[0-9a-fA-F-]+\}.*)?$")
"""``\\\\?\\usb#vid_…&pid_…&mi_00#7&1a2b&0&0000#{class}\\global``: the class at the end is the same for all."""


class SystemCamera(Protocol):
    """What is used of ``cv2_enumerate_cameras.CameraInfo``."""

    @property
    def index(self) -> int:
        """OpenCV's number for it."""

    @property
    def name(self) -> str:
        """What the camera calls itself."""

    @property
    def path(self) -> str | None:
        """The system's path: ``/dev/video0``, a Windows device path, or nothing."""

    @property
    def vid(self) -> int | None:
        """USB vendor."""

    @property
    def pid(self) -> int | None:
        """USB product."""


Enumerator = Callable[[], Iterable[SystemCamera]]


@dataclass(frozen=True, slots=True)
class ListedCamera:
    """A camera that is plugged in. ``source`` is where it is just now; ``address`` how a setting names it.

    ``also``: other ids that are its own just now: what a setting says that was made beside another camera like it.
    """

    stable_id: str
    name: str
    source: PluggedCamera | CameraNode
    also: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The registry name."""
        return f"camera:id:{self.stable_id}"


def system_cameras() -> Iterable[SystemCamera]:
    """What the system lists for the backend that :mod:`devices.camera.capture` opens cameras with.

    Raises:
        DeviceError: NO_DRIVER when ``cv2-enumerate-cameras`` is not installed.
    """
    try:
        import cv2
        from cv2_enumerate_cameras import enumerate_cameras
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, "camera", exc.name or "") from exc
    backends = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
    return enumerate_cameras(backends.get(sys.platform, cv2.CAP_V4L2))


def list_cameras(enumerator: Enumerator = system_cameras, *, links: Sequence[Path] = LINKS) -> tuple[ListedCamera, ...]:
    """Every camera, in the system's order, each with an id of its own.

    ``links`` are folders of links to nodes, the preferred ones first; missing ones are passed over.

    Raises:
        DeviceError: NO_DRIVER, see :func:`system_cameras`.
    """
    by_node = _links_by_node(links)
    cameras = [*enumerator()]
    shared = _kinds_that_share(cameras, by_node, links)
    listed: dict[str, ListedCamera] = {}
    for camera in cameras:
        path = camera.path or ""
        # the first folder's link of two alike is at one of them, and at the other when that one is pulled
        names = [link.name for link in by_node.get(path, ()) if link.folder != links[0] or _kind(camera) not in shared]
        stable = names[0] if names else _id_of_path(camera)
        if stable in listed:
            # two alike without serial numbers in one place: told apart by order, which is all there is
            stable = f"{stable}+{sum(known.startswith(stable) for known in listed)}"
        source = CameraNode(path) if path.startswith("/dev/") else PluggedCamera(camera.index)
        listed[stable] = ListedCamera(stable, camera.name or stable, source, tuple(names[1:]))
    return tuple(listed.values())


def find_camera(device: str, stable_id: str, listed: Iterable[ListedCamera]) -> PluggedCamera | CameraNode:
    """Where the camera with that id is now; ``device`` is the registry name, for errors.

    Raises:
        DeviceError: NOT_FOUND when it is not plugged in.
    """
    for camera in listed:
        if stable_id in (camera.stable_id, *camera.also):
            return camera.source
    raise DeviceError(DeviceFault.NOT_FOUND, device)


@dataclass(frozen=True, slots=True)
class _Link:
    folder: Path
    name: str


def _links_by_node(folders: Sequence[Path]) -> dict[str, list[_Link]]:
    """The links to each node, the best first. A camera's second node (metadata) has a link of its own."""
    links: dict[str, list[_Link]] = {}
    for folder in folders:
        for link in sorted(folder.iterdir()) if folder.is_dir() else ():
            links.setdefault(str(link.resolve()), []).append(_Link(folder, _safe(link.name)))
    return links


def _kind(camera: SystemCamera) -> tuple[int | None, int | None, str]:
    return camera.vid, camera.pid, camera.name


def _kinds_that_share(
    cameras: Sequence[SystemCamera], by_node: dict[str, list[_Link]], folders: Sequence[Path]
) -> set[tuple[int | None, int | None, str]]:
    """Cameras alike of which not each has a link in the first folder: they have no serial numbers and share one."""

    def has_best(camera: SystemCamera) -> bool:
        return any(link.folder == folders[0] for link in by_node.get(camera.path or "", ()))

    with_best = {_kind(camera) for camera in cameras if has_best(camera)}
    return with_best & {_kind(camera) for camera in cameras if not has_best(camera)}


def _id_of_path(camera: SystemCamera) -> str:
    windows = _WINDOWS_PATH.match(camera.path or "")
    if windows is not None:
        return _safe(windows["device"].lower())
    if camera.vid is not None and camera.pid is not None:
        return f"{camera.vid:04x}:{camera.pid:04x}"
    return _safe(camera.name) or f"number-{camera.index}"


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text).strip("-")
