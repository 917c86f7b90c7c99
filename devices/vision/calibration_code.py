"""The printable test code for calibrating a scanner: Code 128 with its text below, as a PNG.

Invariants:
- Black on white, bars of three dots at 203 dpi (0.375 mm), with a quiet zone of ten bars around.
"""

import cv2
import numpy as np
import zxingcpp

from devices.scanner.calibration import TEST_CODE

_BAR_DOTS = 3
_HEIGHT = 120
_QUIET = 10 * _BAR_DOTS
_TEXT_ROWS = 48


def draw_test_code() -> bytes:
    """The picture, as PNG; about 120 mm wide at 203 dpi."""
    symbol = zxingcpp.create_barcode(TEST_CODE, zxingcpp.BarcodeFormat.Code128)
    bars = np.asarray(symbol.to_image(scale=_BAR_DOTS, add_quiet_zones=False), dtype=np.uint8)
    row = bars[bars.shape[0] // 2]
    paper = np.full((_HEIGHT + _TEXT_ROWS + 2 * _QUIET, len(row) + 2 * _QUIET), 255, np.uint8)
    paper[_QUIET : _QUIET + _HEIGHT, _QUIET : _QUIET + len(row)] = row
    where = (_QUIET, _QUIET + _HEIGHT + _TEXT_ROWS - 8)
    cv2.putText(paper, TEST_CODE, where, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    return cv2.imencode(".png", paper)[1].tobytes()
