import numpy as np
import pytest

from devices.errors import DeviceError, DeviceFault
from devices.inspection.photo_features import (
    KEY_POINTS,
    THUMBNAIL_SIDE,
    features_from,
    features_of,
)
from devices.simulators.parcel_scene import open_box_picture, sealed_parcel_picture
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image

PHOTO = open_box_picture(1, size=(1280, 720))


def test_a_photo_has_spread_key_points_and_a_small_picture() -> None:
    features = features_of(PHOTO)
    assert features.thumbnail.shape == (72, THUMBNAIL_SIDE)
    assert features.points.shape == (KEY_POINTS, 2)
    assert features.descriptors.shape == (KEY_POINTS, 32)
    assert features.points.min() >= 0
    assert features.points.max() <= 1
    assert features.points[:, 0].std() > 0.15


def test_the_same_photo_has_the_same_features() -> None:
    assert features_of(PHOTO).to_bytes() == features_of(PHOTO.copy()).to_bytes()
    assert features_of(PHOTO).to_bytes() != features_of(sealed_parcel_picture(1, "SF1234567890123")).to_bytes()


def test_what_is_kept_of_a_counter_photo_is_small() -> None:
    assert len(features_of(PHOTO).to_bytes()) <= 6000


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((1, 1), np.uint8),
        np.full((720, 1280, 3), 90, np.uint8),
        np.random.default_rng(1).integers(0, 256, (900, 30), dtype=np.uint8),
        np.random.default_rng(1).integers(0, 256, (500, 500, 3), dtype=np.uint8),
    ],
    ids=["one pixel", "flat", "narrow", "noise"],
)
def test_any_picture_has_features_that_can_be_kept(image: Image) -> None:
    features = features_of(image)
    kept = features_from(features.to_bytes())
    assert np.array_equal(kept.thumbnail, features.thumbnail)
    assert np.array_equal(kept.descriptors, features.descriptors)
    assert kept.points.shape == features.points.shape


def test_pixels_do_not_show() -> None:
    assert repr(features_of(PHOTO)) == "PhotoFeatures()"


KEPT = features_of(PHOTO).to_bytes()
LARGE_PICTURE = encode_jpeg(np.full((THUMBNAIL_SIDE + 1, 4), 90, np.uint8))


def with_picture(jpeg: bytes) -> bytes:
    """Features without key points, with these bytes for a small picture."""
    return b"\x01\x00" + len(jpeg).to_bytes(2, "big") + jpeg


def test_a_small_picture_alone_is_enough() -> None:
    kept = features_from(with_picture(features_of(PHOTO).thumbnail_jpeg))
    assert len(kept.points) == 0
    assert np.array_equal(kept.thumbnail, features_of(PHOTO).thumbnail)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x01",
        KEPT[:-1],
        KEPT + b"\x00",
        b"\x02" + KEPT[1:],
        KEPT[:1] + b"\xff" + KEPT[2:],
        KEPT[:1] + b"\x00" + KEPT[2:],
        with_picture(b""),
        with_picture(b"no picture"),
        with_picture(LARGE_PICTURE),
    ],
    ids=[
        "nothing",
        "torn",
        "short",
        "long",
        "version",
        "too many points",
        "fewer points",
        "no picture",
        "another file",
        "too large a picture",
    ],
)
def test_corrupt_features_are_refused(content: bytes) -> None:
    with pytest.raises(DeviceError) as caught:
        features_from(content)
    assert caught.value.fault is DeviceFault.BAD_FRAME
