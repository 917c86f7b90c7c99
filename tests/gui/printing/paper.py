"""What the tests of paper look at: geometry, words, codes as a scanner sees them."""

import cv2
import numpy as np
import zxingcpp
from PySide6.QtGui import QImage

from devices.vision.pixels import Image
from ui.printing.page import Box, Code, Item, Line, Page, Sheet


def gray(picture: QImage) -> Image:
    """The picture's gray values, a row for each line."""
    flat = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return rows[:, : flat.width()].copy()


def scanned(picture: Image) -> list[str]:
    """The texts of the codes in it."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def as_printed(picture: Image) -> Image:
    """Dots that bleed into each other, on paper that is not white, as a worn head prints."""
    soft = cv2.GaussianBlur(picture, (0, 0), 0.8).astype(np.float32)
    noise = np.random.default_rng(7).normal(0, 12, soft.shape)
    printed: Image = np.clip(40 + soft * 0.75 + noise, 0, 255).astype(np.uint8)
    return printed


def texts(sheet: Sheet) -> list[str]:
    """Every line of every page."""
    return [text for page in sheet.pages for text in page.texts()]


def assert_well_laid_out(sheet: Sheet, margin: float) -> None:
    """Nothing comes nearer to the paper's edge than ``margin``, and no line lies on another or on a code."""
    assert sheet.pages
    for page in sheet.pages:
        inner = Box(margin, margin, page.width - 2 * margin, page.height - 2 * margin)
        for item in page.items:
            assert item.box.inside(inner), item
        assert overlapping(page) == []


def overlapping(page: Page) -> list[tuple[Item, Item]]:
    """Pairs of lines or codes that share more than a sliver of paper."""
    items = [item for item in page.items if isinstance(item, Line | Code)]
    return [
        (first, second)
        for place, first in enumerate(items)
        for second in items[place + 1 :]
        if _shared(first.box, second.box)
    ]


_SLIVER = 0.35
"""Millimetres: the room over capitals and under baselines may touch."""


def _shared(first: Box, second: Box) -> bool:
    across = min(first.right, second.right) - max(first.x, second.x)
    down = min(first.bottom, second.bottom) - max(first.y, second.y)
    return across > _SLIVER and down > _SLIVER
