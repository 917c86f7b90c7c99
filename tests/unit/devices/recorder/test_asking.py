"""What a recorder is asked over the network: whether it answers, and what time it has."""

import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.recorder.address import RecorderAddress, RecorderKind
from devices.recorder.onvif_clock import read_clock
from devices.recorder.reachability import answers
from devices.simulators.recorder import ClockFault, SimulatedRecorder

NOON = datetime(2026, 11, 20, 4, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture
def recorder() -> Iterator[SimulatedRecorder]:
    with SimulatedRecorder(now=lambda: NOON, ahead=timedelta(seconds=-37)) as made:
        yield made


def channel(recorder: SimulatedRecorder, kind: RecorderKind = RecorderKind.HIKVISION) -> RecorderAddress:
    return RecorderAddress(kind, "127.0.0.1", 3, rtsp_port=recorder.rtsp_port, onvif_port=recorder.onvif_port)


def nobody() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_a_recorder_that_wants_a_password_has_answered(recorder: SimulatedRecorder) -> None:
    assert answers(channel(recorder)) is True
    port = recorder.rtsp_port
    assert recorder.asked == [f"OPTIONS rtsp://127.0.0.1:{port}/Streaming/Channels/301 RTSP/1.0"]


@pytest.mark.parametrize("status", ["404 Not Found", "454 Session Not Found", "nonsense"])
def test_a_channel_that_the_recorder_does_not_have_does_not_answer(recorder: SimulatedRecorder, status: str) -> None:
    recorder.status = status
    assert answers(channel(recorder, RecorderKind.DAHUA)) is False


def test_nobody_there_is_an_answer_too(recorder: SimulatedRecorder) -> None:
    away = RecorderAddress(RecorderKind.UNIVIEW, "127.0.0.1", rtsp_port=nobody(), onvif_port=nobody())
    assert answers(away) is False
    assert answers(RecorderAddress(RecorderKind.ONVIF, "127.0.0.1", onvif_port=away.onvif_port)) is False
    assert answers(channel(recorder, RecorderKind.ONVIF)) is True
    assert answers(RecorderAddress(RecorderKind.GB28181, "53010200001320000001")) is None


def test_the_clock_is_measured_to_half_a_second_without_a_name_or_a_password(recorder: SimulatedRecorder) -> None:
    reading = read_clock(channel(recorder), lambda: NOON)
    # it stands at 03:59:23.25 and tells 03:59:23, of which we take the middle
    assert reading.ahead == timedelta(seconds=-36.75)
    assert reading.zone == timedelta(hours=8)
    assert reading.at == NOON
    assert "Username" not in recorder.asked[-1]


def test_a_zone_that_is_not_told_is_not_guessed(recorder: SimulatedRecorder) -> None:
    # a local time of 1970 beside a right UTC is a clock that was never set
    for zone in (None, timedelta(days=-20_000), timedelta(hours=14, minutes=15)):
        recorder.zone = zone
        assert read_clock(channel(recorder), lambda: NOON).zone is None


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (ClockFault.NO_SUCH_SERVICE, DeviceFault.BAD_FRAME),
        (ClockFault.NO_TIME, DeviceFault.BAD_FRAME),
        (ClockFault.SILENCE, DeviceFault.NO_ANSWER),
    ],
)
def test_an_answer_that_is_none_says_so(recorder: SimulatedRecorder, fault: ClockFault, told: DeviceFault) -> None:
    recorder.fault = fault
    with pytest.raises(DeviceError) as caught:
        read_clock(channel(recorder), lambda: NOON, timeout=0.5 if fault is ClockFault.SILENCE else 10)
    assert caught.value.fault is told


def test_a_clock_that_cannot_be_asked_says_why(recorder: SimulatedRecorder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(address: RecorderAddress) -> DeviceFault:
        with pytest.raises(DeviceError) as caught:
            read_clock(address, lambda: NOON)
        return caught.value.fault

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fault(RecorderAddress(RecorderKind.HIKVISION, "127.0.0.1")) is DeviceFault.BAD_SETTING
    assert fault(RecorderAddress(RecorderKind.ONVIF, "127.0.0.1", onvif_port=nobody())) is DeviceFault.NOT_FOUND
    # the library would like to take the proxy away from the link to the province
    assert os.environ["http_proxy"] == "http://127.0.0.1:1"
    monkeypatch.setitem(sys.modules, "onvif", None)
    assert fault(channel(recorder)) is DeviceFault.NO_DRIVER
