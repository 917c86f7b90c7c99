from functools import cache

import numpy as np
import pytest
import zxingcpp

from devices.ports import Symbology
from devices.simulators.waybill_picture import GOOD, Conditions, waybill_picture
from devices.vision.codes import DecodedCode, Engine
from devices.vision.pixels import Image

NUMBER = "SF1234567890123"

JUST_BELOW_ZXING = Conditions(pixels_per_mm=4.2, qr_covered=True)
"""Bars of 1.6 pixels: zbar reads them, zxing-cpp does not."""

NEEDS_SHARPENING = Conditions(defocus=2.5)


@cache
def picture(conditions: Conditions = GOOD, seed: int = 0) -> Image:
    """A waybill with :data:`NUMBER`; drawn once for each set of conditions, and locked."""
    drawn = waybill_picture(NUMBER, conditions=conditions, seed=seed)
    drawn.setflags(write=False)
    return drawn


def printed(symbology: zxingcpp.BarcodeFormat, content: str | bytes) -> Image:
    """One perfect code on white paper, gray."""
    code = np.asarray(zxingcpp.create_barcode(content, symbology).to_image(scale=4), dtype=np.uint8)
    return np.pad(code, 40, constant_values=255)


def code(text: str, symbology: Symbology = Symbology.CODE_128) -> DecodedCode:
    """A code as an engine reports it."""
    return DecodedCode(text, symbology, Engine.ZXING, ((0, 0), (9, 0), (9, 9), (0, 9)))


@pytest.fixture(scope="session")
def good_picture() -> Image:
    return picture()
