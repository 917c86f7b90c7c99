"""A picture becomes evidence on the parcel.

Invariants:
- The picture is encrypted and durable before its row commits; a crash between the two leaves a stray file that the
  next start sweeps, never a row without a file.
"""

from dataclasses import replace
from datetime import datetime

from app.domain.acceptance import ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Photo, PhotoRole
from app.domain.sending import Sending
from app.ports import EvidenceVault
from app.usecases.counter import Counter
from app.usecases.results import CounterView

JPEG = "image/jpeg"


class AttachPhoto:
    """Keeps a JPEG picture with the parcel, opening one when there is none."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(
        self, parcel_id: str | None, jpeg: bytes, role: PhotoRole, taken_at: datetime, clerk: ClerkNumber
    ) -> CounterView:
        """The parcel with the picture. Raises DomainError(LETTER_HAS_NO_PHOTO); StorageError when it cannot be kept."""
        if role is PhotoRole.CONTENTS and self._is_letter(parcel_id, clerk):
            raise DomainError(DomainFault.LETTER_HAS_NO_PHOTO)
        stored = self._vault.store(self._counter.ids.new(), jpeg, JPEG)
        photo = Photo(stored.evidence_id, role, stored.sha256, stored.size, JPEG, taken_at)
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            view = self._counter.kept(work, replace(parcel, inspection=parcel.inspection.with_photo(photo, clerk)))
            work.evidence.add(stored, parcel.parcel_id, upload=True, at=taken_at)
            return view

    def _is_letter(self, parcel_id: str | None, clerk: ClerkNumber) -> bool:
        """Asked before anything is kept: a letter's text leaves no trace."""
        with self._counter.store.unit_of_work() as work:
            return self._counter.parcel(work, parcel_id, clerk).sending is Sending.LETTER
