"""A camera whose picture can be set, as its driver pleases."""

from collections.abc import Collection

import cv2
import numpy as np
from cv2.typing import MatLike

from tests.unit.devices.camera.ticks import Ticks

Size = tuple[int, int]
FULL_HD: Size = (1920, 1080)


class SizingCapture:
    """Takes the ``sizes``, keeps what it had for any other, and says yes to everything.

    ``sends``: what it sends in truth while it says that it has a size. A change of size takes ``change_s`` and leaves
    ``stale`` frames of the old size in the queue; a large frame takes ``frame_s``. ``refused``: properties that it says
    no to. A picture's first pixel tells which large one it is since the change.
    """

    def __init__(self, ticks: Ticks, *sizes: Size, refused: Collection[int] = ()) -> None:
        self._ticks = ticks
        self._sizes = sizes
        self._refused = refused
        self._asked = [float(side) for side in FULL_HD]
        self.size = FULL_HD
        self.sends: dict[Size, Size] = {}
        self.change_s = 0.0
        self.frame_s = 0.05
        self.stale = 0
        self.sizes_asked: list[Size] = []
        self.blind: set[Size] = set()
        self.breaks_at: Size | None = None
        self.values: dict[int, float] = {}
        self.formats = 0
        self.released = False
        self._queue: list[Size] = []
        self._grabbed = FULL_HD
        self._since_change = 0

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return True

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - OpenCV's name
        if propId in self._refused:
            return False
        self.values[propId] = value
        self.formats += propId == cv2.CAP_PROP_FOURCC
        if propId == cv2.CAP_PROP_FRAME_WIDTH:
            self._asked[0] = value
        if propId == cv2.CAP_PROP_FRAME_HEIGHT:
            self._asked[1] = value
            self._change((int(self._asked[0]), int(self._asked[1])))
        return True

    def _change(self, asked: Size) -> None:
        if asked == self.breaks_at:
            raise cv2.error("unplugged")
        self.sizes_asked.append(asked)
        self._ticks.now += self.change_s
        if asked in self._sizes or asked == FULL_HD:
            self._queue = [self.size] * self.stale
            self.size = asked
            self._since_change = 0

    def get(self, propId: int) -> float:  # noqa: N803 - OpenCV's name
        sides = {cv2.CAP_PROP_FRAME_WIDTH: self.size[0], cv2.CAP_PROP_FRAME_HEIGHT: self.size[1]}
        return sides.get(propId, 0)

    def grab(self) -> bool:
        self._grabbed = self._queue.pop(0) if self._queue else self.sends.get(self.size, self.size)
        self._since_change += self._grabbed != FULL_HD
        self._ticks.now += self.frame_s if self._grabbed != FULL_HD else 1 / 15
        return self._grabbed not in self.blind

    def retrieve(self) -> tuple[bool, MatLike]:
        width, height = self._grabbed
        picture = np.zeros((height, width, 3), np.uint8)
        picture[0, 0] = self._since_change
        return True, picture

    def release(self) -> None:
        self.released = True
