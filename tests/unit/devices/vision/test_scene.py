import numpy as np
import pytest

from devices.simulators.waybill_picture import Conditions, empty_table_picture, opened_parcel_picture
from devices.vision.pixels import Image
from devices.vision.scene import SceneWatch
from tests.unit.devices.vision.conftest import picture


def watching(image: Image) -> SceneWatch:
    watch = SceneWatch()
    watch.remember(image)
    return watch


def test_everything_is_new_at_first(good_picture: Image) -> None:
    assert SceneWatch().differs(good_picture)


def test_noise_is_no_change(good_picture: Image) -> None:
    noise = np.random.default_rng(9).normal(0, 8, good_picture.shape)
    noisy = np.clip(good_picture + noise, 0, 255).astype(np.uint8)
    assert not watching(good_picture).differs(noisy)


@pytest.mark.parametrize("other", [empty_table_picture(), opened_parcel_picture()], ids=["nothing", "contents"])
def test_another_thing_on_the_table_is_a_change(good_picture: Image, other: Image) -> None:
    assert watching(good_picture).differs(other)


def test_a_label_moved_by_a_finger_is_a_change(good_picture: Image) -> None:
    assert watching(good_picture).differs(picture(Conditions(angle=3)))
