"""Parcels as versioned JSON, for the columns named ``snapshot``.

Invariants:
- ``decoded(encoded(parcel)) == parcel`` for every parcel, with characters outside the BMP and lone surrogates too.
- An old version stays readable for as long as a store may hold it; an unknown one is refused (STORE_CORRUPT).
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import orjson

from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.identity.document import DocumentProblem, DocumentType, IdentityDocument, ReadingSource, Sex
from app.domain.identity.sender import SamePerson, Sender
from app.domain.inspection import Inspection, Photo, PhotoRole
from app.domain.waybill import Waybill
from app.storage.errors import StorageError, StorageFault

VERSION: Final = 1
# A chip may hold an ill-formed UTF-16 name: it is kept as it was read, not mended and not refused.
_SURROGATES: Final = "surrogatepass"
_JSON: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def encoded(parcel: Parcel) -> bytes:
    """The snapshot of a parcel. Personal data: it belongs in the encrypted store only."""
    members = {
        "version": VERSION,
        "parcel_id": parcel.parcel_id,
        "opened_by": parcel.opened_by,
        "opened_at": parcel.opened_at.isoformat(),
        "state": parcel.state,
        "waybill": parcel.waybill and {"number": parcel.waybill.number, "carrier": parcel.waybill.carrier},
        "sender": parcel.sender and _sender_members(parcel.sender),
        "inspection": _inspection_members(parcel.inspection),
    }
    try:
        return orjson.dumps(members)
    except orjson.JSONEncodeError:  # an ill-formed name; the slow way writes the same form
        return _JSON.encode(members).encode("utf-8", _SURROGATES)


def decoded(snapshot: bytes) -> Parcel:
    """The parcel of a snapshot. Raises StorageError(STORE_CORRUPT)."""
    try:
        members = _Members(json.loads(snapshot.decode("utf-8", _SURROGATES)))
        if members.integer("version") != VERSION:
            raise StorageError(StorageFault.STORE_CORRUPT, "snapshot version")
        return _parcel(members)
    except (ValueError, KeyError, TypeError):
        # The cause would quote the snapshot: personal data.
        raise StorageError(StorageFault.STORE_CORRUPT, "snapshot") from None


class _Members:
    """A JSON object whose members are read with their types. Raises KeyError or TypeError."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, Mapping):
            raise TypeError
        self._members: Mapping[object, object] = value

    def text(self, name: str) -> str:
        value = self._members[name]
        if not isinstance(value, str):
            raise TypeError
        return value

    def optional_text(self, name: str) -> str | None:
        return None if self._members[name] is None else self.text(name)

    def integer(self, name: str) -> int:
        value = self._members[name]
        if not isinstance(value, int):
            raise TypeError
        return value

    def moment(self, name: str) -> datetime:
        return datetime.fromisoformat(self.text(name))

    def optional_date(self, name: str) -> date | None:
        value = self.optional_text(name)
        return None if value is None else date.fromisoformat(value)

    def list(self, name: str) -> list[object]:
        value = self._members[name]
        if not isinstance(value, list):
            raise TypeError
        return value

    def optional(self, name: str) -> "_Members | None":
        return None if self._members[name] is None else self.object(name)

    def object(self, name: str) -> "_Members":
        return _Members(self._members[name])


def _sender_members(sender: Sender) -> dict[str, object]:
    same = sender.same_person
    return {
        "document": _document_members(sender.document),
        "phone": sender.phone,
        "same_person": same and {"clerk": same.clerk, "confirmed_at": same.confirmed_at.isoformat()},
        "continues": sender.continues,
        "phone_recalled": int(sender.phone_recalled),
    }


def _document_members(document: IdentityDocument) -> dict[str, object]:
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
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _inspection_members(inspection: Inspection) -> dict[str, object]:
    return {
        "item_category": inspection.item_category,
        "quantity": inspection.quantity,
        "photos": [
            {
                "evidence_id": photo.evidence_id,
                "role": photo.role,
                "sha256": photo.sha256,
                "size": photo.size,
                "media_type": photo.media_type,
                "taken_at": photo.taken_at.isoformat(),
            }
            for photo in inspection.photos
        ],
        "inspected_by": inspection.inspected_by,
    }


def _parcel(members: _Members) -> Parcel:
    sender = members.optional("sender")
    return Parcel(
        parcel_id=members.text("parcel_id"),
        opened_by=ClerkNumber(members.text("opened_by")),
        opened_at=members.moment("opened_at"),
        state=ParcelState(members.text("state")),
        waybill=_waybill(members.optional("waybill")),
        sender=None if sender is None else _sender(sender),
        inspection=_inspection(members.object("inspection")),
    )


def _waybill(members: _Members | None) -> Waybill | None:
    return None if members is None else Waybill(members.text("number"), members.optional_text("carrier"))


def _sender(members: _Members) -> Sender:
    same = members.optional("same_person")
    return Sender(
        document=_document(members.object("document")),
        phone=members.optional_text("phone"),
        same_person=None if same is None else _same_person(same),
        continues=members.optional_text("continues"),
        phone_recalled=bool(members.integer("phone_recalled")),
    )


def _same_person(members: _Members) -> SamePerson:
    return SamePerson(ClerkNumber(members.text("clerk")), members.moment("confirmed_at"))


def _document(members: _Members) -> IdentityDocument:
    return IdentityDocument(
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
        problems=tuple(DocumentProblem(str(problem)) for problem in members.list("problems")),
        portrait_id=members.optional_text("portrait_id"),
    )


def _inspection(members: _Members) -> Inspection:
    return Inspection(
        item_category=members.optional_text("item_category"),
        quantity=members.integer("quantity"),
        photos=tuple(_photo(_Members(photo)) for photo in members.list("photos")),
        inspected_by=members.optional_text("inspected_by"),
    )


def _photo(members: _Members) -> Photo:
    return Photo(
        evidence_id=members.text("evidence_id"),
        role=PhotoRole(members.text("role")),
        sha256=members.text("sha256"),
        size=members.integer("size"),
        media_type=members.text("media_type"),
        taken_at=members.moment("taken_at"),
    )
