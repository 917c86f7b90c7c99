"""What is inside a simulated scale: the pan, and what goes on the line for each frame. Thread-safe; knows no clock.

Invariants:
- A load wanders for a few frames before it lies still.
- A format without a checksum has no bad one: a digit that changes on the way cannot be told by anybody.
"""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from devices.scale.profiles import ScaleProfile
from devices.simulators.faults import LINE_FAULTS, Damage, Fault, FaultPlan, Sending, SpoiltLine, half, nothing
from devices.simulators.scale_frames import PanState, frame_of

_NOISE: Final = b"\x00\xff=\x02\x7f\x0d\x00"
"""A glitch, with the characters in it that begin and end frames."""
_LATE_BY: Final = 4
"""Frames: something else may lie there already."""
_WANDERING: Final = (0.6, 1.1, 0.95)
"""How a load that is put down shows in the first frames, as shares of it."""

CHECKED: Final = frozenset({ScaleProfile.XK3190, ScaleProfile.XK3190_A12, ScaleProfile.TOLEDO_CHECKED})
"""The profiles whose frames have a checksum."""


def _one_digit_off(frame: bytes) -> bytes:
    """The frame with its first digit changed, and its checksum left."""
    place = next(place for place, byte in enumerate(frame) if byte in b"0123456789")
    changed = (frame[place] - 0x30 + 1) % 10 + 0x30
    return frame[:place] + bytes([changed]) + frame[place + 1 :]


def _one_byte_short(frame: bytes) -> bytes:
    middle = len(frame) // 2
    return frame[:middle] + frame[middle + 1 :]


_DAMAGES: Final[Mapping[Fault, Damage]] = MappingProxyType(
    {
        Fault.SILENCE: nothing,
        Fault.HALF_FRAME: half,
        Fault.BAD_CHECKSUM: _one_digit_off,
        Fault.WRONG_LENGTH: _one_byte_short,
        Fault.NOISE_BEFORE: lambda frame: _NOISE + frame,
    }
)


def faults_of(profile: ScaleProfile) -> frozenset[Fault]:
    """What a scale of this profile can have."""
    possible = frozenset({*_DAMAGES, *LINE_FAULTS, Fault.LATE_ANSWER})
    return possible if profile in CHECKED else possible - {Fault.BAD_CHECKSUM}


class ScaleModule:
    """One scale of ``profile``."""

    def __init__(self, profile: ScaleProfile) -> None:
        self.profile: Final = profile
        self._lock = threading.Lock()  # guards what follows
        self._pan = PanState()
        self._wandering: deque[float] = deque()
        self._plan = FaultPlan(faults_of(profile))
        self._line = SpoiltLine(_DAMAGES, late_by=_LATE_BY)

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    @property
    def faults_left(self) -> int:
        """How many injected faults have not happened yet."""
        with self._lock:
            return self._plan.left

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` frames (after those already spoken for) go wrong in this way. Raises ValueError."""
        with self._lock:
            self._plan.add(fault, count)

    def put(self, grams: int) -> None:
        """Put a load of that gross weight down, in the place of whatever lay there."""
        with self._lock:
            self._wandering = deque(_WANDERING)
            self._pan = replace(self._pan, grams=grams - self._pan.tare_g, overload=False)

    def lift(self) -> None:
        """Take everything away: with a tare set the scale shows less than nothing."""
        with self._lock:
            self._wandering.clear()
            self._pan = replace(self._pan, grams=-self._pan.tare_g, overload=False)

    def tare(self) -> None:
        """Press the tare key: what lies there counts as nothing from now on."""
        with self._lock:
            self._pan = replace(self._pan, grams=0, tare_g=self._pan.tare_g + self._pan.grams)

    def overload(self) -> None:
        """Put more down than it can weigh."""
        with self._lock:
            self._pan = replace(self._pan, overload=True)

    def speak(self) -> Sending:
        """What goes out for the next frame."""
        with self._lock:
            return self._line.send(frame_of(self.profile, self._shown()), self._plan.due())

    def _shown(self) -> PanState:
        if not self._wandering or self._pan.overload:
            return self._pan
        return replace(self._pan, grams=round(self._pan.grams * self._wandering.popleft()), moving=True)
