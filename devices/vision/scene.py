"""Whether the picture has changed enough for another costly look at it.

Invariants:
- Sensor noise is no change: each cell of the compared grid averages hundreds of pixels.
"""

from typing import Final

import cv2

from devices.vision.pixels import Image, as_gray, as_image

_GRID: Final = (64, 36)
"""Columns and rows: a cell is 30 x 30 pixels of a 1920 x 1080 frame, so noise of 8 levels averages to 0.3."""

_CHANGED_LEVELS: Final = 6
"""Gray levels by which one cell must differ. Lamps flicker by two or three; a hand or a label moves tens."""


class SceneWatch:
    """Remembers one picture and compares others with it. Single-threaded.

    ``changed_levels``: gray levels by which one cell must differ.
    """

    def __init__(self, *, changed_levels: int = _CHANGED_LEVELS) -> None:
        self._changed_levels = changed_levels
        self._remembered: Image | None = None

    def remember(self, image: Image) -> None:
        """Compare with this picture from now on."""
        self._remembered = _grid(image)

    def differs(self, image: Image) -> bool:
        """Whether ``image`` shows something else than the remembered picture; True when none is remembered."""
        if self._remembered is None:
            return True
        difference = as_image(cv2.absdiff(_grid(image), self._remembered))
        return int(difference.max()) >= self._changed_levels


def _grid(image: Image) -> Image:
    # Shrink before converting: the colour picture is a hundred times as large as the grid.
    return as_gray(as_image(cv2.resize(image, _GRID, interpolation=cv2.INTER_AREA)))
