"""One card from a reader, without a device thread: for the command line.

Invariants:
- The reader is closed again, whatever happens.
"""

import time
from collections.abc import Callable

from devices.errors import CardError
from devices.ports import CardFailed, CardRead, Driver


def read_one_card(
    reader: Driver, timeout: float, *, monotonic: Callable[[], float] = time.monotonic
) -> CardRead | None:
    """Open ``reader``, wait up to ``timeout`` seconds for a card, read it, close the reader.

    None when no card was read by then. Raises CardError when a card could not be read, DeviceError when the reader
    cannot be used.
    """
    deadline = monotonic() + timeout
    try:
        reader.open()
        while monotonic() < deadline:
            for event in reader.poll():
                match event:
                    case CardRead():
                        return event
                    case CardFailed():
                        raise CardError(event.fault, reader.name)
                    case _:  # CardGone, and what other kinds of device report: no answer to the question
                        continue
        return None
    finally:
        reader.close()
