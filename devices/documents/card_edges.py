"""Where a card lies in a picture: its four corners, and the flat card cut out by them.

Invariants:
- Works on a copy of at most 480 pixels, so that a live picture costs a few milliseconds.
- Corners are advice: text is read again where it is found, and a picture without corners is read as a whole.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.documents.reading import Quad
from devices.vision.pixels import Image, as_gray, as_image, shrunk

SEARCHED_SIDE: Final = 480
"""Pixels of the longer side of the copy that is searched."""

_LEAST_AREA: Final = 0.015
"""Of the picture: anything smaller is no document held up to be read."""
_FILLED: Final = 0.86
"""Share of the corners' quadrangle that the found outline must fill: a card is convex and straight."""
_LONGEST_SHAPE: Final = 2.3
"""Long over short side; ID-1 has 1.586, a passport page 1.42, and perspective stretches both."""

_AT_THE_EDGE: Final = 2.5
"""Pixels of the searched copy."""
_MOST_EDGES: Final = 2
"""What reaches more edges of the picture is the table, or a card so close that its own edges are not to be seen."""

_AVERAGED: Final = 0.45
"""Of the original size; above this the warp itself is good enough."""

Corners: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FoundCard:
    """``quad`` in pixels of the given picture; ``area`` is its share of the picture; ``cut_off`` at the edge."""

    quad: Quad
    area: float
    cut_off: bool


def find_card(image: Image) -> FoundCard | None:
    """The largest thing in the picture that is shaped like a card; None when there is none.

    Raises ValueError for an array that is no picture.
    """
    small = as_gray(shrunk(image, SEARCHED_SIDE))
    scale = max(image.shape[:2]) / max(small.shape[:2])
    best: tuple[float, Corners] | None = None
    for outline in _outlines(small):
        corners = _four_corners(outline)
        if corners is None or _edges_touched(corners, small) > _MOST_EDGES:
            continue
        area = float(cv2.contourArea(corners))
        if best is None or area > best[0]:
            best = area, corners
    if best is None:
        return None
    area, corners = best
    return FoundCard(_quad(corners * scale), area / small.size, _edges_touched(corners, small) > 0)


def _edges_touched(corners: Corners, gray: Image) -> int:
    """How many of the picture's four edges the corners reach."""
    height, width = gray.shape
    low, high = corners.min(axis=0), corners.max(axis=0)
    return sum(
        (
            bool(low[0] < _AT_THE_EDGE),
            bool(low[1] < _AT_THE_EDGE),
            bool(high[0] > width - 1 - _AT_THE_EDGE),
            bool(high[1] > height - 1 - _AT_THE_EDGE),
        )
    )


def _outlines(gray: Image) -> list[NDArray[np.int32]]:
    """Convex outlines of what stands out from the table: by its edges, and by its brightness."""
    smooth = cv2.GaussianBlur(gray, (5, 5), 0)
    spread = float(smooth.std())
    high = max(18.0, min(90.0, spread * 1.6))
    edges = cv2.Canny(smooth, high * 0.5, high)
    closed = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, bright = cv2.threshold(cv2.GaussianBlur(gray, (9, 9), 0), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    least = _LEAST_AREA * gray.size
    found: list[NDArray[np.int32]] = []
    for mask in (closed, bright):
        for contour in cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
            hull = np.asarray(cv2.convexHull(contour), dtype=np.int32)
            if cv2.contourArea(hull) >= least:
                found.append(hull)
    return found


def _four_corners(hull: NDArray[np.int32]) -> Corners | None:
    """The hull as a quadrangle, when it is one (round corners allowed) of a document's shape."""
    around = cv2.arcLength(hull, True)
    corners: Corners | None = None
    for tolerance in (0.02, 0.035, 0.05):
        rough = cv2.approxPolyDP(hull, tolerance * around, True)
        if len(rough) == 4:
            corners = np.asarray(rough, dtype=np.float32).reshape(4, 2)
            break
    if corners is None:
        corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), dtype=np.float32)
    area = float(cv2.contourArea(corners))
    if area <= 0 or float(cv2.contourArea(hull)) < _FILLED * area:
        return None
    ordered = clockwise(corners)
    along, down = _sides(ordered)
    if min(along, down) < 1 or max(along, down) / min(along, down) > _LONGEST_SHAPE:
        return None
    return ordered


def clockwise(corners: Corners) -> Corners:
    """Clockwise on the screen, beginning with the corner nearest to the top left."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    turned = corners[np.argsort(angles)]
    first = int(np.argmin(turned.sum(axis=1)))
    return np.asarray(np.roll(turned, -first, axis=0), dtype=np.float32)


def flattened(image: Image, quad: Quad, long_side: int) -> Image:
    """The card seen from straight above, lying (long side across), at most ``long_side`` pixels long.

    Which way up it is remains to be seen: the text tells. Never enlarged by more than a half.
    """
    corners = np.asarray(quad, dtype=np.float32)
    along, down = _sides(corners)
    if down > along:  # standing: a quarter turn makes it lie
        corners = np.roll(corners, -1, axis=0)
        along, down = down, along
    width = int(min(long_side, along * 1.5))
    height = max(1, round(width * down / max(along, 1.0)))
    if width < _AVERAGED * along:
        # averaging first keeps thin strokes whole, which a warp would step over
        smaller = width / along
        image = as_image(cv2.resize(image, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA))
        corners = corners * np.float32(smaller)
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(np.ascontiguousarray(corners), flat), dtype=np.float64)
    return as_image(cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_LINEAR))


def _sides(corners: Corners) -> tuple[float, float]:
    top, right, bottom, left = (float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4))
    return (top + bottom) / 2, (right + left) / 2


def side_lengths(quad: Quad) -> tuple[float, float]:
    """Mean width and height in pixels."""
    return _sides(np.asarray(quad, dtype=np.float32))


def _quad(corners: Corners) -> Quad:
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return first, second, third, fourth
