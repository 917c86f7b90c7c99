"""A short hash of what a photo shows, by which a few candidates are found among many thousands of earlier photos.

On one counter all photos share the background, so that hashes of different photos lie close together: a hash alone
proves nothing, it only says which photos to compare first.

Invariants:
- 128 bits: the signs of the lowest frequencies (DCT of 32 x 32 pixels) against their median. 64 bits do not tell the
  photos of one counter apart: among 20,000, a cropped copy was nearest to its original in 88 % of cases, with 128 in
  94 %, and among the 4 nearest in 99 % (drawn pictures of the tuning set).
- Gray levels are equalised first, so that a brightened copy keeps its hash.
- An earlier photo has a hash for itself and one for each of nine windows of nine tenths of it: a copy that was cropped
  by a tenth is near to one of them.
"""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.inspection.turns import Turn, turned_back
from devices.vision.pixels import Image, as_gray, as_image

HASH_BYTES: Final = 16
WINDOWS: Final = 10
"""The whole picture, then the nine windows."""

_SQUARE: Final = 64
"""Pixels of the square that a picture is shrunk to, whatever its shape: turns are turns of the square then."""
_WINDOW: Final = 58
_SIDE: Final = 32
_FREQUENCIES: Final = 12
_ORDER: Final[NDArray[np.int_]] = np.array(
    sorted(np.ndindex(_FREQUENCIES, _FREQUENCIES), key=lambda place: (sum(place), place))[1 : HASH_BYTES * 8 + 1]
)
"""Which frequencies count, lowest first; without the brightness."""


def perceptual_hash(image: Image) -> bytes:
    """The hash of the whole picture: :data:`HASH_BYTES` bytes. Raises ValueError when ``image`` is no picture."""
    return _hash(_square(image))


def window_hashes(image: Image) -> bytes:
    """The hashes of an earlier photo: :data:`WINDOWS` times :data:`HASH_BYTES` bytes.

    Raises:
        ValueError: ``image`` is no picture.
    """
    return b"".join(_hash(window) for window in _windows(_square(image)))


def turned_hashes(image: Image) -> dict[Turn, bytes]:
    """For each turn, the hash that the photo had before it, if ``turn`` is what was done to it.

    Raises:
        ValueError: ``image`` is no picture.
    """
    square = _square(image)
    return {turn: _hash(turned_back(square, turn)) for turn in Turn}


def _square(image: Image) -> Image:
    return as_image(cv2.resize(as_gray(image), (_SQUARE, _SQUARE), interpolation=cv2.INTER_AREA))


def _windows(square: Image) -> Iterator[Image]:
    yield square
    steps = np.linspace(0, _SQUARE - _WINDOW, 3).astype(int)
    for top in steps:
        for left in steps:
            yield square[top : top + _WINDOW, left : left + _WINDOW]


def _hash(square: NDArray[np.uint8]) -> bytes:
    even = cv2.equalizeHist(np.ascontiguousarray(square))
    small = cv2.resize(even, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    lowest = np.asarray(cv2.dct(small))[_ORDER[:, 0], _ORDER[:, 1]]
    return np.packbits(lowest > np.median(lowest)).tobytes()
