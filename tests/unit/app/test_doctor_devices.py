"""The technician's report: what is plugged in and set, and nothing that anybody has in use is touched."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import pytest

from app.commands.doctor_devices import Bench, device_report, said_when_opened, window_is_open
from app.commands.output import Json
from app.paths import Home
from app.settings import Settings
from app.storage.store_lock import StoreLock
from devices.camera.addresses import CameraSource, PluggedCamera
from devices.camera.capture import open_capture_frames
from devices.camera.driver import CameraDriver, NoCodes
from devices.camera.frames import FrameSource
from devices.camera.options import CameraOptions, Exposure
from devices.holders import is_held
from devices.rights import MissingRight
from devices.simulators.sdt_reader import SimulatedReader
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.sockets import Sockets
from devices.usb_identity import UsbIdentity
from sync.words import Environment
from tests.unit.devices.camera.sizing_capture import SizingCapture
from tests.unit.devices.camera.ticks import Ticks

SECRET = "rtsp://clerk:geheim@10.9.8.7/1?channel=1"


def member(report: Json, *names: str) -> Json:
    for name in names:
        assert isinstance(report, dict)
        report = report[name]
    return report


@contextmanager
def read_elsewhere(port: str) -> Iterator[None]:
    """Another program has the port open, and not for itself alone."""
    with Path(port).open("rb") as handle, subprocess.Popen(["sleep", "60"], stdin=handle) as program:
        try:
            yield
        finally:
            program.kill()


def test_what_is_found_and_set_with_its_model_its_faults_and_its_rights() -> None:
    sockets = Sockets()
    with SimulatedReader() as reader, SimulatedScanner() as scanner, read_elsewhere(scanner.path):
        sockets.plug(UsbIdentity(0x1A86, 0x7523, "", "1-1"), reader.path)
        sockets.deny("1-1", MissingRight("/dev/ttyUSB0", "dialout", "RULE"))
        settings = Settings(
            scanner=f"serial:{scanner.path}",
            id_reader="sdt:usbserial:1a86:7523",
            camera="camera:9999",
            person_camera="",
            scale="scale:usbserial:0403:6001?profile=xk3190",
            device_names={"scanner": "左柜台的枪"},
        )
        report = device_report(Bench(settings, sockets, window_open=False))

    assert report["ok"] is False
    read = member(report, "set", "id_reader")
    assert (member(read, "ok"), member(read, "state"), member(read, "model")) == (True, "ready", "SAM_V")
    assert member(read, "serial") != ""
    # another program reads from it, without taking it for itself
    assert member(report, "set", "scanner") == {
        "name": "左柜台的枪",
        "address": settings.scanner,
        "ok": None,
        "state": "in_use",
    }
    weighed = member(report, "set", "scale")
    assert (member(weighed, "state"), member(weighed, "problem")) == ("absent", "not_found")
    assert member(report, "set", "camera", "ok") is False
    found = member(report, "found")
    assert isinstance(found, list)
    assert member(found[0], "right", "group") == "dialout"
    assert isinstance(member(report, "libraries", "pyserial"), str)


def test_while_the_window_is_open_nothing_is_opened_and_no_password_is_told() -> None:
    with SimulatedScanner() as scanner:
        settings = Settings(scanner=f"serial:{scanner.path}", camera=f"camera:{SECRET}")
        report = device_report(Bench(settings, Sockets(), window_open=True))
    assert report["ok"] is True
    assert member(report, "set", "scanner", "state") == "not_looked_at"
    assert "geheim" not in json.dumps(report)
    assert "clerk" not in json.dumps(report)


def test_a_window_is_known_by_its_store(tmp_path: Path) -> None:
    home = Home(tmp_path, Environment.PRODUCTION)
    assert not window_is_open(home)
    home.store.mkdir(parents=True)
    lock = StoreLock(home.store)
    lock.acquire()
    assert window_is_open(home)
    lock.release()
    assert not window_is_open(home)


@pytest.mark.parametrize("node", ["", "/dev/no-such-port", "\0"])
def test_what_is_not_there_is_held_by_nobody(node: str) -> None:
    assert not is_held(node)


@pytest.mark.parametrize("refused", [(), (cv2.CAP_PROP_EXPOSURE,)])
def test_an_exposure_that_a_camera_refuses_is_told(refused: tuple[int, ...]) -> None:
    capture = SizingCapture(Ticks(), refused=refused)

    def opened(device: str, _source: CameraSource) -> FrameSource:
        options = CameraOptions(exposure=Exposure(8.0))
        return open_capture_frames(device, PluggedCamera(0), options=options, opener=lambda _: capture)

    said = said_when_opened(CameraDriver("camera:0", "0", open_source=opened, decoder=lambda _: NoCodes()))
    assert said.get("refused") == (["exposure_ms"] if refused else None)
    assert capture.released
