"""What is asked of OpenCV's capture about a camera at this PC: its picture's size, and its exposure.

Invariants:
- A driver that refuses keeps what it has, and the camera works on: nothing here raises for it.
- The format goes with every size: DirectShow's capture forgets it with each change.
"""

import math
import sys
from collections.abc import Iterable
from typing import Final, Protocol

import cv2
from cv2.typing import MatLike

from devices.camera.options import Exposure
from devices.vision.pixels import Image, as_image

Size = tuple[int, int]
"""Width and height."""

USUAL: Final = (1920, 1080)
"""Code 128 bars of 0.375 mm need 1.9 pixels each: at 1280 x 720 a label's width no longer fits."""

LARGEST_FIRST: Final = ((4608, 3456), (4160, 3120), (3840, 2160), (3264, 2448), (2592, 1944), (2048, 1536))
"""Sizes of document cameras (R; A4 at 2592 x 1944 and more), tried until one is taken. They come at one to three frames
a second, which is enough for paper that lies still."""


class SettableCapture(Protocol):
    """What is used of ``cv2.VideoCapture`` to set a camera."""

    def get(self, propId: int) -> float:  # noqa: N803 - OpenCV's name
        """A property, 0 when it is unknown."""

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - OpenCV's name
        """Ask for a property; True does not mean that the driver took it."""


class Capture(SettableCapture, Protocol):
    """What is used of ``cv2.VideoCapture``."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Whether there is a camera behind it."""

    def grab(self) -> bool:
        """Wait for the next frame and take it off the queue."""

    def retrieve(self) -> tuple[bool, MatLike]:
        """Decode the grabbed frame."""

    def release(self) -> None:
        """Close."""


def size_of(capture: SettableCapture) -> Size:
    """What the driver says that its pictures have."""
    return round(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), round(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))


def take_size(capture: SettableCapture, size: Size) -> Size:
    """Ask for pictures of ``size``; answers what there is then. May take seconds: the driver starts its stream anew."""
    # Compressed: over USB 2 a camera offers 1080p uncompressed at 5 frames a second or not at all.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
    # asked, because many drivers say yes to any size and keep their own
    return size_of(capture)


def take_largest(capture: SettableCapture) -> Size:
    """Choose the largest picture that the driver takes, and answer its size.

    A driver that knows none of :data:`LARGEST_FIRST` is left with the usual size.
    """
    return take_first(capture, (*LARGEST_FIRST, USUAL))


def take_first(capture: SettableCapture, sizes: Iterable[Size]) -> Size:
    """Ask for one size after the other until the driver takes one; answers what there is then."""
    for size in sizes:
        if take_size(capture, size) == size:
            break
    return size_of(capture)


def set_exposure(capture: SettableCapture, exposure: Exposure, platform: str = sys.platform) -> bool:
    """Set the exposure in the units of this system's backend; False when the driver refuses.

    V4L2 counts in 0.1 ms, and says 1 for manual and 3 for automatic; DirectShow in powers of two of a second, 0 and 1.
    """
    manual, automatic = (0, 1) if platform == "win32" else (1, 3)
    if exposure.milliseconds is None:
        return capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, automatic)
    # a camera that knows no automatic exposure refuses the first and may well take the second
    capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, manual)
    seconds = exposure.milliseconds / 1000
    units = round(math.log2(seconds)) if platform == "win32" else round(seconds * 10_000)
    return capture.set(cv2.CAP_PROP_EXPOSURE, units)


def colour_picture(array: MatLike) -> Image:
    """A frame in colour, locked against writing."""
    image = as_image(array if array.ndim == 3 else cv2.cvtColor(array, cv2.COLOR_GRAY2BGR))
    image.setflags(write=False)
    return image
