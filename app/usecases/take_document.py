"""A card was read: it becomes the sender's identity document on the parcel.

Invariants:
- The portrait block is kept as captured, encrypted, on this PC only.
- A sender who was here before gets the phone number back (found by keyed hash); the clerk still compares the person.
"""

from dataclasses import replace
from datetime import date

from app.document_hash import document_hash
from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentType, IdentityDocument, ReadingSource, Sex
from app.domain.identity.sender import Sender
from app.domain.policy import Policy
from app.identity_numbers import check_number, normalised_number, reading_problems
from app.ports import EvidenceVault, StoredEvidence, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.results import CounterView
from devices.ports import CardLayout, CardRead

PORTRAIT_MEDIA_TYPE = "application/x-wlt"

DOCUMENT_TYPES = {
    CardLayout.RESIDENT: DocumentType.RESIDENT_CARD,
    CardLayout.HMT_RESIDENCE: DocumentType.HMT_RESIDENCE_PERMIT,
    CardLayout.FOREIGNER_2017: DocumentType.FOREIGNER_PERMANENT_CARD,
    CardLayout.FOREIGNER_2023: DocumentType.FOREIGNER_PERMANENT_CARD,
}
"""Which document a chip layout is."""


class TakeDocument:
    """Puts a card on the parcel, opening one when there is none."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, card: CardRead, clerk: ClerkNumber, parcel_id: str | None) -> CounterView:
        """The parcel with the card's document. Raises DomainError(DOCUMENT_TYPE_REFUSED)."""
        document_type = DOCUMENT_TYPES[card.text.layout]
        if document_type not in self._counter.policy.document_types:
            raise DomainError(DomainFault.DOCUMENT_TYPE_REFUSED, document_type.value)
        portrait = self._vault.store(self._counter.ids.new(), card.portrait, PORTRAIT_MEDIA_TYPE)
        document = document_from(card, document_type, portrait.evidence_id, self._counter.policy, self._counter.today())
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            replaced = own_portrait(parcel)
            view = self._kept(work, parcel, document, portrait)
        if replaced is not None:
            self._vault.delete(replaced)
        return view

    def _kept(
        self, work: UnitOfWork, parcel: Parcel, document: IdentityDocument, portrait: StoredEvidence
    ) -> CounterView:
        replaced = own_portrait(parcel)
        if replaced is not None:
            work.evidence.remove(replaced)
        edited = replace(parcel, sender=self._sender(work, parcel, document))
        view = self._counter.kept(work, edited)
        work.evidence.add(portrait, parcel.parcel_id, upload=False, at=document.read_at)
        return view

    def _sender(self, work: UnitOfWork, parcel: Parcel, document: IdentityDocument) -> Sender:
        earlier = parcel.sender
        if earlier is not None and earlier.document.number == document.number and earlier.continues is None:
            return replace(earlier, document=document)
        hashed = document_hash(work.terminal.hash_key(), document.document_type, document.number)
        known = work.senders.recall(hashed)
        return Sender(document, phone=known.phone if known else None, phone_recalled=known is not None)


def document_from(
    card: CardRead, document_type: DocumentType, portrait_id: str, policy: Policy, today: date
) -> IdentityDocument:
    """The document that a chip card is, with what its own number says against it."""
    text = card.text
    number = normalised_number(text.number)
    check = check_number(policy, document_type, number, today)
    return IdentityDocument(
        document_type=document_type,
        number=number,
        name=text.name or text.english_name,
        sex=Sex(text.sex.value),
        birth_date=text.birth_date,
        address=text.address,
        valid_from=text.valid_from,
        valid_to=text.valid_to,
        source=ReadingSource.CHIP,
        read_at=card.read_at,
        problems=reading_problems(policy, check, text.birth_date, Sex(text.sex.value), today),
        portrait_id=portrait_id,
    )


def own_portrait(parcel: Parcel) -> str | None:
    """The portrait that this parcel's own reading left; a continued sender's belongs to the earlier acceptance."""
    if parcel.sender is None or parcel.sender.continues is not None:
        return None
    return parcel.sender.document.portrait_id
