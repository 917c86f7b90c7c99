"""Whether one photo is a copy of another: laid over each other by their key points, and compared everywhere.

A copy agrees with its original in the whole picture. Two photos of one counter agree in the background only: their key
points may match, and the counter, laid over itself, agrees perfectly, but the parcel does not. So the key points only
say how the pictures lie; the share of the picture that then differs decides.

Invariants:
- No knowledge about the counter is needed, so nothing has to be learnt, and nothing can be learnt wrongly.
- A copy may be a part of the original, brighter or coarser; pixels that are burnt out in it are left aside.
"""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.inspection.photo_features import THUMBNAIL_SIDE, PhotoFeatures, features_of
from devices.vision.pixels import Image, as_gray, as_image

LEAST_INLIERS: Final = 4
"""Key points that must agree on how the pictures lie; fewer agree by chance."""
MOST_DIFFERING: Final = 0.008
"""The share of the compared area that may differ in a copy. Drawn photos of the tuning set: copies up to 0.0034, the
most similar two of 300 different sealed parcels 0.018."""

_ALIKE_BITS: Final = 64
"""Of 256: descriptors further apart are of different things."""
_REACH: Final = 4 / 640
"""How far, in parts of the longest side, a key point may lie off."""
_SCALES: Final = (0.3, 1.3)
"""The size of what the copy shows, as a part of the original's longest side: a copy shows no more than the original."""
_LEAST_COMPARED: Final = 0.4
_BURNT: Final = 250
_HARDLY_BURNT: Final = 5
"""Of 255, that much of what a pixel of the small picture shows may be burnt out."""
_DIFFERS_LEVELS: Final = 5.0
"""Gray levels of the original, averaged over 5 x 5 pixels of the small picture."""
_BLUR: Final = (5, 5)
_MAY_YET_BE_A_COPY: Final = 0.3
_CLOSER: Final = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 15, 1e-4)
_ROUNDS: Final = 3
_AGREES_LEVELS: Final = 8.0
_LIGHT_STEP: Final = 5
"""Every fifth pixel says enough about the light."""
_LEAST_CONTRAST: Final = 0.2


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the asked photo, as taken or mirrored: its features, and which pixels of the small picture count."""

    features: PhotoFeatures
    counts: NDArray[np.bool_] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the photos lie over each other. ``inliers`` are key points that agree; ``differing`` a share, 0 to 1."""

    inliers: int
    differing: float

    @property
    def worth_a_closer_look(self) -> bool:
        """Whether it may yet be a copy, when the photos are laid over each other more exactly."""
        return self.inliers >= LEAST_INLIERS and self.differing <= _MAY_YET_BE_A_COPY

    @property
    def is_copy(self) -> bool:
        """Whether the asked photo is a copy of the earlier one."""
        return self.inliers >= LEAST_INLIERS and self.differing <= MOST_DIFFERING


NO_AGREEMENT: Final = Agreement(0, 1.0)


def sides_of(image: Image) -> tuple[Side, Side]:
    """What is compared of a BGR or gray picture, as taken and mirrored. Raises ValueError when it is none."""
    gray = as_gray(image)
    features = features_of(gray)
    # a channel that is burnt out bends the gray level without burning it
    brightest = gray if image.ndim == 2 else cv2.max(cv2.max(image[:, :, 0], image[:, :, 1]), image[:, :, 2])
    burnt = cv2.threshold(brightest, _BURNT - 1, 255, cv2.THRESH_BINARY)[1]
    height, width = features.thumbnail.shape
    counts = as_image(cv2.resize(burnt, (width, height), interpolation=cv2.INTER_AREA)) < _HARDLY_BURNT
    mirrored = features_of(as_image(cv2.flip(gray, 1)))
    return Side(features, counts), Side(mirrored, np.fliplr(counts))


def compared(asked: Side, earlier: PhotoFeatures, *, closely: bool = False) -> Agreement:
    """Lay the asked photo over the earlier one, and compare them.

    ``closely``: lay them over each other more exactly than key points can, which takes several times as long.
    """
    way, inliers = _way_between(asked.features, earlier)
    if way is None or not _SCALES[0] <= float(np.hypot(way[0, 0], way[1, 0])) <= _SCALES[1]:
        return NO_AGREEMENT
    way = _in_pixels(way)
    if closely:
        way = _closer(asked.features, earlier, way)
    return Agreement(inliers, _differing(asked, earlier, way))


def _way_between(asked: PhotoFeatures, earlier: PhotoFeatures) -> tuple[NDArray[np.float64] | None, int]:
    """The turn, scale and shift (2 x 3) from the asked photo to the earlier one, and how many key points agree."""
    if min(len(asked.points), len(earlier.points)) < LEAST_INLIERS:
        return None, 0
    matches = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(asked.descriptors, earlier.descriptors)
    pairs = np.array([(one.queryIdx, one.trainIdx) for one in matches if one.distance <= _ALIKE_BITS], int)
    if len(pairs) < LEAST_INLIERS:
        return None, 0
    way, agree = cv2.estimateAffinePartial2D(
        asked.points[pairs[:, 0]],
        earlier.points[pairs[:, 1]],
        method=cv2.RANSAC,
        ransacReprojThreshold=_REACH,
        maxIters=300,
        confidence=0.99,
        refineIters=5,
    )
    return (None, 0) if way is None else (np.asarray(way, np.float64), int(agree.sum()))


def _in_pixels(way: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same way in pixels of the small pictures, whose middles are at halves."""
    pixels = way.copy()
    pixels[:, 2] = way[:, 2] * THUMBNAIL_SIDE + way[:, :2] @ (0.5, 0.5) - 0.5
    return pixels


def _closer(asked: PhotoFeatures, earlier: PhotoFeatures, way: NDArray[np.float64]) -> NDArray[np.float64]:
    """``way``, improved until the small pictures correlate best (ECC); unchanged when that does not come to an end."""
    everywhere = np.full(earlier.thumbnail.shape, 255, np.uint8)
    start = way.astype(np.float32)
    try:
        _, better = cv2.findTransformECC(
            asked.thumbnail, earlier.thumbnail, start, cv2.MOTION_AFFINE, _CLOSER, everywhere, 1
        )
    except cv2.error:
        return way
    return np.asarray(better, np.float64)


def _differing(asked: Side, earlier: PhotoFeatures, way: NDArray[np.float64]) -> float:
    """The share of the compared area in which the photos differ, after their light has been made equal; 1 for all."""
    small = asked.features.thumbnail.astype(np.float32)
    size = small.shape[1], small.shape[0]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    original = np.asarray(cv2.warpAffine(earlier.thumbnail, way, size, flags=flags), np.float32)
    there = cv2.warpAffine(np.full(earlier.thumbnail.shape, 255, np.uint8), way, size, flags=flags)
    counts = (as_image(there) == 255) & asked.counts
    compared_pixels = np.count_nonzero(counts)
    if compared_pixels < _LEAST_COMPARED * counts.size:
        return 1.0
    fit = _light(original[counts][::_LIGHT_STEP], small[counts][::_LIGHT_STEP])
    if fit is None:
        return 1.0
    gain, offset = fit
    rest = np.where(counts, (small - offset) / gain - original, 0).astype(np.float32)
    differs = (np.abs(cv2.blur(rest, _BLUR)) > _DIFFERS_LEVELS) & counts
    return np.count_nonzero(differs) / compared_pixels


def _light(original: NDArray[np.float32], copy: NDArray[np.float32]) -> tuple[float, float] | None:
    """Gain and offset from the original's gray levels to the copy's, by least squares over what agrees best."""
    known, seen = original, copy
    gain, offset = 1.0, 0.0
    for _ in range(_ROUNDS):
        count, known_sum, seen_sum = len(known), float(known.sum()), float(seen.sum())
        spread = float(known @ known) / count - (known_sum / count) ** 2
        if spread < 1:
            return None
        gain = (float(known @ seen) / count - known_sum * seen_sum / count**2) / spread
        offset = (seen_sum - gain * known_sum) / count
        if gain < _LEAST_CONTRAST:
            return None
        off = np.abs(original * gain + offset - copy)
        agrees = off <= max(_AGREES_LEVELS, float(np.partition(off, len(off) * 4 // 5)[len(off) * 4 // 5]))
        known, seen = original[agrees], copy[agrees]
    return gain, offset
