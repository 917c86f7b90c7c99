"""The camera in the conformance suite: a table under which pictures are laid (see ``cases.py``)."""

from pathlib import Path

import cv2
import numpy as np

from devices.camera.driver import CameraDriver
from devices.ports import Driver
from devices.simulators.picture_camera import PictureTable
from devices.simulators.rtsp_camera import SimulatedRtspCamera
from devices.simulators.waybill_picture import waybill_picture
from devices.vision.pixels import as_image

WAYBILL = waybill_picture("SF1234567890123")
SMALL_WAYBILL = as_image(cv2.resize(WAYBILL, (1280, 720), interpolation=cv2.INTER_AREA))
EMPTY = np.full_like(SMALL_WAYBILL, 90)


class CameraBench:
    """A camera on a folder of pictures."""

    def __init__(self, folder: Path) -> None:
        self._table = PictureTable(folder / "table")

    def new_driver(self) -> Driver:
        return CameraDriver(f"file:{self._table.folder}", str(self._table.folder))

    def provoke(self) -> None:
        self._table.show(WAYBILL)

    def unplug(self) -> None:
        self._table.unplug()

    def replug(self) -> None:
        self._table.plug_in()

    def close(self) -> None:
        """The folder is the test's own; nothing is held."""


class RtspCameraBench:
    """An IP camera at the end of a cable."""

    def __init__(self, _folder: Path) -> None:
        self._simulator = SimulatedRtspCamera(EMPTY)

    def new_driver(self) -> Driver:
        return CameraDriver(f"camera:{self._simulator.url}", self._simulator.url)

    def provoke(self) -> None:
        self._simulator.show(SMALL_WAYBILL)

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()
