"""Features that are kept come back as they were, and other bytes are refused or read, never anything else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DeviceError
from devices.inspection.photo_features import KEY_POINTS, THUMBNAIL_SIDE, PhotoFeatures, features_from
from devices.vision.decode import gray_from
from devices.vision.picture import encode_jpeg


@st.composite
def kept_features(draw: st.DrawFn) -> PhotoFeatures:
    width, height = draw(st.integers(1, THUMBNAIL_SIDE)), draw(st.integers(1, THUMBNAIL_SIDE))
    count = draw(st.integers(0, KEY_POINTS))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    jpeg = encode_jpeg(rng.integers(0, 256, (height, width), dtype=np.uint8))
    pixels = gray_from(jpeg)
    assert pixels is not None
    return PhotoFeatures(
        rng.random((count, 2), dtype=np.float32), rng.integers(0, 256, (count, 32), dtype=np.uint8), jpeg, pixels
    )


@given(kept_features())
def test_features_come_back(features: PhotoFeatures) -> None:
    kept = features.to_bytes()
    again = features_from(kept)
    assert np.array_equal(again.thumbnail, features.thumbnail)
    assert np.array_equal(again.descriptors, features.descriptors)
    assert np.abs(again.points - features.points).max(initial=0) < 1 / 65535
    assert again.to_bytes() == kept


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_or_are_features(content: bytes) -> None:
    try:
        features = features_from(content)
    except DeviceError:
        return
    assert features.to_bytes() == content


@given(kept_features(), st.data())
def test_a_torn_end_is_refused(features: PhotoFeatures, data: st.DataObject) -> None:
    kept = features.to_bytes()
    torn = kept[: data.draw(st.integers(0, len(kept) - 1))]
    try:
        features_from(torn)
    except DeviceError:
        return
    raise AssertionError("torn features were read")
