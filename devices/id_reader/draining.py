"""Emptying a line before a question is asked.

Invariants:
- It has an end, in bytes and in time: what talks without cease is no card reader.
"""

import time
from collections.abc import Callable
from typing import Final

from devices.errors import DeviceError, DeviceFault

MOST_BYTES: Final = 65_536
"""Some thirty of the longest answers (R): a reader owes one or two."""
MOST_SECONDS: Final = 0.5


def drained(device: str, receive: Callable[[], bytes]) -> bytes:
    """Everything that ``receive`` gives until it gives nothing.

    Raises DeviceError BAD_FRAME beyond ``MOST_BYTES`` or ``MOST_SECONDS``, and what ``receive`` raises.
    """
    deadline = time.monotonic() + MOST_SECONDS
    pieces: list[bytes] = []
    size = 0
    while piece := receive():
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES or time.monotonic() > deadline:
            raise DeviceError(DeviceFault.BAD_FRAME, device, "talks without cease")
    return b"".join(pieces)
