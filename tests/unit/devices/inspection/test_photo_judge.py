import numpy as np
import pytest

from app.photo_thresholds import waybill_of
from devices.errors import DeviceError, DeviceFault
from devices.inspection.photo_judge import PhotoProblem, PhotoSubject, judge_jpeg, judge_photo
from devices.simulators.parcel_scene import (
    FULL_SIZE,
    ShotFault,
    Size,
    empty_counter_picture,
    lens_cap_picture,
    open_box_picture,
    photo_of_a_screen,
    sealed_parcel_picture,
)
from devices.simulators.waybill_picture import Conditions, empty_table_picture, opened_parcel_picture
from devices.vision.pixels import Image
from tests.support.photos import PHOTO_THRESHOLDS, jpeg

WAYBILL = "SF1234567890123"
OTHER_WAYBILL = "SF1234567890124"
SIZES = (FULL_SIZE, (1280, 720))


def contents_problems(image: Image) -> tuple[PhotoProblem, ...]:
    return judge_photo(image, PhotoSubject.CONTENTS, PHOTO_THRESHOLDS).problems


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(6))
def test_a_good_photo_of_the_contents_is_fit(seed: int, size: Size) -> None:
    judgement = judge_photo(open_box_picture(seed, size=size), PhotoSubject.CONTENTS, PHOTO_THRESHOLDS)
    assert judgement.fit
    assert judgement.waybills == ()
    assert judgement.structure > 0.1
    assert 60 < judgement.exposure.mean < 200


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(6))
def test_a_good_photo_of_the_sealed_parcel_shows_its_waybill(seed: int, size: Size) -> None:
    content = jpeg(sealed_parcel_picture(seed, WAYBILL, size=size))
    judgement = judge_jpeg(
        content, PhotoSubject.SEALED_PARCEL, PHOTO_THRESHOLDS, expected_waybill=WAYBILL, waybill_of=waybill_of
    )
    assert judgement.fit
    assert judgement.waybills == (WAYBILL,)
    assert WAYBILL not in repr(judgement)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (ShotFault.BLURRED, PhotoProblem.BLURRED),
        (ShotFault.DARK, PhotoProblem.TOO_DARK),
        (ShotFault.BRIGHT, PhotoProblem.TOO_BRIGHT),
    ],
)
def test_a_bad_shot_is_named(fault: ShotFault, problem: PhotoProblem, size: Size) -> None:
    assert contents_problems(open_box_picture(3, fault=fault, size=size)) == (problem,)


@pytest.mark.parametrize(
    ("image", "problems"),
    [
        (empty_counter_picture(), (PhotoProblem.EMPTY,)),
        (empty_counter_picture(size=(1280, 720)), (PhotoProblem.EMPTY,)),
        (empty_table_picture(), (PhotoProblem.EMPTY,)),
        (np.full((1080, 1920), 128, np.uint8), (PhotoProblem.EMPTY,)),
        (np.full((1080, 1920, 3), 255, np.uint8), (PhotoProblem.TOO_BRIGHT, PhotoProblem.EMPTY)),
        (lens_cap_picture(), (PhotoProblem.TOO_DARK, PhotoProblem.EMPTY)),
        (np.zeros((10, 10), np.uint8), (PhotoProblem.TOO_DARK, PhotoProblem.EMPTY)),
    ],
    ids=["counter", "counter 720p", "plain table", "gray", "white", "lens cap", "black"],
)
def test_a_photo_of_nothing_is_empty(image: Image, problems: tuple[PhotoProblem, ...]) -> None:
    assert contents_problems(image) == problems


@pytest.mark.parametrize("conditions", [Conditions(defocus=4), Conditions(motion=31)], ids=["defocus", "moved"])
def test_blur_is_noticed_on_another_table_too(conditions: Conditions) -> None:
    assert contents_problems(opened_parcel_picture()) == ()
    assert contents_problems(opened_parcel_picture(conditions=conditions)) == (PhotoProblem.BLURRED,)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_photo_of_a_screen_is_suspected(seed: int) -> None:
    shown = photo_of_a_screen(open_box_picture(seed), seed)
    assert contents_problems(shown) == (PhotoProblem.SCREEN_SUSPECTED,)


@pytest.mark.parametrize("size", SIZES)
def test_a_covered_waybill_is_unreadable(size: Size) -> None:
    image = sealed_parcel_picture(1, WAYBILL, fault=ShotFault.WAYBILL_COVERED, size=size)
    judgement = judge_photo(image, PhotoSubject.SEALED_PARCEL, PHOTO_THRESHOLDS, expected_waybill=WAYBILL)
    assert judgement.problems == (PhotoProblem.WAYBILL_UNREADABLE,)


def test_another_waybill_differs_and_is_answered() -> None:
    image = sealed_parcel_picture(1, OTHER_WAYBILL)
    judgement = judge_photo(image, PhotoSubject.SEALED_PARCEL, PHOTO_THRESHOLDS, expected_waybill=WAYBILL)
    assert judgement.problems == (PhotoProblem.WAYBILL_DIFFERS,)
    assert judgement.waybills == (OTHER_WAYBILL,)


def test_without_an_expectation_any_waybill_is_right() -> None:
    image = sealed_parcel_picture(1, WAYBILL)
    assert judge_photo(image, PhotoSubject.SEALED_PARCEL, PHOTO_THRESHOLDS).fit


def test_an_old_label_beside_the_right_one_is_told_and_no_problem() -> None:
    both = np.hstack([sealed_parcel_picture(2, OTHER_WAYBILL), sealed_parcel_picture(1, WAYBILL)])
    judgement = judge_photo(both, PhotoSubject.SEALED_PARCEL, PHOTO_THRESHOLDS, expected_waybill=WAYBILL)
    assert PhotoProblem.WAYBILL_DIFFERS not in judgement.problems
    assert judgement.waybills == (WAYBILL, OTHER_WAYBILL)


def test_a_code_that_is_no_waybill_does_not_count() -> None:
    image = sealed_parcel_picture(1, "HELLO")
    judgement = judge_photo(
        image, PhotoSubject.SEALED_PARCEL, PHOTO_THRESHOLDS, expected_waybill=WAYBILL, waybill_of=waybill_of
    )
    assert judgement.problems == (PhotoProblem.WAYBILL_UNREADABLE,)


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(DeviceError) as caught:
        judge_jpeg(b"no picture", PhotoSubject.CONTENTS, PHOTO_THRESHOLDS)
    assert caught.value.fault is DeviceFault.BAD_FRAME


def test_an_array_that_is_no_picture_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="picture"):
        judge_photo(np.zeros((4, 4, 7), np.uint8), PhotoSubject.CONTENTS, PHOTO_THRESHOLDS)
