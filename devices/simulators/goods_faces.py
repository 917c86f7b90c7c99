"""Goods seen from above, drawn: what lies in an opened parcel. Products, as a shop sends the same ones out every day.

Invariants:
- A product has one look: two parcels that hold it show the same picture of it, only lying differently. That is what
  makes different parcels look alike.
- No word is spelt and no brand exists.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Final, TypeAlias

import cv2
import numpy as np

from devices.simulators.waybill_picture import random_word
from devices.vision.pixels import Image

PRODUCTS: Final = 4
"""Products of one kind."""


class GoodsKind(StrEnum):
    """What may be drawn into a parcel."""

    TEA = "tea"
    FRUIT = "fruit"
    CLOTHES = "clothes"
    ELECTRONICS = "electronics"
    BOOKS = "books"
    COSMETICS = "cosmetics"
    HERBS = "herbs"
    TOYS = "toys"


ROUND: Final = frozenset({GoodsKind.TEA, GoodsKind.FRUIT})

_Draw: TypeAlias = Callable[[Image, np.random.Generator], None]

_SIZES: Final = {
    GoodsKind.TEA: (300, 300),
    GoodsKind.FRUIT: (220, 220),
    GoodsKind.CLOTHES: (460, 360),
    GoodsKind.ELECTRONICS: (330, 190),
    GoodsKind.BOOKS: (300, 410),
    GoodsKind.COSMETICS: (120, 320),
    GoodsKind.HERBS: (280, 220),
    GoodsKind.TOYS: (240, 240),
}
"""Width and height in pixels, at the scale of a 1920 x 1080 picture."""


@cache
def product_face(kind: GoodsKind, product: int) -> Image:
    """One product as BGR pixels, locked: it is drawn once. Of a :data:`ROUND` kind only the ellipse inside counts.

    ``product`` is 0 to :data:`PRODUCTS` - 1.
    """
    rng = np.random.default_rng((list(GoodsKind).index(kind), product))
    width, height = _SIZES[kind]
    face = np.empty((height, width, 3), np.uint8)
    face[:] = rng.integers(40, 230, 3).astype(np.uint8)
    _DRAWINGS[kind](face, rng)
    face.setflags(write=False)
    return face


def _colour(rng: np.random.Generator) -> tuple[int, int, int]:
    blue, green, red = (int(level) for level in rng.integers(20, 240, 3))
    return blue, green, red


def _print(face: Image, rng: np.random.Generator, lines: int, size: float) -> None:
    height, width = face.shape[:2]
    for line in range(lines):
        place = (10, int((line + 0.7) * height / lines))
        word = random_word(rng, max(3, int(width / 18 / size)))
        cv2.putText(face, word, place, cv2.FONT_HERSHEY_SIMPLEX, size, _colour(rng), 2, cv2.LINE_AA)


def _tea(face: Image, rng: np.random.Generator) -> None:
    """A round cake in printed paper."""
    middle = face.shape[1] // 2, face.shape[0] // 2
    for radius in (140, 110, 60):
        cv2.circle(face, middle, radius, _colour(rng), 6, cv2.LINE_AA)
    _print(face, rng, 6, 0.8)


def _fruit(face: Image, rng: np.random.Generator) -> None:
    """A ball with a highlight and freckles."""
    middle = face.shape[1] // 2, face.shape[0] // 2
    for step in range(10):
        shade = face[0, 0].astype(int) + step * 8 - 40
        colour = tuple(int(level) for level in np.clip(shade, 0, 255))
        cv2.circle(face, (middle[0] - step * 4, middle[1] - step * 4), middle[0] - step * 10, colour, -1, cv2.LINE_AA)
    for _ in range(60):
        spot = tuple(int(place) for place in rng.integers(10, face.shape[0] - 10, 2))
        cv2.circle(face, spot, int(rng.integers(1, 4)), _colour(rng), -1, cv2.LINE_AA)


def _clothes(face: Image, rng: np.random.Generator) -> None:
    """A folded garment: weave, folds, a label."""
    height, width = face.shape[:2]
    gap, colour = int(rng.integers(14, 40)), _colour(rng)
    for column in range(0, width, gap):
        cv2.line(face, (column, 0), (column + 8, height), colour, 4, cv2.LINE_AA)
    for _ in range(5):
        start = (int(rng.integers(0, width)), 0)
        cv2.line(face, start, (int(rng.integers(0, width)), height), (60, 60, 60), 3, cv2.LINE_AA)
    cv2.rectangle(face, (width // 2 - 40, 10), (width // 2 + 40, 50), (240, 240, 240), -1)
    cv2.putText(face, random_word(rng, 4), (width // 2 - 34, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (20, 20, 20), 2)


def _box(face: Image, rng: np.random.Generator) -> None:
    """A printed box: a frame, blocks, words."""
    height, width = face.shape[:2]
    cv2.rectangle(face, (6, 6), (width - 7, height - 7), _colour(rng), 5)
    for _ in range(4):
        corner = int(rng.integers(0, width - 40)), int(rng.integers(0, height - 40))
        size = int(rng.integers(20, width // 2)), int(rng.integers(20, height // 3))
        cv2.rectangle(face, corner, (corner[0] + size[0], corner[1] + size[1]), _colour(rng), -1)
    _print(face, rng, 5, 0.9)


def _bottle(face: Image, rng: np.random.Generator) -> None:
    """A lying bottle: cap, shine, label."""
    height, width = face.shape[:2]
    cv2.rectangle(face, (0, 0), (width, 60), _colour(rng), -1)
    cv2.line(face, (width // 4, 66), (width // 4, height), (235, 235, 235), 8)
    cv2.rectangle(face, (12, height // 3), (width - 12, height - 40), _colour(rng), -1)
    _print(face, rng, 7, 0.6)


def _herbs(face: Image, rng: np.random.Generator) -> None:
    """A clear bag of chopped stems."""
    height, width = face.shape[:2]
    for _ in range(160):
        start = int(rng.integers(0, width)), int(rng.integers(0, height))
        end = start[0] + int(rng.integers(-30, 30)), start[1] + int(rng.integers(-30, 30))
        cv2.line(face, start, end, _colour(rng), int(rng.integers(2, 6)), cv2.LINE_AA)


_DRAWINGS: Final[dict[GoodsKind, _Draw]] = {
    GoodsKind.TEA: _tea,
    GoodsKind.FRUIT: _fruit,
    GoodsKind.CLOTHES: _clothes,
    GoodsKind.ELECTRONICS: _box,
    GoodsKind.BOOKS: _box,
    GoodsKind.COSMETICS: _bottle,
    GoodsKind.HERBS: _herbs,
    GoodsKind.TOYS: _box,
}
