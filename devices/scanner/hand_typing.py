"""Tells when a keyboard scanner that was taken from everybody else is in truth a keyboard that somebody types on. Pure.

A scanner types its slowest keys 100 ms apart (R), and pauses between codes; a person makes one long gap
after the other.
"""

from typing import Final

_HAND: Final = 0.12
"""Seconds between two keys from which on no scanner types."""
_KEYS: Final = 5
"""So many in a row: a scanner makes one such gap before each code."""


class HandTyping:
    """One device's keys. Not thread-safe; ``now`` is seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._slow = 0

    def pressed(self, now: float) -> bool:
        """A key went down; True when this and the ones before it were pressed by a person."""
        last, self._last = self._last, now
        self._slow = self._slow + 1 if last is not None and now - last >= _HAND else 0
        return self._slow >= _KEYS
