"""Frames of a dark, still scene, kept so that their mean can be read: noise goes, the print stays.

Measured on drawn waybills at a tenth of the light with noise of eight levels: one frame is read in none of six cases,
the mean of eight in all of them.

Invariants:
- Only dark frames that show the same thing are kept together, at most :data:`MOST` of them.
"""

from collections import deque
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.vision.pixels import Image, as_image
from devices.vision.scene import SceneWatch

MOST: Final = 8
DARK_LEVEL: Final = 60
"""Mean gray level below which a frame is dark. A table at the counter's usual light reaches 120."""
_SAME_WITHIN: Final = 2
"""Gray levels: in the dark, print itself is only some twenty levels deep."""
_FEWEST: Final = 4
"""Fewer do not help: the mean of four of them was read in one case of six."""
_CLIPPED: Final = (1.0, 99.0)
"""Per cent of the pixels that the stretch gives up at both ends, so that one lamp does not defeat it."""


class StillFrames:
    """The dark frames of late. Single-threaded."""

    def __init__(self) -> None:
        self._frames: deque[Image] = deque(maxlen=MOST)
        self._scene = SceneWatch(changed_levels=_SAME_WITHIN)

    def see(self, gray: Image) -> None:
        """Take in one gray frame; a bright one, or one of another scene, ends what was kept."""
        if not is_dark(gray):
            self._frames.clear()
            return
        if self._scene.differs(gray) or (self._frames and self._frames[-1].shape != gray.shape):
            self._frames.clear()
            self._scene.remember(gray)
        self._frames.append(gray)

    def newest(self, gray: Image) -> tuple[Image, ...]:
        """What to read instead of ``gray``, the newest frame: the still ones when there are enough, else itself."""
        return tuple(self._frames) if len(self._frames) >= _FEWEST else (gray,)


def is_dark(gray: Image) -> bool:
    """Whether a gray picture is too dark for one frame to be enough."""
    return cv2.mean(gray)[0] < DARK_LEVEL


def merged(frames: Sequence[Image]) -> Image:
    """One gray frame out of several of the same size; a dark one comes with its levels spread over the whole range."""
    if not is_dark(frames[0]):
        return frames[0]
    total = np.zeros(frames[0].shape, np.float32)
    for frame in frames:
        cv2.accumulate(frame, total)
    return _spread(total / np.float32(len(frames)))


def _spread(levels: NDArray[np.float32]) -> Image:
    # from the mean's own fractions of a level: rounded first, ten levels of contrast would stay ten
    low, high = np.percentile(levels[::8, ::8], _CLIPPED)
    if high - low < 1:
        return as_image(levels)
    return np.asarray(np.clip((levels - low) * (255.0 / (high - low)), 0, 255), dtype=np.uint8)
