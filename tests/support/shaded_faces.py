"""Faces of nobody: a lit relief with painted eyes, brows and lips. The face detector takes them for faces.

They prove that pictures travel the whole way through both models; they say nothing about how well people are told
apart: to SFace all of them look much like the same doll.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.vision.pixels import Image, as_image

_Grid = NDArray[np.float32]
_SKIN = (140.0, 160.0, 205.0)
_HAIR = (30.0, 30.0, 30.0)
_LIGHT_LEVEL, _SHADE_LEVEL = 0.75, 0.3


@dataclass(frozen=True, slots=True)
class Doll:
    """What may differ. ``light`` is where the light comes from, -0.4 (left) to 0.4 (right)."""

    light: float = 0.0
    scarred: bool = False
    """Blotches all over the picture: to SFace hardly the same face any more."""
    glasses: bool = False
    masked: bool = False
    noise: float = 3.0


def shaded_face(doll: Doll = Doll(), *, size: int = 400) -> Image:
    """A square BGR picture of head and shoulders, ``size`` pixels wide."""
    side = 800
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    across, down = 150.0, 200.0
    u: _Grid = (x - side / 2) / across
    v: _Grid = (y - side / 2) / down
    u = u / (1 - 0.22 * np.clip(v, 0, 1.2) ** 2)  # the jaw is narrower than the temples
    radius: _Grid = u**2 + v**2
    picture: NDArray[np.floating] = np.full((side, side, 3), (180, 175, 170), np.float32)
    for body, colour in ((_shoulders(x, y, side), (90, 60, 50)), (_neck(x, y, side), (98, 112, 143))):
        picture[body] = colour
    hair = ((x - side / 2) / 170) ** 2 + ((y - side / 2 + 24) / 218) ** 2 < 1
    picture[hair & (y < side / 2 + 40)] = _HAIR
    shade = _shade(_relief(u, v, radius), across, down, doll.light)
    face = _painted(u, v) * shade[..., None]
    inside = np.clip((1 - radius) * 50, 0, 1)[..., None]
    picture = picture * (1 - inside) + face * inside
    fringe = np.clip((-v - 0.68 - 0.12 * u**2) / 0.06, 0, 1)[..., None] * inside
    picture = picture * (1 - fringe) + np.array(_HAIR, np.float32) * fringe
    small = as_image(cv2.resize(_bytes_of(picture), (size, size), interpolation=cv2.INTER_AREA))
    return _worn(small, doll)


def jpeg_of_face(doll: Doll = Doll(), *, size: int = 400) -> bytes:
    """The same as JPEG."""
    _, content = cv2.imencode(".jpg", shaded_face(doll, size=size))
    return content.tobytes()


def _worn(image: Image, doll: Doll) -> Image:
    scale = image.shape[0] / 400
    drawn = image.copy()
    if doll.glasses:
        for centre in (170, 230):
            cv2.circle(drawn, (round(centre * scale), round(183 * scale)), round(26 * scale), (20, 20, 20), 4)
    if doll.masked:
        corners = (round(130 * scale), round(225 * scale)), (round(275 * scale), round(310 * scale))
        cv2.rectangle(drawn, *corners, (200, 200, 190), -1)
    chance = np.random.default_rng(11)
    levels = drawn.astype(np.float32)
    if doll.scarred:
        blotches = cv2.GaussianBlur(chance.normal(0, 1, drawn.shape[:2]).astype(np.float32), (0, 0), 4 * scale)
        levels += (blotches / blotches.std() * 45)[..., None]
    return _bytes_of(levels + chance.normal(0, doll.noise, levels.shape).astype(np.float32))


def _bytes_of(levels: NDArray[np.floating]) -> Image:
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)


def _shoulders(x: _Grid, y: _Grid, side: int) -> NDArray[np.bool_]:
    return np.asarray(((x - side / 2) / 315) ** 2 + ((y - side / 2 - 400) / 150) ** 2 < 1)


def _neck(x: _Grid, y: _Grid, side: int) -> NDArray[np.bool_]:
    return np.asarray((abs(x - side / 2) < 75) & (y > side / 2) & (y < side / 2 + 270))


def _hill(u: _Grid, v: _Grid, at: tuple[float, float], spread: tuple[float, float]) -> _Grid:
    return np.asarray(np.exp(-(((u - at[0]) / spread[0]) ** 2 + ((v - at[1]) / spread[1]) ** 2)), np.float32)


def _relief(u: _Grid, v: _Grid, radius: _Grid) -> _Grid:
    """Heights: an egg with a nose, brows, sockets, cheeks, lips and a chin."""
    height = np.sqrt(np.clip(1 - radius, 0, 1)) * 0.9
    height += 0.28 * _hill(u, v, (0, 0.25), (0.13, 0.14)) + 0.16 * _hill(u, v, (0, 0.03), (0.08, 0.28))
    height += 0.08 * _hill(u, v, (0, 0.54), (0.25, 0.09)) - 0.05 * _hill(u, v, (0, 0.7), (0.2, 0.05))
    height += 0.1 * _hill(u, v, (0, 0.85), (0.22, 0.12))
    for side in (-1, 1):
        height += 0.08 * _hill(u, v, (side * 0.12, 0.28), (0.07, 0.06))
        height -= 0.13 * _hill(u, v, (side * 0.4, -0.13), (0.20, 0.11))
        height += 0.05 * _hill(u, v, (side * 0.4, -0.13), (0.13, 0.07))
        height += 0.07 * _hill(u, v, (side * 0.4, -0.30), (0.26, 0.06))
        height += 0.08 * _hill(u, v, (side * 0.5, 0.25), (0.25, 0.20))
    return np.asarray(cv2.GaussianBlur(height, (0, 0), 3.3), np.float32)


def _shade(height: _Grid, across: float, down: float, light: float) -> _Grid:
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) / 8 * across
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) / 8 * down
    normal = np.dstack([-slope_x, -slope_y, np.ones_like(height)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    source = np.array([light, -0.5, 0.9], np.float32)
    lit = normal @ (source / np.linalg.norm(source))
    return np.asarray(np.clip(lit, 0, 1) * _LIGHT_LEVEL + _SHADE_LEVEL, np.float32)


def _painted(u: _Grid, v: _Grid) -> _Grid:
    skin = np.full((*u.shape, 3), _SKIN, np.float32)

    def dab(at: tuple[float, float], spread: tuple[float, float], colour: tuple[int, int, int], soft: float) -> None:
        inside = np.clip((1 - ((u - at[0]) / spread[0]) ** 2 - ((v - at[1]) / spread[1]) ** 2) / soft, 0, 1)
        skin[:] = skin * (1 - inside[..., None]) + np.array(colour, np.float32) * inside[..., None]

    for side in (-1, 1):
        eye = (side * 0.4, -0.13)
        dab(eye, (0.19, 0.095), (100, 110, 145), 0.5)
        dab(eye, (0.17, 0.07), (225, 230, 235), 0.15)
        dab(eye, (0.075, 0.067), (30, 40, 60), 0.15)
        dab(eye, (0.035, 0.032), (5, 5, 5), 0.15)
        dab((side * 0.4, -0.32), (0.24, 0.045), (40, 40, 40), 0.3)
        dab((side * 0.09, 0.34), (0.045, 0.03), (40, 45, 70), 0.6)
    dab((0, 0.54), (0.28, 0.085), (85, 82, 170), 0.4)
    dab((0, 0.54), (0.27, 0.014), (40, 35, 70), 0.4)
    return skin
