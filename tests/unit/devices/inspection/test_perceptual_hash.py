import numpy as np
import pytest

from devices.inspection.perceptual_hash import (
    HASH_BYTES,
    WINDOWS,
    perceptual_hash,
    turned_hashes,
    window_hashes,
)
from devices.inspection.turns import Turn
from devices.simulators.parcel_scene import open_box_picture
from devices.vision.pixels import Image

SIZE = (1280, 720)
PHOTO = open_box_picture(1, size=SIZE)


def bits_apart(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def nearest_window(hashes: bytes, asked: bytes) -> int:
    windows = [hashes[start : start + HASH_BYTES] for start in range(0, len(hashes), HASH_BYTES)]
    assert len(windows) == WINDOWS
    return min(bits_apart(window, asked) for window in windows)


def test_the_first_window_is_the_whole_picture() -> None:
    assert window_hashes(PHOTO)[:HASH_BYTES] == perceptual_hash(PHOTO)


def test_another_parcel_on_the_same_counter_has_another_hash() -> None:
    other = open_box_picture(2, size=SIZE)
    assert bits_apart(perceptual_hash(PHOTO), perceptual_hash(other)) > 10


def test_a_brightened_copy_keeps_its_hash() -> None:
    brighter: Image = np.clip(PHOTO.astype(np.int16) * 1.2 + 20, 0, 255).astype(np.uint8)
    assert bits_apart(perceptual_hash(PHOTO), perceptual_hash(brighter)) <= 10


def test_a_cropped_copy_is_near_to_one_of_the_windows() -> None:
    corner = PHOTO[:648, 128:]
    assert nearest_window(window_hashes(PHOTO), perceptual_hash(corner)) <= 12


@pytest.mark.parametrize("turn", Turn)
def test_the_hash_before_a_turn_is_known(turn: Turn) -> None:
    done = np.rot90(PHOTO, turn.quarters)
    done = np.fliplr(done) if turn.mirrored else done
    asked = turned_hashes(np.ascontiguousarray(done))
    assert bits_apart(asked[turn], perceptual_hash(PHOTO)) <= 4
    assert min(asked, key=lambda one: bits_apart(asked[one], perceptual_hash(PHOTO))) is turn


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="picture"):
        window_hashes(np.zeros((4, 4, 7), np.uint8))
