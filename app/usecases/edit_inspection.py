"""What the edits do to a parcel's inspection: pure functions, one for each.

Invariants:
- Another declaration takes the finding away: somebody has to look again. Nobody looks closer at what was not opened, or
  at another thing, amount or form than is declared in the end.
- Nothing is declared of a letter's contents.
- A screening that stopped the parcel is never replaced.
- What stood against a parcel and was taken back is told by :func:`withdrawn`, for the audit trail.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from app.domain.acceptance import Parcel, assessed_goods
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import DeclaredItem
from app.domain.inspection import Finding, Found, Inspection, Screening, quantity_is_valid, weight_is_valid
from app.domain.item_rules import NeedKind
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.usecases.edits import (
    ChooseCarrier,
    ChooseCategory,
    ChooseJourney,
    ChoosePackaging,
    ConfirmCloserLook,
    DeclareItem,
    InspectionEdit,
    RecordScreening,
    RemovePhoto,
    SayContentsDiffer,
    SetQuantity,
    SetWeight,
    TakeItemBack,
)

MAX_ITEMS = 50
MAX_NAME = 60
MAX_DEVICE_NAME = 64


def inspected(  # noqa: PLR0911, PLR0912 # one case for each kind of edit
    parcel: Parcel, edit: InspectionEdit, policy: Policy, clerk: ClerkNumber, now: datetime
) -> Parcel:
    """The parcel after the edit. Raises DomainError with what cannot be right."""
    inspection = parcel.inspection
    match edit:
        case ChooseCategory(code):
            if policy.category(code) is None:
                raise DomainError(DomainFault.CATEGORY_UNKNOWN, code)
            return _with(parcel, _declared(inspection, category=code))
        case SetQuantity(quantity):
            if not quantity_is_valid(quantity):
                raise DomainError(DomainFault.QUANTITY_INVALID)
            return _with(parcel, inspection.declared(quantity=quantity))
        case DeclareItem(item, index):
            return _with(parcel, _item_declared(inspection, item, index, policy))
        case TakeItemBack(index):
            if not 0 <= index < len(inspection.items):
                raise DomainError(DomainFault.ITEM_INVALID, "index")
            kept = inspection.items[:index] + inspection.items[index + 1 :]
            return _with(parcel, inspection.declared(items=kept))
        case ConfirmCloserLook():
            return _with(parcel, _looked_closer(parcel, policy))
        case SayContentsDiffer(note):
            if find(policy.inspection.difference_notes, note) is None:
                raise DomainError(DomainFault.REASON_UNKNOWN, note)
            return _with(parcel, replace(inspection, found=Found(Finding.DIFFERS, clerk, now, note)))
        case ChooseJourney(journey):
            return _with(parcel, replace(inspection, journey=journey, journey_told=True))
        case RecordScreening():
            if inspection.screening is not None and inspection.screening.passed is False:
                raise DomainError(DomainFault.SCREENING_STANDS)
            return _with(parcel, replace(inspection, screening=screening_from(edit, clerk, now)))
        case ChoosePackaging(packaging):
            if packaging is not None and find(policy.inspection.packaging, packaging.kind) is None:
                raise DomainError(DomainFault.REASON_UNKNOWN, packaging.kind)
            return _with(parcel, replace(inspection, packaging=packaging))
        case SetWeight(grams):
            if grams is not None and not weight_is_valid(grams):
                raise DomainError(DomainFault.ITEM_INVALID, "weight")
            return _with(parcel, replace(inspection, weight_g=grams))
        case RemovePhoto(evidence_id):
            if all(photo.evidence_id != evidence_id for photo in inspection.photos):
                raise DomainError(DomainFault.PARCEL_UNKNOWN)
            return _with(parcel, inspection.without_photo(evidence_id))
        case ChooseCarrier(code):
            if parcel.waybill is None:
                raise DomainError(DomainFault.WAYBILL_SHAPE)
            return replace(parcel, waybill=replace(parcel.waybill, carrier=code))
        case _:
            assert_never(edit)


def withdrawn(before: Parcel, after: Parcel, policy: Policy) -> Iterator[tuple[str, dict[str, str]]]:
    """What stood against the parcel before an edit and no longer does, as actions of the audit trail with details.

    A difference that was found, and goods that the rules refuse. Codes only: names of goods stay in the record.
    """
    found = before.inspection.found
    if found is not None and found.finding is Finding.DIFFERS and after.inspection.found != found:
        yield "difference_withdrawn", {"note": found.note, "found_by": found.clerk}
    if before.inspection.items == after.inspection.items:
        return
    left = {(reason.code, reason.item) for reason in assessed_goods(after, policy).reasons}
    for reason in assessed_goods(before, policy).reasons:
        if (reason.code, reason.item) not in left:
            yield "goods_withdrawn", {"reason": reason.code, "verdict": reason.verdict.value}


def screening_from(edit: RecordScreening, clerk: ClerkNumber, now: datetime) -> Screening:
    """The record of a screening. Raises DomainError(SCREENING_INVALID) for one that names no machine or nobody."""
    machine, inspector = edit.machine.strip(), edit.inspector.strip()
    for name, value in (("machine", machine), ("inspector", inspector)):
        if len(value) > MAX_DEVICE_NAME or (edit.passed is not None and not value):
            raise DomainError(DomainFault.SCREENING_INVALID, name)
    return Screening(edit.place, machine, inspector, edit.passed, clerk, now)


def _with(parcel: Parcel, inspection: Inspection) -> Parcel:
    return replace(parcel, inspection=inspection)


def _declared(inspection: Inspection, category: str) -> Inspection:
    """Another nature of the whole; the same one again changes nothing."""
    if inspection.item_category == category:
        return inspection
    return inspection.declared(item_category=category)


def _item_declared(inspection: Inspection, item: DeclaredItem, index: int | None, policy: Policy) -> Inspection:
    _require_item(item, policy)
    items = inspection.items
    if index is None:
        if len(items) >= MAX_ITEMS:
            raise DomainError(DomainFault.ITEM_INVALID, "too_many")
        index = len(items)
    elif not 0 <= index < len(items):
        raise DomainError(DomainFault.ITEM_INVALID, "index")
    before = items[index] if index < len(items) else None
    items = (*items[:index], item.instead_of(before), *items[index + 1 :])
    category = inspection.item_category or item.nature
    if before is not None and before.is_but_for_papers(item):
        return replace(inspection, items=items, item_category=category)
    return inspection.declared(items=items, item_category=category)


def _require_item(item: DeclaredItem, policy: Policy) -> None:
    if not 0 < len(item.name.strip()) <= MAX_NAME or any(not character.isprintable() for character in item.name):
        raise DomainError(DomainFault.ITEM_INVALID, "name")
    if policy.category(item.nature) is None:
        raise DomainError(DomainFault.ITEM_INVALID, "nature")
    if not quantity_is_valid(item.quantity):
        raise DomainError(DomainFault.QUANTITY_INVALID)
    if item.weight_g is not None and not weight_is_valid(item.weight_g):
        raise DomainError(DomainFault.ITEM_INVALID, "weight")


def _looked_closer(parcel: Parcel, policy: Policy) -> Inspection:
    """Every item that asks for it has been looked at more closely.

    Raises DomainError: NOTHING_IN_DOUBT when none asks, PHOTO_FIRST before the contents were seen as declared.
    """
    asked = {need.item for need in assessed_goods(parcel, policy).needs if need.kind is NeedKind.CLOSER_LOOK}
    if not asked:
        raise DomainError(DomainFault.NOTHING_IN_DOUBT)
    if not parcel.inspection.seen:
        raise DomainError(DomainFault.PHOTO_FIRST)
    items = tuple(replace(item, looked_closer=True) if item.name in asked else item for item in parcel.inspection.items)
    return replace(parcel.inspection, items=items)
