"""A fingerprint of what a photo shows, to notice that an old photo is handed in again.

Invariants:
- Advice only. Inspection photos share one counter and one background, so different parcels look alike; how often is
  not measured. An exact copy is found by its SHA-256 instead.
"""

from typing import Final

import cv2
import numpy as np

from devices.vision.pixels import Image, as_gray

ALIKE: Final = 10
"""Bits, at most, between two hashes of what may be one photo. On varied photos 15 found every recompressed, halved,
stamped or brightened copy and no other; photos from one counter differ less, hence the smaller start value."""

_SIDE: Final = 32
_KEPT: Final = 8


def perceptual_hash(image: Image) -> int:
    """64 bits: the signs of the 8 x 8 lowest frequencies (DCT of 32 x 32 pixels) against their median ("pHash").

    Raises:
        ValueError: ``image`` is no picture.
    """
    gray = as_gray(image)
    small = cv2.resize(gray, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    lowest = np.asarray(cv2.dct(small))[:_KEPT, :_KEPT].ravel()
    bits = lowest > np.median(lowest[1:])  # the first is the brightness, which a copy may change
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def hash_distance(one: int, other: int) -> int:
    """The number of bits in which two hashes differ, 0 to 64."""
    return (one ^ other).bit_count()
