from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from devices.errors import DeviceError, DeviceFault
from devices.inspection.fingerprint import Fingerprint, Probe, probe_of
from devices.inspection.perceptual_hash import HASH_BYTES, WINDOWS
from devices.inspection.reuse_index import Reuse, ReuseIndex
from devices.inspection.turns import Turn
from devices.simulators.parcel_scene import open_box_picture, sealed_parcel_picture
from devices.simulators.photo_alterations import Alteration, altered, cropped
from devices.vision.decode import picture_from
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image
from tests.support.photos import jpeg

SEEDS = range(12)
TURNS = {
    Alteration.TURNED_90: Turn.THREE_QUARTERS,
    Alteration.TURNED_180: Turn.HALF,
    Alteration.TURNED_270: Turn.QUARTER,
    Alteration.MIRRORED: Turn.MIRRORED,
}


@cache
def photo(seed: int) -> bytes:
    """Every second one shows a sealed parcel."""
    drawn = sealed_parcel_picture(seed, f"YT{10**12 + seed}") if seed % 2 else open_box_picture(seed)
    return encode_jpeg(drawn)


@cache
def probe(seed: int) -> Probe:
    return probe_of(photo(seed))


def pixels(seed: int) -> Image:
    image = picture_from(photo(seed))
    assert image is not None
    return image


def index_of(*seeds: int) -> ReuseIndex:
    index = ReuseIndex()
    for seed in seeds:
        index.add(str(seed), probe(seed).fingerprint)
    return index


def features_of(photo_id: str) -> bytes:
    return probe(int(photo_id)).fingerprint.features


def test_different_photos_of_one_counter_are_not_stopped() -> None:
    index = ReuseIndex()
    for seed in range(24):
        assert index.search(probe(seed), features_of) is None
        index.add(str(seed), probe(seed).fingerprint)


@pytest.mark.parametrize("alteration", Alteration)
@pytest.mark.parametrize("seed", [2, 3])
def test_each_altered_copy_is_found(alteration: Alteration, seed: int) -> None:
    copy = altered(pixels(seed), alteration, np.random.default_rng(seed))
    match = index_of(*SEEDS).search(probe_of(copy), features_of)
    assert match is not None
    assert (match.photo_id, match.how) == (str(seed), Reuse.ALTERED)
    assert match.turn is TURNS.get(alteration, Turn.NONE)
    assert match.inliers >= 4
    assert match.differing < 0.01


def test_alterations_may_come_together() -> None:
    part = cropped(pixels(4), np.random.default_rng(1))
    copy = jpeg(np.ascontiguousarray(np.rot90(np.fliplr(part))), 40)
    match = index_of(*SEEDS).search(probe_of(copy), features_of)
    assert match is not None
    assert match.photo_id == "4"
    assert match.turn.mirrored


def test_the_same_file_is_found_without_a_comparison() -> None:
    def nothing_is_asked(photo_id: str) -> bytes:
        raise AssertionError(photo_id)

    match = index_of(*SEEDS).search(probe(5), nothing_is_asked)
    assert match is not None
    assert (match.photo_id, match.how, match.turn) == ("5", Reuse.EXACT, Turn.NONE)


@pytest.mark.parametrize("content", [photo(6), jpeg(pixels(6), 40)], ids=["exact", "altered"])
def test_the_parcels_own_photos_are_left_out(content: bytes) -> None:
    index = index_of(*SEEDS)
    found = index.search(probe_of(content), features_of)
    assert found is not None
    assert found.photo_id == "6"
    assert index.search(probe_of(content), features_of, exclude={"6"}) is None


def test_what_was_removed_is_not_found_and_the_others_are() -> None:
    index = index_of(*SEEDS)
    for seed in (0, 7, 11):
        index.remove(str(seed))
    assert len(index) == len(SEEDS) - 3
    for seed in SEEDS:
        match = index.search(probe_of(jpeg(pixels(seed), 40)), features_of)
        assert (None if match is None else match.photo_id) == (None if seed in (0, 7, 11) else str(seed))
    with pytest.raises(KeyError):
        index.remove("7")


def test_two_photos_may_be_one_file() -> None:
    index = index_of(1)
    index.add("again", probe(1).fingerprint)
    match = index.search(probe(1), features_of, exclude={"1"})
    assert match is not None
    assert match.photo_id == "again"
    index.remove("again")
    assert index.search(probe(1), features_of, exclude={"1"}) is None


def test_an_empty_index_knows_nothing() -> None:
    assert ReuseIndex().search(probe(1), features_of) is None


def test_one_among_many_is_found() -> None:
    """More than are looked at as a whole, and than there is room for at first."""
    index, rng = index_of(*SEEDS), np.random.default_rng(1)
    before = index.hash_bytes
    for number in range(3000):
        index.add(f"filling-{number}", Fingerprint(rng.bytes(32), rng.bytes(WINDOWS * HASH_BYTES), b""))
    assert index.hash_bytes > before
    match = index.search(probe_of(jpeg(pixels(8), 40)), features_of)
    assert match is not None
    assert match.photo_id == "8"


def test_a_known_id_or_a_short_hash_is_refused() -> None:
    index = index_of(1)
    with pytest.raises(ValueError, match="known"):
        index.add("1", probe(2).fingerprint)
    with pytest.raises(ValueError, match="fingerprint"):
        index.add("2", replace(probe(2).fingerprint, hashes=b"short"))
    assert len(index) == 1


def test_corrupt_features_of_a_candidate_are_told() -> None:
    copy = probe_of(jpeg(pixels(2), 40))
    with pytest.raises(DeviceError) as caught:
        index_of(2).search(copy, lambda _: b"torn")
    assert caught.value.fault is DeviceFault.BAD_FRAME


def test_a_photo_without_key_points_is_compared_and_passes() -> None:
    flat = probe_of(jpeg(np.full((720, 1280, 3), 120, np.uint8)))
    index = index_of(*SEEDS)
    assert index.search(flat, features_of) is None
    index.add("flat", flat.fingerprint)
    assert (
        index.search(probe_of(jpeg(np.full((720, 1280, 3), 121, np.uint8))), lambda _: flat.fingerprint.features)
        is None
    )


def test_bytes_that_are_no_picture_have_no_fingerprint() -> None:
    with pytest.raises(DeviceError) as caught:
        probe_of(b"no picture")
    assert caught.value.fault is DeviceFault.BAD_FRAME
