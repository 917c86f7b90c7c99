"""The camera in the conformance suite: a table under which pictures are laid (see ``cases.py``)."""

from pathlib import Path

from devices.camera.driver import CameraDriver
from devices.ports import Driver
from devices.simulators.picture_camera import PictureTable
from devices.simulators.waybill_picture import waybill_picture

WAYBILL = waybill_picture("SF1234567890123")


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
