"""From the parcel as the store gave it to what lanes 1 and 2 show: masked, and no more than the step needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.acceptance import Missing, Objection, Parcel, identity_needed, is_young
from app.domain.customer import Customer, standing
from app.domain.identity.document import DocumentField, DocumentProblem, IdentityDocument, ReadingSource
from app.domain.masking import masked_address, masked_name, masked_number, masked_phone
from app.domain.policy import Policy
from app.domain.sender_rules import Choice, find
from app.domain.waybill import check_digit
from app.usecases.edits import ConfirmWaybillName
from app.usecases.put_document import Place
from app.usecases.results import CounterView
from app.usecases.waybill_name import names_of
from ui.screens.acceptance.asking import next_confirmation, next_question
from ui.screens.acceptance.state import (
    GuardianStanding,
    NameStanding,
    SenderLane,
    ShownCompanion,
    ShownCustomer,
    ShownDocument,
    ShownDoubt,
    TermStanding,
    WaybillLane,
)


@dataclass(frozen=True, slots=True)
class DocumentPictures:
    """What was seen of documents since this start, in memory only: portraits by evidence id, snippets by number."""

    portraits: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    snippets: Mapping[str, Mapping[DocumentField, bytes]] = field(default_factory=dict, repr=False)
    decodes: bool = False
    """Whether a chip's portrait can be decoded here."""


def waybill_lane(view: CounterView, policy: Policy, today: date) -> WaybillLane:
    """Lane 1 of ``view``."""
    parcel = view.parcel
    if parcel is None or parcel.waybill is None:
        return WaybillLane()
    waybill, name = parcel.waybill, parcel.waybill_name
    standing_ = _name_standing(parcel, view, today)
    expected = names_of(parcel)
    in_clear = standing_ in (NameStanding.ASKED, NameStanding.DIFFERS)
    return WaybillLane(
        number=waybill.number,
        carrier=policy.carrier(waybill.carrier) if waybill.carrier is not None else None,
        candidates=tuple(
            carrier for candidate in view.candidates if (carrier := policy.carrier(candidate.carrier)) is not None
        ),
        check_digit=check_digit(waybill.number),
        name=standing_,
        name_check=name.check if name is not None else None,
        expected_name=(expected[0] if in_clear else masked_name(expected[0])) if expected else "",
        weight_g=parcel.inspection.weight_g,
        printed_name=(name.name if in_clear else masked_name(name.name)) if name is not None else "",
    )


def _name_standing(parcel: Parcel, view: CounterView, today: date) -> NameStanding:
    if not identity_needed(parcel, today):
        return NameStanding.NOT_NEEDED
    if parcel.waybill_name is not None and names_of(parcel):
        differs = Objection.NAME_DIFFERS in view.decision.objections
        return NameStanding.DIFFERS if differs else NameStanding.AGREES
    # in clear exactly while Space would say yes to it
    return NameStanding.ASKED if isinstance(next_confirmation(view), ConfirmWaybillName) else NameStanding.OPEN


def sender_lane(
    view: CounterView, policy: Policy, today: date, phone_typed: str | None, pictures: DocumentPictures
) -> SenderLane:
    """Lane 2 of ``view``. ``phone_typed`` is what the clerk has typed so far, None when there is nothing to type."""
    parcel = view.parcel
    if parcel is None:
        return SenderLane()
    sender = parcel.sender
    customer = shown_customer(parcel.customer, today) if parcel.customer is not None else None
    exempt = not identity_needed(parcel, today)
    if sender is None:
        return SenderLane(sending=parcel.sending, exempt=exempt, customer=customer)
    portrait_id = sender.document.portrait_id
    portrait = pictures.portraits.get(portrait_id) if portrait_id is not None else None
    return SenderLane(
        sending=parcel.sending,
        exempt=exempt,
        customer=customer,
        document=_shown(sender.document, view, pictures),
        doubted=_doubted(parcel, view, pictures),
        companions=tuple(_companions(parcel, policy)),
        guardian=_guardian_standing(parcel, view, policy, today),
        wants_answer=next_question(view, policy),
        same_person=sender.same_person is not None,
        continued=sender.continues is not None,
        phone=masked_phone(sender.phone) if sender.phone is not None else None,
        phone_recalled=sender.phone_recalled,
        phone_typed=phone_typed,
        sends_from=masked_address(sender.address),
        usual_category=policy.category(sender.usual_category) if sender.usual_category is not None else None,
        portrait=portrait,
        portrait_missing=sender.document.source is ReadingSource.CHIP and not pictures.decodes,
        face=sender.face.band if sender.face is not None else None,
    )


def shown_customer(customer: Customer, today: date) -> ShownCustomer:
    """A customer for the screen: an organisation's name is no person's."""
    return ShownCustomer(customer.customer_id, customer.name, standing(customer, today), customer.initials)


def _companions(parcel: Parcel, policy: Policy) -> list[ShownCompanion]:
    found: list[ShownCompanion] = []
    principal, guardian = parcel.principal, parcel.guardian
    if principal is not None:
        relation = find(policy.senders.relations, principal.relation) if principal.relation is not None else None
        found.append(_companion(Place.PRINCIPAL, principal.document, settled=relation is not None, relation=relation))
    if guardian is not None:
        found.append(_companion(Place.GUARDIAN, guardian.document, settled=guardian.consent_at is not None))
    return found


def _guardian_standing(parcel: Parcel, view: CounterView, policy: Policy, today: date) -> GuardianStanding:
    missing = view.decision.missing
    if Missing.GUARDIAN in missing:
        return GuardianStanding.AWAITED
    if Missing.GUARDIAN_CONSENT in missing:
        return GuardianStanding.ASKED_CONSENT
    if Missing.GUARDIAN_PRESENT in missing:
        return GuardianStanding.ASKED_PRESENCE
    young = parcel.sender is not None and is_young(parcel.sender.document, policy, today)
    return GuardianStanding.SETTLED if young and parcel.guardian_present else GuardianStanding.NOT_NEEDED


def _companion(
    role: Place, document: IdentityDocument, *, settled: bool, relation: Choice | None = None
) -> ShownCompanion:
    return ShownCompanion(role, masked_name(document.name), masked_number(document.number), settled, relation)


def _doubted(parcel: Parcel, view: CounterView, pictures: DocumentPictures) -> ShownDocument | None:
    people = (parcel.sender, parcel.principal, parcel.guardian)
    documents = (person.document for person in people if person is not None)
    return next((_shown(document, view, pictures) for document in documents if document.doubts), None)


_VALIDITY = {
    Objection.DOCUMENT_EXPIRED: DocumentProblem.EXPIRED,
    Objection.DOCUMENT_NOT_YET_VALID: DocumentProblem.NOT_YET_VALID,
}


def _shown(document: IdentityDocument, view: CounterView, pictures: DocumentPictures) -> ShownDocument:
    validity = (_VALIDITY[objection] for objection in view.decision.objections if objection in _VALIDITY)
    problems = dict.fromkeys((*validity, *document.problems, *view.decision.warnings))
    snippets = pictures.snippets.get(document.number, {})
    return ShownDocument(
        name=masked_name(document.name),
        number=masked_number(document.number),
        document_type=document.document_type,
        source=document.source,
        valid_to=document.valid_to,
        term=_term_standing(document),
        problems=tuple(problems),
        doubts=tuple(ShownDoubt(doubt, _value(document, doubt), snippets.get(doubt)) for doubt in document.doubts),
    )


def _term_standing(document: IdentityDocument) -> TermStanding:
    if document.valid_to is not None:
        return TermStanding.TOLD
    if DocumentField.VALID_TO in document.doubts:
        return TermStanding.TO_COMPARE
    return TermStanding.SEEN if DocumentField.VALID_TO in document.confirmed else TermStanding.TOLD


def _value(document: IdentityDocument, doubt: DocumentField) -> str:
    values = {
        DocumentField.NAME: document.name,
        DocumentField.SEX: document.sex.value,
        DocumentField.BIRTH_DATE: document.birth_date.isoformat() if document.birth_date is not None else "",
        DocumentField.ADDRESS: document.address,
        DocumentField.NUMBER: document.number,
        DocumentField.VALID_FROM: document.valid_from.isoformat() if document.valid_from is not None else "",
        DocumentField.VALID_TO: document.valid_to.isoformat() if document.valid_to is not None else "",
        DocumentField.NATIONALITY: document.nationality,
    }
    return values[doubt]
