"""Whether an inspection photo is fit to be evidence: sharp, lit, showing something, and, sealed, the right waybill.

Invariants:
- Advice to the clerk, never a ground to refuse a parcel: about a third of motion-blurred photos pass for sharp
  (measured on 40 photos), and a screen without a beat passes for the thing itself.
- Thresholds are handed in; none stands here. What is measured is answered beside the verdict.
- Numbers are measured at a fixed width, so that they mean the same for every camera.
- Waybill numbers never show in ``repr``.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

import cv2
import numpy as np
from cv2.typing import MatLike

from devices.errors import DeviceError, DeviceFault
from devices.vision.decode import decode_patiently, picture_from
from devices.vision.moire import beat_of
from devices.vision.pixels import Image, as_gray, as_image

JUDGED_WIDTH: Final = 800
"""Pixels. Sharpness depends on the size of the picture; thresholds are meant for this one."""

_CELLS: Final = (32, 18)
"""Columns and rows in which something may lie."""
_MIDDLE: Final = (slice(3, 15), slice(6, 26))
"""Rows and columns of the cells where a parcel lies: a counter's own clutter stands around it."""
_DARK_LEVEL: Final = 24
"""Gray levels up to this hold no detail; see ``exposure`` for the other end."""
_BRIGHT_LEVEL: Final = 250
_NOTHING: Final = 3.0
"""Standard deviation, in gray levels, of a picture that shows nothing: a covered lens, a sheet of paper."""


class PhotoSubject(Enum):
    """What the photo is to show."""

    CONTENTS = "contents"
    SEALED_PARCEL = "sealed_parcel"


class PhotoProblem(Enum):
    """Why a photo should be taken again, in the order in which a clerk should mend it."""

    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    """Washed out: the highlights hold no detail."""
    EMPTY = "empty"
    """Nothing on the counter; a covered lens."""
    BLURRED = "blurred"
    SCREEN_SUSPECTED = "screen_suspected"
    """The beat of a screen's pixels: a photo of a photo."""
    WAYBILL_UNREADABLE = "waybill_unreadable"
    """No waybill number can be read in the photo of a sealed parcel."""
    WAYBILL_DIFFERS = "waybill_differs"
    """Another waybill number than the expected one, and that one not."""


@dataclass(frozen=True, slots=True)
class PhotoThresholds:
    """Where good ends. Data of the policy pack; to be calibrated for a counter's own camera.

    ``least_sharpness``: variance of the Laplacian at 800 pixels' width. ``darkest`` and ``brightest``: mean gray
    levels, 0 to 255. ``most_dark`` and ``most_bright``: shares (0 to 1) of pixels without detail.
    ``least_structure``: share (0 to 1) of the middle that must show something, and ``structure_level`` the standard
    deviation in gray levels from which a cell does. ``screen_beat``: see :func:`devices.vision.moire.beat_of`.
    ``codes_budget_s``: seconds after which no further way of reading codes is begun.
    """

    least_sharpness: int
    darkest: int
    brightest: int
    most_dark: float
    most_bright: float
    least_structure: float
    structure_level: float
    screen_beat: float
    codes_budget_s: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """Light. ``mean`` is 0 (black) to 255; ``dark`` and ``bright`` are shares of pixels without detail."""

    mean: float
    dark: float
    bright: float


@dataclass(frozen=True, slots=True)
class PhotoJudgement:
    """What was measured, and what to make of it.

    ``structure`` is the share of the middle that shows something. ``waybills`` are the distinct numbers read in the
    photo of a sealed parcel, the expected one first; more than one: an old label is on the carton, or a second parcel
    lies there.
    """

    sharpness: int
    exposure: Exposure
    structure: float
    screen_beat: float
    waybills: tuple[str, ...] = field(repr=False)
    problems: tuple[PhotoProblem, ...]

    @property
    def fit(self) -> bool:
        """Whether nothing speaks against keeping the photo."""
        return not self.problems


WaybillOf: TypeAlias = Callable[[str], str | None]
"""The waybill number that a code's text is; None when it is none (a shop's own code on the carton)."""


def judge_jpeg(
    content: bytes,
    subject: PhotoSubject,
    thresholds: PhotoThresholds,
    *,
    expected_waybill: str | None = None,
    waybill_of: WaybillOf = str,
) -> PhotoJudgement:
    """:func:`judge_photo` for the bytes of a picture file. Raises DeviceError: BAD_FRAME when they hold no picture."""
    image = picture_from(content)
    if image is None:
        raise DeviceError(DeviceFault.BAD_FRAME, "photo", "not a picture")
    return judge_photo(image, subject, thresholds, expected_waybill=expected_waybill, waybill_of=waybill_of)


def judge_photo(
    image: Image,
    subject: PhotoSubject,
    thresholds: PhotoThresholds,
    *,
    expected_waybill: str | None = None,
    waybill_of: WaybillOf = str,
) -> PhotoJudgement:
    """Judge a BGR or gray picture.

    Codes are looked for in the photo of a sealed parcel only. ``expected_waybill`` is the number that was scanned, in
    the form that ``waybill_of`` answers; None when none was scanned yet: any number is right then.

    Raises:
        ValueError: ``image`` is no picture.
    """
    gray = as_gray(image)
    small = _at_fixed_width(gray)
    exposure = _exposure(small)
    spread = _mean_and_deviation(small)[1]
    sharpness = round(_mean_and_deviation(cv2.Laplacian(small, cv2.CV_32F))[1] ** 2)
    structure = _structure(small, thresholds.structure_level)
    beat = beat_of(gray)
    sealed = subject is PhotoSubject.SEALED_PARCEL
    waybills = _waybills(gray, thresholds, expected_waybill, waybill_of) if sealed else ()
    judged = {
        PhotoProblem.TOO_DARK: exposure.mean < thresholds.darkest or exposure.dark > thresholds.most_dark,
        PhotoProblem.TOO_BRIGHT: exposure.mean > thresholds.brightest or exposure.bright > thresholds.most_bright,
    }
    lit = not any(judged.values())
    judged[PhotoProblem.EMPTY] = spread < _NOTHING or (lit and structure < thresholds.least_structure)
    # what is black, white or empty cannot be judged for sharpness
    shows = lit and not judged[PhotoProblem.EMPTY]
    judged[PhotoProblem.BLURRED] = shows and sharpness < thresholds.least_sharpness
    judged[PhotoProblem.SCREEN_SUSPECTED] = shows and beat > thresholds.screen_beat
    judged[PhotoProblem.WAYBILL_UNREADABLE] = sealed and not waybills
    judged[PhotoProblem.WAYBILL_DIFFERS] = (
        bool(waybills) and expected_waybill is not None and expected_waybill not in waybills
    )
    problems = tuple(problem for problem in PhotoProblem if judged[problem])
    return PhotoJudgement(sharpness, exposure, structure, beat, waybills, problems)


def _at_fixed_width(gray: Image) -> Image:
    height, width = gray.shape
    size = (JUDGED_WIDTH, max(1, round(height * JUDGED_WIDTH / width)))
    kernel = cv2.INTER_AREA if width > JUDGED_WIDTH else cv2.INTER_LINEAR
    return as_image(cv2.resize(gray, size, interpolation=kernel))


def _mean_and_deviation(array: MatLike) -> tuple[float, float]:
    mean, deviation = cv2.meanStdDev(array)
    return float(mean[0, 0]), float(deviation[0, 0])


def _exposure(small: Image) -> Exposure:
    counts = np.bincount(small.ravel(), minlength=256)
    dark, bright = counts[: _DARK_LEVEL + 1].sum(), counts[_BRIGHT_LEVEL:].sum()
    return Exposure(float(counts @ np.arange(256)) / small.size, float(dark) / small.size, float(bright) / small.size)


def _structure(small: Image, level: float) -> float:
    """The share of the middle's cells whose gray levels differ by ``level`` (standard deviation) or more."""
    levels = small.astype(np.float32)
    mean = np.asarray(cv2.resize(levels, _CELLS, interpolation=cv2.INTER_AREA))
    squares = np.asarray(cv2.resize(levels * levels, _CELLS, interpolation=cv2.INTER_AREA))
    variance = (squares - mean * mean)[_MIDDLE]
    return float((variance >= level * level).mean())


def _waybills(gray: Image, thresholds: PhotoThresholds, expected: str | None, waybill_of: WaybillOf) -> tuple[str, ...]:
    """The distinct waybill numbers in the picture, ``expected`` first."""
    # without the second opinion: it alone would take most of the time that a judgement may cost
    until_s = time.perf_counter() + thresholds.codes_budget_s
    codes = decode_patiently(gray, until_s=until_s, second_opinion=False)
    numbers = dict.fromkeys(number for code in codes if (number := waybill_of(code.text)) is not None)
    return tuple(sorted(numbers, key=lambda number: number != expected))
