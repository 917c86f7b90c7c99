from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from devices.camera.addresses import CameraSource, PluggedCamera
from devices.camera.driver import FRESH_S, CameraDriver
from devices.camera.frames import FrameSource
from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind, ScanEvent, ScanHint, ScanSource, Sight, Symbology
from devices.vision.pixels import Image
from tests.unit.devices.camera.ticks import Ticks

NAME = "camera:0"
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
SECRET = "rtsp://admin:secret@192.0.2.7/live"


def plain(level: int) -> Image:
    return np.full((4, 4, 3), level, np.uint8)


class Pictures:
    """A frame source that hands out what it was given, then is unplugged."""

    def __init__(self, *images: Image | None) -> None:
        self._images = iter(images)
        self.closed = 0

    def read(self) -> Image | None:
        try:
            return next(self._images)
        except StopIteration:
            raise DeviceError(DeviceFault.REMOVED, NAME) from None

    def close(self) -> None:
        self.closed += 1


class LevelDecoder:
    """Reads a picture's gray level as its code."""

    def __init__(self, device: str) -> None:
        self._device = device
        self.rests = 0
        self.sight = Sight()

    def feed(self, image: Image, now: float) -> list[ScanEvent]:
        return [ScanEvent(str(image[0, 0, 0]), Symbology.CODE_128, ScanSource.CAMERA, self._device, now)]

    def rest(self) -> None:
        self.rests += 1


class Bench:
    """A driver on :class:`Pictures`, and what it was asked to open."""

    def __init__(self, *sources: FrameSource, name: str = NAME, source: str = "0") -> None:
        self.ticks = Ticks()
        self.opened: list[tuple[str, CameraSource]] = []
        self._sources = iter(sources)
        self.driver = CameraDriver(
            name, source, open_source=self._open, decoder=LevelDecoder, clock=self.ticks, now=lambda: NOON
        )

    def _open(self, device: str, source: CameraSource) -> FrameSource:
        self.opened.append((device, source))
        return next(self._sources)


def test_it_is_a_camera_and_opens_its_source() -> None:
    bench = Bench(Pictures())
    bench.driver.open()
    assert (bench.driver.name, bench.driver.kind) == (NAME, DeviceKind.CAMERA)
    assert bench.opened == [(NAME, PluggedCamera(0))]


def test_a_poll_keeps_the_frame_and_reports_its_codes() -> None:
    bench = Bench(Pictures(plain(7)))
    bench.driver.open()
    (event,) = bench.driver.poll()
    assert isinstance(event, ScanEvent)
    assert (event.text, event.device, event.monotonic) == ("7", NAME, bench.ticks.now)
    frame = bench.driver.latest()
    assert frame is not None
    assert (int(frame.image[0, 0, 0]), frame.device) == (7, NAME)
    assert (frame.captured_at, frame.monotonic) == (NOON, bench.ticks.now)


def test_a_poll_without_a_frame_keeps_the_one_before() -> None:
    bench = Bench(Pictures(plain(7), None))
    bench.driver.open()
    bench.driver.poll()
    assert bench.driver.poll() == ()
    assert bench.driver.latest() is not None


def test_there_is_no_picture_before_the_first_after_the_last_and_when_it_is_old() -> None:
    bench = Bench(Pictures(plain(7)))
    bench.driver.open()
    assert bench.driver.latest() is None
    bench.driver.poll()
    bench.ticks.now += FRESH_S
    assert bench.driver.latest() is None
    bench.ticks.now -= FRESH_S
    assert bench.driver.latest() is not None
    bench.driver.close()
    assert bench.driver.latest() is None


def test_it_closes_what_it_opened_once() -> None:
    pictures = Pictures()
    bench = Bench(pictures)
    bench.driver.close()
    bench.driver.open()
    bench.driver.close()
    bench.driver.close()
    assert pictures.closed == 1


def test_opening_again_gives_back_what_was_open() -> None:
    first = Pictures(plain(1))
    bench = Bench(first, Pictures(plain(2)))
    bench.driver.open()
    bench.driver.open()
    assert first.closed == 1
    assert [event.text for event in bench.driver.poll() if isinstance(event, ScanEvent)] == ["2"]


def test_a_closed_driver_cannot_be_polled() -> None:
    with pytest.raises(DeviceError) as caught:
        Bench().driver.poll()
    assert caught.value.fault is DeviceFault.REMOVED


@pytest.mark.parametrize("source", ["", "99"])
def test_a_source_that_cannot_be_is_a_bad_setting(source: str) -> None:
    with pytest.raises(DeviceError) as caught:
        Bench(source=source).driver.open()
    assert caught.value.fault is DeviceFault.BAD_SETTING


class NoOpenCV:
    def __call__(self, device: str, source: CameraSource) -> FrameSource:
        assert (device, source) == (NAME, PluggedCamera(0))
        raise ModuleNotFoundError("No module named 'cv2'", name="cv2")


def test_a_missing_library_is_no_driver() -> None:
    with pytest.raises(DeviceError) as caught:
        CameraDriver(NAME, "0", open_source=NoOpenCV()).open()
    assert (caught.value.fault, caught.value.detail) == (DeviceFault.NO_DRIVER, "cv2")


def shown_by(driver: CameraDriver) -> Iterator[str]:
    yield driver.name
    yield repr(driver)
    with pytest.raises(DeviceError) as caught:
        driver.poll()
    yield f"{caught.value!r} {caught.value} {caught.value.device} {caught.value.detail}"


def test_credentials_leave_by_no_way() -> None:
    bench = Bench(Pictures(), name=f"camera:{SECRET}", source=SECRET)
    bench.driver.open()
    assert all("secret" not in text and "admin" not in text for text in shown_by(bench.driver))
    ((device, source),) = bench.opened
    assert device == "camera:rtsp://192.0.2.7/live"
    assert "secret" not in repr(source)


def test_a_decoder_that_could_not_be_built_leaves_nothing_open(tmp_path: Path) -> None:
    def missing(device: str) -> LevelDecoder:
        raise ImportError(name=f"zxingcpp for {device}")

    opened: list[CameraSource] = []

    def open_source(device: str, source: CameraSource) -> FrameSource:
        opened.append(source)
        return Pictures(plain(len(device)))

    with pytest.raises(DeviceError) as caught:
        CameraDriver(NAME, str(tmp_path), open_source=open_source, decoder=missing).open()
    assert caught.value.fault is DeviceFault.NO_DRIVER
    assert opened == []


def test_what_the_decoder_makes_of_it_goes_with_the_picture() -> None:
    decoder = LevelDecoder(NAME)
    decoder.sight = Sight(hint=ScanHint.CLOSER)
    driver = CameraDriver(NAME, "0", open_source=lambda *_: Pictures(plain(1)), decoder=lambda _: decoder)
    assert driver.sight() == Sight()
    driver.open()
    assert driver.sight() == Sight()
    driver.poll()
    assert driver.sight() == decoder.sight
    driver.close()
    assert driver.sight() == Sight()
    assert decoder.rests == 1


def test_one_decoder_serves_for_life() -> None:
    built: list[str] = []

    def build(device: str) -> LevelDecoder:
        built.append(device)
        return LevelDecoder(device)

    driver = CameraDriver(NAME, "0", open_source=lambda *_: Pictures(plain(1)), decoder=build)
    for _ in range(3):
        driver.open()
        driver.poll()
        driver.close()
    assert built == [NAME]


class Stills(Pictures):
    """The same with stills: what it was given, then unplugged."""

    def __init__(self, *stills: Image | None) -> None:
        super().__init__(*[plain(1)] * 4)
        self._stills = iter(stills)
        self.taken = 0

    def still(self) -> Image | None:
        self.taken += 1
        try:
            return next(self._stills)
        except StopIteration:
            raise DeviceError(DeviceFault.REMOVED, NAME) from None


def test_a_still_is_taken_for_all_who_asked_and_is_not_the_live_picture() -> None:
    source = Stills(plain(7))
    bench = Bench(source)
    bench.driver.open()
    asked = [bench.driver.ask_still() for _ in range(2)]
    withdrawn = bench.driver.ask_still()
    assert withdrawn.cancel()
    assert not any(each.done() for each in asked)
    bench.driver.poll()
    stills = [each.result(0) for each in asked]
    assert [None if still is None else (still.image[0, 0, 0], still.captured_at) for still in stills] == [(7, NOON)] * 2
    latest = bench.driver.latest()
    assert latest is not None
    assert latest.image[0, 0, 0] == 1
    assert source.taken == 1


def test_without_a_question_no_still_is_taken() -> None:
    source = Stills(plain(7))
    bench = Bench(source)
    bench.driver.open()
    assert bench.driver.ask_still().cancel()
    bench.driver.poll()
    assert source.taken == 0


@pytest.mark.parametrize("source", [Pictures(plain(1)), Stills(None)])
def test_a_camera_without_stills_says_so(source: FrameSource) -> None:
    bench = Bench(source)
    bench.driver.open()
    asked = bench.driver.ask_still()
    bench.driver.poll()
    assert asked.result(0) is None


def test_who_asked_a_camera_that_goes_away_is_answered() -> None:
    bench = Bench(Stills())
    bench.driver.open()
    asked = bench.driver.ask_still()
    with pytest.raises(DeviceError):
        bench.driver.poll()
    assert asked.result(0) is None
    late = bench.driver.ask_still()
    bench.driver.close()
    assert late.result(0) is None
