"""What a camera is for, and the driver that fits."""

from enum import Enum

from devices.camera.driver import CameraDriver, NoCodes, live_decoder, open_frames, open_largest_frames
from devices.ports import DeviceKind


class CameraUse(Enum):
    """Only a camera that scans looks for codes."""

    SCANNING = "scanning"
    PICTURES = "pictures"
    DOCUMENTS = "documents"
    """It gives its largest picture, however few of them in a second."""
    PEOPLE = "people"


def camera_driver(name: str, source: str, use: CameraUse) -> CameraDriver:
    """The driver, not yet open; ``name`` and ``source`` as for :class:`~devices.camera.driver.CameraDriver`."""
    return CameraDriver(
        name,
        source,
        kind=DeviceKind.PERSON_CAMERA if use is CameraUse.PEOPLE else DeviceKind.CAMERA,
        open_source=open_largest_frames if use is CameraUse.DOCUMENTS else open_frames,
        decoder=live_decoder if use is CameraUse.SCANNING else lambda _device: NoCodes(),
    )
