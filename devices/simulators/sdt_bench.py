"""How much longer a whole card read takes than its bytes take on the line.

Invariants:
- The product's own driver reads; nothing is measured that the counter would not do.
- What the reader's chip needs for its own work is simulated as nothing: only our part is measured.
"""

import time
from typing import NamedTuple

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.driver import SdtReader
from devices.ports import CardRead
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.sdt_reader import SimulatedReader

_PATIENCE = 10.0
"""Seconds for one card; at 9600 baud it takes 1.4."""

_BITS_PER_BYTE = 10


class CardReadTime(NamedTuple):
    """Seconds per card: the time its bytes take on the line, both ways, and the time its read took."""

    wire_seconds: float
    measured_seconds: float

    @property
    def ratio(self) -> float:
        """Measured time over the line's own; 1.0 is the best there is."""
        return self.measured_seconds / self.wire_seconds


def measure_card_read(baudrate: int, cards: int) -> CardReadTime:
    """Read ``cards`` cards (1 or more) at ``baudrate``, from the find to the parsed card; the mean of one.

    Takes about ``cards`` x 1,359 bytes x 10 / ``baudrate`` seconds. Raises DeviceError: NO_DRIVER where the system has
    no pseudo-terminals, NO_ANSWER when a card is not read in time.
    """
    moved = 0
    measured = 0.0
    with SimulatedReader(baudrate=baudrate) as simulator:
        reader = SdtReader("sim:sdt", simulator.path, baudrate=baudrate)
        for seed in range(cards):
            simulator.lay_card(synthetic_card(seed), synthetic_portrait(seed))
            reader.open()  # a fresh opening looks for a card at once, instead of 300 ms after the last find
            try:
                moved_before, began = simulator.bytes_moved, time.monotonic()
                _read(reader)
                measured += time.monotonic() - began
                moved += simulator.bytes_moved - moved_before
            finally:
                reader.close()
    return CardReadTime(moved * _BITS_PER_BYTE / baudrate / cards, measured / cards)


def _read(reader: SdtReader) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if any(isinstance(event, CardRead) for event in reader.poll()):
            return
    raise DeviceError(DeviceFault.NO_ANSWER, reader.name, "no card read")
