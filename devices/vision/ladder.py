"""The rescue ladder: what is tried, one rung after the other, on a frame in which the quick pass found nothing.

Measured on drawn frames that the quick pass cannot read, on the area with the code alone: enlarging reads small bars,
sharpening bars out of focus, taking motion back a smear of 6 to 12 pixels, and only turning by 45° reads small bars
that lie across (zxing-cpp looks along rows and columns). None of them read a wrong number.

Invariants:
- A climb ends with the first rung that reads something, or when its time is up; the rung under way is finished. As long
  as the scene stays, the next climb goes on where that one ended, so that on a slow PC, too, every rung has its turn.
- The rung that read last is tried first the next time: the next frame of the same label will need the same one.
- Corners of codes are in the pixels of the frame.
"""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.vision.code_area import CodeArea, code_area
from devices.vision.codes import WAYBILL_FORMATS, DecodedCode, Point
from devices.vision.hints import BarsMeasured, measure_bars
from devices.vision.pixels import Image, as_image
from devices.vision.rescue import RESCUE_CHAIN, RescueVariant
from devices.vision.scene import SceneWatch
from devices.vision.smear import smear_of, unsmeared
from devices.vision.stills import merged
from devices.vision.zbar_engine import read_with_zbar
from devices.vision.zxing_engine import read_with_zxing

CLIMB_S: Final = 0.3
"""Seconds after which no further rung is begun."""

_TURN: Final = 45.0

Affine: TypeAlias = NDArray[np.float64]
"""2 x 3, from the pixels of the area to those of the prepared picture."""
Rung: TypeAlias = Callable[[Image], tuple[Sequence[DecodedCode], Affine]]
"""Reads one area; the matrix says where the codes' corners are."""


@dataclass(frozen=True, slots=True)
class Climb:
    """What a climb gave: the codes of the newest frame, and those that the same rung read in the one before it.

    ``exhausted``: the last rung was tried in vain, in this climb or at the end of several. ``bars`` were measured where
    none could be read.
    """

    codes: tuple[DecodedCode, ...]
    earlier: tuple[DecodedCode, ...]
    exhausted: bool
    bars: BarsMeasured | None = None


_NOTHING_READ: Final = Climb((), (), exhausted=True)


class Ladder:
    """Reads hard frames. Single-threaded, but for no particular thread. ``clock`` counts seconds."""

    def __init__(self, rungs: Sequence[Rung] = (), *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rungs = list(rungs or RUNGS)
        self._clock = clock
        self._scene = SceneWatch()
        self._tried = 0  # rungs from the first one on that read nothing in this scene

    def climb(
        self,
        frames: Sequence[Image],
        earlier: Image | None = None,
        known: Collection[str] = (),
        *,
        budget_s: float = CLIMB_S,
    ) -> Climb:
        """Read the newest of gray ``frames`` (at least one), or what they show together in the dark.

        ``earlier`` is another frame of the same camera: what reads the newest one reads it too, for a second witness.
        ``known`` are texts that were read without the ladder: a rung that reads no others reads nothing.

        Raises:
            DeviceError: BAD_FRAME, see :func:`devices.vision.zbar_engine.read_with_zbar`.
        """
        until = self._clock() + budget_s
        whole = merged(frames)
        area = code_area(whole)
        if area is None:
            return _NOTHING_READ
        part, light = area.cut(whole), cv2.mean(frames[-1])[0]
        if self._scene.differs(frames[-1]):
            self._tried = 0
        self._scene.remember(frames[-1])
        for rung in self._rungs[self._tried :]:
            read, matrix = rung(part)
            codes = [code for code in read if code.text not in known]
            if codes:
                self._tried = 0
                self._rungs.remove(rung)
                self._rungs.insert(0, rung)
                witnessed = _in_frame(*rung(area.cut(earlier)), area) if earlier is not None else ()
                return Climb(_in_frame(codes, matrix, area), witnessed, exhausted=False)
            self._tried += 1
            if self._clock() >= until:
                break
        exhausted = self._tried == len(self._rungs)
        if exhausted:
            self._tried = 0
        return Climb((), (), exhausted, bars=measure_bars(part, light))


def _read_prepared(part: Image, variant: RescueVariant) -> tuple[Sequence[DecodedCode], Affine]:
    return _zxing(variant.prepare(part)), _scaled(variant.scale)


def _read_unmoved(part: Image) -> tuple[Sequence[DecodedCode], Affine]:
    """Motion taken back; nothing without any."""
    smear = smear_of(part)
    if smear is None:
        return (), _scaled(1)
    return _read_prepared(unsmeared(part, smear), RESCUE_CHAIN[0])


def _read_turned(
    part: Image, scale: float, before: RescueVariant | None = None
) -> tuple[Sequence[DecodedCode], Affine]:
    first = before.scale if before is not None else 1.0
    prepared = before.prepare(part) if before is not None else part
    turned, matrix = _turned(prepared, scale / first)
    return _zxing(turned), np.asarray(matrix @ np.diag([first, first, 1.0]), np.float64)


def _second_opinion(part: Image) -> tuple[Sequence[DecodedCode], Affine]:
    return read_with_zbar(part, WAYBILL_FORMATS), _scaled(1)


_ENLARGED, _STRETCHED, _SHARPENED = RESCUE_CHAIN

RUNGS: Final[tuple[Rung, ...]] = (
    partial(_read_prepared, variant=_ENLARGED),
    partial(_read_prepared, variant=_SHARPENED),
    _read_unmoved,
    partial(_read_turned, scale=1.5),
    partial(_read_prepared, variant=_STRETCHED),
    partial(_read_turned, scale=1.8, before=_SHARPENED),
    _second_opinion,
)
"""The cheap and frequent first; zbar, which takes longest and reads least, last."""


def _zxing(prepared: Image) -> list[DecodedCode]:
    return read_with_zxing(prepared, WAYBILL_FORMATS)


def _scaled(scale: float) -> Affine:
    return np.array([[scale, 0, 0], [0, scale, 0]], np.float64)


def _turned(gray: Image, scale: float) -> tuple[Image, Affine]:
    """The picture turned by 45°, whole, and the matrix."""
    height, width = gray.shape
    side = round((height + width) * np.sqrt(0.5) * scale)
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), _TURN, scale), np.float64)
    matrix[:, 2] += (side - width) / 2, (side - height) / 2
    turned = cv2.warpAffine(gray, matrix, (side, side), flags=cv2.INTER_CUBIC, borderValue=128)
    return as_image(turned), matrix


def _in_frame(codes: Sequence[DecodedCode], matrix: Affine, area: CodeArea) -> tuple[DecodedCode, ...]:
    back = cv2.invertAffineTransform(matrix)

    def moved(point: Point) -> Point:
        x, y = back @ np.array([point[0], point[1], 1.0])
        return round(float(x)) + area.left, round(float(y)) + area.top

    def placed(code: DecodedCode) -> DecodedCode:
        first, second, third, fourth = code.quad
        return replace(code, quad=(moved(first), moved(second), moved(third), moved(fourth)))

    return tuple(placed(code) for code in codes)
