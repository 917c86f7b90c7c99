"""A table under a counter camera, things laid on it, and what the lens and the sensor make of it.

Invariants:
- All chance comes from the generator that is handed in: the same seed gives the same pixels.
- Pictures are BGR; a scene is 1920 x 1080.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.vision.pixels import Image, as_image

Corners: TypeAlias = NDArray[np.float32]
"""4 x 2: top left, top right, bottom right, bottom left; x and y in pixels of the picture."""

WIDTH: Final = 1920
HEIGHT: Final = 1080


@dataclass(frozen=True, slots=True)
class Conditions:
    """How badly the picture is taken. The defaults are a good counter camera.

    ``pixels_per_mm``: below about 5 a Code 128 of 0.375 mm can no longer be read. ``angle``: degrees, anticlockwise.
    ``tilt``: 0 to 0.3, how much the far side shrinks. ``defocus``: sigma in pixels. ``motion``: pixels of smear.
    ``light``: 1 is full. ``noise``: sigma in gray levels. ``qr_covered``: tape or a thumb over the QR code.
    """

    pixels_per_mm: float = 6.0
    angle: float = 0.0
    tilt: float = 0.0
    defocus: float = 0.0
    motion: int = 0
    light: float = 1.0
    noise: float = 2.0
    qr_covered: bool = False


GOOD: Final = Conditions()


def table_top(rng: np.random.Generator) -> Image:
    """A gray table top with soft stains."""
    stains = rng.normal(0, 5, (HEIGHT // 40, WIDTH // 40)).astype(np.float32)
    soft = cv2.resize(stains, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    top = np.clip(soft + 128, 0, 255).astype(np.uint8)
    return as_image(cv2.cvtColor(top, cv2.COLOR_GRAY2BGR))


def about_centre(corners: Corners, factor: float) -> Corners:
    """The same shape, ``factor`` times as large around its centre."""
    centre = corners.mean(axis=0)
    return np.asarray((corners - centre) * factor + centre, dtype=np.float32)


def lay(table: Image, flat: Image, corners: Corners) -> None:
    """Draw the flat thing onto the table, with its corners where they belong."""
    height, width = flat.shape[:2]
    edges = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(edges, corners)
    size = (WIDTH, HEIGHT)
    # Shrinking without INTER_AREA's averaging would alias the bars in a way no lens does: go to about the final size
    # first, then warp.
    scale = float(np.linalg.norm(corners[3] - corners[0])) / height
    if scale < 1:
        flat = as_image(cv2.resize(flat, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        matrix = matrix @ np.diag([width / flat.shape[1], height / flat.shape[0], 1.0])
    warped = cv2.warpPerspective(flat, matrix, size, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full(flat.shape[:2], 255, np.uint8), matrix, size, flags=cv2.INTER_NEAREST)
    table[mask > 0] = warped[mask > 0]


def taken(scene: Image, conditions: Conditions, rng: np.random.Generator) -> Image:
    """What the lens and the sensor make of the scene: blur, then light, then noise, in the order of physics."""
    picture = scene
    if conditions.defocus > 0:
        picture = as_image(cv2.GaussianBlur(picture, (0, 0), conditions.defocus))
    if conditions.motion > 1:
        smear = np.full((1, conditions.motion), 1 / conditions.motion, np.float32)
        picture = as_image(cv2.filter2D(picture, -1, smear))
    levels = picture.astype(np.float32) * np.float32(conditions.light)
    if conditions.noise > 0:
        levels += rng.standard_normal(levels.shape, dtype=np.float32) * np.float32(conditions.noise)
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)
