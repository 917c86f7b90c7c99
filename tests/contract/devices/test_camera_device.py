"""A camera from the picture on the table to the event: real files, the real driver, its own thread."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.camera.addresses import StreamAddress
from devices.camera.capture import STREAM_OPEN_S, open_capture_frames
from devices.camera.device import CameraDevice
from devices.camera.driver import CameraDriver
from devices.errors import DeviceError, DeviceFault
from devices.ports import Camera, DeviceState, Frame, ScanEvent, ScanSource
from devices.simulators.picture_camera import PictureTable
from devices.simulators.waybill_picture import Conditions, opened_parcel_picture, waybill_picture
from devices.vision.decode import decode_frame
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image
from tests.support.devices import PATIENCE, EventLog, eventually

FIRST, SECOND = "SF1234567890123", "YT8962646785389"


@pytest.fixture
def table(tmp_path: Path) -> PictureTable:
    return PictureTable(tmp_path / "table")


@pytest.fixture
def log() -> EventLog:
    return EventLog()


@contextmanager
def running(source: Path, log: EventLog) -> Iterator[CameraDevice]:
    device = CameraDevice(CameraDriver(f"file:{source.name}", str(source)), backoff=(0.01,))
    device.subscribe(log)
    device.start()
    try:
        yield device
    finally:
        device.stop()
        assert device.join(PATIENCE)


def scans(log: EventLog) -> list[str]:
    return [event.text for event in log.of_type(ScanEvent)]


def shows(camera: Camera, image: Image) -> Callable[[], bool]:
    def on_show() -> bool:
        frame: Frame | None = camera.latest()
        return frame is not None and np.array_equal(frame.image, image)

    return on_show


def test_a_waybill_laid_under_the_camera_is_a_scan_and_a_picture(table: PictureTable, log: EventLog) -> None:
    waybill = waybill_picture(FIRST)
    with running(table.folder, log) as camera:
        assert log.wait_for_state(DeviceState.READY)
        assert camera.latest() is None
        table.show(waybill)
        assert log.wait_for_events(ScanEvent)
        assert eventually(shows(camera, waybill))
    (event,) = log.of_type(ScanEvent)
    assert (event.text, event.source, event.device) == (FIRST, ScanSource.CAMERA, "file:table")
    assert camera.latest() is None


def test_a_counters_round_brings_each_waybill_once(table: PictureTable, log: EventLog) -> None:
    contents = opened_parcel_picture()
    with running(table.folder, log) as camera:
        table.show(waybill_picture(FIRST, conditions=Conditions(angle=20)))
        assert log.wait_for_events(ScanEvent)
        table.show(contents)
        assert eventually(shows(camera, contents))
        table.show(waybill_picture(SECOND, seed=2))
        assert log.wait_for_events(ScanEvent, 2)
    assert scans(log) == [FIRST, SECOND]


def test_a_waybill_out_of_focus_is_rescued(table: PictureTable, log: EventLog) -> None:
    table.show(waybill_picture(FIRST, conditions=Conditions(defocus=2.5)))
    with running(table.folder, log):
        assert log.wait_for_events(ScanEvent)
    assert scans(log) == [FIRST]


def test_unplugged_it_is_absent_and_plugged_in_again_it_sees(table: PictureTable, log: EventLog) -> None:
    with running(table.folder, log) as camera:
        table.show(waybill_picture(FIRST))
        assert log.wait_for_events(ScanEvent)
        table.unplug()
        assert log.wait_for_state(DeviceState.ABSENT)
        assert camera.latest() is None
        assert log.steps[-1] == (DeviceState.ABSENT, DeviceFault.REMOVED)
        table.plug_in()
        assert log.wait_for_state(DeviceState.READY, times=2)
        table.show(waybill_picture(SECOND))
        assert log.wait_for_events(ScanEvent, 2)


def test_a_loose_cable_does_not_scan_a_waybill_twice(table: PictureTable, log: EventLog) -> None:
    waybill = waybill_picture(FIRST)
    with running(table.folder, log) as camera:
        table.show(waybill)
        assert log.wait_for_events(ScanEvent)
        table.unplug()
        assert log.wait_for_state(DeviceState.ABSENT)
        table.plug_in()
        table.show(waybill)
        assert eventually(shows(camera, waybill))
        table.show(waybill_picture(SECOND))
        assert log.wait_for_events(ScanEvent, 2)
    assert scans(log) == [FIRST, SECOND]


def test_a_recording_is_scanned_and_its_end_is_a_removal(tmp_path: Path, log: EventLog) -> None:
    video = tmp_path / "counter.avi"
    writer = cv2.VideoWriter(str(video), cv2.VideoWriter.fourcc(*"MJPG"), 15, (1920, 1080))
    for _ in range(5):
        writer.write(waybill_picture(FIRST))
    writer.release()
    with running(video, log):
        assert log.wait_for_events(ScanEvent)
        assert log.wait_for_state(DeviceState.ABSENT)
        assert (DeviceState.ABSENT, DeviceFault.REMOVED) in log.steps
        assert log.wait_for_state(DeviceState.READY, times=2)
    assert set(scans(log)) == {FIRST}


@contextmanager
def silent_server() -> Iterator[int]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.slow
def test_an_ip_camera_that_never_answers_is_given_up_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    with silent_server() as port:
        began = time.monotonic()
        with pytest.raises(DeviceError) as caught:
            open_capture_frames("camera:rtsp", StreamAddress(f"rtsp://admin:secret@127.0.0.1:{port}/live"))
        assert time.monotonic() - began < 2 * STREAM_OPEN_S
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert capfd.readouterr() == ("", "")


def test_an_ip_camera_that_refuses_is_not_found(capfd: pytest.CaptureFixture[str]) -> None:
    with silent_server() as port:
        pass
    with pytest.raises(DeviceError) as caught:
        open_capture_frames("camera:rtsp", StreamAddress(f"rtsp://admin:secret@127.0.0.1:{port}/live"))
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert capfd.readouterr() == ("", "")


def longest_standstill(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that another thread was held up at worst while ``work`` ran, and how long ``work`` took."""
    done, ready = threading.Event(), threading.Event()
    worst = 0.0

    def tick() -> None:
        nonlocal worst
        last = time.perf_counter()
        ready.set()
        while not done.wait(0.001):
            now = time.perf_counter()
            worst = max(worst, now - last)
            last = now

    ticking = threading.Thread(target=tick)
    ticking.start()
    assert ready.wait(PATIENCE)
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    done.set()
    ticking.join()
    return worst, took


@pytest.mark.parametrize(
    "work",
    [
        lambda image: decode_frame(image, second_opinion=False),
        lambda image: decode_frame(image[:540]),
        lambda image: encode_jpeg(image, max_side=8000),
    ],
    ids=["zxing", "zbar", "jpeg"],
)
def test_decoding_does_not_hold_up_the_screen(work: Callable[[Image], object]) -> None:
    # Far larger than a camera's picture, so that a library that kept Python's lock would hold it for a tenth of a
    # second and more; the best of three, because the test machine has other things to do.
    large = np.tile(opened_parcel_picture(), (4, 4, 1))
    standstills = [longest_standstill(lambda: work(large)) for _ in range(3)]
    assert min(worst / took for worst, took in standstills) < 0.5
    assert min(worst for worst, _ in standstills) < 0.05
