"""What is kept of a photo to compare it with later ones, without opening it: key points, and a small gray picture.

Invariants:
- The bytes carry a version; bytes of another version or of a wrong length are refused, never guessed at.
- A photo of a counter takes about 5 kB: a twentieth of what the photo itself takes, half a gigabyte for 100,000.
- A waybill cannot be read in the small picture.
- Pixels never show in ``repr``.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.errors import DeviceError, DeviceFault
from devices.vision.decode import gray_from
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image, as_gray, as_image, shrunk

KEY_POINTS: Final = 76
"""Spread over the picture. They only say how two photos lie: bytes are better spent on the small picture."""
THUMBNAIL_SIDE: Final = 128
"""Pixels of the small picture's longest side. With 96 two sealed parcels of one size could not be told apart."""

_VERSION: Final = 1
_HEADER: Final = struct.Struct(">BBH")
"""Version, the number of key points, the bytes of the small picture."""
_POINT_BYTES: Final = 4
_DESCRIPTOR_BYTES: Final = 32
_UNIT: Final = 65535
"""What the longest side is in the coordinates that are kept."""
_SOFTNESS: Final = 0.7
"""Sigma in pixels of the small picture: finer detail would differ with how the pixels fall, not with what is shown."""
_QUALITY: Final = 90
_MOST_BYTES: Final = 0xFFFF

_DETECTED_SIDE: Final = 640
_DETECTED: Final = 600
_EDGE: Final = 16
"""Pixels at the border in which there are no key points."""
_CELL: Final = 64
"""Pixels: key points are picked from cells of this size by turns, so that one printed sheet does not get them all."""


@dataclass(frozen=True, slots=True)
class PhotoFeatures:
    """Key points with their descriptors, and the small picture.

    ``points`` is N x 2 (x, y), in parts of the longest side; ``descriptors`` N x 32 (ORB); ``thumbnail`` gray, the
    pixels of ``thumbnail_jpeg``.
    """

    points: NDArray[np.float32] = field(repr=False)
    descriptors: NDArray[np.uint8] = field(repr=False)
    thumbnail_jpeg: bytes = field(repr=False)
    thumbnail: Image = field(repr=False)

    def to_bytes(self) -> bytes:
        """The form that is kept; :func:`features_from` reads it."""
        places = np.rint(self.points * _UNIT).astype(">u2")
        header = _HEADER.pack(_VERSION, len(self.points), len(self.thumbnail_jpeg))
        return header + places.tobytes() + self.descriptors.tobytes() + self.thumbnail_jpeg


def features_from(content: bytes) -> PhotoFeatures:
    """The features that were kept. Raises DeviceError: BAD_FRAME for bytes that are none of this version."""
    if len(content) < _HEADER.size:
        raise _refused()
    version, count, picture_size = _HEADER.unpack_from(content)
    descriptors_at = _HEADER.size + count * _POINT_BYTES
    picture_at = descriptors_at + count * _DESCRIPTOR_BYTES
    if version != _VERSION or count > KEY_POINTS or len(content) != picture_at + picture_size:
        raise _refused()
    places = np.frombuffer(content, ">u2", count * 2, _HEADER.size).reshape(count, 2)
    descriptors = np.frombuffer(content, np.uint8, count * _DESCRIPTOR_BYTES, descriptors_at)
    points = (places / _UNIT).astype(np.float32)
    jpeg = content[picture_at:]
    return PhotoFeatures(points, descriptors.reshape(count, _DESCRIPTOR_BYTES), jpeg, _pixels(jpeg))


def features_of(image: Image) -> PhotoFeatures:
    """The features of a BGR or gray picture. Raises ValueError when it is none."""
    gray = as_gray(image)
    detected = shrunk(gray, _DETECTED_SIDE)
    orb = cv2.ORB.create(nfeatures=_DETECTED, scaleFactor=1.3, nlevels=6, edgeThreshold=_EDGE, fastThreshold=10)
    # a smaller picture is all edge, and OpenCV fails at its coarsest level
    picked = _spread(orb.detect(detected, None)) if min(detected.shape) > 2 * _EDGE else []
    points, descriptors = np.zeros((0, 2), np.float32), np.zeros((0, _DESCRIPTOR_BYTES), np.uint8)
    if picked:
        # OpenCV may drop points that it cannot describe
        kept, found = orb.compute(detected, picked)
        if kept:
            points = np.array([point.pt for point in kept], np.float32) / np.float32(max(detected.shape))
            descriptors = as_image(found)
    jpeg = encode_jpeg(_thumbnail(gray), quality=_QUALITY, budget=_MOST_BYTES)
    return PhotoFeatures(points, descriptors, jpeg, _pixels(jpeg))


def _thumbnail(gray: Image) -> Image:
    """The gray picture, softened, with its longest side at :data:`THUMBNAIL_SIDE` pixels."""
    height, width = gray.shape
    factor = THUMBNAIL_SIDE / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    return as_image(cv2.GaussianBlur(small, (0, 0), _SOFTNESS))


def _pixels(jpeg: bytes) -> Image:
    pixels = gray_from(jpeg)
    if pixels is None or max(pixels.shape) > THUMBNAIL_SIDE:
        raise _refused()
    return pixels


def _spread(found: Sequence[cv2.KeyPoint]) -> list[cv2.KeyPoint]:
    """The strongest point of each cell, then the second of each, and so on."""
    cells: dict[tuple[int, int], list[cv2.KeyPoint]] = {}
    for point in sorted(found, key=_strength):
        cells.setdefault((int(point.pt[0]) // _CELL, int(point.pt[1]) // _CELL), []).append(point)
    ranked = [(rank, point) for cell in cells.values() for rank, point in enumerate(cell)]
    ranked.sort(key=lambda entry: (entry[0], *_strength(entry[1])))
    return [point for _, point in ranked[:KEY_POINTS]]


def _strength(point: cv2.KeyPoint) -> tuple[float, float, float]:
    """The strongest first; the place decides between equals."""
    return -point.response, point.pt[0], point.pt[1]


def _refused() -> DeviceError:
    return DeviceError(DeviceFault.BAD_FRAME, "photo", "not a photo's features")
