"""What each edit of the sender lane does to a parcel. Pure: the store and the vault are the caller's.

Invariants:
- Nobody confirms for a person, a waybill or a document that is not there.
- Changing how a parcel is sent takes away who no longer belongs to it; a letter keeps no person.
- Nothing that was seen in a parcel goes away by calling it a letter.
"""

from dataclasses import replace
from datetime import datetime

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.customer import Customer, CustomerKind
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import IdentityDocument
from app.domain.identity.sender import (
    ADDRESS_LENGTH,
    FaceBand,
    FaceCompared,
    Guardian,
    PortraitShown,
    Principal,
    SamePerson,
    Sender,
)
from app.domain.inspection import PhotoRole
from app.domain.late_entry import LateProblem
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.domain.sending import AnsweredCaution, NameCheck, Sending, WaybillName
from app.usecases.edits import AnswerCaution
from app.usecases.waybill_name import with_name

NAME_LENGTH = 120
"""The most characters of a name that the province takes."""


def sender_of(parcel: Parcel) -> Sender:
    """The person at the counter. Raises DomainError(NO_DOCUMENT)."""
    if parcel.sender is None:
        raise DomainError(DomainFault.NO_DOCUMENT)
    return parcel.sender


def same_person(
    parcel: Parcel, clerk: ClerkNumber, now: datetime, portrait: PortraitShown, live_picture_id: str | None
) -> Parcel:
    """The clerk's word, with what was shown. Raises DomainError(LATE_ENTRY_REFUSED) for a picture of somebody else.

    Of a late entry the word is that the paper form has the comparison (人证一致) signed.
    """
    if parcel.late is not None and (live_picture_id is not None or portrait is not PortraitShown.NONE):
        raise DomainError(DomainFault.LATE_ENTRY_REFUSED, LateProblem.NOT_THERE.value)
    same = SamePerson(clerk, now, portrait, live_picture_id)
    return replace(parcel, sender=replace(sender_of(parcel), same_person=same))


def doubts_confirmed(parcel: Parcel) -> Parcel:
    """The fields in doubt of the first document that has some. Raises DomainError(NOTHING_IN_DOUBT)."""
    if parcel.sender is not None and parcel.sender.document.doubts:
        return replace(parcel, sender=replace(parcel.sender, document=_without_doubts(parcel.sender.document)))
    if parcel.principal is not None and parcel.principal.document.doubts:
        return replace(parcel, principal=replace(parcel.principal, document=_without_doubts(parcel.principal.document)))
    if parcel.guardian is not None and parcel.guardian.document.doubts:
        return replace(parcel, guardian=replace(parcel.guardian, document=_without_doubts(parcel.guardian.document)))
    raise DomainError(DomainFault.NOTHING_IN_DOUBT)


def _without_doubts(document: IdentityDocument) -> IdentityDocument:
    return replace(document, doubts=(), confirmed=(*document.confirmed, *document.doubts))


def name_seen(parcel: Parcel, clerk: ClerkNumber, now: datetime) -> Parcel:
    """Compared by eye. Raises DomainError: WAYBILL_FIRST, NO_DOCUMENT."""
    if parcel.waybill is None:
        raise DomainError(DomainFault.WAYBILL_FIRST)
    sender_of(parcel)
    if parcel.waybill_name is not None and not parcel.waybill_name.agrees:
        # the text is known and differs: looking at it again does not make it equal
        raise DomainError(DomainFault.STANDS_AGAINST, "name_differs")
    return replace(parcel, waybill_name=WaybillName(NameCheck.SEEN, agrees=True, checked_at=now, clerk=clerk))


def name_typed(parcel: Parcel, name: str, clerk: ClerkNumber, now: datetime) -> Parcel:
    """The name on the waybill as text. Raises DomainError: WAYBILL_FIRST, FORM_INVALID."""
    if parcel.waybill is None:
        raise DomainError(DomainFault.WAYBILL_FIRST)
    text = " ".join(name.split())
    if not 1 <= len(text) <= NAME_LENGTH:
        raise DomainError(DomainFault.FORM_INVALID, "name")
    typed = WaybillName(NameCheck.TYPED, agrees=True, checked_at=now, name=text, clerk=clerk)
    return with_name(parcel, typed)


def address_entered(parcel: Parcel, address: str) -> Parcel:
    """Raises DomainError(ADDRESS_INVALID)."""
    text = " ".join(address.split())
    if len(text) > ADDRESS_LENGTH:
        raise DomainError(DomainFault.ADDRESS_INVALID)
    return replace(parcel, sender=replace(sender_of(parcel), address=text))


def sending_chosen(parcel: Parcel, sending: Sending) -> Parcel:
    """Who does not belong to that kind of sending leaves the parcel. Raises DomainError(CONTENTS_SEEN) for a letter."""
    if sending is Sending.LETTER:
        inspection = parcel.inspection
        seen = any(photo.role is not PhotoRole.PAPER_FORM for photo in inspection.photos)
        if inspection.items or inspection.found is not None or seen:
            raise DomainError(DomainFault.CONTENTS_SEEN)
        return replace(
            parcel,
            sending=sending,
            sender=None,
            principal=None,
            guardian=None,
            guardian_present=False,
            customer=None,
            waybill_name=None,
            answered=(),
            overrides=(),
            inspection=replace(inspection, item_category=None, packaging=None),
        )
    return replace(
        parcel,
        sending=sending,
        principal=parcel.principal if sending is Sending.ENTRUSTED else None,
        customer=parcel.customer if _fits(parcel.customer, sending) else None,
    )


def _fits(customer: Customer | None, sending: Sending) -> bool:
    """Every customer may be checked per parcel; only one with an agreement sends under it."""
    if sending is Sending.AGREEMENT:
        return customer is not None and customer.kind is CustomerKind.AGREEMENT
    return sending is Sending.ORGANISATION


def customer_chosen(parcel: Parcel, customer: Customer | None) -> Parcel:
    """Raises DomainError(CUSTOMER_UNKNOWN)."""
    if customer is None:
        raise DomainError(DomainFault.CUSTOMER_UNKNOWN)
    agreement = customer.kind is CustomerKind.AGREEMENT
    sending = Sending.AGREEMENT if agreement else Sending.ORGANISATION
    return replace(sending_chosen(parcel, sending), customer=customer)


def relation_chosen(parcel: Parcel, code: str, policy: Policy) -> Parcel:
    """Raises DomainError: REASON_UNKNOWN, NO_DOCUMENT before the principal's document."""
    if find(policy.senders.relations, code) is None:
        raise DomainError(DomainFault.REASON_UNKNOWN, code)
    if parcel.principal is None:
        raise DomainError(DomainFault.NO_DOCUMENT)
    return replace(parcel, principal=replace(parcel.principal, relation=code))


def people_swapped(parcel: Parcel) -> Parcel:
    """The agent's phone and every word about the agent belonged to the other person: all are asked for anew."""
    sender = sender_of(parcel)
    if parcel.principal is None:
        raise DomainError(DomainFault.NO_DOCUMENT)
    principal = Principal(sender.document, parcel.principal.relation)
    return replace(
        parcel,
        sender=Sender(parcel.principal.document),
        principal=principal,
        guardian=None,
        guardian_present=False,
        overrides=(),
    )


def guardian_confirmed(parcel: Parcel, now: datetime) -> Parcel:
    """A guardian is there; with a document on the parcel, the guardian agrees too."""
    sender_of(parcel)
    guardian = parcel.guardian
    agreed = Guardian(guardian.document, now) if guardian is not None else None
    return replace(parcel, guardian=agreed, guardian_present=True)


def caution_answered(
    parcel: Parcel, answer: AnswerCaution, policy: Policy, clerk: ClerkNumber, now: datetime
) -> Parcel:
    """Raises DomainError(REASON_UNKNOWN) for a reason that the policy does not list for that caution."""
    caution, reason = answer.caution, answer.reason
    rule = policy.senders.caution(caution.value)
    if rule is None or find(rule.reasons, reason) is None or caution not in parcel.noticed:
        raise DomainError(DomainFault.REASON_UNKNOWN, reason)
    others = tuple(entry for entry in parcel.answered if entry.caution != caution.value)
    return replace(parcel, answered=(*others, AnsweredCaution(caution.value, reason, clerk, now)))


def face_compared(parcel: Parcel, band: FaceBand, now: datetime) -> Parcel:
    """Advice beside the clerk's word, never in its place. Raises DomainError(LATE_ENTRY_REFUSED): nobody is there."""
    if parcel.late is not None:
        raise DomainError(DomainFault.LATE_ENTRY_REFUSED, LateProblem.NOT_THERE.value)
    return replace(parcel, sender=replace(sender_of(parcel), face=FaceCompared(band, now)))
