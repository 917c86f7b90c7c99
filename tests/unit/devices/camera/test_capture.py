from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from cv2.typing import MatLike

from devices.camera.addresses import CameraNode, PluggedCamera, StreamAddress, VideoFile
from devices.camera.capture import CaptureSource, LiveFrames, open_capture_frames
from devices.camera.driver import CameraDriver, NoCodes
from devices.camera.options import CameraOptions, Exposure, StillSize
from devices.errors import DeviceError, DeviceFault
from devices.vision.pixels import Image
from tests.unit.devices.camera.sizing_capture import SizingCapture
from tests.unit.devices.camera.ticks import Ticks

NAME = "camera:test"
PLUGGED = PluggedCamera(0)
STREAM = StreamAddress("rtsp://user:secret@192.0.2.7/live")


class ScriptedCapture:
    """A camera at ``rate`` frames a second: each frame's level is its number. ``losses`` are the frames that fail."""

    def __init__(self, ticks: Ticks, *, rate: float = 30, opened: bool = True, losses: Sequence[int] = ()) -> None:
        self._ticks = ticks
        self._rate = rate
        self._opened = opened
        self._losses = losses
        self.grabbed = 0
        self.damaged: set[int] = set()
        self.gray = False
        self.breaks = False
        self.released = 0
        self.asked: dict[int, float] = {}

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self._opened

    def grab(self) -> bool:
        if self.breaks:
            raise cv2.error("unplugged")
        self.grabbed += 1
        self._ticks.now += 1 / self._rate
        return self.grabbed not in self._losses

    def retrieve(self) -> tuple[bool, MatLike]:
        shape = (4, 4) if self.gray else (4, 4, 3)
        return self.grabbed not in self.damaged, np.full(shape, self.grabbed % 256, np.uint8)

    def get(self, propId: int) -> float:  # noqa: N803 - OpenCV's name
        return self._rate if propId == cv2.CAP_PROP_FPS else 0

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - OpenCV's name
        self.asked[propId] = value
        return True

    def release(self) -> None:
        self.released += 1


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


def never(_url: str) -> bool:
    return False


def level_of(image: Image | None) -> int | None:
    return None if image is None else int(image[0, 0, 0])


@pytest.mark.parametrize(("rate", "expected"), [(30, [2, 4, 6]), (15, [1, 2, 3]), (5, [1, 2, 3]), (60, [4, 8, 12])])
def test_a_live_camera_is_read_fifteen_times_a_second_at_most(rate: float, expected: list[int], ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, rate=rate)
    frames = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    frames.read()  # the first frame is taken as it comes
    first = capture.grabbed
    assert [capture.grabbed - first for _ in range(3) if frames.read() is not None] == expected


def test_a_picture_is_locked_and_in_colour(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks)
    capture.gray = True
    image = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks).read()
    assert image is not None
    assert image.shape == (4, 4, 3)
    assert not image.flags.writeable


def test_a_plugged_camera_may_drop_a_few_frames(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, rate=10, losses=[2, 3, 4, 5, 7])
    frames = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    assert [level_of(frames.read()) for _ in range(8)] == [1, None, None, None, None, 6, None, 8]


def test_a_damaged_frame_is_passed_over(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, rate=10)
    capture.damaged = {2}
    frames = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    assert [level_of(frames.read()) for _ in range(3)] == [1, None, 3]


def test_a_plugged_camera_that_stays_away_is_removed(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, rate=10, losses=range(2, 100))
    frames = open_capture_frames(NAME, CameraNode("/dev/video0"), opener=lambda _: capture, clock=ticks)
    for _ in range(5):
        frames.read()
    with pytest.raises(DeviceError) as caught:
        frames.read()
    assert (caught.value.fault, caught.value.device) == (DeviceFault.REMOVED, NAME)
    frames.close()
    assert capture.released == 1


def test_a_stream_that_ends_is_removed_at_once(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, losses=[1])
    frames = open_capture_frames(NAME, STREAM, opener=lambda _: capture, clock=ticks, login_refused=never)
    with pytest.raises(DeviceError) as caught:
        frames.read()
    assert caught.value.fault is DeviceFault.REMOVED
    assert "secret" not in f"{caught.value!r} {caught.value}"


class HangingCapture(ScriptedCapture):
    """A failed grab is one for which OpenCV waited in vain."""

    def __init__(self, ticks: Ticks, *, losses: Sequence[int], wait: float = 2.0) -> None:
        super().__init__(ticks, losses=losses)
        self._wait = wait

    def grab(self) -> bool:
        succeeded = super().grab()
        self._ticks.now += 0 if succeeded else self._wait
        return succeeded


@pytest.mark.parametrize("source", [PLUGGED, STREAM])
def test_a_camera_that_hangs_is_removed_after_one_wait(source: CaptureSource, ticks: Ticks) -> None:
    capture = HangingCapture(ticks, losses=range(4, 100))
    frames = open_capture_frames(NAME, source, opener=lambda _: capture, clock=ticks, login_refused=never)
    while capture.grabbed < 3:
        frames.read()
    began = ticks.now
    with pytest.raises(DeviceError) as caught:
        frames.read()
    assert caught.value.fault is DeviceFault.REMOVED
    assert ticks.now - began < 2.2


@pytest.mark.parametrize("source", [PLUGGED, STREAM])
def test_the_first_picture_may_be_seconds_away(source: CaptureSource, ticks: Ticks) -> None:
    capture = HangingCapture(ticks, losses=[1, 2])
    frames = open_capture_frames(NAME, source, opener=lambda _: capture, clock=ticks, login_refused=never)
    assert [level_of(frames.read()) for _ in range(3)] == [None, None, 3]


@pytest.mark.parametrize("source", [PLUGGED, STREAM])
def test_a_camera_whose_first_picture_never_comes_is_removed(source: CaptureSource, ticks: Ticks) -> None:
    capture = HangingCapture(ticks, losses=range(1, 100))
    frames = open_capture_frames(NAME, source, opener=lambda _: capture, clock=ticks, login_refused=never)
    assert [frames.read(), frames.read()] == [None, None]
    with pytest.raises(DeviceError):
        frames.read()


def test_a_camera_that_answers_after_a_second_may_miss_one_picture(ticks: Ticks) -> None:
    """DirectShow waits for a second only, and an exposure may take as long."""
    capture = HangingCapture(ticks, losses=[2, 4, 6, 7], wait=1.0)
    frames = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    assert [level_of(frames.read()) for _ in range(5)] == [1, None, 3, None, 5]
    assert frames.read() is None
    with pytest.raises(DeviceError):
        frames.read()


def test_dropped_frames_before_the_first_picture_are_no_waiting(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, rate=10, losses=[1, 2, 3, 4])
    frames = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    assert [level_of(frames.read()) for _ in range(5)] == [None] * 4 + [5]


def test_a_stream_that_refuses_the_login_is_not_opened(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks)
    with pytest.raises(DeviceError) as caught:
        open_capture_frames(NAME, STREAM, opener=lambda _: capture, login_refused=lambda url: "secret" in url)
    assert caught.value.fault is DeviceFault.LOGIN_REFUSED
    assert "secret" not in f"{caught.value!r} {caught.value}"
    assert capture.released == 0


class QueuedCapture(ScriptedCapture):
    """A stream of 25 frames a second: what came meanwhile waits, and is grabbed in 8 ms."""

    def grab(self) -> bool:
        self.grabbed += 1
        came_at = self.grabbed / self._rate
        self._ticks.now = max(self._ticks.now + 0.008, came_at)
        return True


@pytest.mark.parametrize("work_s", [0.03, 0.05, 0.08, 0.3])
def test_a_stream_is_shown_as_it_is_now_however_slow_the_reader(work_s: float, ticks: Ticks) -> None:
    ticks.now = 0.0
    capture = QueuedCapture(ticks, rate=25)
    frames = open_capture_frames(NAME, STREAM, opener=lambda _: capture, clock=ticks, login_refused=never)
    while ticks.now < 30:
        assert frames.read() is not None
        assert ticks.now - capture.grabbed / 25 <= 0.1, "seconds behind"
        ticks.now += work_s


def test_a_camera_whose_grab_never_waits_is_not_asked_again_and_again(ticks: Ticks) -> None:
    capture = QueuedCapture(ticks, rate=10_000)
    slept: list[float] = []

    def pause(seconds: float) -> None:
        slept.append(seconds)
        ticks.now += seconds

    frames = LiveFrames(NAME, capture, misses_allowed=4, pause=pause, clock=ticks)
    for _ in range(10):
        frames.read()
    assert capture.grabbed <= 11
    assert 0.4 < sum(slept) < 0.6


def test_opencvs_own_error_is_a_removal(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks)
    frames = open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    capture.breaks = True
    with pytest.raises(DeviceError) as caught:
        frames.read()
    assert caught.value.fault is DeviceFault.REMOVED


def no_backend(source: CaptureSource) -> ScriptedCapture:
    assert source == PLUGGED
    raise cv2.error("no such backend")


def test_a_missing_backend_is_not_found() -> None:
    with pytest.raises(DeviceError) as caught:
        open_capture_frames(NAME, PLUGGED, opener=no_backend)
    assert caught.value.fault is DeviceFault.NOT_FOUND


def test_what_did_not_open_is_released(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, opened=False)
    with pytest.raises(DeviceError) as caught:
        open_capture_frames(NAME, STREAM, opener=lambda _: capture, login_refused=never)
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert capture.released == 1


def test_a_node_that_is_there_but_does_not_open_is_in_use(tmp_path: Path, ticks: Ticks) -> None:
    node = tmp_path / "video7"
    with pytest.raises(DeviceError) as missing:
        open_capture_frames(NAME, CameraNode(str(node)), opener=lambda _: ScriptedCapture(ticks, opened=False))
    assert missing.value.fault is DeviceFault.NOT_FOUND
    node.touch()
    with pytest.raises(DeviceError) as taken:
        open_capture_frames(NAME, CameraNode(str(node)), opener=lambda _: ScriptedCapture(ticks, opened=False))
    assert taken.value.fault is DeviceFault.IN_USE


def test_opencv_itself_finds_no_camera_where_none_is(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DeviceError) as caught:
        open_capture_frames(NAME, PluggedCamera(63))
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert capfd.readouterr() == ("", "")


def written_video(path: Path, frames: int = 8, per_second: float = 30) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), per_second, (64, 48))
    for number in range(1, frames + 1):
        writer.write(np.full((48, 64, 3), number * 20, np.uint8))
    writer.release()
    return path


def test_a_recording_is_shown_at_its_own_speed_and_ends(tmp_path: Path, ticks: Ticks) -> None:
    video = written_video(tmp_path / "柜台.avi")
    frames = open_capture_frames(NAME, VideoFile(video), clock=ticks, wait=ticks.wait)
    began = ticks.now
    levels = [level_of(frames.read()) for _ in range(4)]
    assert levels == [pytest.approx(level, abs=4) for level in (40, 80, 120, 160)]
    assert ticks.now - began == pytest.approx(3 / 15)
    with pytest.raises(DeviceError) as caught:
        frames.read()
    assert caught.value.fault is DeviceFault.REMOVED
    frames.close()
    frames.close()


def test_a_slow_recording_loses_no_frame(tmp_path: Path, ticks: Ticks) -> None:
    video = written_video(tmp_path / "slow.avi", per_second=5)
    frames = open_capture_frames(NAME, VideoFile(video), clock=ticks, wait=ticks.wait)
    assert [frames.read() is not None for _ in range(8)] == [True] * 8
    assert ticks.waits == [pytest.approx(0.2)] * 7
    frames.close()


def test_a_recording_that_does_not_say_its_speed_is_shown_at_the_usual_one(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks, rate=90_000)
    frames = open_capture_frames(NAME, VideoFile(Path("x.ts")), opener=lambda _: capture, clock=ticks, wait=ticks.wait)
    frames.read()
    frames.read()
    assert capture.grabbed == 2
    assert sum(ticks.waits) == pytest.approx(1 / 15, abs=0.001)


@pytest.mark.parametrize("name", ["notes.mp4", "missing.mp4"])
def test_what_is_no_video_does_not_open_quietly(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.mp4").write_text("not a video")
    with pytest.raises(DeviceError) as caught:
        open_capture_frames(NAME, VideoFile(tmp_path / name))
    assert caught.value.fault is (DeviceFault.NOT_FOUND if name == "missing.mp4" else DeviceFault.BAD_SETTING)
    assert capfd.readouterr() == ("", "")


WANTED = CameraOptions(exposure=Exposure(10.0))


@pytest.mark.parametrize(("source", "is_set"), [(PLUGGED, True), (CameraNode("/dev/video2"), True), (STREAM, False)])
def test_only_a_camera_at_this_pc_is_set(source: CaptureSource, is_set: bool, ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks)
    open_capture_frames(NAME, source, largest=True, options=WANTED, opener=lambda _: capture, clock=ticks)
    assert ({cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_EXPOSURE} <= capture.asked.keys()) is is_set
    assert bool(capture.asked) is is_set


def test_a_camera_is_left_as_it_is_where_nothing_is_wanted(ticks: Ticks) -> None:
    capture = ScriptedCapture(ticks)
    open_capture_frames(NAME, PLUGGED, opener=lambda _: capture, clock=ticks)
    assert not capture.asked


@pytest.mark.parametrize("still", StillSize)
@pytest.mark.parametrize("refused", [(), (cv2.CAP_PROP_EXPOSURE,)])
def test_a_refused_exposure_is_told_and_the_camera_works_on(
    refused: tuple[int, ...], still: StillSize, ticks: Ticks
) -> None:
    capture = SizingCapture(ticks, refused=refused)
    driver = CameraDriver(
        NAME,
        "0",
        open_source=lambda device, _: open_capture_frames(
            device, PLUGGED, options=replace(WANTED, still=still), opener=lambda _: capture, clock=ticks
        ),
        decoder=lambda _: NoCodes(),
    )
    assert driver.refused == ()
    driver.open()
    assert driver.refused == (("exposure_ms",) if refused else ())
    driver.poll()
    assert driver.latest() is not None
