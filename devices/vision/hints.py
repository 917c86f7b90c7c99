"""What to tell the clerk when something like a bar code is in view and cannot be read: one hint, and calmly.

Invariants:
- Pure but for the state of :class:`CalmHint`, whose time is handed in.
- A hint is advice: without one, nothing is wrong; it never keeps a code from being read.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.ports import ScanHint
from devices.vision.pixels import Image, as_image
from devices.vision.smear import Smear, smear_of
from devices.vision.stills import DARK_LEVEL

SHARP: Final = 0.3
"""How steep a sharp edge is at least (see :class:`BarsMeasured`). Drawn bars in focus reach 0.4 and more whatever their
size, out of focus by 2.5 pixels they stay under 0.25."""

_CELL: Final = 33
"""Side in pixels of the square over which directions are averaged: more than a character of a Code 128."""
_ONE_WAY: Final = 0.75
"""How much edges must agree on a direction, 0 to 1: bars reach 0.9, print and goods stay near 0.3."""
_STRONG: Final = 0.15
"""Of the strongest cell, how strong the edges must be."""
_LEAST_SHARE: Final = 0.004
"""Of the area: less is a line on the table or a box's edge."""
_FEWEST_EDGES: Final = 12
"""Two characters of a Code 128 (ISO/IEC 15417: six edges each). Fewer are a box's edge or a ruler."""
_ACROSS: Final = 12
"""Pixels along the bars that are averaged into one profile."""
_LONGEST_PROFILE: Final = 400

STEADY_S: Final = 0.6
"""Seconds for which a hint must be the same before it is shown, and for which it then stays."""


@dataclass(frozen=True, slots=True)
class BarsMeasured:
    """Bars that could not be read.

    ``light`` is the frame's mean gray level; ``steepness`` the largest step from one pixel across the bars to the next,
    as a share of the whole range from black to white: 1 for an ideal edge.
    """

    light: float
    steepness: float
    smear: Smear | None


def hint_for(measured: BarsMeasured | None) -> ScanHint | None:
    """What would help most: light first, because in the dark neither size nor motion can be told."""
    if measured is None:
        return None
    if measured.light < DARK_LEVEL:
        return ScanHint.MORE_LIGHT
    # sharp, and still not to be read: the bars are too narrow for the sensor
    sharp = measured.smear is None and measured.steepness >= SHARP
    return ScanHint.CLOSER if sharp else ScanHint.HOLD_STILL


def measure_bars(part: Image, light: float) -> BarsMeasured | None:
    """Look for bars in a gray part of a frame whose mean level was ``light``; None when there are none."""
    smear = smear_of(part)
    levels = cv2.GaussianBlur(part, (0, 0), 1).astype(np.float32)
    dx, dy = cv2.Sobel(levels, cv2.CV_32F, 1, 0), cv2.Sobel(levels, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.boxFilter(product, -1, (_CELL, _CELL)) for product in (dx * dx, dy * dy, dx * dy))
    energy = xx + yy
    one_way = np.sqrt((xx - yy) ** 2 + 4 * xy**2) >= _ONE_WAY * energy
    mask = (one_way & (energy >= _STRONG * energy.max()) & (energy > 0)).astype(np.uint8)
    count, labels, parts, centres = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return None
    largest = 1 + int(np.argmax(parts[1:, cv2.CC_STAT_AREA]))
    if parts[largest, cv2.CC_STAT_AREA] < max(_CELL * _CELL, _LEAST_SHARE * part.size):
        return None
    inside = labels == largest
    turn = 0.5 * np.arctan2(2 * float(xy[inside].mean()), float((xx - yy)[inside].mean()))
    profile = _profile(part, (float(centres[largest][0]), float(centres[largest][1])), float(turn))
    if len(_crossings(profile)) < _FEWEST_EDGES:
        return None
    return BarsMeasured(light, float(np.abs(np.diff(profile)).max() / max(1.0, float(np.ptp(profile)))), smear)


def _profile(part: Image, centre: tuple[float, float], turn: float) -> NDArray[np.float32]:
    """Gray levels across the bars, ``turn`` being their direction's normal in radians."""
    length = min(_LONGEST_PROFILE, max(part.shape))
    matrix = np.asarray(cv2.getRotationMatrix2D(centre, float(np.degrees(turn)), 1), np.float64)
    matrix[:, 2] += length / 2 - centre[0], _ACROSS / 2 - centre[1]
    strip = as_image(cv2.warpAffine(part, matrix, (length, _ACROSS), borderMode=cv2.BORDER_REPLICATE))
    return np.asarray(strip.mean(axis=0), np.float32)


def _crossings(profile: NDArray[np.float32]) -> NDArray[np.intp]:
    """Where the profile goes from one side of its own surroundings to the other."""
    around = cv2.blur(profile[None, :], (_CELL, 1))[0]
    deviation = profile - around
    strong = np.flatnonzero(np.abs(deviation) > 0.2 * np.abs(deviation).max())
    signs = np.sign(deviation[strong])
    return np.asarray(strong[1:][signs[1:] != signs[:-1]], np.intp)


class CalmHint:
    """Lets a hint through once it has been the same for :data:`STEADY_S`, and keeps it that long. Single-threaded."""

    def __init__(self) -> None:
        self._shown: ScanHint | None = None
        self._coming: ScanHint | None = None
        self._since = 0.0

    @property
    def shown(self) -> ScanHint | None:
        """What to show now."""
        return self._shown

    def take(self, hint: ScanHint | None, now: float) -> None:
        """The newest look says ``hint``."""
        if hint is not self._coming:
            self._coming, self._since = hint, now
        if now - self._since >= STEADY_S:
            self._shown = hint

    def drop(self) -> None:
        """A code was read: nothing needs to be changed."""
        self._shown = self._coming = None
