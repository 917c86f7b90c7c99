"""A simulated keyboard scanner as a window gets it: keys of one stream, with the times at which they go down and up.

Invariants:
- Times are given in; nothing here waits.
- Keys have no checksum: a key that never arrives cannot be told by anybody. What can get lost is the word that a key
  went up (an input method swallows it, V-here).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from devices.simulators.faults import Fault, FaultPlan
from devices.simulators.typing_scene import KeyEvent

SUFFIX: Final = "\r"
HAND: Final = "q"
"""What the person types."""
_GAP, _SLOW_GAP = 0.008, 0.080
"""Seconds from key to key: what most scanners do (V), and the slowest there are (R)."""
_DOWN: Final = 0.3
"""How much of a gap a key is down."""
_HAND_DOWN, _HAND_BEFORE = 0.09, 0.10
"""Seconds that a person's key is down, and that it goes down before the code."""

FAULTS: Final = frozenset(
    {
        Fault.SILENCE,
        Fault.HALF_FRAME,
        Fault.BYTE_BY_BYTE,
        Fault.TWO_FRAMES_GLUED,
        Fault.NOISE_BEFORE,
        Fault.NO_SUFFIX,
        Fault.KEYS_LOST,
        Fault.CAPS_LOCK,
        Fault.UNPLUGGED_MID_FRAME,
    }
)
"""What it can have. Torn: it types slowly. Noise: a person's key goes down and up just before."""


class SimulatedTypedScanner:
    """Used by one thread."""

    def __init__(self) -> None:
        self._plan = FaultPlan(FAULTS)
        self._kept_back = ""

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` codes go wrong in this way. Raises ValueError."""
        self._plan.add(fault, count)

    def scan(self, text: str, at: float) -> list[KeyEvent]:
        """The keys of ``text`` and its suffix, the first one at ``at``; with CAPS_LOCK in the other case."""
        fault = self._plan.due()
        whole, self._kept_back = f"{self._kept_back}{text}{SUFFIX}", ""
        if fault is Fault.SILENCE:
            return []
        if fault is Fault.TWO_FRAMES_GLUED:
            self._kept_back = whole
            return []
        return sorted(_keys(text, whole, at, fault), key=lambda key: key.at)


def _keys(text: str, whole: str, at: float, fault: Fault | None) -> Iterator[KeyEvent]:
    match fault:
        case Fault.HALF_FRAME | Fault.UNPLUGGED_MID_FRAME:
            yield from _typed(text[: len(text) // 2], at)
        case Fault.BYTE_BY_BYTE:
            yield from _typed(whole, at, gap=_SLOW_GAP)
        case Fault.NOISE_BEFORE:
            yield KeyEvent(at - _HAND_BEFORE, HAND, down=True)
            yield KeyEvent(at - _HAND_BEFORE + _HAND_DOWN, HAND, down=False)
            yield from _typed(whole, at)
        case Fault.NO_SUFFIX:
            yield from _typed(text, at)
        case Fault.KEYS_LOST:
            yield from (key for number, key in enumerate(_typed(whole, at)) if number % 8 != 1)  # every fourth release
        case Fault.CAPS_LOCK:
            yield from (replace(key, character=key.character.swapcase()) for key in _typed(whole, at))
        case _:
            yield from _typed(whole, at)


def _typed(text: str, start: float, *, gap: float = _GAP) -> Iterator[KeyEvent]:
    for number, character in enumerate(text):
        at = start + number * gap
        yield KeyEvent(at, character, down=True)
        yield KeyEvent(at + _DOWN * gap, character, down=False)
