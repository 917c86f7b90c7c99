"""One parcel on its way through the counter: its life, what is still missing, and the decision.

Invariants:
- Every step of a parcel's life stands in ``STEPS``; the lanes (waybill, sender, inspection) fill in any order.
- ``missing`` names what is left in the order in which a clerk would supply it.
- Only a complete parcel without objections may be accepted; there is no override here.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import WARNINGS, DocumentProblem, age_on, validity_problems
from app.domain.identity.sender import Sender
from app.domain.inspection import Inspection, PhotoRole
from app.domain.policy import Policy
from app.domain.waybill import CheckDigit, Waybill, check_digit


class ParcelState(StrEnum):
    """Where a parcel stands."""

    OPEN = "open"
    PARKED = "parked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DISCARDED = "discarded"
    """Given up before anything was decided (a wrong scan); nothing goes to the province."""


class ParcelEvent(StrEnum):
    """What can happen to a parcel."""

    EDIT = "edit"
    PARK = "park"
    RESUME = "resume"
    ACCEPT = "accept"
    REFUSE = "refuse"
    DISCARD = "discard"


STEPS: dict[tuple[ParcelState, ParcelEvent], ParcelState] = {
    (ParcelState.OPEN, ParcelEvent.EDIT): ParcelState.OPEN,
    (ParcelState.OPEN, ParcelEvent.PARK): ParcelState.PARKED,
    (ParcelState.OPEN, ParcelEvent.ACCEPT): ParcelState.ACCEPTED,
    (ParcelState.OPEN, ParcelEvent.REFUSE): ParcelState.REFUSED,
    (ParcelState.OPEN, ParcelEvent.DISCARD): ParcelState.DISCARDED,
    (ParcelState.PARKED, ParcelEvent.RESUME): ParcelState.OPEN,
}


class Missing(StrEnum):
    """What a parcel still needs; the order of the members is the order in which a clerk supplies them."""

    WAYBILL = "waybill"
    DOCUMENT = "document"
    SAME_PERSON = "same_person"
    PHONE = "phone"
    ITEM_CATEGORY = "item_category"
    PHOTO = "photo"


class Objection(StrEnum):
    """What stops an acceptance although nothing is missing."""

    WAYBILL_CHECK_DIGIT = "waybill_check_digit"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_INVALID = "document_invalid"
    DOCUMENT_EXPIRED = "document_expired"
    DOCUMENT_NOT_YET_VALID = "document_not_yet_valid"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel at the counter. Accepted parcels never change again."""

    parcel_id: str
    opened_by: ClerkNumber
    opened_at: datetime
    state: ParcelState = ParcelState.OPEN
    waybill: Waybill | None = None
    sender: Sender | None = None
    inspection: Inspection = field(default_factory=Inspection)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say about a parcel now."""

    missing: tuple[Missing, ...]
    objections: tuple[Objection, ...]
    warnings: tuple[DocumentProblem, ...]

    @property
    def may_accept(self) -> bool:
        """True when nothing is missing and nothing stands against it."""
        return not self.missing and not self.objections


def stepped(parcel: Parcel, event: ParcelEvent) -> Parcel:
    """The parcel after ``event``. Raises DomainError(STEP_NOT_ALLOWED)."""
    try:
        return replace(parcel, state=STEPS[parcel.state, event])
    except KeyError:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, f"{parcel.state.value}, {event.value}") from None


def decide(parcel: Parcel, policy: Policy, today: date) -> Decision:
    """Apply the real-name (实名收寄) and inspection (收寄验视) duties, with the numbers of ``policy``."""
    missing = frozenset(_missing_identity(parcel) | _missing_inspection(parcel, policy))
    return Decision(
        missing=tuple(need for need in Missing if need in missing),
        objections=_objections(parcel, policy, today),
        warnings=_warnings(parcel, policy, today),
    )


def _missing_identity(parcel: Parcel) -> set[Missing]:
    missing = set[Missing]()
    if parcel.waybill is None:
        missing.add(Missing.WAYBILL)
    if parcel.sender is None:
        return missing | {Missing.DOCUMENT, Missing.SAME_PERSON, Missing.PHONE}
    if parcel.sender.same_person is None:
        missing.add(Missing.SAME_PERSON)
    if parcel.sender.phone is None:
        missing.add(Missing.PHONE)
    return missing


def _missing_inspection(parcel: Parcel, policy: Policy) -> set[Missing]:
    missing = set[Missing]()
    if parcel.inspection.item_category is None:
        missing.add(Missing.ITEM_CATEGORY)
    contents = [photo for photo in parcel.inspection.photos if photo.role is PhotoRole.CONTENTS]
    if len(contents) < policy.min_photos:
        missing.add(Missing.PHOTO)
    return missing


def _objections(parcel: Parcel, policy: Policy, today: date) -> tuple[Objection, ...]:
    found: list[Objection] = []
    if parcel.waybill is not None and check_digit(parcel.waybill.number) is CheckDigit.BAD:
        found.append(Objection.WAYBILL_CHECK_DIGIT)
    if parcel.sender is not None:
        document = parcel.sender.document
        if document.document_type not in policy.document_types:
            found.append(Objection.DOCUMENT_TYPE)
        if any(problem not in WARNINGS for problem in document.problems):
            found.append(Objection.DOCUMENT_INVALID)
        validity = validity_problems(document, today)
        if DocumentProblem.EXPIRED in validity:
            found.append(Objection.DOCUMENT_EXPIRED)
        if DocumentProblem.NOT_YET_VALID in validity:
            found.append(Objection.DOCUMENT_NOT_YET_VALID)
    return tuple(found)


def _warnings(parcel: Parcel, policy: Policy, today: date) -> tuple[DocumentProblem, ...]:
    if parcel.sender is None:
        return ()
    document = parcel.sender.document
    warnings = [problem for problem in document.problems if problem in WARNINGS]
    if document.birth_date is not None and age_on(document.birth_date, today) < policy.sending_alone_age:
        warnings.append(DocumentProblem.UNDER_AGE)
    return tuple(warnings)
