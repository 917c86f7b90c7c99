"""The two answers one can hear, and the waves they are made of.

Invariants:
- One high tone is good, two low ones are not good: told apart by number as well as by pitch, so that neither a poor
  loudspeaker nor poor hearing for high pitches mixes them up.
- The files in ``resources/sounds`` are exactly what :func:`wave_bytes` makes; a test compares them. Run this module
  (``python -m ui.tones``) to write them anew.
"""

import io
import math
import struct
import wave
from enum import Enum
from pathlib import Path

RATE = 22_050
"""Samples per second: plenty for a beep, and small files for old PCs."""

_LOUDNESS = 0.6
_FADE_SECONDS = 0.008
"""At both ends of a beep, so that it does not click."""


class Tone(Enum):
    """How an answer sounds."""

    GOOD = "good"
    BAD = "bad"


_BEEPS: dict[Tone, tuple[tuple[float, float], ...]] = {
    Tone.GOOD: ((1760.0, 0.12),),
    Tone.BAD: ((330.0, 0.14), (0.0, 0.06), (330.0, 0.20)),
}
"""Hertz (0 for a pause) and seconds."""


def wave_bytes(tone: Tone) -> bytes:
    """A WAV file: mono, 16 bit."""
    samples = [sample for frequency, seconds in _BEEPS[tone] for sample in _beep(frequency, seconds)]
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return buffer.getvalue()


def _beep(frequency: float, seconds: float) -> list[int]:
    count, fade = int(seconds * RATE), int(_FADE_SECONDS * RATE)
    return [
        round(
            32_767
            * _LOUDNESS
            * min(1.0, index / fade, (count - 1 - index) / fade)
            * math.sin(2 * math.pi * frequency * index / RATE)
        )
        for index in range(count)
    ]


def write_all(folder: Path) -> None:
    """Write every tone to ``folder`` as ``good.wav`` and so on."""
    for tone in Tone:
        (folder / f"{tone.value}.wav").write_bytes(wave_bytes(tone))


if __name__ == "__main__":
    write_all(Path(__file__).resolve().parent.parent / "resources" / "sounds")
