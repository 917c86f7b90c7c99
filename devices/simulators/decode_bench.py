"""Measures the decoder on drawn frames, against zxing-cpp alone and against zxing-cpp followed by zbar.

Invariants:
- Speed is measured on readable 1920 x 1080 BGR frames with a Code 128 and a QR code, the two ways taking turns, so that
  a busy machine slows both; the figure of each is its median.
- The rate is measured on hard frames as well, with the same frames for both ways. The other ways call the libraries
  directly: nothing of ours can flatter or hurt them.
- Every frame comes from a seed: two runs decode the same pixels.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final, TypeAlias

import zxingcpp

from devices.simulators.waybill_picture import GOOD, Conditions, waybill_picture
from devices.vision.decode import decode_frame, second_opinion_available
from devices.vision.pixels import Image, as_gray

Reader: TypeAlias = Callable[[Image], list[str]]
"""A frame to the texts in it."""

_ZXING_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode])

_HARD: Final = (
    GOOD,
    Conditions(angle=45),
    Conditions(angle=90, pixels_per_mm=5),
    Conditions(tilt=0.25),
    Conditions(pixels_per_mm=4.2, qr_covered=True),
    Conditions(defocus=1.2, qr_covered=True),
    Conditions(defocus=2.3),
    Conditions(motion=8),
    Conditions(light=0.25, noise=8),
)
"""From a good counter camera to frames in which hardly anything can be read."""


@dataclass(frozen=True, slots=True)
class DecodeFigures:
    """What was measured. Times are seconds for one readable frame, rates the share (0 to 1) of hard frames read."""

    frames: int
    ours_s: float
    zxing_s: float
    our_rate: float
    zxing_then_pyzbar_rate: float

    @property
    def times_as_long(self) -> float:
        """Our time over zxing-cpp's."""
        return self.ours_s / self.zxing_s


def measure_decode(frames: int) -> DecodeFigures:
    """Decode ``frames`` readable and as many hard frames; about a second for four.

    Raises:
        ValueError: ``frames`` is less than one.
    """
    if frames < 1:
        raise ValueError("nothing to measure")
    ours_s, zxing_s = _median_times(frames)
    our_rate, other_rate = _rates(frames)
    return DecodeFigures(frames, ours_s, zxing_s, our_rate, other_rate)


def _median_times(frames: int) -> tuple[float, float]:
    ours, alone = [], []
    for seed in range(frames):
        picture = waybill_picture(_number(seed), seed=seed)
        if not seed:
            _ours(picture)  # the first calls load tables
            _zxing(picture)
        ours.append(_timed(_ours, picture))
        alone.append(_timed(_zxing, picture))
    return statistics.median(ours), statistics.median(alone)


def _rates(frames: int) -> tuple[float, float]:
    ours = others = 0
    for seed, conditions in enumerate(islice(cycle(_HARD), frames)):
        number = _number(seed)
        picture = waybill_picture(number, conditions=conditions, seed=seed)
        ours += number in _ours(picture)
        others += number in _zxing_then_pyzbar(picture)
    return ours / frames, others / frames


def _number(seed: int) -> str:
    return f"SF{10**12 + seed * 7919}"


def _timed(read: Reader, picture: Image) -> float:
    began = time.perf_counter()
    read(picture)
    return time.perf_counter() - began


def _ours(picture: Image) -> list[str]:
    return [code.text for code in decode_frame(picture)]


def _zxing(picture: Image) -> list[str]:
    barcodes = zxingcpp.read_barcodes(picture, formats=_ZXING_FORMATS, try_invert=False)
    return [barcode.text for barcode in barcodes]


def _zxing_then_pyzbar(picture: Image) -> list[str]:
    texts = _zxing(picture)
    if texts or not second_opinion_available():
        return texts
    from pyzbar import pyzbar

    symbols = [pyzbar.ZBarSymbol.CODE128, pyzbar.ZBarSymbol.QRCODE]
    return [answer.data.decode("utf-8", "replace") for answer in pyzbar.decode(as_gray(picture), symbols=symbols)]
