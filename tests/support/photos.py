"""Photos of drawn parcels, as files, and the thresholds that the shipped pack judges them by."""

from typing import Final

from app.photo_thresholds import thresholds_of
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image
from tests.support import builders

PHOTO_THRESHOLDS: Final = thresholds_of(builders.policy().photos)


def jpeg(image: Image, quality: int = 85) -> bytes:
    """The picture as a file, in its own size."""
    return encode_jpeg(image, quality=quality, max_side=4000, budget=10**9)
