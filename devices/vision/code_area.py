"""Where in a picture something like a code lies: many edges close together.

Invariants:
- Advice: the rescue steps look there because it costs a fifth of the whole frame; that no area is found proves nothing.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from devices.vision.pixels import Image, as_gray, as_image

_SHRINK: Final = 4
"""Looked for at a quarter of the size: in noise as strong as the print the averaging leaves the print, and it costs
3 ms on a 1920 x 1080 frame."""
_CELL: Final = 17
"""Side, in shrunk pixels, of the square over which edges are averaged: some ten bars of a Code 128."""
_FAINTEST: Final = 8
"""Gray levels of mean edge below which there is nothing to read: stains of a table reach 6."""
_SHARE: Final = 0.45
"""Of the strongest mean edge, what still belongs to an area. Lines of print beside the bars reach it."""
_LEAST_PIXELS: Final = 60
_PARTS: Final = 4
_MARGIN: Final = 12
"""Shrunk pixels around it, for a code's quiet zone."""


@dataclass(frozen=True, slots=True)
class CodeArea:
    """An upright box in pixels of the picture: ``left`` and ``top`` belong to it, ``right`` and ``bottom`` do not."""

    left: int
    top: int
    right: int
    bottom: int

    def cut(self, image: Image) -> Image:
        """That part of the picture, as a picture of its own."""
        return np.ascontiguousarray(image[self.top : self.bottom, self.left : self.right])


def code_area(gray: Image) -> CodeArea | None:
    """The box around the largest areas full of edges in a gray picture; None when there are none.

    Raises:
        ValueError: ``gray`` is no gray picture.
    """
    height, width = as_gray(gray).shape
    small = cv2.resize(gray, (max(1, width // _SHRINK), max(1, height // _SHRINK)), interpolation=cv2.INTER_AREA)
    edges = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    density = as_image(cv2.boxFilter(edges, -1, (_CELL, _CELL)))
    strongest = int(density.max())
    if strongest < _FAINTEST:
        return None
    mask = (density >= max(_FAINTEST, _SHARE * strongest)).astype(np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(mask)
    parts = sorted((part for part in found[1:].tolist() if part[4] >= _LEAST_PIXELS), key=lambda part: -int(part[4]))
    if not parts:
        return None
    lefts, tops, widths, heights, _ = zip(*parts[:_PARTS], strict=True)
    rights = [left + wide for left, wide in zip(lefts, widths, strict=True)]
    bottoms = [top + high for top, high in zip(tops, heights, strict=True)]
    return CodeArea(
        max(0, (min(lefts) - _MARGIN) * _SHRINK),
        max(0, (min(tops) - _MARGIN) * _SHRINK),
        min(width, (max(rights) + _MARGIN) * _SHRINK),
        min(height, (max(bottoms) + _MARGIN) * _SHRINK),
    )
