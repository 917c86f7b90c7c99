"""Parcels as versioned JSON, for the columns named ``snapshot``.

Invariants:
- ``decoded(encoded(parcel)) == parcel`` for every parcel, with characters outside the BMP and lone surrogates too.
- An old version stays readable for as long as a store may hold it; an unknown one is refused (STORE_CORRUPT).
"""

import json
from typing import Final

import orjson

from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.honesty import Caution
from app.domain.sending import AnsweredCaution, NameCheck, Override, Sending, WaybillName
from app.domain.waybill import Waybill
from app.storage.errors import StorageError, StorageFault
from app.storage.inspection_codec import inspection_from, inspection_members
from app.storage.late_codec import late_from, late_members
from app.storage.members import Members
from app.storage.people_codec import (
    customer_from,
    customer_members,
    guardian_from,
    guardian_members,
    principal_from,
    principal_members,
    sender_from,
    sender_members,
)

VERSION: Final = 3
_READABLE: Final = (1, 2, 3)
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
        "sender": parcel.sender and sender_members(parcel.sender),
        "inspection": inspection_members(parcel.inspection),
        "sending": parcel.sending,
        "waybill_name": parcel.waybill_name and _name_members(parcel.waybill_name),
        "principal": parcel.principal and principal_members(parcel.principal),
        "guardian": parcel.guardian and guardian_members(parcel.guardian),
        "guardian_present": int(parcel.guardian_present),
        "customer": parcel.customer and customer_members(parcel.customer),
        "noticed": parcel.noticed,
        "answered": [_answered_members(entry) for entry in parcel.answered],
        "overrides": [_override_members(entry) for entry in parcel.overrides],
    }
    if parcel.late is not None:
        members["late"] = late_members(parcel.late)
    try:
        return orjson.dumps(members)
    except orjson.JSONEncodeError:  # an ill-formed name; the slow way writes the same form
        return _JSON.encode(members).encode("utf-8", _SURROGATES)


def decoded(snapshot: bytes) -> Parcel:
    """The parcel of a snapshot. Raises StorageError(STORE_CORRUPT)."""
    try:
        members = Members(json.loads(snapshot.decode("utf-8", _SURROGATES)))
        version = members.integer("version")
        if version not in _READABLE:
            raise StorageError(StorageFault.STORE_CORRUPT, "snapshot version")
        return _first_parcel(members) if version == 1 else _parcel(members)
    except (ValueError, KeyError, TypeError):
        # The cause would quote the snapshot: personal data.
        raise StorageError(StorageFault.STORE_CORRUPT, "snapshot") from None


def _first_parcel(members: Members) -> Parcel:
    """Version 1: every parcel was sent by the person at the counter."""
    sender = members.optional("sender")
    return Parcel(
        parcel_id=members.text("parcel_id"),
        opened_by=ClerkNumber(members.text("opened_by")),
        opened_at=members.moment("opened_at"),
        state=ParcelState(members.text("state")),
        waybill=_waybill(members.optional("waybill")),
        sender=None if sender is None else sender_from(sender),
        inspection=inspection_from(members.object("inspection")),
    )


def _parcel(members: Members) -> Parcel:
    sender, name = members.optional("sender"), members.optional("waybill_name")
    principal, guardian = members.optional("principal"), members.optional("guardian")
    customer = members.optional("customer")
    return Parcel(
        parcel_id=members.text("parcel_id"),
        opened_by=ClerkNumber(members.text("opened_by")),
        opened_at=members.moment("opened_at"),
        state=ParcelState(members.text("state")),
        waybill=_waybill(members.optional("waybill")),
        sender=None if sender is None else sender_from(sender),
        inspection=inspection_from(members.object("inspection")),
        sending=Sending(members.text("sending")),
        waybill_name=None if name is None else _name(name),
        principal=None if principal is None else principal_from(principal),
        guardian=None if guardian is None else guardian_from(guardian),
        guardian_present=bool(members.integer("guardian_present")),
        customer=None if customer is None else customer_from(customer),
        noticed=tuple(Caution(code) for code in members.texts("noticed")),
        answered=tuple(_answered(entry) for entry in members.objects("answered")),
        overrides=tuple(_override(entry) for entry in members.objects("overrides")),
        late=late_from(members.object("late")) if members.has("late") else None,
    )


def _name_members(name: WaybillName) -> dict[str, object]:
    return {
        "check": name.check,
        "agrees": int(name.agrees),
        "checked_at": name.checked_at.isoformat(),
        "name": name.name,
        "clerk": name.clerk,
    }


def _answered_members(entry: AnsweredCaution) -> dict[str, object]:
    return {"caution": entry.caution, "reason": entry.reason, "clerk": entry.clerk, "at": entry.at.isoformat()}


def _override_members(entry: Override) -> dict[str, object]:
    return {
        "objection": entry.objection,
        "reason": entry.reason,
        "supervisor": entry.supervisor,
        "clerk": entry.clerk,
        "at": entry.at.isoformat(),
    }


def _waybill(members: Members | None) -> Waybill | None:
    return None if members is None else Waybill(members.text("number"), members.optional_text("carrier"))


def _name(members: Members) -> WaybillName:
    clerk = members.optional_text("clerk")
    return WaybillName(
        check=NameCheck(members.text("check")),
        agrees=bool(members.integer("agrees")),
        checked_at=members.moment("checked_at"),
        name=members.text("name"),
        clerk=None if clerk is None else ClerkNumber(clerk),
    )


def _answered(members: Members) -> AnsweredCaution:
    return AnsweredCaution(
        members.text("caution"), members.text("reason"), ClerkNumber(members.text("clerk")), members.moment("at")
    )


def _override(members: Members) -> Override:
    return Override(
        objection=members.text("objection"),
        reason=members.text("reason"),
        supervisor=ClerkNumber(members.text("supervisor")),
        clerk=ClerkNumber(members.text("clerk")),
        at=members.moment("at"),
    )
