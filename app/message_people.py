"""The people of an accepted parcel as the province's payload names them (schema version 2).

Invariants:
- Who is exempt is not named: of a letter and of an agreement customer in force, no person's data leave the PC.
"""

from datetime import UTC, date, datetime

from pydantic import JsonValue

from app.domain.acceptance import Parcel, identity_needed
from app.domain.customer import Agreement, AgreementStanding, Customer, standing
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import IdentityDocument
from app.domain.identity.sender import Guardian, PortraitShown, Principal, SamePerson, Sender
from app.domain.sending import Sending


def people_of(parcel: Parcel, today: date) -> dict[str, JsonValue]:
    """The members about people. Raises DomainError(NOT_COMPLETE) when somebody who is needed is not there."""
    checked = identity_needed(parcel, today)
    if checked and parcel.sender is None:
        raise DomainError(DomainFault.NOT_COMPLETE)
    customer = parcel.customer
    # one who did not agree is not needed, or the rules would not have let the parcel go
    guardian = parcel.guardian if checked and parcel.guardian and parcel.guardian.consent_at else None
    return {
        "sender": _sender(parcel.sender) if checked and parcel.sender is not None else None,
        "principal": _principal(parcel.principal) if parcel.principal is not None else None,
        "guardian": _guardian(guardian) if guardian is not None else None,
        "guardian_present": checked and (parcel.guardian_present or guardian is not None),
        "organisation": _organisation(customer) if checked and customer is not None else None,
        "agreement": (
            _agreement(customer, customer.agreement, today)
            if parcel.sending is Sending.AGREEMENT and customer is not None and customer.agreement is not None
            else None
        ),
    }


def reported_sender(parcel: Parcel) -> dict[str, JsonValue] | None:
    """Who handed an incident's parcel in, as far as it was seen; None when no document was shown."""
    sender = parcel.sender
    if sender is None:
        return None
    same = sender.same_person
    return {
        **_person(sender.document),
        "phone": sender.phone,
        "same_person": _same_person(sender, same) if same is not None else None,
    }


def rfc3339(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _person(document: IdentityDocument) -> dict[str, JsonValue]:
    return {
        "document_type": document.document_type.value,
        "other_kind": document.other_kind,
        "document_number": document.number,
        "name": document.name,
        "sex": document.sex.value,
        "birth_date": _iso(document.birth_date),
        "nationality": document.nationality or None,
        "address": document.address,
        "valid_from": _iso(document.valid_from),
        "valid_to": _iso(document.valid_to),
        "source": document.source.value,
        "typed_reason": document.typed_reason,
        "confirmed_fields": [name.value for name in document.confirmed],
        "supervisor": document.supervisor,
        "verified_at": rfc3339(document.read_at),
    }


def _sender(sender: Sender) -> dict[str, JsonValue]:
    if sender.same_person is None:
        raise DomainError(DomainFault.NOT_COMPLETE)
    return {
        **_person(sender.document),
        "phone": sender.phone,
        "sending_address": sender.address,
        "same_person": _same_person(sender, sender.same_person),
        "same_sender_as": sender.continues,
    }


def _same_person(sender: Sender, same: SamePerson) -> dict[str, JsonValue]:
    # a comparison counts only beside the two pictures that it compared
    pictured = same.portrait is not PortraitShown.NONE and same.live_picture_id is not None
    face = sender.face if pictured else None
    return {
        "result": "confirmed",
        "portrait": same.portrait.value,
        "live_picture": same.live_picture_id is not None,
        "face_comparison": (
            {"band": face.band.value, "consent_at": rfc3339(face.consent_at)} if face is not None else None
        ),
    }


def _principal(principal: Principal) -> dict[str, JsonValue]:
    return {"person": _person(principal.document), "relation": principal.relation}


def _guardian(guardian: Guardian) -> dict[str, JsonValue]:
    if guardian.consent_at is None:
        raise DomainError(DomainFault.NOT_COMPLETE)
    return {"person": _person(guardian.document), "consent_at": rfc3339(guardian.consent_at)}


def _organisation(customer: Customer) -> dict[str, JsonValue]:
    return {
        "name": customer.name,
        "credit_code": customer.credit_code,
        "credit_code_reason": customer.credit_code_reason,
        "responsible_name": customer.responsible_name,
        "responsible_copy": customer.has_copy,
    }


def _agreement(customer: Customer, agreement: Agreement, today: date) -> dict[str, JsonValue]:
    return {
        "agreement_number": agreement.number,
        "name": customer.name,
        "credit_code": customer.credit_code,
        "valid_from": agreement.valid_from.isoformat(),
        "valid_to": agreement.valid_to.isoformat(),
        "filing": agreement.filing.value,
        "in_force": standing(customer, today) is AgreementStanding.IN_FORCE,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
