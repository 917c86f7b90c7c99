"""What a camera's source string means, and the form of it that may be shown.

Invariants:
- Pure: nothing is opened here, except that an existing folder is told from a file.
- ``repr`` of a source never shows an address's user name, password or query.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

_STREAM: Final = re.compile(r"rtsps?://", re.IGNORECASE)
_ID: Final = "id:"
_LAST_INDEX: Final = 63
"""Linux's video nodes end here by default; a larger number is a typing error."""


@dataclass(frozen=True, slots=True)
class PluggedCamera:
    """A camera at this PC, by the system's number."""

    index: int


@dataclass(frozen=True, slots=True)
class CameraNode:
    """A camera at this PC by its Linux node, best one under ``/dev/v4l/by-id``: a number changes with every replug."""

    node: str


@dataclass(frozen=True, slots=True)
class IdentifiedCamera:
    """A camera at this PC, by the id that :func:`devices.camera.listing.list_cameras` gives it."""

    stable_id: str


@dataclass(frozen=True, slots=True)
class StreamAddress:
    """An IP camera. ``url`` holds the user name and password."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """A folder of pictures, shown one after the other, over and over."""

    folder: Path


@dataclass(frozen=True, slots=True)
class VideoFile:
    """A recording, shown once at its own speed."""

    file: Path


CameraSource: TypeAlias = PluggedCamera | CameraNode | IdentifiedCamera | StreamAddress | PictureFolder | VideoFile


def camera_source(source: str) -> CameraSource:
    """Tell what ``source`` is: ``id:…``, ``0``, ``/dev/video0``, ``rtsp://…``, a folder, or a video file.

    A path that does not exist (any more) counts as a folder when it has no extension.

    Raises:
        ValueError: empty, or a number that cannot be a camera's.
    """
    if not source or source != source.strip():
        raise ValueError("no camera source")
    if source.isascii() and source.isdigit():
        index = int(source)
        if index > _LAST_INDEX:
            raise ValueError("no camera has so large a number")
        return PluggedCamera(index)
    if source.startswith(_ID):
        stable_id = source.removeprefix(_ID)
        if not stable_id or any(character.isspace() for character in stable_id):
            raise ValueError("no camera's id")
        return IdentifiedCamera(stable_id)
    if _STREAM.match(source):
        return StreamAddress(source)
    if source.startswith("/dev/"):
        return CameraNode(source)
    path = Path(source)
    if path.is_dir() or not (path.suffix or path.is_file()):
        return PictureFolder(path)
    return VideoFile(path)


def camera_node(source: CameraSource) -> str:
    """A camera's node on Linux; "" for what has none, or is not looked for yet."""
    match source:
        case CameraNode(node):
            return node
        case PluggedCamera(index):
            return f"/dev/video{index}"
        case _:
            return ""


def without_credentials(name: str) -> str:
    """A registry name without the user name and password of an RTSP address in it.

    A net under :attr:`devices.registry.DeviceAddress.safe_text`, whose answers it leaves as they are. Everything up
    to the last ``@`` goes, because passwords in the field contain ``/`` and ``@`` unescaped.
    """
    return re.sub(r"(rtsps?://).*@", r"\1", name, flags=re.IGNORECASE | re.DOTALL)
