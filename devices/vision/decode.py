"""Reading codes from one picture: a live frame, a prepared frame, or a file.

Invariants:
- zxing-cpp goes first; zbar is asked only when zxing-cpp found nothing, so a readable frame never waits for it
  (zbar takes about ten times as long).
- Whatever engine and preparation read a code, its text is clean and its corners are in the caller's pixels.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from devices.errors import DeviceError, DeviceFault
from devices.ports import Symbology
from devices.vision.codes import ALL_FORMATS, WAYBILL_FORMATS, DecodedCode
from devices.vision.pixels import Image, as_gray, as_image
from devices.vision.rescue import RESCUE_CHAIN, RescueVariant, in_original
from devices.vision.zbar_engine import read_with_zbar, zbar_available
from devices.vision.zxing_engine import read_with_zxing

FILE_BUDGET_S: Final = 2.0
"""Seconds after which :func:`decode_file` tries no further preparation of a hard picture."""

_LARGEST_PREPARED: Final = 32_000_000
"""Pixels of a prepared picture. A 12-megapixel photo needs no enlarging, and twice its size would take seconds."""


@dataclass(frozen=True, slots=True)
class FileDecode:
    """The codes in a picture file, and how long reading and decoding took, in milliseconds."""

    codes: tuple[DecodedCode, ...]
    milliseconds: float


def second_opinion_available() -> bool:
    """Whether zbar could be loaded. Without it :func:`decode_frame` works with zxing-cpp alone."""
    return zbar_available()


def decode_frame(
    image: Image, *, formats: frozenset[Symbology] = WAYBILL_FORMATS, second_opinion: bool = True
) -> list[DecodedCode]:
    """The codes of ``formats`` in a BGR or gray picture, at any angle; empty when there are none.

    With ``second_opinion`` zbar looks at a picture in which zxing-cpp found nothing.

    Raises:
        ValueError: ``image`` is neither H x W nor H x W x 3.
        DeviceError: BAD_FRAME, see :func:`devices.vision.zbar_engine.read_with_zbar`.
    """
    # Gray first: OpenCV does it in a fifth of the time that zxing-cpp takes on BGR, and zbar needs it anyway.
    gray = as_gray(image)
    found = read_with_zxing(gray, formats)
    if not found and second_opinion:
        found = read_with_zbar(gray, formats)
    return found


def decode_prepared(
    image: Image, variant: RescueVariant, *, formats: frozenset[Symbology] = WAYBILL_FORMATS
) -> list[DecodedCode]:
    """The codes zxing-cpp finds after ``variant`` has prepared the picture; corners in ``image``'s pixels."""
    found = read_with_zxing(variant.prepare(as_gray(image)), formats)
    return [in_original(code, variant.scale) for code in found]


def decode_file(
    path: Path,
    *,
    formats: frozenset[Symbology] = ALL_FORMATS,
    budget_s: float = FILE_BUDGET_S,
    clock: Callable[[], float] = time.perf_counter,
) -> FileDecode:
    """The codes in a picture file of any format OpenCV reads (JPEG, PNG, WebP, BMP, TIFF).

    A picture that gives nothing is prepared in the ways of :data:`~devices.vision.rescue.RESCUE_CHAIN`, until
    ``budget_s`` seconds have gone by; the preparation that is under way is finished.

    Raises:
        DeviceError: NOT_FOUND, ACCESS_DENIED, or BAD_SETTING when the file holds no picture. The errors do not repeat
            the path: a file name may be personal.
    """
    began = clock()
    image = read_picture(path)
    found = decode_patiently(image, until_s=began + budget_s, formats=formats, clock=clock)
    return FileDecode(tuple(found), (clock() - began) * 1000)


def decode_patiently(
    image: Image,
    *,
    until_s: float,
    formats: frozenset[Symbology] = WAYBILL_FORMATS,
    second_opinion: bool = True,
    clock: Callable[[], float] = time.perf_counter,
) -> list[DecodedCode]:
    """:func:`decode_frame`, and what gives nothing is prepared in the ways of the rescue chain, one after another.

    No further one is begun once ``clock`` says ``until_s``; the one that is under way is finished. Raises like
    :func:`decode_frame`.
    """
    found = decode_frame(image, formats=formats, second_opinion=second_opinion)
    for variant in RESCUE_CHAIN:
        if found or clock() >= until_s:
            break
        if image.shape[0] * image.shape[1] * variant.scale**2 <= _LARGEST_PREPARED:
            found = decode_prepared(image, variant, formats=formats)
    return found


def read_picture(path: Path) -> Image:
    """The picture in a file, in BGR, turned upright as its EXIF says.

    Raises:
        DeviceError: NOT_FOUND, ACCESS_DENIED, or BAD_SETTING when the file holds no picture.
    """
    # Not cv2.imread: on Windows it cannot open a path with Chinese characters.
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise DeviceError(DeviceFault.NOT_FOUND, "file") from exc
    except OSError as exc:
        raise DeviceError(DeviceFault.ACCESS_DENIED, "file", type(exc).__name__) from exc
    image = picture_from(content)
    if image is None:
        raise DeviceError(DeviceFault.BAD_SETTING, "file", "not a picture")
    return image


def picture_from(content: bytes) -> Image | None:
    """The picture that the bytes of a file hold, in BGR; None when they hold none (yet)."""
    return _decoded(content, cv2.IMREAD_COLOR)


def gray_from(content: bytes) -> Image | None:
    """The same in gray."""
    return _decoded(content, cv2.IMREAD_GRAYSCALE)


def _decoded(content: bytes, way: int) -> Image | None:
    if not content:
        return None
    try:
        array = cv2.imdecode(np.frombuffer(content, np.uint8), way)
    except cv2.error:
        # A header that promises more pixels than OpenCV is willing to read (2**30).
        return None
    # The stub does not say so, but OpenCV answers None for bytes that it does not understand.
    return None if array is None else as_image(array)
