import cv2
import pytest

from devices.camera.options import Exposure
from devices.camera.properties import set_exposure, take_largest
from tests.unit.devices.camera.sizing_capture import FULL_HD, Size, SizingCapture
from tests.unit.devices.camera.ticks import Ticks


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [
        (((2592, 1944),), (2592, 1944)),
        (((4608, 3456), (2592, 1944)), (4608, 3456)),
        ((), FULL_HD),
        (((640, 480),), FULL_HD),
    ],
)
def test_a_document_camera_gives_the_largest_picture_that_its_driver_takes(
    sizes: tuple[Size, ...], taken: Size
) -> None:
    capture = SizingCapture(Ticks(), *sizes)
    assert take_largest(capture) == taken
    assert capture.formats == len(capture.sizes_asked)


@pytest.mark.parametrize(
    ("exposure", "platform", "values"),
    [
        (Exposure(8.0), "linux", {cv2.CAP_PROP_AUTO_EXPOSURE: 1, cv2.CAP_PROP_EXPOSURE: 80}),
        (Exposure(0.1), "linux", {cv2.CAP_PROP_AUTO_EXPOSURE: 1, cv2.CAP_PROP_EXPOSURE: 1}),
        (Exposure(None), "linux", {cv2.CAP_PROP_AUTO_EXPOSURE: 3}),
        (Exposure(8.0), "win32", {cv2.CAP_PROP_AUTO_EXPOSURE: 0, cv2.CAP_PROP_EXPOSURE: -7}),
        (Exposure(1000.0), "win32", {cv2.CAP_PROP_AUTO_EXPOSURE: 0, cv2.CAP_PROP_EXPOSURE: 0}),
        (Exposure(None), "win32", {cv2.CAP_PROP_AUTO_EXPOSURE: 1}),
    ],
)
def test_an_exposure_is_told_in_the_units_of_the_system(
    exposure: Exposure, platform: str, values: dict[int, float]
) -> None:
    capture = SizingCapture(Ticks())
    assert set_exposure(capture, exposure, platform)
    assert capture.values == values


def test_a_camera_without_automatic_exposure_may_still_take_a_manual_one() -> None:
    capture = SizingCapture(Ticks(), refused={cv2.CAP_PROP_AUTO_EXPOSURE})
    assert set_exposure(capture, Exposure(8.0), "linux")
    assert not set_exposure(capture, Exposure(None), "linux")


def test_a_camera_that_refuses_an_exposure_says_so_and_works_on() -> None:
    capture = SizingCapture(Ticks(), refused={cv2.CAP_PROP_EXPOSURE})
    assert not set_exposure(capture, Exposure(8.0), "linux")
    assert capture.grab()
