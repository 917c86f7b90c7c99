"""Draws travel documents of invented people on a counter's table: passports (TD3), cards (TD1, TD2), their zones.

Invariants:
- The same arguments give the same pixels with the same library and font versions: all chance comes from ``seed``.
- Every holder is invented; the zone is valid by ICAO Doc 9303, so that it passes every check that a real one passes.
- Pictures are BGR and 1920 x 1080, or 1280 x 720 when the conditions say so.
- Drawing needs the fonts of ``FONTS``: OCR-B as Doc 9303 part 3 asks, and one for the printed zone.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from devices.documents.mrz_layout import MrzFormat
from devices.simulators.travellers import Traveller
from devices.vision.pixels import Image, as_image

WIDTH: Final = 1920
HEIGHT: Final = 1080

OCR_B_FONT: Final = "/usr/share/fonts/opentype/ocr-b/OCRB.otf"
PRINT_FONT: Final = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FONTS: Final = (OCR_B_FONT, PRINT_FONT)
"""What Debian's fonts-ocr-b and fonts-noto-cjk install."""

_DOTS: Final = 16
"""Pixels to a millimetre of the flat drawing: finer than any picture of it, so that only the camera blurs."""

_SIZES_MM: Final = {MrzFormat.TD1: (85.6, 54.0), MrzFormat.TD2: (105.0, 74.0), MrzFormat.TD3: (125.0, 88.0)}
_PITCH_MM: Final = 2.54
_LINE_MM: Final = {MrzFormat.TD1: 5.0, MrzFormat.TD2: 6.35, MrzFormat.TD3: 6.35}
"""Ten characters to the inch; line distance of Doc 9303 parts 4 to 6, about."""
_ZONE_MM: Final = {MrzFormat.TD1: 20.0, MrzFormat.TD2: 20.0, MrzFormat.TD3: 20.0}


@dataclass(frozen=True, slots=True)
class Shot:
    """How the picture is taken. The defaults are a good counter camera.

    ``pixels_per_mm``: of the document in the picture. ``angle``: degrees, anticlockwise. ``tilt``: 0 to 0.3, how much
    the far side shrinks. ``defocus``: sigma in pixels. ``light``: 1 is full. ``noise``: sigma in gray levels.
    ``small``: a 1280 x 720 camera.
    """

    name: str = "easy"
    pixels_per_mm: float = 11.0
    angle: float = 0.0
    tilt: float = 0.0
    defocus: float = 0.0
    light: float = 1.0
    noise: float = 2.0
    small: bool = False


SHOTS: Final = (
    Shot("easy"),
    Shot("turned", angle=8),
    Shot("perspective", angle=2, tilt=0.12),
    Shot("defocus", defocus=3.0),
    Shot("dark", light=0.25, noise=6),
    Shot("small", small=True),
    Shot("upside_down", angle=180),
)
"""From a good counter camera to what a hurried hand holds under a lamp."""


def passport_picture(traveller: Traveller, shot: Shot = SHOTS[0], *, seed: int = 0) -> Image:
    """The document of ``traveller`` on the table, taken as ``shot`` says. Raises OSError when a font is missing."""
    rng = np.random.default_rng(seed)
    table = _table(rng)
    page = _page(traveller, rng)
    _lay(table, page, _corners(traveller.mrz_format, shot, rng))
    return _taken(table, shot, rng)


@lru_cache(maxsize=32)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _page(traveller: Traveller, rng: np.random.Generator) -> Image:
    """The flat document, RGB order swapped to BGR at the end."""
    width, height = (round(side * _DOTS) for side in _SIZES_MM[traveller.mrz_format])
    paper = np.full((height, width, 3), rng.integers(225, 246, 3), np.float32)
    waves = np.sin(np.linspace(0, 60, width, dtype=np.float32))[None, :] * 4
    waves = waves + np.sin(np.linspace(0, 45, height, dtype=np.float32))[:, None] * 4
    page = Pillow.fromarray(np.clip(paper + waves[..., None], 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(page)
    _draw_portrait(pen, traveller.mrz_format, rng)
    _draw_print(pen, traveller)
    _draw_zone(page, pen, traveller)
    return as_image(cv2.cvtColor(np.asarray(page), cv2.COLOR_RGB2BGR))


def _draw_portrait(pen: ImageDraw.ImageDraw, mrz_format: MrzFormat, rng: np.random.Generator) -> None:
    """A head without a face: nobody's likeness."""
    width, height = _SIZES_MM[mrz_format]
    left, top, side = 5.0, height * 0.2, width * 0.22
    shade = tuple(int(level) for level in rng.integers(120, 200, 3))
    pen.rectangle(_dots(left, top, left + side, top + side * 1.3), fill=(210, 214, 220))
    pen.ellipse(_dots(left + side * 0.3, top + side * 0.2, left + side * 0.7, top + side * 0.75), fill=shade)
    pen.pieslice(_dots(left + side * 0.1, top + side * 0.8, left + side * 0.9, top + side * 1.8), 180, 360, fill=shade)


def _dots(*millimetres: float) -> list[float]:
    return [side * _DOTS for side in millimetres]


def _draw_print(pen: ImageDraw.ImageDraw, traveller: Traveller) -> None:
    """The printed zone: labels and what the zone below says in other words."""
    width, height = _SIZES_MM[traveller.mrz_format]
    zone_top = height - _ZONE_MM[traveller.mrz_format] - 1
    rows: list[tuple[str, str]] = [
        ("Surname", traveller.surname),
        ("Given names", traveller.given_names),
        ("Nationality / Sex", f"{traveller.nationality}   {traveller.sex_letter}"),
        ("Date of birth", f"{traveller.birth:%d %b %Y}".upper()),
        ("Date of expiry", f"{traveller.expiry:%d %b %Y}".upper()),
    ]
    label, text = (_font(PRINT_FONT, round(size * _DOTS)) for size in (1.6, 2.6))
    left = width * 0.3
    pen.text(
        (left * _DOTS, 2.0 * _DOTS), traveller.title, fill=(40, 40, 90), font=_font(PRINT_FONT, round(3.2 * _DOTS))
    )
    pen.text((width * 0.68 * _DOTS, 7.0 * _DOTS), "Document No.", fill=(70, 70, 110), font=label)
    pen.text((width * 0.68 * _DOTS, 8.8 * _DOTS), traveller.number, fill=(20, 20, 30), font=text)
    step = (zone_top - 7.0) / len(rows)
    for index, (name, value) in enumerate(rows):
        top = 7.0 + index * step
        pen.text((left * _DOTS, top * _DOTS), name, fill=(70, 70, 110), font=label)
        pen.text((left * _DOTS, (top + 1.8) * _DOTS), value, fill=(20, 20, 30), font=text)


def _draw_zone(page: Pillow.Image, pen: ImageDraw.ImageDraw, traveller: Traveller) -> None:
    width, height = _SIZES_MM[traveller.mrz_format]
    top = height - _ZONE_MM[traveller.mrz_format]
    pen.rectangle((0, round((top - 1) * _DOTS), page.width, page.height), fill=(242, 242, 240))
    font = _font(OCR_B_FONT, 10)
    # The pitch is what the standard fixes: the size follows from the font's own advance.
    font = _font(OCR_B_FONT, round(10 * _PITCH_MM * _DOTS / font.getlength("0" * 10) * 10))
    for row, line in enumerate(traveller.lines):
        left = (width - len(line) * _PITCH_MM) / 2
        for column, character in enumerate(line):
            at = ((left + column * _PITCH_MM) * _DOTS, (top + row * _LINE_MM[traveller.mrz_format]) * _DOTS)
            pen.text(at, character, fill=(25, 25, 28), font=font)


def _table(rng: np.random.Generator) -> Image:
    stains = rng.normal(0, 5, (HEIGHT // 40, WIDTH // 40)).astype(np.float32)
    soft = cv2.resize(stains, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return as_image(cv2.cvtColor(np.clip(soft + 118, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR))


def _corners(mrz_format: MrzFormat, shot: Shot, rng: np.random.Generator) -> NDArray[np.float32]:
    half_width, half_height = (side * shot.pixels_per_mm / 2 for side in _SIZES_MM[mrz_format])
    narrow = half_width * (1 - shot.tilt)
    flat = np.array(
        [(-narrow, -half_height), (narrow, -half_height), (half_width, half_height), (-half_width, half_height)],
        np.float32,
    )
    turn = np.deg2rad(shot.angle + rng.uniform(-1, 1))
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]], np.float32)
    centre = np.array([WIDTH / 2, HEIGHT / 2], np.float32) + rng.uniform(-12, 12, 2).astype(np.float32)
    return np.asarray(flat @ rotation.T + centre, dtype=np.float32)


def _lay(table: Image, flat: Image, corners: NDArray[np.float32]) -> None:
    # Shrinking by averaging first: warping alone would alias the print in a way that no lens does.
    scale = float(np.linalg.norm(corners[3] - corners[0])) / flat.shape[0]
    near = as_image(cv2.resize(flat, None, fx=min(1.0, scale), fy=min(1.0, scale), interpolation=cv2.INTER_AREA))
    height, width = near.shape[:2]
    edges = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(edges, corners)
    warped = cv2.warpPerspective(near, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    blank = np.full(near.shape[:2], 255, np.uint8)
    mask = cv2.warpPerspective(blank, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_NEAREST)
    table[mask > 0] = warped[mask > 0]


def _taken(scene: Image, shot: Shot, rng: np.random.Generator) -> Image:
    """Lens, then sensor size, then light and noise."""
    picture = scene
    if shot.defocus > 0:
        picture = as_image(cv2.GaussianBlur(picture, (0, 0), shot.defocus))
    if shot.small:
        picture = as_image(cv2.resize(picture, (1280, 720), interpolation=cv2.INTER_AREA))
    levels = picture.astype(np.float32) * np.float32(shot.light)
    levels += rng.standard_normal(levels.shape, dtype=np.float32) * np.float32(shot.noise)
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)
