"""Keeping a picture with the parcel.

Invariants:
- The file is durable in the vault before the row that names it commits; a crash between the two leaves a stray file
  that the next start sweeps, never a row without a file.
- The sealed parcel is photographed after its contents, and by that picture the clerk says that they match what was
  declared. Whoever found a difference seals nothing.
- The form of a late entry is photographed last, and says that they matched when it was filled in.
- A picture that the judge doubted is kept only with a coded reason, which stays in the record.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.acceptance import Missing, Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Finding, Found, Photo, PhotoJudgement, PhotoRole
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.domain.sending import Sending
from app.inspection_ports import Look
from app.ports import EvidenceVault
from app.usecases.counter import Counter
from app.usecases.results import CounterView

JPEG = "image/jpeg"
_SAY_THAT_IT_MATCHES = frozenset({PhotoRole.SEALED_PARCEL, PhotoRole.PAPER_FORM})


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A JPEG as the camera gave it, and what the machine said of it; ``look`` is its hash and its features."""

    jpeg: bytes = field(repr=False)
    role: PhotoRole
    taken_at: datetime
    device: str = ""
    judgement: PhotoJudgement | None = None
    look: tuple[bytes, bytes] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class EarlierPhoto:
    """The picture that a new one repeats. ``jpeg`` is None when it was purged."""

    evidence_id: str
    taken_at: datetime | None
    jpeg: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ExaminedPhoto:
    """A picture with what the machine said of it; ``earlier`` is the one it repeats, if any."""

    taken: TakenPhoto
    earlier: EarlierPhoto | None = None


class AttachPhoto:
    """Keeps a JPEG picture with the parcel, opening one when there is none."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, parcel_id: str | None, taken: TakenPhoto, clerk: ClerkNumber) -> CounterView:
        """The parcel with the picture.

        Raises DomainError: LETTER_HAS_NO_PHOTO, WAYBILL_FIRST, PHOTO_FIRST, CONTENTS_DIFFER, PHOTO_DOUBTED,
        REASON_UNKNOWN; StorageError when it cannot be kept.
        """
        self._require_allowed(parcel_id, taken, clerk)
        stored = self._vault.store(self._counter.ids.new(), taken.jpeg, JPEG)
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            offset = self._counter.clock_offset(work)
            photo = Photo(
                evidence_id=stored.evidence_id,
                role=taken.role,
                sha256=stored.sha256,
                size=stored.size,
                media_type=JPEG,
                taken_at=taken.taken_at,
                device=taken.device,
                clock_offset_ms=offset.offset_ms if offset is not None else None,
                judgement=taken.judgement,
            )
            inspection = parcel.inspection.with_photo(photo, clerk)
            if taken.role in _SAY_THAT_IT_MATCHES and parcel.sending is not Sending.LETTER:
                inspection = inspection.matching(Found(Finding.MATCHES, clerk, self._counter.clock.now()))
            view = self._counter.kept(work, replace(parcel, inspection=inspection))
            work.evidence.add(stored, parcel.parcel_id, upload=True, at=taken.taken_at)
            if taken.look is not None:
                hashed, features = taken.look
                work.looks.add(Look(stored.evidence_id, parcel.parcel_id, taken.taken_at, hashed, features))
            return view

    def _require_allowed(self, parcel_id: str | None, taken: TakenPhoto, clerk: ClerkNumber) -> None:
        """Asked before anything is kept: what may not be photographed leaves no trace."""
        with self._counter.store.unit_of_work() as work:
            parcel = self._counter.parcel(work, parcel_id, clerk)
        require_photo_allowed(parcel, taken.role, self._counter.policy)
        judgement = taken.judgement
        if judgement is None or not judgement.problems:
            return
        if judgement.kept_because is None:
            raise DomainError(DomainFault.PHOTO_DOUBTED, judgement.problems[0].value)
        if find(self._counter.policy.inspection.keep_photo_reasons, judgement.kept_because) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, judgement.kept_because)


def require_photo_allowed(parcel: Parcel, role: PhotoRole, policy: Policy) -> None:
    """Raises DomainError: LETTER_HAS_NO_PHOTO, WAYBILL_FIRST, PHOTO_FIRST, CONTENTS_DIFFER, NOT_COMPLETE."""
    if parcel.sending is Sending.LETTER and role is PhotoRole.CONTENTS:
        raise DomainError(DomainFault.LETTER_HAS_NO_PHOTO)
    if role is PhotoRole.PAPER_FORM:
        _require_form(parcel)
    if role is not PhotoRole.SEALED_PARCEL:
        return
    if parcel.waybill is None:
        # the picture proves which waybill is on the parcel: it has to be compared with one
        raise DomainError(DomainFault.WAYBILL_FIRST)
    if parcel.sending is Sending.LETTER:
        return
    inspection = parcel.inspection
    seen = len(inspection.photos_of(PhotoRole.CONTENTS)) >= policy.min_photos and not inspection.look_again
    if inspection.item_category is None or not seen:
        raise DomainError(DomainFault.PHOTO_FIRST)
    if inspection.found is not None and inspection.found.finding is Finding.DIFFERS:
        raise DomainError(DomainFault.CONTENTS_DIFFER)


def _require_form(parcel: Parcel) -> None:
    """The form is photographed when it was copied: only then can the picture say that the contents match."""
    if parcel.late is None:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, "paper_form")
    inspection = parcel.inspection
    if inspection.found is not None and inspection.found.finding is Finding.DIFFERS:
        raise DomainError(DomainFault.CONTENTS_DIFFER)
    if inspection.item_category is None and parcel.sending is not Sending.LETTER:
        raise DomainError(DomainFault.NOT_COMPLETE, Missing.ITEM_CATEGORY.value)
