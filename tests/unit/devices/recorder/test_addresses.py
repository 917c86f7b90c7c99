"""The line of text that names a recorder's channel, and the addresses that follow from it."""

from datetime import UTC, datetime, timedelta

import pytest

from devices.recorder.address import RecorderAddress, RecorderKind, TimeReading, parse_recorder
from devices.recorder.playback import live_path, playback_address, recorder_span

SPAN = recorder_span(
    datetime(2026, 11, 20, 4, 0, tzinfo=UTC), datetime(2026, 11, 20, 4, 2, 30, 1, tzinfo=UTC), timedelta(seconds=5)
)
"""12:00:05 to 12:02:36 on a Chinese recorder that is five seconds ahead."""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hikvision:10.0.0.8?channel=3&stream=2", RecorderAddress(RecorderKind.HIKVISION, "10.0.0.8", 3, 2)),
        (
            "hikvision:10.0.0.8?reads=utc&zone=+08:00",
            RecorderAddress(RecorderKind.HIKVISION, "10.0.0.8", reads=TimeReading.UTC),
        ),
        ("dahua:nvr.local?rtsp=8554", RecorderAddress(RecorderKind.DAHUA, "nvr.local", rtsp_port=8554)),
        (
            "uniview:fe80::1?channel=2&onvif=80&zone=-03:30",
            RecorderAddress(RecorderKind.UNIVIEW, "fe80::1", 2, onvif_port=80, zone=timedelta(hours=-3, minutes=-30)),
        ),
        (" onvif:10.0.0.10 ", RecorderAddress(RecorderKind.ONVIF, "10.0.0.10", onvif_port=80)),
        ("onvif:cam?onvif=8080", RecorderAddress(RecorderKind.ONVIF, "cam", onvif_port=8080)),
        ("gb28181:53010200001320000001", RecorderAddress(RecorderKind.GB28181, "53010200001320000001")),
    ],
)
def test_a_line_says_where_a_camera_is_recorded(text: str, meant: RecorderAddress) -> None:
    assert parse_recorder(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hikvision:",
        "tplink:10.0.0.8",
        "hikvision:admin:geheim@10.0.0.8",
        "hikvision:10.0.0.8/Streaming",
        "hikvision:10.0.0.8?password=geheim",
        "hikvision:10.0.0.8?channel=1&channel=2",
        "hikvision:10.0.0.8?channel=0",
        "hikvision:10.0.0.8?channel=1000",
        "hikvision:10.0.0.8?channel=１",
        "hikvision:10.0.0.8?zone=08:75",
        "hikvision:10.0.0.8?zone=+15:00",
        "hikvision:10.0.0.8?reads=local",
        "hikvision:-host",
        "hikvision:host..local",
        "hikvision:fe80::1%eth0",
        "hikvision:fe80::1%admin:geheim@x",
        f"hikvision:{'h' * 64}.local",
        f"hikvision:{'recorder-' * 20}_2",
        "gb28181:5301020000132000000",
        "gb28181:53010200001320000001?channel=1",
    ],
)
def test_what_cannot_be_used_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^[a-z]?") as caught:
        parse_recorder(text)
    assert "geheim" not in str(caught.value)
    assert "geheim" not in str(caught.value.__cause__)


@pytest.mark.parametrize(
    ("text", "address", "path"),
    [
        (
            "hikvision:10.0.0.8?channel=3",
            "rtsp://10.0.0.8:554/Streaming/tracks/301?starttime=20261120T120005Z&endtime=20261120T120236Z",
            "/Streaming/Channels/301",
        ),
        (
            "hikvision:10.0.0.8?channel=33&stream=2&reads=utc",
            "rtsp://10.0.0.8:554/Streaming/tracks/3302?starttime=20261120T040005Z&endtime=20261120T040236Z",
            "/Streaming/Channels/3302",
        ),
        (
            "dahua:10.0.0.8?channel=2",
            "rtsp://10.0.0.8:554/cam/playback?channel=2&starttime=2026_11_20_12_00_05&endtime=2026_11_20_12_02_36",
            "/cam/realmonitor?channel=2&subtype=0",
        ),
        (
            "uniview:fe80::1?channel=4&rtsp=8554",
            "rtsp://[fe80::1]:8554/c4/b1795147205/e1795147356/replay/",
            "/unicast/c4/s0/live",
        ),
        ("onvif:10.0.0.8", None, "/"),
        ("gb28181:53010200001320000001", None, "/"),
    ],
)
def test_where_a_span_is_played_back(text: str, address: str | None, path: str) -> None:
    recorder = parse_recorder(text)
    assert playback_address(recorder, SPAN, recorder.zone) == address
    assert live_path(recorder) == path


def test_a_measured_zone_counts_before_the_one_that_was_set() -> None:
    recorder = parse_recorder("hikvision:10.0.0.8?zone=+08:00")
    address = playback_address(recorder, SPAN, timedelta(hours=9))
    assert address is not None
    assert "starttime=20261120T130005Z" in address
