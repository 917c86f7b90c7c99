"""The eight ways in which a picture can lie: four quarter turns, and the same in a mirror.

Invariants:
- The four turns come before their mirrored counterparts, so that a turn's number says whether it is mirrored.
"""

from enum import Enum

import numpy as np
from numpy.typing import NDArray


class Turn(Enum):
    """What was done to a picture: turned anticlockwise by so many degrees, and after that mirrored left to right."""

    NONE = 0
    QUARTER = 90
    HALF = 180
    THREE_QUARTERS = 270
    MIRRORED = 1000
    MIRRORED_QUARTER = 1090
    MIRRORED_HALF = 1180
    MIRRORED_THREE_QUARTERS = 1270

    @property
    def mirrored(self) -> bool:
        """Whether left and right are exchanged."""
        return self.value >= Turn.MIRRORED.value

    @property
    def quarters(self) -> int:
        """Quarter turns anticlockwise, 0 to 3."""
        return self.value % 1000 // 90


def turned_back(pixels: NDArray[np.uint8], turn: Turn) -> NDArray[np.uint8]:
    """The picture as it was before ``turn``; a view."""
    upright = np.fliplr(pixels) if turn.mirrored else pixels
    return np.rot90(upright, -turn.quarters)
