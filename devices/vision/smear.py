"""Motion in a picture: how far a moving thing was smeared along the rows or the columns, and the way back.

An even smear over ``n`` pixels removes the frequencies 1/n, 2/n, … of every line along it: dips in the spectrum that
no print makes. Measured on drawn waybills: lengths of 6 to 12 pixels are found exactly, unmoved ones have none.

Invariants:
- Only even motion along rows or columns is told; a turning or jerking hand is not.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.vision.pixels import Image, as_gray

_LENGTHS: Final = range(5, 15)
"""Pixels. A shorter smear does not keep a code from being read, a longer one leaves nothing to bring back."""
_DEPTH: Final = 1.35
"""How deep the dips must be on the mean, as a natural logarithm. Unmoved waybills reach 1.05, moved ones at least 1.45
(drawn; on real pictures to be seen)."""
_SMOOTHING: Final = 24
"""The spectrum's own slope is its mean over this part of it."""
_BORDER: Final = 16
_DAMPING: Final = 0.01
"""Of Wiener's filter: noise of two gray levels in frequencies that the smear has removed is not blown up."""


@dataclass(frozen=True, slots=True)
class Smear:
    """``length`` in pixels, ``axis`` 1 along the rows and 0 along the columns."""

    length: int
    axis: int


def smear_of(gray: Image) -> Smear | None:
    """The motion in a gray picture; None when there is none to be seen, or the picture is smaller than 64 pixels.

    Raises:
        ValueError: ``gray`` is no picture.
    """
    levels = as_gray(gray).astype(np.float32)
    if min(levels.shape) < 4 * _BORDER:
        return None
    found = [(depth, Smear(length, axis)) for axis in (1, 0) for depth, length in [_deepest(levels, axis)]]
    depth, smear = max(found, key=lambda one: one[0])
    return smear if depth >= _DEPTH else None


def unsmeared(gray: Image, smear: Smear) -> Image:
    """The picture with that motion taken back (Wiener's filter along the lines)."""
    height, width = gray.shape
    tall, wide = (cv2.getOptimalDFTSize(side + 2 * _BORDER) for side in (height, width))
    bottom, right = tall - height - _BORDER, wide - width - _BORDER
    padded = cv2.copyMakeBorder(gray, _BORDER, bottom, _BORDER, right, cv2.BORDER_REFLECT).astype(np.float32)
    kernel = np.zeros(padded.shape[smear.axis], np.float32)
    kernel[: smear.length] = 1 / smear.length
    transfer = np.fft.rfft(np.roll(kernel, -(smear.length // 2)))
    filter_ = (np.conj(transfer) / (np.abs(transfer) ** 2 + _DAMPING)).astype(np.complex64)
    spectrum = np.fft.rfft(padded, axis=smear.axis) * (filter_[None, :] if smear.axis else filter_[:, None])
    restored = np.fft.irfft(spectrum, n=padded.shape[smear.axis], axis=smear.axis)
    inner = restored[_BORDER : _BORDER + height, _BORDER : _BORDER + width]
    return np.asarray(np.clip(inner, 0, 255), dtype=np.uint8)


def _deepest(levels: NDArray[np.float32], axis: int) -> tuple[float, int]:
    """The depth of the dips for the length that explains them best, and that length."""
    count = levels.shape[axis]
    window = np.hanning(count).astype(np.float32)
    lines = (levels - levels.mean(axis=axis, keepdims=True)) * (window[None, :] if axis else window[:, None])
    power = np.log((np.abs(np.fft.rfft(lines, axis=axis)) ** 2).mean(axis=1 - axis) + 1).astype(np.float32)
    flat = power - cv2.GaussianBlur(power[None, :], (0, 0), count / _SMOOTHING)[0]
    return max((-_at_multiples(flat, count / length), length) for length in _LENGTHS)


def _at_multiples(flat: NDArray[np.float32], step: float) -> float:
    """The mean of the spectrum at ``step``, twice ``step``, … (positions in it)."""
    places = [round(step * k) for k in range(1, int(len(flat) / step) + 1)]
    return float(np.mean([flat[place - 1 : place + 2].mean() for place in places if place < len(flat) - 2]))
