import pytest

from devices.camera.addresses import PluggedCamera
from devices.camera.capture import open_capture_frames
from devices.camera.frames import StillSource
from devices.camera.options import CameraOptions, StillSize
from devices.camera.stills import SETTLED, STILL_S
from devices.errors import DeviceError, DeviceFault
from devices.vision.pixels import Image
from tests.unit.devices.camera.sizing_capture import FULL_HD, Size, SizingCapture
from tests.unit.devices.camera.ticks import Ticks

NAME = "camera:0"
A4 = (2592, 1944)
STILLS = CameraOptions(StillSize.LARGEST)


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


def stills_of(capture: SizingCapture, ticks: Ticks) -> StillSource:
    frames = open_capture_frames(NAME, PluggedCamera(0), opener=lambda _: capture, options=STILLS, clock=ticks)
    assert isinstance(frames, StillSource)
    return frames


def size_of(image: Image | None) -> Size | None:
    return None if image is None else (image.shape[1], image.shape[0])


def test_a_still_is_large_and_the_live_picture_stays_small(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    frames = stills_of(capture, ticks)
    assert size_of(frames.read()) == FULL_HD
    still = frames.still()
    assert still is not None
    assert size_of(still) == A4
    assert not still.flags.writeable
    assert size_of(frames.read()) == FULL_HD


def test_the_size_is_looked_for_once(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    frames = stills_of(capture, ticks)
    frames.still()
    capture.sizes_asked.clear()
    assert size_of(frames.still()) == A4
    assert capture.sizes_asked == [A4, FULL_HD]


def test_pictures_of_the_old_size_and_the_dark_first_ones_are_passed_over(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    capture.stale = 4
    still = stills_of(capture, ticks).still()
    assert still is not None
    assert size_of(still) == A4
    assert still[0, 0, 0] == SETTLED


def test_a_driver_that_cannot_change_its_size_gives_no_still_and_is_not_asked_again(ticks: Ticks) -> None:
    capture = SizingCapture(ticks)
    frames = stills_of(capture, ticks)
    assert frames.still() is None
    assert capture.size == FULL_HD
    capture.sizes_asked.clear()
    assert frames.still() is None
    assert not capture.sizes_asked
    assert size_of(frames.read()) == FULL_HD


@pytest.mark.parametrize(("sent", "taken"), [((2048, 1536), (2048, 1536)), ((640, 480), None)])
def test_what_counts_is_the_size_that_comes(sent: Size, taken: Size | None, ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    capture.sends[A4] = sent
    assert size_of(stills_of(capture, ticks).still()) == taken
    assert capture.size == FULL_HD


def test_a_slow_driver_gives_what_it_has_in_time(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    capture.change_s, capture.frame_s = 1.0, STILL_S - 1
    began = ticks.now
    assert size_of(stills_of(capture, ticks).still()) == A4
    assert ticks.now - began <= len(capture.sizes_asked) * capture.change_s + 2 * capture.frame_s


def test_no_picture_at_the_large_size_is_no_still_and_the_live_one_comes_back(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    capture.blind = {A4}
    frames = stills_of(capture, ticks)
    assert frames.still() is None
    assert size_of(frames.read()) == FULL_HD


def test_a_camera_pulled_during_a_still_is_removed(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    capture.breaks_at = A4
    frames = stills_of(capture, ticks)
    with pytest.raises(DeviceError) as caught:
        frames.still()
    assert (caught.value.fault, caught.value.device) == (DeviceFault.REMOVED, NAME)
    frames.close()
    assert capture.released


def test_a_driver_that_does_not_tell_its_size_is_never_changed(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    capture.size = (0, 0)
    assert stills_of(capture, ticks).still() is None
    assert not capture.sizes_asked


def test_without_the_option_there_are_no_stills(ticks: Ticks) -> None:
    capture = SizingCapture(ticks, A4)
    frames = open_capture_frames(NAME, PluggedCamera(0), opener=lambda _: capture, clock=ticks)
    assert not isinstance(frames, StillSource)
