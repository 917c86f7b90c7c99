"""The fingerprint of a photo that is kept, and what a new photo is searched with.

Invariants:
- The same bytes give the same fingerprint, on any PC with the same library versions.
- A fingerprint is all that a search needs of an earlier photo.
"""

import hashlib
from dataclasses import dataclass, field

from devices.errors import DeviceError, DeviceFault
from devices.inspection.comparison import Side, sides_of
from devices.inspection.perceptual_hash import turned_hashes, window_hashes
from devices.inspection.turns import Turn
from devices.vision.decode import picture_from
from devices.vision.pixels import Image, as_gray


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a photo.

    ``sha256``: 32 bytes, of the file. ``hashes``: see :func:`~devices.inspection.perceptual_hash.window_hashes`.
    ``features``: see :meth:`~devices.inspection.photo_features.PhotoFeatures.to_bytes`.
    """

    sha256: bytes
    hashes: bytes = field(repr=False)
    features: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Probe:
    """A new photo, ready to be searched for among the earlier ones; ``fingerprint`` is what to keep of it."""

    fingerprint: Fingerprint
    hashes: dict[Turn, bytes] = field(repr=False)
    as_taken: Side
    mirrored: Side

    def side(self, turn: Turn) -> Side:
        """The side that lies over a photo as it was before ``turn``, but for quarter turns."""
        return self.mirrored if turn.mirrored else self.as_taken


def probe_of(content: bytes, image: Image | None = None) -> Probe:
    """The probe of a picture file; ``image`` are its pixels when they are decoded already.

    Raises:
        DeviceError: BAD_FRAME when the bytes hold no picture.
        ValueError: ``image`` is no picture.
    """
    pixels = picture_from(content) if image is None else image
    if pixels is None:
        raise DeviceError(DeviceFault.BAD_FRAME, "photo", "not a picture")
    gray = as_gray(pixels)
    as_taken, mirrored = sides_of(pixels)
    fingerprint = Fingerprint(hashlib.sha256(content).digest(), window_hashes(gray), as_taken.features.to_bytes())
    return Probe(fingerprint, turned_hashes(gray), as_taken, mirrored)
