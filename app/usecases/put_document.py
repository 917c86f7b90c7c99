"""A document that was read, in whichever way, goes to the person on the parcel whose it is.

Invariants:
- The person at the counter comes first; the one who entrusted the parcel and a child's guardian follow when they are
  asked for. The same document read again refreshes its own place and leaves the rest alone.
- A document read again in a less trusted way changes nothing: a picture never replaces the chip.
- A new document at the counter takes away the phone, the clerk's word and the reasons given for the one before.
"""

import re
from dataclasses import replace
from enum import Enum
from typing import assert_never

from app.document_hash import document_hash
from app.domain.acceptance import Parcel, is_child
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import IdentityDocument, ReadingSource
from app.domain.identity.sender import ADDRESS_LENGTH, Guardian, Principal, Sender
from app.domain.sending import Sending
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.edit_sender import NAME_LENGTH
from app.usecases.sender_history import noticed
from app.usecases.waybill_name import compared


class Place(Enum):
    """Whose document it is."""

    SENDER = "sender"
    PRINCIPAL = "principal"
    GUARDIAN = "guardian"


def put_document(counter: Counter, work: UnitOfWork, parcel: Parcel, document: IdentityDocument) -> Parcel:
    """``parcel`` with ``document`` in its place. Raises DomainError(DOCUMENT_TYPE_REFUSED, DOCUMENT_UNREADABLE)."""
    if counter.policy.rule_for(document) is None:
        raise DomainError(DomainFault.DOCUMENT_TYPE_REFUSED, document.document_type.value)
    if not _well_formed(document):
        raise DomainError(DomainFault.DOCUMENT_UNREADABLE, "ill_formed")
    if parcel.sending is Sending.LETTER:
        # whoever shows a document for a letter sends a parcel after all: the exemption is never kept by accident
        parcel = replace(parcel, sending=Sending.PERSON)
    if any(_same(known, document) and _outranks(known, document) for known in _documents(parcel)):
        return noticed(counter, work, parcel)
    match place_of(counter, parcel, document):
        case Place.SENDER:
            after = _with_sender(work, parcel, document)
        case Place.PRINCIPAL:
            relation = parcel.principal.relation if parcel.principal is not None else None
            after = replace(parcel, principal=Principal(document, relation))
        case Place.GUARDIAN:
            consent = None
            if parcel.guardian is not None and _same(parcel.guardian.document, document):
                consent = parcel.guardian.consent_at
            after = replace(parcel, guardian=Guardian(document, consent))
        case unexpected:
            assert_never(unexpected)
    return noticed(counter, work, compared(counter, work, parcel, after))


def place_of(counter: Counter, parcel: Parcel, document: IdentityDocument) -> Place:
    """Whose document it is: one that is there already, or the next one that is asked for."""
    sender = parcel.sender
    if sender is None or _same(sender.document, document):
        return Place.SENDER
    if parcel.principal is not None and _same(parcel.principal.document, document):
        return Place.PRINCIPAL
    if parcel.guardian is not None and _same(parcel.guardian.document, document):
        return Place.GUARDIAN
    if parcel.sending is Sending.ENTRUSTED and parcel.principal is None:
        return Place.PRINCIPAL
    if parcel.guardian is None and is_child(sender.document, counter.policy, counter.day_of(parcel)):
        return Place.GUARDIAN
    return Place.SENDER


def _with_sender(work: UnitOfWork, parcel: Parcel, document: IdentityDocument) -> Parcel:
    earlier = parcel.sender
    if earlier is not None and _same(earlier.document, document) and earlier.continues is None:
        # what the document says may have changed with a better reading: the clerk's word stays, doubts start anew
        # whoever the clerk and the supervisor vouched for was called the same, and nothing new stood against it
        renamed = earlier.document.name != document.name
        worse = not set(document.problems) <= set(earlier.document.problems)
        return replace(
            parcel,
            sender=replace(earlier, document=document, same_person=None if renamed else earlier.same_person),
            overrides=() if renamed or worse else parcel.overrides,
        )
    hashed = document_hash(work.terminal.hash_key(), document.document_type, document.number)
    known = work.senders.recall(hashed)
    sender = Sender(
        document,
        phone=known.phone if known else None,
        phone_recalled=known is not None,
        address=known.address if known else "",
        usual_category=known.last_category or None if known else None,
    )
    return replace(parcel, sender=sender, guardian=None, guardian_present=False, answered=(), overrides=())


def _documents(parcel: Parcel) -> tuple[IdentityDocument, ...]:
    people = (parcel.sender, parcel.principal, parcel.guardian)
    return tuple(person.document for person in people if person is not None)


def _outranks(known: IdentityDocument, document: IdentityDocument) -> bool:
    """Whether what is known was read in a more trusted way. Only what a picture misread is corrected by hand."""
    if document.source is ReadingSource.TYPED:
        return known.source is ReadingSource.CHIP
    return known.source.trust > document.source.trust and known.source is not ReadingSource.TYPED


def _same(one: IdentityDocument, other: IdentityDocument) -> bool:
    return (one.document_type, one.number) == (other.document_type, other.number)


def _well_formed(document: IdentityDocument) -> bool:
    """Whether the contract can carry it: a chip may hold half a UTF-16 pair, and a hand may type without end."""
    try:
        (document.name + document.address + document.number).encode()
    except UnicodeEncodeError:
        return False
    return (
        bool(document.name.strip())
        and len(document.name) <= NAME_LENGTH
        and len(document.address) <= ADDRESS_LENGTH
        and len(document.number) >= _FEWEST_DIGITS
        and _NATIONALITY.fullmatch(document.nationality) is not None
    )


_FEWEST_DIGITS = 4
"""The contract's least length of a document number."""
_NATIONALITY = re.compile(r"[A-Z]{0,3}", re.ASCII)
"""ICAO Doc 9303 part 3 has up to three letters; a document need not say it."""
