"""A card reader behind a vendor's library in a helper process."""

from pathlib import Path

from devices.id_reader.driver import LIBRARY_TIMING, SdtReader
from devices.id_reader.vendor_line import VendorLine
from devices.ports import Driver
from devices.simulators.cards import synthetic_card
from tests.support.sdt_library import VendorReader


class VendorReaderBench:
    """See ``cases.Bench``."""

    def __init__(self, folder: Path) -> None:
        self._reader = VendorReader(folder / "vendor")

    def new_driver(self) -> Driver:
        name = f"sdt:lib:{self._reader.library}"
        return SdtReader(name, VendorLine(name, str(self._reader.library), 1001), timing=LIBRARY_TIMING)

    def provoke(self) -> None:
        self._reader.lay_card(synthetic_card(1))

    def unplug(self) -> None:
        self._reader.unplug()

    def replug(self) -> None:
        self._reader.replug()

    def close(self) -> None:
        """Nothing is held: the helper is the driver's."""
