"""Cuts a scale's bytes into frames, whatever the chunks: joins in the middle, finds the way back after noise.

Invariants:
- Pure: bytes in, readings out.
- A frame is what a format's pattern finds. Bytes in front of one are noise and are counted, never guessed at; a frame
  that is refused gives up its first byte only, so that a whole one inside it is still found.
- The buffer never holds more than one longest frame that is not complete.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from devices.scale.reading import WeightReading, WeightUnit


class FrameFault(Enum):
    """Why a frame that has the right shape is refused."""

    BAD_CHECKSUM = "bad_checksum"
    UNREADABLE = "unreadable"
    """A number, unit or setting that the format does not have."""


FrameReader: TypeAlias = Callable[[re.Match[bytes], WeightUnit], WeightReading | FrameFault]
"""Reads one match; the unit is the scale's setting, for formats that send none."""


@dataclass(frozen=True, slots=True)
class ScaleFormat:
    """How frames look. ``longest`` is in bytes, with whatever the pattern takes in front.

    ``seven_bits``: the highest bit is a parity that may come through, and is put away first.
    """

    pattern: re.Pattern[bytes]
    read: FrameReader
    longest: int
    seven_bits: bool = False


@dataclass(frozen=True, slots=True)
class ScaleLosses:
    """What the line brought that was no reading, as counts since the start."""

    bad_checksums: int = 0
    unreadable: int = 0
    noise_bytes: int = 0


_WITHOUT_PARITY: Final = bytes(byte & 0x7F for byte in range(256))


class ReadingStream:
    """One line's frames. Not thread-safe."""

    def __init__(self, format_: ScaleFormat, unit: WeightUnit = WeightUnit.KILOGRAM) -> None:
        self._format = format_
        self._unit = unit
        self._buffer = bytearray()
        self._faults = dict.fromkeys(FrameFault, 0)
        self._noise = 0

    @property
    def losses(self) -> ScaleLosses:
        """The counts so far."""
        return ScaleLosses(self._faults[FrameFault.BAD_CHECKSUM], self._faults[FrameFault.UNREADABLE], self._noise)

    def reset(self) -> None:
        """Forget half a frame: the line was closed meanwhile. The counts stay."""
        self._buffer.clear()

    def feed(self, data: bytes) -> list[WeightReading]:
        """Take what came; the answer is the frames that it completes, oldest first."""
        self._buffer += data.translate(_WITHOUT_PARITY) if self._format.seven_bits else data
        readings: list[WeightReading] = []
        while (match := self._format.pattern.search(self._buffer)) is not None:
            outcome = self._format.read(match, self._unit)
            if isinstance(outcome, WeightReading):
                self._drop(match.start(), match.end())
                readings.append(outcome)
            else:
                self._faults[outcome] += 1
                self._drop(match.start() + 1, match.start() + 1)
        surplus = max(0, len(self._buffer) - self._format.longest)
        self._drop(surplus, surplus)
        return readings

    def _drop(self, noise: int, end: int) -> None:
        self._noise += noise
        del self._buffer[:end]
