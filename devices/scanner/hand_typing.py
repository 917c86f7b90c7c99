"""Tells when a keyboard scanner that was taken from everybody else is in truth a keyboard that somebody types on. Pure.

A scanner types its slowest keys 100 ms apart (R) and pauses between codes; one that was set slower still, for a remote
desktop, types evenly. A person makes one long gap after the other, of any length.
"""

from collections import deque
from typing import Final

_HAND: Final = 0.12
"""Seconds between two keys from which on hardly a scanner types."""
_KEYS: Final = 5
"""So many in a row: a scanner makes one such gap before each code."""
_UNEVEN: Final = 1.3
"""The longest gap over the shortest: keys that come by a clock stray less, those of a hand more (R)."""


class HandTyping:
    """One device's keys. Not thread-safe; ``now`` is seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._gaps: deque[float] = deque(maxlen=_KEYS)

    def pause(self) -> None:
        """A code has ended: how long the next one is waited for says nothing."""
        self._last = None

    def pressed(self, now: float) -> bool:
        """A key went down; True when this and the ones before it were pressed by a person."""
        last, self._last = self._last, now
        if last is None:
            return False
        self._gaps.append(now - last)
        shortest, longest = min(self._gaps), max(self._gaps)
        return len(self._gaps) == _KEYS and shortest >= _HAND and longest >= _UNEVEN * shortest
