"""Reads the values of options in registry names. Pure; all raise ValueError for a value that cannot be used.

Invariants:
- A value is read the same way when a name is checked and when its driver is built.
"""

import re
from typing import Final

from devices.id_reader.vendor_contract import SERIAL_PORTS, USB_PORTS

_FONT: Final = re.compile(r"[A-Za-z0-9_.:\-]{1,32}")
"""Names of printers' fonts; nothing in them can end a command."""


def baud(text: str) -> int:
    """Bits per second."""
    rate = int(text)
    if not 300 <= rate <= 921_600:
        raise ValueError("baud")
    return rate


def reader_baud(text: str) -> int | None:
    """The same of a card reader; None for ``auto``, which tries the speeds that occur."""
    return None if text == "auto" else baud(text)


def switch(text: str) -> bool:
    """``on`` or ``off``."""
    if text not in ("on", "off"):
        raise ValueError("switch")
    return text == "on"


def library_port(text: str) -> int:
    """The number of a reader as its vendor's library counts."""
    port = int(text)
    if port not in SERIAL_PORTS and port not in USB_PORTS:
        raise ValueError("port")
    return port


def interpreter(text: str) -> str:
    """The Python that runs a vendor's library."""
    if not text:
        raise ValueError("child")
    return text


def data_bits(text: str) -> int:
    """7 or 8."""
    bits = int(text)
    if bits not in (7, 8):
        raise ValueError("bits")
    return bits


def window_ms(text: str) -> int:
    """How long a load lies still."""
    window = int(text)
    if not 100 <= window <= 5_000:
        raise ValueError("window_ms")
    return window


def gap_mm(text: str) -> int:
    """Between two labels."""
    gap = int(text)
    if not 0 <= gap <= 20:
        raise ValueError("gap")
    return gap


def font(text: str) -> str:
    """A printer's name of a font."""
    if _FONT.fullmatch(text) is None:
        raise ValueError("font")
    return text
