"""How a device on USB is named in a setting: maker and product, and a serial number where two are alike. Pure.

Invariants:
- The text form is ``VID:PID`` or ``VID:PID:SERIAL``, the first two as four hexadecimal digits.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

_FORM: Final = re.compile(r"(?P<vendor>[0-9A-Fa-f]{4}):(?P<product>[0-9A-Fa-f]{4})(?::(?P<serial>[!-~]+))?")


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """``serial`` is empty when any device of this maker and product will do."""

    vendor: int
    product: int
    serial: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form. Raises ValueError."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError("VID:PID or VID:PID:SERIAL")
        return cls(int(found["vendor"], 16), int(found["product"], 16), found["serial"] or "")

    def __str__(self) -> str:
        return f"{self.vendor:04x}:{self.product:04x}" + (f":{self.serial}" if self.serial else "")
