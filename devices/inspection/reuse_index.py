"""Finds the earlier photo that a new one repeats: the same file, or a copy that was recompressed, cropped or turned.

Invariants:
- In memory there are hashes only, 160 bytes and a digest a photo; the features of a few candidates are asked for.
- A stop is always confirmed: by the file's digest, or by laying both photos over each other.
- Single-threaded.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from devices.inspection.comparison import Agreement, compared
from devices.inspection.fingerprint import Fingerprint, Probe
from devices.inspection.perceptual_hash import HASH_BYTES, WINDOWS
from devices.inspection.photo_features import features_from
from devices.inspection.turns import Turn

CANDIDATES: Final = 16
"""Photos that are laid over the new one at most."""

FURTHEST: Final = 44
"""Bits of 128, at most, between a copy's hash and its original's nearest window."""

_LOOKED_AT_CLOSELY: Final = 2
"""Of the photos that were laid over the new one, the likeliest, when none is a copy for certain."""
_FIRST_LOOK: Final = 1024
"""Photos whose whole hashes are compared, after a look at the first half of all."""
_NEVER: Final = 255
_WORDS: Final = HASH_BYTES // 8
_FIRST_ROOM: Final = 1024

FeaturesOf: TypeAlias = Callable[[str], bytes]
"""The kept features of an earlier photo, by its id (:attr:`Fingerprint.features`)."""


class Reuse(Enum):
    """How a photo repeats an earlier one."""

    EXACT = "exact"
    """The same file."""
    ALTERED = "altered"
    """The same picture in another file."""


@dataclass(frozen=True, slots=True)
class Match:
    """The earlier photo that a new one repeats.

    ``turn`` is what was done to it; ``inliers`` the key points that agree, and ``differing`` the share (0 to 1) of the
    picture that does not: 0 and 0.0 for the same file.
    """

    photo_id: str
    how: Reuse
    turn: Turn
    inliers: int
    differing: float


class ReuseIndex:
    """Earlier photos by their ids."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._digests: list[bytes] = []
        self._by_digest: dict[bytes, list[str]] = {}
        self._hashes: NDArray[np.uint64] = np.zeros((WINDOWS, _WORDS, _FIRST_ROOM), np.uint64)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def hash_bytes(self) -> int:
        """Bytes that the hashes take up."""
        return self._hashes.nbytes

    def add(self, photo_id: str, fingerprint: Fingerprint) -> None:
        """Remember a photo.

        Raises:
            ValueError: the id is known already, or the fingerprint's hashes are of a wrong length.
        """
        if photo_id in self._rows or len(fingerprint.hashes) != WINDOWS * HASH_BYTES:
            raise ValueError("known already, or no fingerprint")
        row = len(self._ids)
        if row == self._hashes.shape[2]:
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)], axis=2)
        self._hashes[:, :, row] = np.frombuffer(fingerprint.hashes, np.uint64).reshape(WINDOWS, _WORDS)
        self._ids.append(photo_id)
        self._rows[photo_id] = row
        self._digests.append(fingerprint.sha256)
        self._by_digest.setdefault(fingerprint.sha256, []).append(photo_id)

    def remove(self, photo_id: str) -> None:
        """Forget a photo. Raises KeyError when it is not there."""
        row, last = self._rows.pop(photo_id), len(self._ids) - 1
        self._by_digest[self._digests[row]].remove(photo_id)
        if not self._by_digest[self._digests[row]]:
            del self._by_digest[self._digests[row]]
        # the last photo takes the place that has become free
        if row != last:
            self._ids[row], self._digests[row] = self._ids[last], self._digests[last]
            self._hashes[:, :, row] = self._hashes[:, :, last]
            self._rows[self._ids[row]] = row
        self._ids.pop()
        self._digests.pop()

    def search(self, probe: Probe, features_of: FeaturesOf, exclude: AbstractSet[str] = frozenset()) -> Match | None:
        """The earlier photo that ``probe`` repeats; None when there is none.

        ``exclude`` are photos that may be alike: those of the same parcel.

        Raises:
            DeviceError: BAD_FRAME when the features of a candidate are none.
        """
        for photo_id in self._by_digest.get(probe.fingerprint.sha256, ()):
            if photo_id not in exclude:
                return Match(photo_id, Reuse.EXACT, Turn.NONE, 0, 0.0)
        doubtful: list[tuple[float, str, Turn]] = []
        for photo_id, turn in self._candidates(probe, exclude):
            agreement = compared(probe.side(turn), features_from(features_of(photo_id)))
            if agreement.is_copy:
                return _altered(photo_id, turn, agreement)
            if agreement.worth_a_closer_look:
                doubtful.append((agreement.differing, photo_id, turn))
        for _, photo_id, turn in sorted(doubtful, key=lambda entry: entry[0])[:_LOOKED_AT_CLOSELY]:
            agreement = compared(probe.side(turn), features_from(features_of(photo_id)), closely=True)
            if agreement.is_copy:
                return _altered(photo_id, turn, agreement)
        return None

    def _candidates(self, probe: Probe, exclude: AbstractSet[str]) -> Iterator[tuple[str, Turn]]:
        """The photos with the nearest hashes, nearest first, and the turn that brings them near."""
        asked = np.array([np.frombuffer(probe.hashes[turn], np.uint64) for turn in Turn])
        rows = self._near_at_first_look(asked[:, 0], len(exclude))
        # turns x windows x rows
        words = self._hashes[:, :, rows]
        bits = sum(np.bitwise_count(words[:, word] ^ asked[:, word, None, None]) for word in range(_WORDS))
        by_turn = np.asarray(bits).min(axis=1, initial=_NEVER)
        nearest, turns = by_turn.min(axis=0), by_turn.argmin(axis=0)
        known = tuple(Turn)
        near = [place for place in np.argsort(nearest, kind="stable") if nearest[place] <= FURTHEST]
        allowed = (place for place in near if self._ids[rows[place]] not in exclude)
        for place in islice(allowed, CANDIDATES):
            yield self._ids[rows[place]], known[turns[place]]

    def _near_at_first_look(self, asked: NDArray[np.uint64], spare: int) -> NDArray[np.intp]:
        """Rows of the photos whose lowest frequencies are nearest to those asked for, in any turn and window."""
        count, wanted = len(self._ids), _FIRST_LOOK + spare
        if count <= wanted:
            return np.arange(count)
        nearest = np.full(count, _NEVER, np.uint8)
        different, bits = np.empty(count, np.uint64), np.empty(count, np.uint8)
        for window in self._hashes[:, 0, :count]:
            for word in asked:
                # no new arrays: they would take most of the time
                np.bitwise_xor(window, word, out=different)
                np.bitwise_count(different, out=bits)
                np.minimum(nearest, bits, out=nearest)
        return np.argpartition(nearest, wanted)[:wanted]


def _altered(photo_id: str, turn: Turn, agreement: Agreement) -> Match:
    return Match(photo_id, Reuse.ALTERED, turn, agreement.inliers, agreement.differing)
