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
from devices.vision.moire import beat_of
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
_BEAT: Final = 3.5
"""Of :func:`~devices.vision.moire.beat_of`. Drawn cards measure up to 3.0, drawn screens 4.0 and more; real ones are to
be measured."""


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
