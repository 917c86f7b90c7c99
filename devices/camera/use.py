"""What a camera is for, and the driver that fits."""

from enum import Enum
from functools import partial

from devices.camera.driver import CameraDriver, NoCodes, live_decoder, open_frames
from devices.camera.options import CameraOptions, StillSize
from devices.ports import DeviceKind


class CameraUse(Enum):
    """Only a camera that scans looks for codes."""

    SCANNING = "scanning"
    PICTURES = "pictures"
    DOCUMENTS = "documents"
    """It gives its largest picture, however few of them in a second, unless it gives stills."""
    PEOPLE = "people"


def camera_driver(name: str, source: str, use: CameraUse, options: CameraOptions) -> CameraDriver:
    """The driver, not yet open; ``name`` and ``source`` as for :class:`~devices.camera.driver.CameraDriver`."""
    largest = use is CameraUse.DOCUMENTS and options.still is StillSize.LIVE
    return CameraDriver(
        name,
        source,
        kind=DeviceKind.PERSON_CAMERA if use is CameraUse.PEOPLE else DeviceKind.CAMERA,
        open_source=partial(open_frames, largest=largest, options=options),
        decoder=live_decoder if use is CameraUse.SCANNING else lambda _device: NoCodes(),
    )
