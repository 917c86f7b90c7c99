"""How a camera at this PC is used, beyond where it is: the options of its registry name.

Invariants:
- Pure. A value that is refused here never reaches a driver.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

AUTOMATIC: Final = "auto"
STILL_OPTION: Final = "still"
EXPOSURE_OPTION: Final = "exposure_ms"
_SHORTEST_MS, _LONGEST_MS = 0.1, 1000.0


class StillSize(Enum):
    """What is taken when a document is to be read."""

    LIVE = "live"
    """Nothing but the live pictures."""
    LARGEST = "largest"
    """One picture as large as the camera gives, while the live picture goes on at the usual size."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How long the camera collects light for a picture; ``milliseconds`` is None where it decides itself."""

    milliseconds: float | None


@dataclass(frozen=True, slots=True)
class CameraOptions:
    """``exposure`` is None where the camera is left as it is."""

    still: StillSize = StillSize.LIVE
    exposure: Exposure | None = None


PLAIN: Final = CameraOptions()
"""A camera as it comes."""


def exposure(text: str) -> Exposure:
    """``auto``, or milliseconds. Raises ValueError."""
    if text == AUTOMATIC:
        return Exposure(None)
    milliseconds = float(text)
    if not _SHORTEST_MS <= milliseconds <= _LONGEST_MS:
        raise ValueError(EXPOSURE_OPTION)
    return Exposure(milliseconds)
