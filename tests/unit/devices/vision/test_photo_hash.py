import numpy as np
import pytest

from devices.simulators.waybill_picture import opened_parcel_picture
from devices.vision.decode import picture_from
from devices.vision.photo_hash import ALIKE, hash_distance, perceptual_hash
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image

PARCEL = opened_parcel_picture()


def brightened() -> Image:
    return np.clip(PARCEL.astype(np.int16) + 30, 0, 255).astype(np.uint8)


def recompressed() -> Image:
    shown = picture_from(encode_jpeg(PARCEL, quality=50, max_side=640))
    assert shown is not None
    return shown


@pytest.mark.parametrize("copy", [brightened(), recompressed()], ids=["brightened", "recompressed"])
def test_a_copy_is_alike(copy: Image) -> None:
    assert hash_distance(perceptual_hash(PARCEL), perceptual_hash(copy)) <= ALIKE


def test_another_parcel_is_not_alike() -> None:
    other = opened_parcel_picture(seed=1)
    assert hash_distance(perceptual_hash(PARCEL), perceptual_hash(other)) > ALIKE


def test_a_hash_is_64_bits() -> None:
    assert 0 < perceptual_hash(PARCEL) < 2**64
    assert hash_distance(0, 2**64 - 1) == 64
