"""A picture of a document turned upright, with its rows of text in reading order.

The card's edges (when they are found) take out the perspective; the direction of the rows takes out the rest of the
turn; and of the two ways up that remain, the one that reads better wins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.documents.card_edges import flattened
from devices.documents.reading import Quad, TextRow
from devices.documents.recogniser import Recogniser, Words, strip_of
from devices.vision.pixels import Image, as_image, shrunk

_CARD_SIDE: Final = 1200
_PICTURE_SIDE: Final = 1600
_ASKED_ROWS: Final = 2
"""Rows that are read both ways to find out which way is up."""
_ASKED_SHAPE: Final = 6.0
"""Width over height of the rows asked: long enough to tell, short enough to be read quickly."""
_LONG_ROW: Final = 2.0
"""Width over height from which a row shows its direction."""
_STRAIGHT: Final = 1.5
"""Degrees that the recogniser does not mind."""
_MOST_ROWS: Final = 60
"""More is no document; the time for reading is limited."""


@dataclass(frozen=True, slots=True)
class Page:
    """An upright document. ``whole_card``: the picture's edges are the card's. Rows from top to bottom."""

    image: Image = field(repr=False)
    rows: tuple[TextRow, ...] = field(repr=False)
    whole_card: bool


def upright_page(image: Image, quad: Quad | None, recogniser: Recogniser) -> Page:
    """Turn the picture upright and read its rows. ``quad`` is where the card lies; None reads the whole picture."""
    page = shrunk(image, _PICTURE_SIDE) if quad is None else flattened(image, quad, _CARD_SIDE)
    boxes = [_ordered(box) for box in recogniser.boxes(page)][:_MOST_ROWS]
    if not boxes:
        return Page(page, (), quad is not None)
    page, boxes = _turned(page, boxes, _direction(boxes))
    asked = _both_ways(page, boxes, recogniser)
    upside_down = _worth(words for _, words in asked.values()) > _worth(words for words, _ in asked.values())
    known = {place: turned if upside_down else straight for place, (straight, turned) in asked.items()}
    if upside_down:
        page, boxes = _turned(page, boxes, 180.0)
    rows = [
        _row(box, known[place] if place in known else recogniser.words(strip_of(page, box)))
        for place, box in enumerate(boxes)
    ]
    kept = sorted((row for row in rows if row.text.strip()), key=lambda row: (row.quad[0][1], row.quad[0][0]))
    return Page(page, tuple(kept), quad is not None)


def _row(box: NDArray[np.float32], words: Words) -> TextRow:
    first, second, third, fourth = ((float(x), float(y)) for x, y in box)
    return TextRow(words.text, words.confidence, (first, second, third, fourth), words.sureness, words.places)


def _direction(boxes: Sequence[NDArray[np.float32]]) -> float:
    """Degrees, -90 to 90, by which the rows fall to the right; long rows count most."""
    angles: list[float] = []
    weights: list[float] = []
    for box in boxes:
        along, down = box[1] - box[0], box[3] - box[0]
        width, height = float(np.linalg.norm(along)), float(np.linalg.norm(down))
        if max(width, height) < _LONG_ROW * min(width, height):
            continue
        x, y = along if width >= height else down
        angle = float(np.degrees(np.arctan2(y, x)))
        angles.append((angle + 90) % 180 - 90)
        weights.append(max(width, height))
    if not angles:
        return 0.0
    # doubled angles make -90 and 90 the same direction
    doubled = np.radians(np.asarray(angles) * 2)
    mean = np.average(np.cos(doubled), weights=weights), np.average(np.sin(doubled), weights=weights)
    return float(np.degrees(np.arctan2(mean[1], mean[0])) / 2)


def _both_ways(
    page: Image, boxes: Sequence[NDArray[np.float32]], recogniser: Recogniser
) -> dict[int, tuple[Words, Words]]:
    """A few rows, by their place in ``boxes``, read as they stand and turned by half."""

    def unlike(place: int) -> float:
        width, height = (float(np.linalg.norm(boxes[place][end] - boxes[place][0])) for end in (1, 3))
        return abs(width / max(height, 1.0) - _ASKED_SHAPE)

    asked: dict[int, tuple[Words, Words]] = {}
    for place in sorted(range(len(boxes)), key=unlike)[:_ASKED_ROWS]:
        strip = strip_of(page, boxes[place])
        asked[place] = recogniser.words(strip), recogniser.words(as_image(cv2.rotate(strip, cv2.ROTATE_180)))
    return asked


def _worth(all_words: Iterable[Words]) -> float:
    return sum(words.confidence * len(words.text) for words in all_words)


def _turned(
    page: Image, boxes: Sequence[NDArray[np.float32]], degrees: float
) -> tuple[Image, list[NDArray[np.float32]]]:
    """The page turned anticlockwise, with nothing cut off."""
    if abs(degrees) < _STRAIGHT:
        return page, list(boxes)
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    edges = np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float64) @ turn[:, :2].T + turn[:, 2]
    low, high = edges.min(axis=0), edges.max(axis=0)
    turn[:, 2] -= low
    size = max(1, round(float(high[0] - low[0]))), max(1, round(float(high[1] - low[1])))
    turned = cv2.warpAffine(page, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    moved = [_ordered(np.asarray(box @ turn[:, :2].T + turn[:, 2], dtype=np.float32)) for box in boxes]
    return as_image(turned), moved


def _ordered(box: NDArray[np.float32]) -> NDArray[np.float32]:
    """Clockwise from the corner that is top left when the box lies nearly straight."""
    centre = box.mean(axis=0)
    around = box[np.argsort(np.arctan2(box[:, 1] - centre[1], box[:, 0] - centre[0]))]
    # going around from the top left, the first two corners are the upper ones
    sides = [np.linalg.norm(around[(place + 1) % 4] - around[place]) for place in range(4)]
    steps = [around[(place + 1) % 4] - around[place] for place in range(4)]
    first = max(range(4), key=lambda place: float(steps[place][0]) / max(float(sides[place]), 1e-6))
    return np.asarray(np.roll(around, -first, axis=0), dtype=np.float32)
