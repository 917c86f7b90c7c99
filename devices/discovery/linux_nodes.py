"""Keyboards and cameras on Linux, by the names that udev keeps for them: ``/dev/input/by-id``, ``/dev/v4l/by-id``.

Invariants:
- A device without a name of its own, or the second of two alike, is found by its socket (``by-path``).
- Elsewhere than on Linux the folders are not there, and nothing is found.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.discovery.found import Connection, FoundDevice, Offer
from devices.ports import DeviceKind
from devices.rights import MissingRight, missing_right
from devices.usb_identity import UsbIdentity


@dataclass(frozen=True, slots=True)
class NodeFolder:
    """Where udev keeps the names of one class of devices; ``ends`` is how a useful one's name ends."""

    folder: Path
    ends: str
    connection: Connection
    kinds: tuple[DeviceKind, ...]
    scheme: str


KEYBOARDS: Final = NodeFolder(Path("/dev/input"), "-event-kbd", Connection.KEYBOARD, (DeviceKind.SCANNER,), "evdev")
CAMERAS: Final = NodeFolder(
    # the other indexes of a camera are its metadata
    Path("/dev/v4l"),
    "-video-index0",
    Connection.VIDEO,
    (DeviceKind.CAMERA, DeviceKind.PERSON_CAMERA),
    "camera",
)


class LinuxNodes:
    """Implements :class:`~devices.discovery.found.Detection` for one folder of names."""

    def __init__(
        self,
        nodes: NodeFolder,
        look_at_rights: Callable[[str, UsbIdentity | None], MissingRight | None] = missing_right,
    ) -> None:
        self._nodes = nodes
        self._look_at_rights = look_at_rights

    def look(self) -> Sequence[FoundDevice]:
        """One for each node, by the better of its names."""
        by_node: dict[str, Path] = {}
        for kept in ("by-id", "by-path"):
            for name in self._names(self._nodes.folder / kept):
                by_node.setdefault(os.path.realpath(name), name)
        return [self._found(node, name) for node, name in sorted(by_node.items())]

    def _names(self, folder: Path) -> list[Path]:
        try:
            names = [name for name in folder.iterdir() if name.name.endswith(self._nodes.ends)]
        except OSError:
            return []
        # The PC's own keyboard (platform-i8042-serio-0) is no scanner: grabbed, it would lock everybody out.
        return sorted(name for name in names if not name.name.startswith("platform-i8042"))

    def _found(self, node: str, name: Path) -> FoundDevice:
        address = f"{self._nodes.scheme}:{name}"
        return FoundDevice(
            id=address,
            name=name.name.removesuffix(self._nodes.ends).removeprefix("usb-").replace("_", " "),
            connection=self._nodes.connection,
            node=node,
            offers=tuple(Offer(kind, address) for kind in self._nodes.kinds),
            denied=self._look_at_rights(node, None),
        )
