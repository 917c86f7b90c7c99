import threading
from collections.abc import Iterator
from contextlib import contextmanager

from devices.camera.addresses import CameraSource, PluggedCamera
from devices.camera.capture import open_capture_frames
from devices.camera.device import CameraDevice
from devices.camera.driver import CameraDriver, NoCodes
from devices.camera.frames import FrameSource
from devices.camera.options import CameraOptions, StillSize
from devices.ports import DeviceState, Frame
from tests.support.devices import PATIENCE, EventLog
from tests.unit.devices.camera.sizing_capture import SizingCapture
from tests.unit.devices.camera.ticks import Ticks

A4 = (2592, 1944)
STILLS = CameraOptions(StillSize.LARGEST)


@contextmanager
def running(capture: SizingCapture, ticks: Ticks) -> Iterator[CameraDevice]:
    def opened(device: str, _source: CameraSource) -> FrameSource:
        return open_capture_frames(device, PluggedCamera(0), opener=lambda _: capture, options=STILLS, clock=ticks)

    log = EventLog()
    device = CameraDevice(CameraDriver("camera:0", "0", open_source=opened, decoder=lambda _: NoCodes()))
    device.subscribe(log)
    assert device.still() is None, "nothing is waited for where nothing is open"
    device.start()
    try:
        assert log.wait_for_state(DeviceState.READY)
        yield device
    finally:
        device.stop()
        assert device.join(PATIENCE)
    assert device.still() is None


def size_of(frame: Frame | None) -> tuple[int, int] | None:
    return None if frame is None else (frame.image.shape[1], frame.image.shape[0])


def test_a_still_comes_while_the_live_picture_goes_on() -> None:
    ticks = Ticks()
    with running(SizingCapture(ticks, A4), ticks) as device:
        assert [size_of(device.still(PATIENCE)) for _ in range(2)] == [A4, A4]


class GatedCapture(SizingCapture):
    """Changes nothing before ``gate`` is open: a driver that takes its time."""

    def __init__(self, ticks: Ticks, *sizes: tuple[int, int]) -> None:
        super().__init__(ticks, *sizes)
        self.gate = threading.Event()

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - OpenCV's name
        return self.gate.wait(PATIENCE) and super().set(propId, value)


def test_a_still_that_does_not_come_in_time_is_not_waited_for() -> None:
    ticks = Ticks()
    capture = GatedCapture(ticks, A4)
    with running(capture, ticks) as device:
        assert device.still(0.01) is None
        capture.gate.set()
        assert size_of(device.still(PATIENCE)) == A4
