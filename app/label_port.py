"""The label printer of the settings, found with the first label.

Invariants:
- A setting that cannot be used is told when a label is wanted, and keeps nobody from accepting parcels.
"""

from devices.errors import DeviceError
from devices.label_printer.layout import LabelWords
from devices.label_printer.printer import LabelPrinter
from devices.registry import open_label_printer, parse_address


class SetLabelPrinter:
    """ui.screens.acceptance.label_paper.PrinterOfItsOwn for a registry name."""

    def __init__(self, address: str, *, allow_simulated: bool) -> None:
        self._address = address
        self._allow_simulated = allow_simulated

    def use(self, address: str) -> None:
        """Print on that one from the next label on."""
        self._address = address

    @property
    def queue(self) -> str | None:
        """The spooler's name for it; None where it is reached in another way, or the setting cannot be used."""
        try:
            return self._printer().queue
        except DeviceError:
            return None

    def print(self, words: LabelWords) -> None:
        """Print one label; blocks for seconds at most. Raises DeviceError."""
        self._printer().print(words)

    def check(self) -> None:
        """Look whether it can be reached. Raises DeviceError."""
        self._printer().check()

    def _printer(self) -> LabelPrinter:
        # built anew for each label: nothing is kept between two
        return open_label_printer(parse_address(self._address), allow_simulated=self._allow_simulated)
