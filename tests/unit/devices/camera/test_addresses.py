from pathlib import Path

import pytest

from devices.camera.addresses import (
    CameraNode,
    CameraSource,
    IdentifiedCamera,
    PictureFolder,
    PluggedCamera,
    StreamAddress,
    VideoFile,
    camera_source,
    without_credentials,
)

SECRET = "rtsp://admin:p@ss/word@192.0.2.7:554/Streaming/Channels/101"


@pytest.mark.parametrize(
    ("source", "meaning"),
    [
        ("0", PluggedCamera(0)),
        ("63", PluggedCamera(63)),
        ("id:usb-Cam_8E3BA1BF-video-index0", IdentifiedCamera("usb-Cam_8E3BA1BF-video-index0")),
        ("/dev/video2", CameraNode("/dev/video2")),
        ("/dev/v4l/by-id/usb-cam-index0", CameraNode("/dev/v4l/by-id/usb-cam-index0")),
        (SECRET, StreamAddress(SECRET)),
        ("RTSPS://192.0.2.7/live", StreamAddress("RTSPS://192.0.2.7/live")),
        ("/nowhere/counter.mp4", VideoFile(Path("/nowhere/counter.mp4"))),
        ("/nowhere/pictures", PictureFolder(Path("/nowhere/pictures"))),
    ],
)
def test_a_source_is_told_by_its_form(source: str, meaning: CameraSource) -> None:
    assert camera_source(source) == meaning


def test_what_exists_is_told_by_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "pictures.2026"
    folder.mkdir()
    file = tmp_path / "recording"
    file.touch()
    assert camera_source(str(folder)) == PictureFolder(folder)
    assert camera_source(str(file)) == VideoFile(file)


@pytest.mark.parametrize("source", ["", " ", " 0", "64", "99999999999999999999"])
def test_what_cannot_be_a_camera_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="camera"):
        camera_source(source)


def test_an_address_does_not_show_its_password() -> None:
    assert "word" not in repr(camera_source(SECRET))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"camera:{SECRET}", "camera:rtsp://192.0.2.7:554/Streaming/Channels/101"),
        ("camera:RTSP://u@192.0.2.7/x", "camera:RTSP://192.0.2.7/x"),
        ("camera:rtsp://192.0.2.7/cam/realmonitor?channel=1", "camera:rtsp://192.0.2.7/cam/realmonitor?channel=1"),
        ("camera:0", "camera:0"),
        ("file:/home/x@y/pictures", "file:/home/x@y/pictures"),
    ],
)
def test_a_name_loses_its_credentials_and_nothing_else(name: str, shown: str) -> None:
    assert without_credentials(name) == shown
