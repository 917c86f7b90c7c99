"""An IP camera over the wire: FFmpeg, the real driver and its supervisor against a server that breaks off."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from devices.camera.device import CameraDevice
from devices.camera.driver import CameraDriver
from devices.camera.stream_login import refuses_login
from devices.errors import DeviceFault
from devices.ports import DeviceState, ScanEvent
from devices.registry import open_driver, parse_address
from devices.simulators.rtsp_camera import PASSWORD, USER, SimulatedRtspCamera
from devices.simulators.waybill_picture import waybill_picture
from tests.support.devices import PATIENCE, EventLog

FIRST, SECOND = "SF1234567890123", "YT8962646785389"


@pytest.fixture
def camera() -> Iterator[SimulatedRtspCamera]:
    with SimulatedRtspCamera(waybill_picture(FIRST)) as simulated:
        yield simulated


def driver_of(address: str) -> CameraDriver:
    driver = open_driver(parse_address(f"camera:{address}"), allow_simulated=False)
    assert isinstance(driver, CameraDriver)
    return driver


@contextmanager
def watched(address: str) -> Iterator[tuple[CameraDevice, EventLog]]:
    """The camera at ``address`` under its supervisor, and what it tells; stopped and joined afterwards."""
    device, log = CameraDevice(driver_of(address), backoff=(0.05,)), EventLog()
    device.subscribe(log)
    device.start()
    try:
        yield device, log
    finally:
        device.stop()
        assert device.join(PATIENCE)


def test_a_line_that_breaks_heals_by_itself_and_tells_no_password(
    camera: SimulatedRtspCamera, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with watched(camera.url) as (device, log):
        assert log.wait_for_events(ScanEvent)
        camera.unplug()
        assert log.wait_until(lambda heard: heard.steps[-1] == (DeviceState.ABSENT, DeviceFault.NOT_FOUND))
        assert device.latest() is None
        camera.show(waybill_picture(SECOND))
        camera.replug()
        assert log.wait_for_events(ScanEvent, 2)
    assert log.steps == [
        (DeviceState.OPENING, None),
        (DeviceState.READY, None),
        (DeviceState.ABSENT, DeviceFault.REMOVED),
        (DeviceState.ABSENT, DeviceFault.NOT_FOUND),
        (DeviceState.READY, None),
        (DeviceState.ABSENT, None),
    ]
    assert [(scan.text, scan.device) for scan in log.of_type(ScanEvent)] == [
        (number, f"camera:rtsp://127.0.0.1:{camera.port}/live") for number in (FIRST, SECOND)
    ]
    assert untold(f"{log.events} {device.name} {caplog.text} {capfd.readouterr()}")


def test_a_line_that_falls_silent_is_lost_and_heals_by_itself(camera: SimulatedRtspCamera) -> None:
    with watched(camera.url) as (_, log):
        assert log.wait_for_events(ScanEvent)
        camera.fall_silent()
        assert log.wait_until(lambda heard: (DeviceState.ABSENT, DeviceFault.REMOVED) in heard.steps)
        camera.show(waybill_picture(SECOND))
        camera.replug()
        assert log.wait_for_events(ScanEvent, 2)


@pytest.mark.parametrize("digest", [False, True])
def test_a_wrong_password_is_told_apart_tried_seldom_and_not_shown(
    digest: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    with SimulatedRtspCamera(waybill_picture(FIRST), digest=digest) as camera:
        with watched(camera.url.replace(PASSWORD, f"not-{PASSWORD}")) as (device, log):
            assert log.wait_for_state(DeviceState.FAULTED)
        assert (DeviceState.FAULTED, DeviceFault.LOGIN_REFUSED) in log.steps
        assert camera.refused == 1
    assert untold(f"{log.events} {device.name} {capfd.readouterr()}")


@pytest.mark.parametrize("digest", [False, True])
def test_ffmpeg_and_the_question_why_log_in_alike(digest: bool) -> None:
    with SimulatedRtspCamera(waybill_picture(FIRST), digest=digest) as camera:
        driver = driver_of(camera.url)
        driver.open()
        driver.close()
        assert not refuses_login(camera.url)
        assert camera.refused == 0
        assert refuses_login(camera.url.replace(f"{USER}:{PASSWORD}@", ""))
        assert refuses_login(camera.url.replace(PASSWORD, quote("@ wrong/one", safe="")))


def untold(text: str) -> bool:
    """Neither the user's name nor the password is in it."""
    return USER not in text and PASSWORD not in text
