"""Judges each picture of a parcel when it is taken, and looks whether it was shown before.

Invariants:
- What is judged is what is kept: the JPEG's own bytes.
- A picture is compared with those of other parcels only: two shots of one parcel may well look alike.
- Runs on a pool thread; the store is asked on its own. What earlier pictures look like is learnt bit by bit: each
  search first takes in what was kept since the one before.
- What is kept of an earlier picture never stops a new one: what is damaged or gone is left out of the search.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TypeVar

from app.domain.acceptance import Parcel
from app.domain.inspection import PhotoJudgement, PhotoProblem, PhotoRole
from app.domain.policy import Policy
from app.photo_thresholds import thresholds_of, waybill_of
from app.ports import EvidenceVault, Store, UnitOfWork
from app.storage.errors import StorageError
from app.usecases.attach_photo import EarlierPhoto, ExaminedPhoto, TakenPhoto
from devices.errors import DeviceError, DeviceFault
from devices.inspection.fingerprint import Fingerprint, Probe, probe_of
from devices.inspection.perceptual_hash import HASH_BYTES, WINDOWS
from devices.inspection.photo_features import features_from
from devices.inspection.photo_judge import PhotoSubject, judge_photo
from devices.inspection.reuse_index import Match, Reuse, ReuseIndex
from devices.vision.decode import picture_from

_DIGEST_BYTES = 32
HASHES_LENGTH = WINDOWS * HASH_BYTES
_TAKEN_IN_AT_ONCE = 5_000
_JUDGED = {PhotoRole.CONTENTS: PhotoSubject.CONTENTS, PhotoRole.SEALED_PARCEL: PhotoSubject.SEALED_PARCEL}
"""A certificate and the scene of an incident are judged like contents."""

Result = TypeVar("Result")


class InspectionExaminer:
    """What stands behind :class:`ui.screens.acceptance.actions.PhotoExaminer`. Any thread may call it."""

    def __init__(self, store: Store, vault: EvidenceVault, policy: Policy) -> None:
        self._store = store
        self._vault = vault
        self._thresholds = thresholds_of(policy.photos)
        self._lock = Lock()
        self._index = ReuseIndex()
        self._taken_in = 0
        self._parcels: dict[str, set[str]] = {}
        self._moments: dict[str, datetime] = {}

    def examine(
        self, jpeg: bytes, role: PhotoRole, parcel: Parcel | None, *, taken_at: datetime, device: str
    ) -> ExaminedPhoto:
        """Judge the picture for that parcel. Raises DeviceError(BAD_FRAME), StorageError."""
        image = picture_from(jpeg)
        if image is None:
            raise DeviceError(DeviceFault.BAD_FRAME, device, "not a picture")
        number = parcel.waybill.number if parcel is not None and parcel.waybill is not None else None
        judged = judge_photo(
            image,
            _JUDGED.get(role, PhotoSubject.CONTENTS),
            self._thresholds,
            expected_waybill=number,
            waybill_of=waybill_of,
        )
        probe = probe_of(jpeg, image)
        # forms look alike: one tells nothing about the next
        compared = role is not PhotoRole.PAPER_FORM
        match = self._search(probe, parcel) if compared else None
        problems = tuple(PhotoProblem(problem.value) for problem in judged.problems)
        if match is not None:
            problems = (PhotoProblem.REPEATED, *problems)
        judgement = PhotoJudgement(
            sharpness=judged.sharpness,
            brightness=round(judged.exposure.mean),
            problems=problems,
            perceptual_hash=probe.fingerprint.hashes[:8].hex(),
            repeats=match.photo_id if match is not None else None,
        )
        look = (probe.fingerprint.sha256 + probe.fingerprint.hashes, probe.fingerprint.features)
        taken = TakenPhoto(jpeg, role, taken_at, device, judgement, look if compared else None)
        return ExaminedPhoto(taken, self._earlier(match) if match is not None else None)

    def _search(self, probe: Probe, parcel: Parcel | None) -> Match | None:
        with self._lock:
            self._take_in()
            own = self._parcels.get(parcel.parcel_id, set()) if parcel is not None else set()
            while True:
                try:
                    match = self._index.search(probe, self._features_of, own)
                    if match is not None and match.how is Reuse.EXACT:
                        # found by its digest alone: it may have been taken back
                        self._kept_features(match.photo_id)
                except _GoneError as gone:
                    self._index.remove(gone.evidence_id)
                else:
                    return match

    def _take_in(self) -> None:
        while True:
            kept = self._ask(lambda work: work.looks.after(self._taken_in, limit=_TAKEN_IN_AT_ONCE))
            for look in kept:
                digest, hashes = look.hash[:_DIGEST_BYTES], look.hash[_DIGEST_BYTES:]
                if len(hashes) == HASHES_LENGTH:
                    # an earlier program's hashes cannot be compared
                    self._index.add(look.evidence_id, Fingerprint(digest, hashes, b""))
                self._parcels.setdefault(look.parcel_id, set()).add(look.evidence_id)
                self._moments[look.evidence_id] = look.taken_at
                self._taken_in = look.number
            if len(kept) < _TAKEN_IN_AT_ONCE:
                return

    def _features_of(self, evidence_id: str) -> bytes:
        features = self._kept_features(evidence_id)
        try:
            features_from(features)
        except DeviceError as error:
            # damaged, or of another version
            raise _GoneError(evidence_id) from error
        return features

    def _kept_features(self, evidence_id: str) -> bytes:
        features = self._ask(lambda work: work.looks.features(evidence_id))
        if features is None:
            raise _GoneError(evidence_id)
        return features

    def _earlier(self, match: Match) -> EarlierPhoto:
        return EarlierPhoto(match.photo_id, self._moments.get(match.photo_id), self._picture_of(match.photo_id))

    def _picture_of(self, evidence_id: str) -> bytes | None:
        """From the vault; None when it was purged, or cannot be read any more."""
        stored = self._ask(lambda work: work.evidence.get(evidence_id))
        if stored is None:
            return None
        try:
            with self._vault.open(stored) as clear:
                return clear.read()
        except StorageError:
            return None

    def _ask(self, look: Callable[[UnitOfWork], Result]) -> Result:
        """In a unit of work of its own on the store's thread; waits for it."""

        def in_unit() -> Result:
            with self._store.unit_of_work() as work:
                return look(work)

        return self._store.submit(in_unit).result()


class _GoneError(Exception):
    """Nothing is left of the picture that could be compared."""

    def __init__(self, evidence_id: str) -> None:
        super().__init__()
        self.evidence_id = evidence_id
