"""The people of a parcel as JSON members and back: documents, sender, principal, guardian, customer.

Invariants:
- What version 1 did not know gets the value it had then: the dataclass's default.
"""

from dataclasses import replace
from datetime import date

from app.domain.clerk import ClerkNumber
from app.domain.customer import Agreement, Customer, CustomerKind, Filing, ProvinceEntry
from app.domain.identity.document import (
    DocumentField,
    DocumentProblem,
    DocumentType,
    IdentityDocument,
    ReadingSource,
    Sex,
)
from app.domain.identity.sender import FaceBand, FaceCompared, Guardian, PortraitShown, Principal, SamePerson, Sender
from app.storage.members import Members


def sender_members(sender: Sender) -> dict[str, object]:
    """Everything about the person at the counter."""
    same, face = sender.same_person, sender.face
    return {
        "document": document_members(sender.document),
        "phone": sender.phone,
        "same_person": same
        and {
            "clerk": same.clerk,
            "confirmed_at": same.confirmed_at.isoformat(),
            "portrait": same.portrait,
            "live_picture_id": same.live_picture_id,
        },
        "continues": sender.continues,
        "phone_recalled": int(sender.phone_recalled),
        "address": sender.address,
        "usual_category": sender.usual_category,
        "face": face and {"band": face.band, "consent_at": face.consent_at.isoformat()},
    }


def sender_from(members: Members) -> Sender:
    """Raises KeyError, TypeError, ValueError, like all readers here."""
    same = members.optional("same_person")
    face = members.optional("face") if members.has("face") else None
    return Sender(
        document=document_from(members.object("document")),
        phone=members.optional_text("phone"),
        same_person=None if same is None else _same_person(same),
        continues=members.optional_text("continues"),
        phone_recalled=bool(members.integer("phone_recalled")),
        address=members.text("address") if members.has("address") else "",
        usual_category=members.optional_text("usual_category") if members.has("usual_category") else None,
        face=None if face is None else FaceCompared(FaceBand(face.text("band")), face.moment("consent_at")),
    )


def principal_members(principal: Principal) -> dict[str, object]:
    """Who entrusted the parcel."""
    return {"document": document_members(principal.document), "relation": principal.relation}


def principal_from(members: Members) -> Principal:
    """Who entrusted the parcel."""
    return Principal(document_from(members.object("document")), members.optional_text("relation"))


def guardian_members(guardian: Guardian) -> dict[str, object]:
    """Who stands by a child."""
    consent = guardian.consent_at
    return {"document": document_members(guardian.document), "consent_at": consent and consent.isoformat()}


def guardian_from(members: Members) -> Guardian:
    """Who stands by a child."""
    return Guardian(document_from(members.object("document")), members.optional_moment("consent_at"))


def customer_members(customer: Customer) -> dict[str, object]:
    """An agreement customer or organisation, as registered then."""
    agreement, entry = customer.agreement, customer.province
    return {
        "customer_id": customer.customer_id,
        "kind": customer.kind,
        "name": customer.name,
        "initials": customer.initials,
        "credit_code": customer.credit_code,
        "responsible_name": customer.responsible_name,
        "phone": customer.phone,
        "credit_code_reason": customer.credit_code_reason,
        "responsible_copy": customer.responsible_copy,
        "agreement": agreement
        and {
            "number": agreement.number,
            "valid_from": agreement.valid_from.isoformat(),
            "valid_to": agreement.valid_to.isoformat(),
            "filing": agreement.filing,
        },
        "province": entry and {"entry_id": entry.entry_id, "revision": entry.revision, "copy_kept": entry.copy_kept},
    }


def customer_from(members: Members) -> Customer:
    """An agreement customer or organisation."""
    agreement = members.optional("agreement")
    entry = members.optional("province") if members.has("province") else None
    return Customer(
        customer_id=members.text("customer_id"),
        kind=CustomerKind(members.text("kind")),
        name=members.text("name"),
        initials=members.text("initials"),
        credit_code=members.text("credit_code"),
        responsible_name=members.text("responsible_name"),
        phone=members.text("phone"),
        credit_code_reason=members.optional_text("credit_code_reason"),
        responsible_copy=members.optional_text("responsible_copy"),
        agreement=None if agreement is None else _agreement(agreement),
        province=None if entry is None else _province_entry(entry),
    )


def _province_entry(members: Members) -> ProvinceEntry:
    return ProvinceEntry(members.text("entry_id"), members.integer("revision"), members.flag("copy_kept"))


def document_members(document: IdentityDocument) -> dict[str, object]:
    """An identity document as read."""
    return {
        "document_type": document.document_type,
        "number": document.number,
        "name": document.name,
        "sex": document.sex,
        "birth_date": _iso(document.birth_date),
        "address": document.address,
        "valid_from": _iso(document.valid_from),
        "valid_to": _iso(document.valid_to),
        "source": document.source,
        "read_at": document.read_at.isoformat(),
        "problems": document.problems,
        "portrait_id": document.portrait_id,
        "other_kind": document.other_kind,
        "nationality": document.nationality,
        "permit_number": document.permit_number,
        "typed_reason": document.typed_reason,
        "doubts": document.doubts,
        "confirmed": document.confirmed,
        "supervisor": document.supervisor,
    }


def document_from(members: Members) -> IdentityDocument:
    """An identity document as read; version 1 ends at ``portrait_id``."""
    plain = IdentityDocument(
        document_type=DocumentType(members.text("document_type")),
        number=members.text("number"),
        name=members.text("name"),
        sex=Sex(members.text("sex")),
        birth_date=members.optional_date("birth_date"),
        address=members.text("address"),
        valid_from=members.optional_date("valid_from"),
        valid_to=members.optional_date("valid_to"),
        source=ReadingSource(members.text("source")),
        read_at=members.moment("read_at"),
        problems=tuple(DocumentProblem(problem) for problem in members.texts("problems")),
        portrait_id=members.optional_text("portrait_id"),
    )
    if not members.has("doubts"):
        return plain
    supervisor = members.optional_text("supervisor")
    return replace(
        plain,
        other_kind=members.optional_text("other_kind"),
        nationality=members.text("nationality"),
        permit_number=members.text("permit_number"),
        typed_reason=members.optional_text("typed_reason"),
        doubts=tuple(DocumentField(name) for name in members.texts("doubts")),
        confirmed=tuple(DocumentField(name) for name in members.texts("confirmed")),
        supervisor=None if supervisor is None else ClerkNumber(supervisor),
    )


def _same_person(members: Members) -> SamePerson:
    portrait = PortraitShown(members.text("portrait")) if members.has("portrait") else PortraitShown.NONE
    live = members.optional_text("live_picture_id") if members.has("live_picture_id") else None
    return SamePerson(ClerkNumber(members.text("clerk")), members.moment("confirmed_at"), portrait, live)


def _agreement(members: Members) -> Agreement:
    return Agreement(
        number=members.text("number"),
        valid_from=date.fromisoformat(members.text("valid_from")),
        valid_to=date.fromisoformat(members.text("valid_to")),
        filing=Filing(members.text("filing")),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
