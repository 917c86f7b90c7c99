"""The one array type that pictures have, and the step from OpenCV's loose types to it.

Invariants:
- No function writes to its argument.
"""

from typing import TypeAlias

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
"""H x W (gray) or H x W x 3 (BGR), uint8."""


def as_image(array: MatLike) -> Image:
    """OpenCV's answer as an :data:`Image`; no copy when it is uint8 already."""
    return np.asarray(array, dtype=np.uint8)


def as_gray(image: Image) -> Image:
    """The picture in gray. Raises ValueError for an array that is no picture."""
    if image.ndim == 2 and image.size:
        return image
    if image.ndim == 3 and image.shape[2] == 3 and image.size:
        return as_image(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
    raise ValueError("not a gray or BGR picture")


def shrunk(image: Image, longest_side: int) -> Image:
    """The picture scaled down so that no side is longer than ``longest_side`` pixels; never enlarged."""
    factor = longest_side / max(image.shape[:2])
    if factor >= 1:
        return image
    height, width = (max(1, round(side * factor)) for side in image.shape[:2])
    # INTER_AREA averages: any other kernel would turn fine print into noise, and blur would be misjudged.
    return as_image(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA))


def leave_cores_alone() -> None:
    """Let OpenCV work in its caller's thread alone.

    A picture shared out among threads waits for a core that a document's reading has taken, and on the main thread the
    window waits with it: scaling a preview took 12 ms (p95) instead of 6.
    """
    cv2.setNumThreads(1)
