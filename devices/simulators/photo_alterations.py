"""What is done to an old photo so that it passes for a new one.

Invariants:
- The answer is a JPEG file like any camera's; all chance comes from the generator that is handed in.
"""

from collections.abc import Callable
from enum import Enum
from typing import Final

import cv2
import numpy as np

from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image, as_image

_KEPT = 0.9
"""Of each side, when a tenth is cropped."""


class Alteration(Enum):
    """One way to alter a photo. All but the first three are compressed at 80 afterwards."""

    COMPRESSED_20 = "compressed_20"
    COMPRESSED_35 = "compressed_35"
    COMPRESSED_50 = "compressed_50"
    HALVED = "halved"
    BRIGHTENED = "brightened"
    CROPPED = "cropped"
    """Nine tenths of each side are left, from a place by chance."""
    TURNED_90 = "turned_90"
    TURNED_180 = "turned_180"
    TURNED_270 = "turned_270"
    MIRRORED = "mirrored"


def altered(photo: Image, alteration: Alteration, rng: np.random.Generator) -> bytes:
    """The altered photo as a file."""
    if alteration in _QUALITIES:
        return _file(photo, _QUALITIES[alteration])
    if alteration in _TURNS:
        return _file(as_image(cv2.rotate(photo, _TURNS[alteration])))
    return _file(_CHANGES[alteration](photo, rng))


def halved(photo: Image, _: np.random.Generator) -> Image:
    """Half as wide and half as high."""
    return as_image(cv2.resize(photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def brightened(photo: Image, rng: np.random.Generator) -> Image:
    """Brighter, until highlights burn out."""
    gain, offset = float(rng.uniform(1.1, 1.3)), float(rng.uniform(10, 30))
    return as_image(cv2.convertScaleAbs(photo, alpha=gain, beta=offset))


def cropped(photo: Image, rng: np.random.Generator) -> Image:
    """Nine tenths of each side, from a place by chance; a view."""
    height, width = photo.shape[:2]
    rows, columns = round(height * _KEPT), round(width * _KEPT)
    top, left = int(rng.integers(0, height - rows + 1)), int(rng.integers(0, width - columns + 1))
    return photo[top : top + rows, left : left + columns]


def mirrored(photo: Image, _: np.random.Generator) -> Image:
    """Left and right exchanged."""
    return as_image(cv2.flip(photo, 1))


_QUALITIES: Final = {Alteration.COMPRESSED_20: 20, Alteration.COMPRESSED_35: 35, Alteration.COMPRESSED_50: 50}
_TURNS: Final = {
    Alteration.TURNED_90: cv2.ROTATE_90_CLOCKWISE,
    Alteration.TURNED_180: cv2.ROTATE_180,
    Alteration.TURNED_270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}
_CHANGES: Final[dict[Alteration, Callable[[Image, np.random.Generator], Image]]] = {
    Alteration.HALVED: halved,
    Alteration.BRIGHTENED: brightened,
    Alteration.CROPPED: cropped,
    Alteration.MIRRORED: mirrored,
}


def _file(photo: Image, quality: int = 80) -> bytes:
    return encode_jpeg(photo, quality=quality, max_side=max(photo.shape[:2]), budget=10**9)
