"""What a mended value must be before it may leave: the same rules as at the counter.

Invariants:
- A mended record is judged on the day on which it was accepted, as it was then; only what the mend itself makes worse
  stands against it.
- Who somebody is, is mended with a supervisor's word only.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from app.domain.acceptance import Parcel, decide
from app.domain.correction import FieldChange, MendableField, Scalar, corrected_parcel
from app.domain.correction_rules import FieldCheck, MendedBy
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import IdentityDocument
from app.domain.identity.sender import ADDRESS_LENGTH, phone_is_valid
from app.domain.inspection import quantity_is_valid, weight_is_valid
from app.domain.policy import Policy
from app.identity_numbers import check_credit_code, check_number, normalised_number, reading_problems
from app.person_names import names_agree
from app.usecases.edit_inspection import MAX_NAME
from app.usecases.edit_sender import NAME_LENGTH

_SHORT = 64
_WORDS = 200


def checked_changes(
    fields: Sequence[MendableField], changes: Sequence[FieldChange], *, supervised: bool
) -> tuple[FieldChange, ...]:
    """The new values in their plain form, without those that change nothing.

    Raises DomainError naming the pointer: NOT_MENDABLE, SUPERVISOR_NEEDED, CORRECTION_INVALID; or NOTHING_CHANGED.
    """
    known = {one.pointer: one for one in fields}
    found: list[FieldChange] = []
    for change in changes:
        field = known.get(change.pointer)
        if field is None:
            raise DomainError(DomainFault.NOT_MENDABLE, change.pointer)
        value = plain_value(field.rule.check, change.value)
        if value == field.value:
            continue
        if not value_is_valid(field.rule.check, value):
            raise DomainError(DomainFault.CORRECTION_INVALID, change.pointer)
        if field.rule.by is MendedBy.SUPERVISOR and not supervised:
            raise DomainError(DomainFault.SUPERVISOR_NEEDED, change.pointer)
        found.append(FieldChange(change.pointer, value))
    if not found:
        raise DomainError(DomainFault.NOTHING_CHANGED)
    return tuple(found)


def plain_value(check: FieldCheck, value: Scalar) -> Scalar:
    """Numbers of documents and codes in capitals and without blanks, as they are compared everywhere."""
    if check in (FieldCheck.DOCUMENT_NUMBER, FieldCheck.CREDIT_CODE, FieldCheck.PHONE) and isinstance(value, str):
        return normalised_number(value)
    return value


def value_is_valid(check: FieldCheck, value: Scalar) -> bool:  # noqa: PLR0911 # one line for each check
    """Whether the value can be one of that kind at all; what it means for its record is judged with the record."""
    match check:
        case FieldCheck.NAME:
            return _is_text(value, NAME_LENGTH)
        case FieldCheck.DOCUMENT_NUMBER:
            return _is_text(value, 32)
        case FieldCheck.DATE:
            return value is None or _is_date(value)
        case FieldCheck.ADDRESS:
            return value == "" or _is_text(value, ADDRESS_LENGTH)
        case FieldCheck.PHONE:
            return isinstance(value, str) and phone_is_valid(value)
        case FieldCheck.CREDIT_CODE:
            return isinstance(value, str) and not check_credit_code(value).problems
        case FieldCheck.ITEM_NAME:
            return _is_text(value, MAX_NAME)
        case FieldCheck.QUANTITY:
            return isinstance(value, int) and quantity_is_valid(value)
        case FieldCheck.WEIGHT:
            return value is None or (isinstance(value, int) and weight_is_valid(value))
        case FieldCheck.SHORT_TEXT:
            return value == "" or _is_text(value, _SHORT)
        case FieldCheck.WORDS:
            return value == "" or _is_text(value, _WORDS)
        case _:
            assert_never(check)


def mended_parcel(parcel: Parcel, changes: Sequence[FieldChange], policy: Policy, day: date) -> Parcel:
    """The accepted parcel with the new values, judged as the counter would have judged it on its ``day``.

    Raises DomainError(STANDS_AGAINST or NOT_COMPLETE) naming what the mend brings against it.
    """
    after = _judged_anew(corrected_parcel(parcel, changes, policy), parcel, policy, day)
    was, now = decide(parcel, policy, day), decide(after, policy, day)
    against = next((one for one in now.objections if one not in was.objections), None)
    if against is not None:
        raise DomainError(DomainFault.STANDS_AGAINST, against.value)
    missing = next((one for one in now.missing if one not in was.missing), None)
    if missing is not None:
        raise DomainError(DomainFault.NOT_COMPLETE, missing.value)
    return after


def _judged_anew(after: Parcel, before: Parcel, policy: Policy, day: date) -> Parcel:
    """Numbers are checked again, and the name on the waybill is compared again."""
    sender = after.sender
    if sender is not None and before.sender is not None and sender.document != before.sender.document:
        sender = replace(sender, document=_with_problems(sender.document, policy, day))
        after = replace(after, sender=sender)
        name = after.waybill_name
        if name is not None and name.name and after.principal is None:
            after = replace(after, waybill_name=replace(name, agrees=names_agree(name.name, sender.document.name)))
    principal, guardian = after.principal, after.guardian
    if principal is not None and principal != before.principal:
        principal = replace(principal, document=_with_problems(principal.document, policy, day))
    if guardian is not None and guardian != before.guardian:
        guardian = replace(guardian, document=_with_problems(guardian.document, policy, day))
    return replace(after, principal=principal, guardian=guardian)


def _with_problems(document: IdentityDocument, policy: Policy, day: date) -> IdentityDocument:
    check = check_number(policy, document.document_type, document.number, day, document.other_kind)
    return replace(document, problems=reading_problems(policy, check, document.birth_date, document.sex, day))


def _is_text(value: Scalar, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _is_date(value: Scalar) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
