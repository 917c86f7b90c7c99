"""One scan that comes in by two ways is told once. Pure.

On Windows, Raw Input tells which device typed and cannot keep the keys from the window (V), so a scan is heard there
and by the wedge filter.

Invariants:
- Of two equal texts within a second, one from Raw Input and one from the wedge, the later one is the echo.
- Nothing else is ever dropped: a code scanned twice comes in twice by each way, and is told twice.
"""

from collections import deque
from typing import Final

from devices.ports import ScanEvent, ScanSource

ECHO_SECONDS: Final = 1.0
"""Both ways see the suffix within milliseconds; a stalled window takes longer."""

_PARTNER: Final = {ScanSource.RAW_INPUT: ScanSource.WEDGE, ScanSource.WEDGE: ScanSource.RAW_INPUT}


class EchoFilter:
    """Remembers what may still echo. Not thread-safe."""

    def __init__(self) -> None:
        self._told: deque[ScanEvent] = deque()

    def is_echo(self, scan: ScanEvent) -> bool:
        """Whether ``scan`` was told already by the other way."""
        if scan.source not in _PARTNER:
            return False
        while self._told and scan.monotonic - self._told[0].monotonic > ECHO_SECONDS:
            self._told.popleft()
        for earlier in self._told:
            if earlier.source is _PARTNER[scan.source] and earlier.text == scan.text:
                self._told.remove(earlier)
                return True
        self._told.append(scan)
        return False
