"""What speaks against a picture of a document: glare, darkness, blur, size, a cut edge, the beat of a screen.

Invariants:
- Advice: a picture with problems is read all the same, and its fields stay in doubt where they are.
- Numbers are measured on a copy of fixed size, so that they mean the same for every camera.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from devices.documents.card_edges import FoundCard, flattened, side_lengths
from devices.documents.reading import PictureProblem, Quad
from devices.vision.pixels import Image, as_gray, as_image, shrunk

JUDGED_WIDTH: Final = 640

LEAST_WIDTH: Final = 400
"""Pixels of the card's long side: below, print of 2.5 mm has fewer than 12 pixels."""

_BURNT: Final = 252
_BURNT_SHARE: Final = 0.012
"""Of the card: a reflection as large as a word."""
_DARK: Final = 45.0
"""Mean gray level of the card."""
_SHARP: Final = 0.01
"""See :attr:`Quality.sharpness`. Drawn cards: in focus 0.12 and more, out of focus by 2 px 0.02, by 8 px 0.002."""
_BEAT: Final = 2.8
"""Of :func:`beat_of`. Drawn cards measure up to 2.0, drawn screens 3.8 and more; real ones are to be measured."""
_TILE: Final = 128
_TILES: Final = (5, 8)
"""Rows and columns of tiles over the card."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Measured on the card, or on the whole picture when no card was found.

    ``sharpness`` is the variance of the Laplacian over the variance of the gray levels, so that darkness alone is no
    blur. ``brightness`` is the mean gray level; ``burnt`` the share of the largest white blob; ``width`` in pixels.
    """

    sharpness: float
    brightness: float
    burnt: float
    width: float


def measured(image: Image, quad: Quad | None) -> Quality:
    """Look at the card inside ``quad``. Raises ValueError for an array that is no picture."""
    if quad is None:
        flat, width = shrunk(image, JUDGED_WIDTH), float(max(image.shape[:2]))
    else:
        flat, width = flattened(image, quad, JUDGED_WIDTH), max(side_lengths(quad))
    gray = as_gray(flat)
    smooth = cv2.GaussianBlur(gray, (3, 3), 0)
    spread = max(1.0, float(smooth.var()))
    sharpness = float(cv2.Laplacian(smooth, cv2.CV_32F).var()) / spread
    return Quality(sharpness, float(gray.mean()), _largest_white(gray), width)


def problems_of(quality: Quality, found: FoundCard | None) -> tuple[PictureProblem, ...]:
    """The problems that the measurements show, without the spectrum."""
    seen = {
        PictureProblem.CUT_OFF: found is not None and found.cut_off,
        PictureProblem.TOO_SMALL: found is not None and quality.width < LEAST_WIDTH,
        PictureProblem.DARK: quality.brightness < _DARK,
        PictureProblem.GLARE: quality.burnt > _BURNT_SHARE,
        PictureProblem.BLURRED: quality.sharpness < _SHARP,
    }
    return tuple(problem for problem, there in seen.items() if there)


def picture_problems(image: Image, found: FoundCard | None) -> tuple[PictureProblem, ...]:
    """Everything that speaks against this picture. Raises ValueError for an array that is no picture."""
    quad = None if found is None else found.quad
    problems = problems_of(measured(image, quad), found)
    if beat_of(image, quad) > _BEAT:
        return *problems, PictureProblem.SCREEN_SUSPECTED
    return problems


def beat_of(image: Image, quad: Quad | None) -> float:
    """How far one frequency stands out all over the card, as a logarithm; 0 for a picture that is too small.

    A screen's pixels beat with the sensor's grid (moiré), the same everywhere; print differs from tile to tile, so the
    mean of many tiles' spectra hides it. Looked for in untouched pixels, since scaling would change the beat.
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
    spectrum = np.log(np.abs(np.fft.rfft2(levels * window)) + 1).mean(axis=0)
    radius = np.hypot(np.fft.fftfreq(_TILE)[:, None], np.fft.rfftfreq(_TILE)[None, :])
    best = 0.0
    for inner in np.arange(0.06, 0.48, 0.02):
        ring = spectrum[(radius >= inner) & (radius < inner + 0.02)]
        best = max(best, float(ring.max() - np.median(ring)))
    return best


def burnt_share(image: Image) -> float:
    """The share of pixels that hold nothing but white."""
    return float((as_gray(image) >= _BURNT).mean())


def _largest_white(gray: Image) -> float:
    burnt = as_image(cv2.threshold(gray, _BURNT - 1, 255, cv2.THRESH_BINARY)[1])
    # specks of noise and thin white lines are no reflection
    opened = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened)
    if count < 2:
        return 0.0
    return float(stats[1:, cv2.CC_STAT_AREA].max()) / gray.size
