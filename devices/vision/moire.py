"""The beat of two grids in a picture: a sign that it shows a screen.

Invariants:
- Advice: a screen that gives no beat (out of focus, finer than the sensor sees) is not noticed.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from devices.vision.pixels import Image, as_gray

_TILE: Final = 128
_TILES: Final = (5, 8)
"""Rows and columns of tiles."""
_FLOOR: Final = 64.0
"""About what the noise of two gray levels amounts to in one frequency: where there is less, no beat could be told."""


def beat_of(image: Image, quad: Sequence[tuple[float, float]] | None = None) -> float:
    """How far one frequency stands out all over the picture, as a logarithm; 0 for a picture that is too small.

    With ``quad`` only the upright box around those four corners (x, y) counts.

    A screen's pixels beat with the sensor's grid (moiré), the same everywhere; print and goods differ from tile to
    tile, so the median of many tiles' spectra hides them. Looked for in untouched pixels, since scaling would change
    the beat.

    Raises:
        ValueError: ``image`` is no picture.
    """
    gray = as_gray(image)
    height, width = gray.shape
    low, high = np.zeros(2), np.asarray((width, height), np.float64)
    if quad is not None:
        corners = np.asarray(quad, np.float64)
        low, high = np.maximum(corners.min(axis=0), low), np.minimum(corners.max(axis=0), high)
    if (high - low < _TILE).any():
        return 0.0
    window = np.outer(np.hanning(_TILE), np.hanning(_TILE)).astype(np.float32)
    lefts = np.linspace(low[0], high[0] - _TILE, _TILES[1]).astype(int)
    tops = np.linspace(low[1], high[1] - _TILE, _TILES[0]).astype(int)
    tiles = np.stack([gray[top : top + _TILE, left : left + _TILE] for top in tops for left in lefts])
    levels = tiles.astype(np.float32)
    levels -= levels.mean(axis=(1, 2), keepdims=True)
    spectrum = np.median(np.log(np.abs(np.fft.rfft2(levels * window)) + _FLOOR), axis=0)
    radius = np.hypot(np.fft.fftfreq(_TILE)[:, None], np.fft.rfftfreq(_TILE)[None, :])
    best = 0.0
    for inner in np.arange(0.06, 0.48, 0.02):
        ring = spectrum[(radius >= inner) & (radius < inner + 0.02)]
        best = max(best, float(ring.max() - np.median(ring)))
    return best
