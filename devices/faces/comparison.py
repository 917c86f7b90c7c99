"""The port of face comparison: what is asked, what is answered, and where the bands begin. Light: no OpenCV.

Invariants:
- No answer says "same" or "different": "likely" is the strongest word.
- An answer holds no picture and no face template, so that it may be logged.
"""

import math
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class FaceBand(Enum):
    """What the machine makes of two pictures."""

    LIKELY_SAME = "likely_same"
    CHECK = "check"
    """The machine cannot tell."""
    LIKELY_DIFFERENT = "likely_different"
    NO_FACE = "no_face"
    """There is no face to be seen on one of the pictures, or on both."""


class FaceSide(Enum):
    """One of the two pictures."""

    PORTRAIT = "portrait"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class FaceBands:
    """The scores where the bands begin; policy data, to be calibrated, so without defaults here.

    ``likely_same`` and above: likely the same; ``check`` and above: check; below: likely different. Scores are cosine
    similarities. Raises ValueError unless -1 <= check < likely_same <= 1.
    """

    likely_same: float
    check: float

    def __post_init__(self) -> None:
        if not -1 <= self.check < self.likely_same <= 1:
            raise ValueError("bands of face comparison out of order")

    def band(self, score: float) -> FaceBand:
        """The band of ``score``; one that is no number cannot be judged: CHECK."""
        if not math.isfinite(score):
            return FaceBand.CHECK
        if score >= self.likely_same:
            return FaceBand.LIKELY_SAME
        return FaceBand.CHECK if score >= self.check else FaceBand.LIKELY_DIFFERENT


@dataclass(frozen=True, slots=True)
class FaceComparison:
    """The answer. With the band NO_FACE ``score`` (cosine, -1 to 1) is None and ``faceless`` names the pictures."""

    band: FaceBand
    score: float | None = None
    faceless: tuple[FaceSide, ...] = ()


class FaceComparer(Protocol):
    """Compares faces.

    Blocks for tens of milliseconds, the first time for some tenths of a second: not for the main thread. May be called
    from any thread; calls wait for each other.
    """

    def compare(self, portrait_jpeg: bytes, live_jpeg: bytes) -> FaceComparison:
        """Compare the largest face of each picture.

        Raises:
            DeviceError: NO_DRIVER when a model is missing or is not the one it should be; BAD_FRAME when a picture
                cannot be decoded.
        """
