"""Pictures leaving the camera: as a small JPEG for the evidence store, as pixels for the screen.

Invariants:
- A JPEG made here holds pixels and nothing else: no EXIF, so no place, no device serial number.
"""

from typing import Final

import cv2

from devices.errors import DeviceError, DeviceFault
from devices.vision.pixels import Image, as_image, shrunk

PHOTO_BUDGET: Final = 100_000
"""Bytes of one photo: a rural line uploads a few hundred kilobytes a minute, and a parcel has up to three photos."""

_LOWEST_QUALITY: Final = 50
"""JPEG quality below which print on the goods becomes unreadable; the budget is exceeded rather than that."""

_QUALITY_STEP: Final = 10


def encode_jpeg(image: Image, quality: int = 80, max_side: int = 1280, budget: int = PHOTO_BUDGET) -> bytes:
    """The picture as JPEG, no side longer than ``max_side`` pixels, never enlarged.

    ``quality`` (1 to 100) is lowered in steps of ten while the file is larger than ``budget`` bytes, but not below 50:
    a picture full of detail may come out larger than the budget.

    Raises:
        ValueError: ``image`` is no picture.
        DeviceError: BAD_FRAME when OpenCV cannot encode it.
    """
    if image.ndim not in (2, 3) or not image.size:
        raise ValueError("not a gray or BGR picture")
    small = shrunk(image, max_side)
    content = _jpeg(small, quality)
    while len(content) > budget and quality > _LOWEST_QUALITY:
        quality = max(_LOWEST_QUALITY, quality - _QUALITY_STEP)
        content = _jpeg(small, quality)
    return content


PERSON_SIDE: Final = 640
"""Pixels of the longest side of a person's picture: enough to know someone by, and no more is kept than that."""


def person_jpeg(image: Image) -> bytes:
    """A still of the person at the counter: JPEG, at most 640 pixels wide and high. Raises like :func:`encode_jpeg`."""
    return encode_jpeg(image, quality=85, max_side=PERSON_SIDE)


def _jpeg(image: Image, quality: int) -> bytes:
    try:
        encoded, content = cv2.imencode(
            ".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1)
        )
    except cv2.error as exc:
        raise DeviceError(DeviceFault.BAD_FRAME, "camera", "cannot be encoded") from exc
    if not encoded:
        raise DeviceError(DeviceFault.BAD_FRAME, "camera", "cannot be encoded")
    return content.tobytes()


def preview_rgb(image: Image, width: int, height: int) -> tuple[bytes, int, int]:
    """Pixels for the screen: RGB888 rows without padding (3 x width bytes each), their width and height.

    The picture is scaled, down or up, to fit into ``width`` x ``height`` pixels, both at least 1, keeping its shape.

    Raises:
        ValueError: ``image`` is no picture, or there is no room for it.
    """
    if image.ndim not in (2, 3) or not image.size or min(width, height) < 1:
        raise ValueError("not a gray or BGR picture, or no room for it")
    factor = min(width / image.shape[1], height / image.shape[0])
    size = max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor))
    # Halving averages, which keeps print legible, and is quick: a document camera with 16 megapixels takes 16 ms on the
    # main thread and 1080p takes 4; INTER_AREA by any other factor takes 87 and 19. What is left is less than a half.
    while image.shape[1] >= 2 * size[0] and image.shape[0] >= 2 * size[1]:
        image = as_image(cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_AREA))
    scaled = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    rgb = cv2.cvtColor(scaled, cv2.COLOR_GRAY2RGB if image.ndim == 2 else cv2.COLOR_BGR2RGB)
    return rgb.tobytes(), size[0], size[1]
