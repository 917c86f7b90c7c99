"""The drawn person of training mode."""

import numpy as np

from devices.inspection.photo_judge import PhotoSubject, judge_photo
from devices.simulators.person_picture import HEIGHT, WIDTH, person_picture
from devices.vision.picture import person_jpeg
from tests.support.photos import PHOTO_THRESHOLDS


def test_a_seed_is_a_person() -> None:
    assert np.array_equal(person_picture(3), person_picture(3))
    drawn = [person_picture(seed) for seed in range(12)]
    assert len({picture.tobytes() for picture in drawn}) == 12


def test_it_looks_like_what_a_camera_gives() -> None:
    for seed in range(6):
        picture = person_picture(seed)
        assert picture.shape == (HEIGHT, WIDTH, 3)
        assert picture.dtype == np.uint8
        assert judge_photo(picture, PhotoSubject.CONTENTS, PHOTO_THRESHOLDS).fit
        assert len(person_jpeg(picture)) < 60_000


def test_it_is_a_drawing_of_few_colours() -> None:
    """A photo has tens of thousands of colours."""
    colours, counts = np.unique(person_picture(1).reshape(-1, 3), axis=0, return_counts=True)
    assert counts[counts > 2000].sum() > 0.95 * counts.sum()
    assert len(colours) < 4000
