import cv2
import numpy as np
import pytest

from devices.errors import DeviceError, DeviceFault
from devices.simulators.waybill_picture import opened_parcel_picture, waybill_picture
from devices.vision.decode import picture_from
from devices.vision.picture import PHOTO_BUDGET, encode_jpeg, person_jpeg, preview_rgb
from devices.vision.pixels import Image

PARCEL = opened_parcel_picture()


def noise(height: int, width: int) -> Image:
    """The worst that JPEG can get."""
    return np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.uint8)


@pytest.mark.parametrize("drawn", [PARCEL, waybill_picture("SF1234567890123")], ids=["parcel", "waybill"])
def test_a_photo_keeps_to_its_budget(drawn: Image) -> None:
    content = encode_jpeg(drawn)
    assert content.startswith(b"\xff\xd8")
    assert len(content) <= PHOTO_BUDGET
    shown = picture_from(content)
    assert shown is not None
    assert shown.shape == (720, 1280, 3)


@pytest.mark.parametrize(
    ("height", "width", "shown"),
    [(1080, 1920, (360, 640)), (720, 1280, (360, 640)), (1280, 720, (640, 360)), (240, 320, (240, 320))],
)
def test_a_person_is_kept_no_larger_than_needed(height: int, width: int, shown: tuple[int, int]) -> None:
    content = person_jpeg(noise(height, width))
    assert b"Exif" not in content
    picture = picture_from(content)
    assert picture is not None
    assert picture.shape[:2] == shown


def test_a_person_out_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not a gray or BGR picture"):
        person_jpeg(np.zeros((0, 0, 3), np.uint8))


def test_a_photo_holds_no_exif() -> None:
    assert b"Exif" not in encode_jpeg(PARCEL)


def test_a_photo_is_made_for_the_link() -> None:
    content = encode_jpeg(PARCEL, max_side=1024, budget=50_000)

    assert len(content) <= 50_000
    shown = picture_from(content)
    assert shown is not None
    assert max(shown.shape[:2]) == 1024


def test_a_detailed_photo_gives_up_quality_down_to_a_limit() -> None:
    full, limited = encode_jpeg(noise(400, 600), budget=10**9), encode_jpeg(noise(400, 600), budget=1)
    assert limited == encode_jpeg(noise(400, 600), quality=50, budget=10**9)
    assert len(limited) < len(full)


def test_a_low_quality_that_was_asked_for_is_kept() -> None:
    assert encode_jpeg(PARCEL, quality=30, budget=1) == encode_jpeg(PARCEL, quality=30, budget=10**9)


def test_a_small_photo_is_not_enlarged() -> None:
    shown = picture_from(encode_jpeg(noise(60, 80)))
    assert shown is not None
    assert shown.shape == (60, 80, 3)


def test_a_gray_photo_is_encoded() -> None:
    assert encode_jpeg(np.full((90, 160), 128, np.uint8))


@pytest.mark.parametrize(
    ("room", "size"),
    [((960, 540), (960, 540)), ((960, 960), (960, 540)), ((100, 540), (100, 56)), ((3840, 2160), (3840, 2160))],
)
def test_a_preview_fits_and_keeps_its_shape(room: tuple[int, int], size: tuple[int, int]) -> None:
    pixels, width, height = preview_rgb(PARCEL, *room)
    assert (width, height) == size
    assert len(pixels) == width * height * 3


def test_a_preview_is_in_the_screens_order_of_colours() -> None:
    blue = np.zeros((4, 4, 3), np.uint8)
    blue[:, :, 0] = 200
    assert preview_rgb(blue, 2, 2)[0] == bytes([0, 0, 200] * 4)


def test_a_gray_preview_is_in_colour_too() -> None:
    assert preview_rgb(np.full((2, 2), 7, np.uint8), 2, 2) == (bytes([7] * 12), 2, 2)


@pytest.mark.parametrize("room", [(0, 5), (5, 0), (-1, -1)])
def test_no_room_is_refused(room: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="room"):
        preview_rgb(PARCEL, *room)


def test_an_empty_array_is_refused() -> None:
    with pytest.raises(ValueError, match="picture"):
        encode_jpeg(np.zeros((0, 0), np.uint8))


def test_what_opencv_cannot_encode_is_our_error() -> None:
    # Five channels are no picture in any format; OpenCV says so itself.
    with pytest.raises(DeviceError) as caught:
        encode_jpeg(np.zeros((8, 8, 5), np.uint8))
    assert caught.value.fault is DeviceFault.BAD_FRAME
    assert isinstance(caught.value.__cause__, cv2.error)
