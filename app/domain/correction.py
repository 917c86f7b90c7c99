"""A correction (更正): new values for fields of a record that the province returned.

Invariants:
- The record as it was captured never changes; a correction is applied to a copy of its payload, and to a copy of its
  parcel for the rules and for the screen.
- Only fields that the pack names and that the payload has can be mended.
- A value is text, a whole number or nothing: no fractions, so that the canonical form is the same everywhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from app.domain.acceptance import Parcel
from app.domain.correction_rules import EVERY, CorrectionRules, FieldCheck, FieldRule
from app.domain.customer import Customer
from app.domain.identity.document import IdentityDocument
from app.domain.inspection import Inspection
from app.domain.policy import Policy

Scalar: TypeAlias = str | int | None

NUMBERS = frozenset({FieldCheck.QUANTITY, FieldCheck.WEIGHT})
"""Fields whose value is a whole number."""
MAY_BE_EMPTY = frozenset(
    {FieldCheck.DATE, FieldCheck.WEIGHT, FieldCheck.ADDRESS, FieldCheck.SHORT_TEXT, FieldCheck.WORDS}
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A new value of one field, by JSON pointer into the payload."""

    pointer: str
    value: Scalar = field(repr=False)


@dataclass(frozen=True, slots=True)
class MendableField:
    """A field of one record that can be mended, with the value that it has."""

    pointer: str
    rule: FieldRule
    value: Scalar = field(repr=False)

    @property
    def place(self) -> int | None:
        """Which line of a list it belongs to, from 1; None outside lists."""
        parts = zip(self.rule.pointer.split("/"), self.pointer.split("/"), strict=True)
        return next((int(part) + 1 for own, part in parts if own == EVERY), None)


def mendable(kind: str, payload: Mapping[str, object], rules: CorrectionRules) -> tuple[MendableField, ...]:
    """The fields of this payload that can be mended, in the order of the pack."""
    return tuple(
        MendableField(pointer, rule, value)
        for rule in rules.of_kind(kind)
        for pointer, value in _found("", payload, rule.pointer.split("/")[1:])
        if not isinstance(value, bool)
    )


def value_at(payload: Mapping[str, object], pointer: str) -> object:
    """What stands there. Raises KeyError for a pointer to nothing."""
    found: object = payload
    for part in pointer.split("/")[1:]:
        found = _inside(found, part)
    return found


def patched(payload: Mapping[str, object], changes: Sequence[FieldChange]) -> dict[str, object]:
    """A copy of the payload with the new values. Raises KeyError for a pointer to nothing."""
    after: object = dict(payload)
    for change in changes:
        after = _with(after, change.pointer.split("/")[1:], change.value)
    if not isinstance(after, dict):
        raise KeyError(changes[0].pointer)
    return after


def written(check: FieldCheck, text: str) -> Scalar:
    """What a clerk's text means for such a field. Raises ValueError where a number is asked for and none is written."""
    plain = " ".join(text.split())
    if not plain and check in MAY_BE_EMPTY:
        return None if check in (FieldCheck.DATE, FieldCheck.WEIGHT) else ""
    return int(plain) if check in NUMBERS else plain


def corrected_parcel(parcel: Parcel, changes: Sequence[FieldChange], policy: Policy | None = None) -> Parcel:
    """The parcel with the new values, for the rules and for the screen; what it does not keep is passed over.

    With ``policy`` a renamed thing is looked up in the catalogue, and nobody has looked closer at it yet.
    """
    for change in changes:
        match change.pointer.split("/")[1:]:
            case ["sender", "phone"] if parcel.sender is not None:
                parcel = replace(parcel, sender=replace(parcel.sender, phone=_text(change)))
            case ["sender", "sending_address"] if parcel.sender is not None:
                parcel = replace(parcel, sender=replace(parcel.sender, address=_text(change)))
            case ["sender", name] if parcel.sender is not None:
                document = _document(parcel.sender.document, name, change)
                parcel = replace(parcel, sender=replace(parcel.sender, document=document))
            case ["principal", "person", name] if parcel.principal is not None:
                document = _document(parcel.principal.document, name, change)
                parcel = replace(parcel, principal=replace(parcel.principal, document=document))
            case ["guardian", "person", name] if parcel.guardian is not None:
                document = _document(parcel.guardian.document, name, change)
                parcel = replace(parcel, guardian=replace(parcel.guardian, document=document))
            case ["organisation", name] if parcel.customer is not None:
                parcel = replace(parcel, customer=_customer(parcel.customer, name, change))
            case ["inspection", "weight_g"]:
                parcel = replace(parcel, inspection=replace(parcel.inspection, weight_g=_number(change)))
            case ["inspection", "items", place, name] | ["items", place, name]:
                inspection = _with_item(parcel.inspection, int(place), name, change, policy)
                parcel = replace(parcel, inspection=inspection)
            case _:
                pass
    return parcel


_DOCUMENT_FIELDS: Mapping[str, Callable[[IdentityDocument, FieldChange], IdentityDocument]] = {
    "name": lambda document, change: replace(document, name=_text(change)),
    "document_number": lambda document, change: replace(document, number=_text(change)),
    "address": lambda document, change: replace(document, address=_text(change)),
    "birth_date": lambda document, change: replace(document, birth_date=_day(change)),
    "valid_from": lambda document, change: replace(document, valid_from=_day(change)),
    "valid_to": lambda document, change: replace(document, valid_to=_day(change)),
}


def _document(document: IdentityDocument, name: str, change: FieldChange) -> IdentityDocument:
    mend = _DOCUMENT_FIELDS.get(name)
    return document if mend is None else mend(document, change)


def _customer(customer: Customer, name: str, change: FieldChange) -> Customer:
    match name:
        case "name":
            return replace(customer, name=_text(change))
        case "credit_code":
            return replace(customer, credit_code=_text(change))
        case "responsible_name":
            return replace(customer, responsible_name=_text(change))
        case _:
            return customer


def _with_item(inspection: Inspection, place: int, name: str, change: FieldChange, policy: Policy | None) -> Inspection:
    if place >= len(inspection.items):
        return inspection
    item = inspection.items[place]
    match name:
        case "name":
            entry = policy.catalogue.named(_text(change)) if policy is not None else None
            item = replace(item, name=_text(change), entry=entry.code if entry else None, looked_closer=False)
        case "quantity":
            item = replace(item, quantity=_number(change) or item.quantity)
        case "weight_g":
            item = replace(item, weight_g=_number(change))
        case _:
            return inspection
    return replace(inspection, items=(*inspection.items[:place], item, *inspection.items[place + 1 :]))


def _text(change: FieldChange) -> str:
    return change.value if isinstance(change.value, str) else ""


def _number(change: FieldChange) -> int | None:
    return change.value if isinstance(change.value, int) else None


def _day(change: FieldChange) -> date | None:
    return date.fromisoformat(change.value) if isinstance(change.value, str) and change.value else None


def _found(pointer: str, value: object, parts: Sequence[str]) -> Iterator[tuple[str, Scalar]]:
    if not parts:
        if value is None or isinstance(value, str | int):
            yield pointer, value
        return
    head, rest = parts[0], parts[1:]
    if head == EVERY and isinstance(value, list):
        for place, inside in enumerate(value):
            # a line that only tells the nature of the whole has no name of its own to mend
            if not (isinstance(inside, Mapping) and inside.get("named") is False):
                yield from _found(f"{pointer}/{place}", inside, rest)
    elif isinstance(value, Mapping) and head in value:
        yield from _found(f"{pointer}/{head}", value[head], rest)


def _inside(value: object, part: str) -> object:
    if isinstance(value, Mapping) and part in value:
        return value[part]
    if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
        return value[int(part)]
    raise KeyError(part)


def _with(value: object, parts: Sequence[str], new: Scalar) -> object:
    if not parts:
        return new
    inside = _with(_inside(value, parts[0]), parts[1:], new)
    if isinstance(value, Mapping):
        return {**value, parts[0]: inside}
    if isinstance(value, list):
        place = int(parts[0])
        return [*value[:place], inside, *value[place + 1 :]]
    raise KeyError(parts[0])
