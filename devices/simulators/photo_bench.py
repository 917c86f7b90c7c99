"""Measures the photo judge and the search for re-used photos on the drawn counter: time, copies found, false stops.

All photos share one counter, its lamp and its clutter; cartons, goods and waybill layouts repeat: the hard case.

Invariants:
- The pictures come from seeds that no threshold was tuned on; what was tuned used others (:data:`TUNED_SEEDS`).
- Photos are searched for as the program keeps them: as JPEG of at most 1280 pixels.
- Whatever is found for a new photo is a false stop, and whatever is found for a copy counts only if it is its original.
- What fills the index up to its size are photos of other seeds pieced together, on the same counter: each may be
  mistaken for a copy, and each may push an original off the list of candidates.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import cv2
import numpy as np

from devices.inspection.fingerprint import Fingerprint, Probe, probe_of
from devices.inspection.perceptual_hash import window_hashes
from devices.inspection.photo_judge import PhotoSubject, PhotoThresholds, judge_jpeg
from devices.inspection.reuse_index import ReuseIndex
from devices.simulators.parcel_scene import ShotFault, open_box_picture, sealed_parcel_picture
from devices.simulators.photo_alterations import Alteration, altered
from devices.vision.decode import picture_from
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image, as_gray, as_image

TUNED_SEEDS: Final = range(10_000)
FRESH_SEED: Final = 100_000
_FILLING_SEED: Final = 40_000

_FILLING_PHOTOS: Final = 150
_PIECED: Final = 20_000
"""Photos pieced together from two; the rest of the filling are these with a few bits of their hashes changed."""
_CHANGED_BITS: Final = 3
_SIDE: Final = 64
_SEAM: Final = 34
_FAULTS: Final = (None, None, None, None, None, None, ShotFault.BLURRED, ShotFault.WAYBILL_COVERED)


@dataclass(slots=True)
class ReuseFigures:
    """What was measured. Times in seconds, memory in bytes."""

    earlier: int = 0
    different: int = 0
    false_stops: int = 0
    tried: dict[Alteration, int] = field(default_factory=lambda: dict.fromkeys(Alteration, 0))
    found: dict[Alteration, int] = field(default_factory=lambda: dict.fromkeys(Alteration, 0))
    probe_seconds: list[float] = field(default_factory=list)
    search_seconds: list[float] = field(default_factory=list)
    index_bytes: int = 0
    features_bytes: int = 0
    """The largest features of one photo."""

    @property
    def found_share(self) -> float:
        """Of all copies."""
        return sum(self.found.values()) / max(1, sum(self.tried.values()))

    @property
    def false_share(self) -> float:
        """Of all different photos."""
        return self.false_stops / max(1, self.different)


def p95(seconds: Sequence[float]) -> float:
    """The time that 95 of 100 keep to; 0 without any."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] if ordered else 0.0


def measure_judging(count: int, thresholds: PhotoThresholds, first_seed: int = FRESH_SEED) -> list[float]:
    """Seconds for each of ``count`` 1920 x 1080 JPEG photos, every second one of a sealed parcel, some of them bad."""
    seconds = []
    for seed in range(first_seed, first_seed + count):
        fault = _FAULTS[seed // 2 % len(_FAULTS)]
        sealed = seed % 2 == 1
        picture = sealed_parcel_picture(seed, _number(seed), fault=fault) if sealed else open_box_picture(seed)
        content = encode_jpeg(picture, quality=90, max_side=1920, budget=10**9)
        subject = PhotoSubject.SEALED_PARCEL if sealed else PhotoSubject.CONTENTS
        began = time.perf_counter()
        judge_jpeg(content, subject, thresholds, expected_waybill=_number(seed) if sealed else None)
        seconds.append(time.perf_counter() - began)
    return seconds


def measure_reuse(different: int, copied: int, earlier: int, first_seed: int = FRESH_SEED) -> ReuseFigures:
    """Search for ``different`` new photos and for every alteration of ``copied`` of them, among ``earlier`` others.

    Raises:
        ValueError: more copies than photos are asked for, or none.
    """
    if not 0 < copied <= different:
        raise ValueError("nothing to copy")
    figures = ReuseFigures()
    index, kept = ReuseIndex(), dict[str, bytes]()
    for photo_id, fingerprint in _filling(earlier):
        index.add(photo_id, fingerprint)
        kept[photo_id] = fingerprint.features
    figures.earlier = len(index)
    for number in range(different):
        seed = first_seed + number
        content = photo_file(seed)
        probe = _probed(content, figures)
        figures.different += 1
        figures.false_stops += _searched(index, probe, kept, figures) is not None
        index.add(str(seed), probe.fingerprint)
        kept[str(seed)] = probe.fingerprint.features
        figures.features_bytes = max(figures.features_bytes, len(probe.fingerprint.features))
    for number in range(0, different, different // copied)[:copied]:
        _copies(first_seed + number, index, kept, figures)
    figures.index_bytes = index.hash_bytes
    return figures


def photo_file(seed: int) -> bytes:
    """A photo as the program keeps it: two in five show a sealed parcel."""
    return encode_jpeg(sealed_parcel_picture(seed, _number(seed)) if seed % 5 < 2 else open_box_picture(seed))


def _copies(seed: int, index: ReuseIndex, kept: dict[str, bytes], figures: ReuseFigures) -> None:
    original = _decoded(photo_file(seed))
    rng = np.random.default_rng(seed)
    for alteration in Alteration:
        match = _searched(index, _probed(altered(original, alteration, rng), figures), kept, figures)
        figures.tried[alteration] += 1
        figures.found[alteration] += match == str(seed)


def _probed(content: bytes, figures: ReuseFigures) -> Probe:
    began = time.perf_counter()
    probe = probe_of(content)
    figures.probe_seconds.append(time.perf_counter() - began)
    return probe


def _searched(index: ReuseIndex, probe: Probe, kept: dict[str, bytes], figures: ReuseFigures) -> str | None:
    began = time.perf_counter()
    match = index.search(probe, kept.__getitem__)
    figures.search_seconds.append(time.perf_counter() - began)
    return None if match is None else match.photo_id


def _filling(count: int) -> Iterator[tuple[str, Fingerprint]]:
    """``count`` other photos: pieced together from two in the hash, and with one's features."""
    rng = np.random.default_rng(0)
    files = [photo_file(_FILLING_SEED + number) for number in range(min(count, _FILLING_PHOTOS))]
    squares = [_shrunk(_decoded(content)) for content in files]
    features = [probe_of(content).fingerprint.features for content in files]
    pieced: list[Fingerprint] = []
    for number in range(count):
        name = f"filling-{number}"
        if number < _PIECED:
            one, other = (int(drawn) for drawn in rng.integers(0, len(files), 2))
            square = squares[one].copy()
            square[:, _SEAM:] = squares[other][:, _SEAM:]
            pieced.append(Fingerprint(rng.bytes(32), window_hashes(square), features[one]))
            yield name, pieced[-1]
        else:
            whole = pieced[number % _PIECED]
            yield name, replace(whole, sha256=rng.bytes(32), hashes=_changed(whole.hashes, rng))


def _changed(hashes: bytes, rng: np.random.Generator) -> bytes:
    bits = np.unpackbits(np.frombuffer(hashes, np.uint8)).reshape(-1, 128)
    for row in bits:
        row[rng.integers(0, len(row), _CHANGED_BITS)] ^= 1
    return np.packbits(bits).tobytes()


def _shrunk(photo: Image) -> Image:
    return as_image(cv2.resize(as_gray(photo), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA))


def _decoded(content: bytes) -> Image:
    picture = picture_from(content)
    if picture is None:
        raise ValueError("not a picture")
    return picture


def _number(seed: int) -> str:
    return f"YT{10**12 + seed * 7919}"
