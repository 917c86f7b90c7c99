"""How a device on USB is named in a setting: maker and product, and what tells it from others of its kind. Pure.

Invariants:
- The text form is ``VID:PID``, ``VID:PID:SERIAL``, and either with ``@PLACE`` behind it; the first two as four
  hexadecimal digits.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

_SERIAL: Final = r"[!->A-~]+"
"""No ``?``, where options begin, and no ``@``, where the place does."""
_FORM: Final = re.compile(
    rf"(?P<vendor>[0-9A-Fa-f]{{4}}):(?P<product>[0-9A-Fa-f]{{4}})(?::(?P<serial>{_SERIAL}))?(?:@(?P<place>[\w.:\-]+))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """``serial`` and ``place`` are empty when any device of this maker and product will do.

    ``place`` is the socket, as the system counts them: bus, dash, ports from hub to hub (``1-1.4``), where a device has
    several functions also which (``1-1.4:1.0``). It tells two alike apart, and changes with the socket.
    """

    vendor: int
    product: int
    serial: str = ""
    place: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form. Raises ValueError."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError("VID:PID, VID:PID:SERIAL, or either with @PLACE")
        return cls(int(found["vendor"], 16), int(found["product"], 16), found["serial"] or "", found["place"] or "")

    @property
    def model(self) -> str:
        """Maker and product alone."""
        return f"{self.vendor:04x}:{self.product:04x}"

    def fits(self, found: "UsbIdentity") -> bool:
        """Whether a device that is ``found`` is one that this names."""
        return (
            (self.vendor, self.product) == (found.vendor, found.product)
            and self.serial in ("", found.serial)
            and self.place in ("", found.place)
        )

    def __str__(self) -> str:
        serial = f":{self.serial}" if self.serial else ""
        place = f"@{self.place}" if self.place else ""
        return f"{self.model}{serial}{place}"


def nameable_serial(serial: str | None) -> str:
    """The serial number as far as it can stand in a setting; "" for none, and for one with characters that cannot."""
    return serial if serial and re.fullmatch(_SERIAL, serial) else ""
