"""A document comes to the counter, in one of four ways: chip, picture, real-name code, or typed by hand.

Invariants:
- Portraits are kept as captured, encrypted, on this PC only; each is durable before its row commits.
- A sender who was here before gets phone and address back (found by keyed hash); the clerk still compares the person.
"""

from dataclasses import replace

from app.domain.acceptance import ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.files import files_of, gone
from app.domain.identity.document import IdentityDocument, ReadingSource
from app.ports import EvidenceVault, StoredEvidence
from app.usecases.counter import Counter
from app.usecases.documents import TypedDocument, from_chip, from_reading, from_typed, with_back
from app.usecases.put_document import put_document
from app.usecases.results import CounterView
from devices.documents.reading import DocumentReading, FieldName, PictureKind, PictureProblem
from devices.ports import CardRead

PORTRAIT_MEDIA_TYPE = "application/x-wlt"
JPEG = "image/jpeg"
PAPER_FORM = "paper_form"
"""The reason for typing that a late entry alone has: the document is not there any more."""


class TakeDocument:
    """Puts a document on the parcel, opening one when there is none.

    Every way raises DomainError(DOCUMENT_TYPE_REFUSED, DOCUMENT_UNREADABLE) and StorageError, and changes nothing then.
    """

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, card: CardRead, clerk: ClerkNumber, parcel_id: str | None) -> CounterView:
        """A chip card, from the reader."""
        portrait = self._vault.store(self._counter.ids.new(), card.portrait, PORTRAIT_MEDIA_TYPE)
        document = from_chip(card, portrait.evidence_id, self._counter.policy, self._counter.today())
        return self._kept(document, portrait, clerk, parcel_id)

    def read(self, reading: DocumentReading, clerk: ClerkNumber, parcel_id: str | None) -> CounterView:
        """A document in the camera's picture."""
        counter = self._counter
        if reading.kind is PictureKind.CARD_BACK and FieldName.VALID_TO in reading.fields:
            return self._back(reading, clerk, parcel_id)
        read_at = reading.read_at or counter.clock.now()
        # refused before anything is kept: a picture of a driving licence leaves no file behind
        document = from_reading(reading, None, read_at, counter.policy, counter.today())
        portrait = None
        if reading.portrait is not None:
            portrait = self._vault.store(counter.ids.new(), reading.portrait, JPEG)
            document = from_reading(reading, portrait.evidence_id, read_at, counter.policy, counter.today())
        return self._kept(document, portrait, clerk, parcel_id)

    def _back(self, reading: DocumentReading, clerk: ClerkNumber, parcel_id: str | None) -> CounterView:
        """The back of the card whose front was read from a picture: how long it holds."""
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            sender = parcel.sender
            if sender is None or sender.document.source is not ReadingSource.OCR:
                raise DomainError(DomainFault.DOCUMENT_UNREADABLE, PictureProblem.WRONG_SIDE.value)
            turned = replace(sender, document=with_back(sender.document, reading))
            return self._counter.kept(work, replace(parcel, sender=turned))

    def typed(self, typed: TypedDocument, clerk: ClerkNumber, parcel_id: str | None) -> CounterView:
        """A document typed by hand, with a coded reason."""
        counter = self._counter
        document = from_typed(typed, counter.clock.now(), counter.policy, counter.today())
        return self._kept(document, None, clerk, parcel_id)

    def _kept(
        self, document: IdentityDocument, portrait: StoredEvidence | None, clerk: ClerkNumber, parcel_id: str | None
    ) -> CounterView:
        counter = self._counter
        with counter.store.unit_of_work() as work:
            before = stepped(counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            if document.typed_reason == PAPER_FORM and before.late is None:
                raise DomainError(DomainFault.REASON_UNKNOWN, PAPER_FORM)
            after = put_document(counter, work, before, document)
            released = work.evidence.release(before.parcel_id, gone(before, after))
            view = counter.kept(work, after)
            used = portrait is not None and portrait.evidence_id in files_of(after)
            if portrait is not None and used:
                work.evidence.add(portrait, after.parcel_id, upload=False, at=document.read_at)
        for evidence_id in released:
            self._vault.delete(evidence_id)
        if portrait is not None and not used:
            # the same document was there already, read in a more trusted way
            self._vault.delete(portrait.evidence_id)
        return view
