"""Draws what a counter camera sees: a parcel's waybill, an opened parcel, an empty table. All of it invented.

Training, demonstrations, benchmarks and tests look at these pictures through the product's own camera driver.

Invariants:
- The same arguments give the same pixels, on any PC with the same library versions: all chance comes from ``seed``.
- Nothing drawn names a person; the only content is the number the caller hands in.
- Pictures are 1920 x 1080 BGR.
"""

from typing import Final

import cv2
import numpy as np
import zxingcpp

from devices.simulators.table_scene import GOOD as GOOD
from devices.simulators.table_scene import HEIGHT as HEIGHT
from devices.simulators.table_scene import WIDTH as WIDTH
from devices.simulators.table_scene import Conditions as Conditions
from devices.simulators.table_scene import Corners, about_centre, lay, table_top, taken
from devices.vision.pixels import Image, as_image

_LABEL_MM: Final = (76, 130)
"""Width and height of the one-ply waybill in use (seen on 203 dpi printers as 608 x 1040 dots)."""

_DOTS_PER_MM: Final = 8
_BAR_DOTS: Final = 3
"""0.375 mm, the narrowest Code 128 bar that waybills use."""
_QR_DOTS: Final = 6
"""0.75 mm, a QR module."""

_COVERED_DOTS: Final = 260


def waybill_label(waybill_number: str, *, qr_text: str | None = None, seed: int = 0) -> Image:
    """The flat label at 203 dpi, gray: the number as Code 128 with its digits below, a QR code, and lines of "text".

    ``qr_text`` is what the QR code holds; the number itself when None.
    """
    width, height = (side * _DOTS_PER_MM for side in _LABEL_MM)
    label = np.full((height, width), 255, np.uint8)
    _draw_lines_of_print(label, np.random.default_rng(seed))
    bars = _symbol(zxingcpp.BarcodeFormat.Code128, waybill_number, _BAR_DOTS)
    if bars.shape[1] > width:
        raise ValueError("the number is too long for a waybill's Code 128")
    _paste(label, bars[:96], (width - bars.shape[1]) // 2, 40)
    cv2.putText(label, waybill_number, (96, 176), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    square = _symbol(zxingcpp.BarcodeFormat.QRCode, waybill_number if qr_text is None else qr_text, _QR_DOTS)
    _paste(label, square, 24, height - square.shape[0] - 24)
    return label


def waybill_picture(
    waybill_number: str, *, conditions: Conditions = GOOD, qr_text: str | None = None, seed: int = 0
) -> Image:
    """A parcel on the table with its waybill up, taken under ``conditions``.

    Raises:
        ValueError: the number cannot be encoded, or its Code 128 would be wider than the label (about 14 letters).
    """
    rng = np.random.default_rng(seed)
    table = table_top(rng)
    label = waybill_label(waybill_number, qr_text=qr_text, seed=seed)
    if conditions.qr_covered:
        label[-_COVERED_DOTS:] = 160
    corners = _corners_on_table(conditions, rng)
    lay(table, np.full((200, 200, 3), (96, 140, 176), np.uint8), about_centre(corners, 1.3))
    lay(table, as_image(cv2.cvtColor(label, cv2.COLOR_GRAY2BGR)), corners)
    return taken(table, conditions, rng)


def opened_parcel_picture(*, conditions: Conditions = GOOD, seed: int = 0) -> Image:
    """An open carton seen from above, with things in it: what an inspection photo shows. No code anywhere."""
    rng = np.random.default_rng(seed)
    table = table_top(rng)
    cv2.rectangle(table, (460, 140), (1460, 940), (96, 140, 176), -1)
    cv2.rectangle(table, (520, 200), (1400, 880), (52, 84, 110), -1)
    for _ in range(12):
        centre = (int(rng.integers(600, 1320)), int(rng.integers(280, 800)))
        colour = tuple(int(level) for level in rng.integers(30, 240, 3))
        if rng.random() < 0.5:
            cv2.circle(table, centre, int(rng.integers(40, 110)), colour, -1, cv2.LINE_AA)
        else:
            size = (int(rng.integers(80, 240)), int(rng.integers(60, 160)))
            corners = cv2.boxPoints((centre, size, float(rng.integers(0, 90))))
            cv2.fillConvexPoly(table, corners.astype(np.int32), colour, cv2.LINE_AA)
    _print_on_contents(table, rng)
    return taken(table, conditions, rng)


def empty_table_picture(*, conditions: Conditions = GOOD, seed: int = 0) -> Image:
    """The table with nothing on it."""
    rng = np.random.default_rng(seed)
    return taken(table_top(rng), conditions, rng)


def _symbol(library_format: zxingcpp.BarcodeFormat, text: str, dots: int) -> Image:
    return np.asarray(zxingcpp.create_barcode(text, library_format).to_image(scale=dots), dtype=np.uint8)


def _paste(label: Image, part: Image, left: int, top: int) -> None:
    label[top : top + part.shape[0], left : left + part.shape[1]] = part


def _draw_lines_of_print(label: Image, rng: np.random.Generator) -> None:
    """Boxes and words of random letters, so that an engine has something to reject, as on a real waybill."""
    height, width = label.shape
    for row in range(216, height - 240, 56):
        cv2.line(label, (16, row), (width - 16, row), 0, 2)
        cv2.putText(label, random_word(rng, 22), (24, row + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 40, 2, cv2.LINE_AA)
    cv2.rectangle(label, (8, 8), (width - 8, height - 8), 0, 2)


def random_word(rng: np.random.Generator, length: int) -> str:
    """Small letters by chance; they never spell anything."""
    # Without vowels, so that chance never spells a word that a clerk in training should not see.
    return "".join(rng.choice(list("bcdfghjklmnpqrstvwxz"), length))


def _print_on_contents(table: Image, rng: np.random.Generator) -> None:
    """Fine detail as goods have it (brand names, seams): without it no sharpness could be measured."""
    for _ in range(30):
        place = (int(rng.integers(560, 1250)), int(rng.integers(260, 850)))
        level = int(rng.integers(0, 256))
        cv2.putText(
            table, random_word(rng, 6), place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (level, level, level), 2, cv2.LINE_AA
        )


def _corners_on_table(conditions: Conditions, rng: np.random.Generator) -> Corners:
    """Where the label's corners lie in the picture."""
    half_width, half_height = (side * conditions.pixels_per_mm / 2 for side in _LABEL_MM)
    narrow = half_width * (1 - conditions.tilt)
    flat = np.array(
        [(-narrow, -half_height), (narrow, -half_height), (half_width, half_height), (-half_width, half_height)],
        np.float32,
    )
    turn = np.deg2rad(conditions.angle)
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]], np.float32)
    # A label never lies on the pixel grid: the random fraction keeps every seed a fresh case.
    centre = np.array([WIDTH / 2, HEIGHT / 2], np.float32) + rng.uniform(-30, 30, 2).astype(np.float32)
    return np.asarray(flat @ rotation.T + centre, dtype=np.float32)
