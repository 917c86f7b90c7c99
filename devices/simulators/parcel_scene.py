"""One counter under one camera, day after day: parcels opened and sealed on it, drawn as inspection photos show them.

Training, the photo benchmark and tests look at these pictures. They are the hard case for a search for re-used photos:
the counter, its clutter and its lamp are the same in all of them, cartons come in a few sizes of one cardboard, goods
are a few products, and all waybills are of one layout.

Invariants:
- The same arguments give the same pixels on any PC with the same library versions: all chance comes from ``seed``.
- Two seeds are two parcels and two shots: the sensor's noise, the lamp and the arm that holds the camera differ a
  little each time, as they do between real shots.
- Nothing drawn names a person; the only content is the waybill number that is handed in.
- Pictures are BGR; they are drawn at 1920 x 1080 and shrunk to any other size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.simulators.goods_faces import PRODUCTS, ROUND, GoodsKind, product_face
from devices.simulators.table_scene import HEIGHT, WIDTH, table_top
from devices.simulators.waybill_picture import random_word, waybill_label
from devices.vision.pixels import Image, as_image

Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""

FULL_SIZE: Final[Size] = (WIDTH, HEIGHT)


class ShotFault(Enum):
    """What may go wrong with a photo."""

    BLURRED = "blurred"
    """Out of focus."""
    DARK = "dark"
    BRIGHT = "bright"
    """Overexposed."""
    WAYBILL_COVERED = "waybill_covered"
    """Tape that shines over the codes of a sealed parcel."""


@dataclass(frozen=True, slots=True)
class _Carton:
    """Width and height in pixels, from the standard sizes."""

    width: int
    height: int


_CARTONS: Final = (_Carton(1080, 760), _Carton(1220, 800), _Carton(1340, 840), _Carton(1000, 820))
_CARDBOARD: Final = (98, 142, 178)
_INSIDE: Final = (62, 98, 128)
_TAPE: Final = (120, 170, 200)
_LABEL_PIXELS_PER_MM: Final = 5.6
"""At the top of a carton, which is nearer to the lens than the table is."""
_LABEL_DOTS_PER_MM: Final = 8
_MOST_SHIFT: Final = 3
"""Pixels by which the camera's arm shakes."""
_MARGIN: Final = 8
_NOISE: Final = 2.0
"""Sigma in gray levels."""
_DARK_LIGHT: Final = 0.12
_BRIGHT_LIGHT: Final = 3.2
_DEFOCUS: Final = 5.0


def open_box_picture(
    seed: int,
    kinds: Sequence[GoodsKind] = (),
    *,
    fault: ShotFault | None = None,
    size: Size = FULL_SIZE,
) -> Image:
    """An opened carton with goods of ``kinds`` in it; one to three kinds by chance when empty."""
    rng = np.random.default_rng((1, seed))
    chosen = tuple(kinds) or tuple(rng.choice(list(GoodsKind), int(rng.integers(1, 4)), replace=False))
    carton = _CARTONS[int(rng.integers(len(_CARTONS)))]
    box = _cardboard(carton, rng)
    wall = 46
    inside = box[wall:-wall, wall:-wall]
    cv2.rectangle(inside, (0, 0), (inside.shape[1], inside.shape[0]), _INSIDE, -1)
    for kind in (GoodsKind(kind) for kind in chosen):
        face = product_face(kind, int(rng.integers(PRODUCTS)))
        for _ in range(int(rng.integers(2, 6))):
            margin = 130
            centre = (
                float(rng.uniform(margin, inside.shape[1] - margin)),
                float(rng.uniform(margin, inside.shape[0] - margin)),
            )
            _put(inside, face, centre, float(rng.uniform(0, 360)), is_round=kind in ROUND)
    return _shot(box, rng, fault, size)


def sealed_parcel_picture(
    seed: int, waybill_number: str, *, fault: ShotFault | None = None, size: Size = FULL_SIZE
) -> Image:
    """A closed carton with tape and its waybill up.

    Raises:
        ValueError: the number cannot be encoded, or is too long for the label's Code 128 (about 14 letters).
    """
    rng = np.random.default_rng((2, seed))
    carton = _CARTONS[int(rng.integers(len(_CARTONS)))]
    box = _cardboard(carton, rng)
    middle = carton.height // 2 + int(rng.integers(-12, 12))
    tape = box[middle - 62 : middle + 62]
    tape[:] = cv2.addWeighted(tape, 0.4, np.full(tape.shape, _TAPE, np.uint8), 0.6, 0)
    label = waybill_label(waybill_number, seed=seed)
    if fault is ShotFault.WAYBILL_COVERED:
        label[20:190] = 250
        label[-260:] = 250
    scale = _LABEL_PIXELS_PER_MM / _LABEL_DOTS_PER_MM
    flat = as_image(cv2.resize(label, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    flat = as_image(cv2.cvtColor(flat, cv2.COLOR_GRAY2BGR))
    room = flat.shape[0] // 2 + 10
    centre = (float(rng.uniform(room, carton.width - room)), carton.height / 2 + float(rng.uniform(-8, 8)))
    angle = float(rng.choice((0, 90, 180, 270))) + float(rng.uniform(-6, 6))
    _put(box, flat, centre, angle)
    return _shot(box, rng, fault, size)


def empty_counter_picture(seed: int = 0, *, size: Size = FULL_SIZE) -> Image:
    """The counter with nothing on it but its own clutter."""
    return _shot(None, np.random.default_rng((3, seed)), None, size)


def lens_cap_picture(seed: int = 0, *, size: Size = FULL_SIZE) -> Image:
    """What a covered lens gives: black and noise."""
    frame = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    return _resized(_noisy(frame, np.random.default_rng((4, seed))), size)


def photo_of_a_screen(shown: Image, seed: int = 0) -> Image:
    """A screen, held under the same camera, that shows an earlier photo: darker, bluish, with the beat of two grids."""
    rng = np.random.default_rng((5, seed))
    scene = _counter()[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN].copy()
    width, height = 1440, 810
    screen = as_image(cv2.resize(shown, (width, height), interpolation=cv2.INTER_AREA))
    levels = screen.astype(np.float32) * np.asarray((0.98, 0.9, 0.86), np.float32) + 12
    framed = cv2.copyMakeBorder(
        np.clip(levels, 0, 255).astype(np.uint8), 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(24, 22, 20)
    )
    centre = WIDTH / 2 + float(rng.uniform(-20, 20)), HEIGHT / 2 + float(rng.uniform(-20, 20))
    angle = float(rng.uniform(-3, 3))
    _put(scene, as_image(framed), centre, angle)
    shining = np.zeros_like(scene)
    _put(shining, np.full((height, width, 3), 255, np.uint8), centre, angle)
    # the beat arises in the sensor: it does not turn with the screen
    beaten = np.clip(scene + _beat(), 0, 255).astype(np.uint8)
    return _noisy(np.where(shining > 0, beaten, scene), rng)


@cache
def _beat() -> NDArray[np.float32]:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    beat = np.sin(columns * 0.83 + rows * 0.07) * 7 + np.sin(rows * 0.71 - columns * 0.05) * 7
    return np.asarray(beat[:, :, None], np.float32)


def _cardboard(carton: _Carton, rng: np.random.Generator) -> Image:
    """A carton from above, worn in its own way."""
    box = _blank(carton).copy()
    for _ in range(8):
        start = int(rng.integers(0, carton.width)), int(rng.integers(0, carton.height))
        end = start[0] + int(rng.integers(-160, 160)), start[1] + int(rng.integers(-160, 160))
        cv2.line(box, start, end, (88, 128, 160), int(rng.integers(1, 4)), cv2.LINE_AA)
    return box


@cache
def _blank(carton: _Carton) -> Image:
    """The ribs of the board, its edge and the flaps' lines. Drawn once, locked."""
    box = np.full((carton.height, carton.width, 3), _CARDBOARD, np.uint8)
    box[:, ::9] -= 5
    cv2.rectangle(box, (0, 0), (carton.width - 1, carton.height - 1), (70, 104, 132), 6)
    cv2.rectangle(box, (14, 14), (carton.width - 15, carton.height - 15), (84, 124, 156), 2)
    box.setflags(write=False)
    return box


def _put(scene: Image, flat: Image, centre: tuple[float, float], angle: float, *, is_round: bool = False) -> None:
    """Lay ``flat`` onto ``scene`` with its middle at ``centre``, turned by ``angle`` degrees; its shadow below it.

    A round thing is the ellipse that fits into ``flat``.
    """
    height, width = flat.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    reach_x = abs(turn[0, 0]) * width / 2 + abs(turn[0, 1]) * height / 2
    reach_y = abs(turn[0, 1]) * width / 2 + abs(turn[0, 0]) * height / 2
    left, top = max(0, int(centre[0] - reach_x) - 1), max(0, int(centre[1] - reach_y) - 1)
    right = min(scene.shape[1], int(centre[0] + reach_x) + 12)
    bottom = min(scene.shape[0], int(centre[1] + reach_y) + 12)
    turn[0, 2] += centre[0] - width / 2 - left
    turn[1, 2] += centre[1] - height / 2 - top
    size = (right - left, bottom - top)
    lying = cv2.warpAffine(flat, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    where = np.zeros((bottom - top, right - left), np.uint8)
    middle, sides = (float(centre[0] - left), float(centre[1] - top)), (float(width), float(height))
    if is_round:
        cv2.ellipse(where, (middle, sides, -angle), 255, -1, cv2.LINE_AA)
    else:
        corners = cv2.boxPoints((middle, sides, -angle))
        cv2.fillConvexPoly(where, np.rint(corners).astype(np.int32), 255, cv2.LINE_AA)
    place = scene[top:bottom, left:right]
    shadow = np.zeros_like(where)
    shadow[8:, 6:] = where[:-8, :-6]
    cv2.copyTo(cv2.convertScaleAbs(place, alpha=0.6), shadow, place)
    cv2.copyTo(lying, where, place)


@cache
def _counter() -> Image:
    """The counter and its clutter, with a margin for the shaking arm. Drawn once, locked."""
    rng = np.random.default_rng(20260)
    size = (WIDTH + 2 * _MARGIN, HEIGHT + 2 * _MARGIN)
    top = as_image(cv2.resize(table_top(rng), size, interpolation=cv2.INTER_LINEAR))
    _scale(top)
    _notice(top, rng)
    _roll_of_tape(top)
    cv2.line(top, (1880, 140), (1850, 640), (150, 60, 30), 14, cv2.LINE_AA)
    cv2.line(top, (1850, 640), (1848, 672), (20, 20, 20), 8, cv2.LINE_AA)
    top.setflags(write=False)
    return top


def _scale(top: Image) -> None:
    """The edge of a scale, with its figures, at the lower border."""
    height, width = top.shape[:2]
    cv2.rectangle(top, (360, height - 86), (width - 420, height), (70, 70, 74), -1)
    for mark in range(40):
        place = 380 + mark * 28
        cv2.line(top, (place, height - 86), (place, height - (60 if mark % 5 else 46)), (230, 230, 230), 2)
        if mark % 5 == 0:
            cv2.putText(top, str(mark), (place, height - 14), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (230, 230, 230), 2)


def _notice(top: Image, rng: np.random.Generator) -> None:
    """A sheet with print in the upper left corner."""
    cv2.rectangle(top, (0, 0), (300, 420), (238, 240, 240), -1)
    for line in range(12):
        cv2.putText(top, random_word(rng, 15), (14, 40 + line * 32), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (60, 40, 40), 2)


def _roll_of_tape(top: Image) -> None:
    height = top.shape[0]
    cv2.circle(top, (150, height - 170), 120, (110, 160, 190), -1, cv2.LINE_AA)
    cv2.circle(top, (150, height - 170), 70, (60, 60, 64), 14, cv2.LINE_AA)
    cv2.circle(top, (150, height - 170), 62, (126, 126, 128), -1, cv2.LINE_AA)


@cache
def _lamp() -> Image:
    """How much light falls where: 200 is the middle's."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    distance = np.hypot((columns - WIDTH * 0.55) / WIDTH, (rows - HEIGHT * 0.4) / HEIGHT)
    levels = np.clip(206 - 56 * distance, 0, 255).astype(np.uint8)
    lamp = np.repeat(levels[:, :, None], 3, axis=2)
    lamp.setflags(write=False)
    return lamp


@cache
def _noise_field() -> Image:
    """More noise than one picture needs, around 128; each shot takes its own piece of it."""
    levels = np.random.default_rng(7).standard_normal((HEIGHT + 400, WIDTH + 400, 3), dtype=np.float32) * _NOISE + 128
    field: Image = np.clip(np.rint(levels), 0, 255).astype(np.uint8)
    field.setflags(write=False)
    return field


def _noisy(frame: Image, rng: np.random.Generator) -> Image:
    top, left = (int(offset) for offset in rng.integers(0, 400, 2))
    noise = _noise_field()[top : top + HEIGHT, left : left + WIDTH]
    return as_image(cv2.addWeighted(frame, 1.0, noise, 1.0, -128.0))


def _shot(box: Image | None, rng: np.random.Generator, fault: ShotFault | None, size: Size) -> Image:
    """Lay the carton on the counter, and take the picture: shake, lens, light, noise."""
    across, down = (int(shift) for shift in rng.integers(-_MOST_SHIFT, _MOST_SHIFT + 1, 2))
    top, left = _MARGIN + down, _MARGIN + across
    scene = _counter()[top : top + HEIGHT, left : left + WIDTH].copy()
    if box is not None:
        centre = WIDTH / 2 + 40 + float(rng.uniform(-110, 110)), HEIGHT / 2 - 20 + float(rng.uniform(-50, 50))
        _put(scene, box, centre, float(rng.normal(0, 5)))
    if fault is ShotFault.BLURRED:
        scene = as_image(cv2.GaussianBlur(scene, (0, 0), _DEFOCUS))
    light = float(rng.uniform(0.95, 1.05))
    light *= {ShotFault.DARK: _DARK_LIGHT, ShotFault.BRIGHT: _BRIGHT_LIGHT}.get(fault, 1.0) if fault else 1.0
    lit = as_image(cv2.multiply(scene, _lamp(), scale=light / 200))
    return _resized(_noisy(lit, rng), size)


def _resized(frame: Image, size: Size) -> Image:
    return frame if size == FULL_SIZE else as_image(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))
