"""What the program and the helper process of a vendor's card library agree on. Standard library only.

The helper's pipes carry the frames of :mod:`devices.id_reader.frames`, as a serial line would: requests in, replies
out. Before the first reply stands :data:`HELLO`, once the library is loaded and its port is open. A helper that cannot
go on ends with one of :class:`HelperEnd`.

Invariants:
- Nothing here is personal; cards go through the pipes alone.
"""

from enum import IntEnum
from typing import Final

HELLO: Final = b"yanqi-sdt 1\n"

CALL_SECONDS: Final = 10
"""The longest that one call into the library may take; a helper that hangs longer ends itself."""

SERIAL_PORTS: Final = range(1, 17)
USB_PORTS: Final = range(1001, 1017)
"""The library's numbers of ports: COM1 to COM16, and readers on USB (V)."""


class HelperEnd(IntEnum):
    """Exit codes of the helper."""

    DONE = 0
    """Its standard input was closed."""
    FAILED = 1
    NO_LIBRARY = 10
    """There is no such file, or the system does not load it."""
    OTHER_WORD_SIZE = 11
    """A 32-bit library in a 64-bit interpreter, or the other way round."""
    NO_SDT_LIBRARY = 12
    """A function that is needed is not exported."""
    PORT_CLOSED = 13
    """The library does not open the port."""
    PORT_GONE = 14
    """The port was open and is not any more."""


def library_bits(head: bytes) -> int | None:
    """The word size of a shared library by the first kilobyte of its file (ELF or PE); None for any other file."""
    if head.startswith(b"\x7fELF") and len(head) > 4:
        return {1: 32, 2: 64}.get(head[4])
    if head.startswith(b"MZ") and len(head) >= 0x40:
        place = int.from_bytes(head[0x3C:0x40], "little")
        if head[place : place + 4] == b"PE\0\0":
            return {0x014C: 32, 0x8664: 64, 0xAA64: 64}.get(int.from_bytes(head[place + 4 : place + 6], "little"))
    return None
