"""One parcel on its way through the counter: its life, what is still missing, and the decision.

Invariants:
- Every step of a parcel's life stands in ``STEPS``; the lanes (waybill, sender, inspection) fill in any order.
- ``missing`` names what is left in the order in which a clerk would supply it.
- Only a complete parcel without objections may be accepted; there is no override here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
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
    state = STEPS.get((parcel.state, event))
    if state is None:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, f"{parcel.state.value}, {event.value}")
    # spelled out: dataclasses.replace costs as much as the rest of the rules, and this runs at every key
    return Parcel(
        parcel.parcel_id, parcel.opened_by, parcel.opened_at, state, parcel.waybill, parcel.sender, parcel.inspection
    )


def decide(parcel: Parcel, policy: Policy, today: date) -> Decision:
    """Apply the real-name (实名收寄) and inspection (收寄验视) duties, with the numbers of ``policy``."""
    return Decision(
        missing=tuple(_missing(parcel, policy)),
        objections=_objections(parcel, policy, today),
        warnings=_warnings(parcel, policy, today),
    )


def _missing(parcel: Parcel, policy: Policy) -> Iterator[Missing]:
    """In the order of :class:`Missing`."""
    sender, inspection = parcel.sender, parcel.inspection
    if parcel.waybill is None:
        yield Missing.WAYBILL
    if sender is None:
        yield Missing.DOCUMENT
    if sender is None or sender.same_person is None:
        yield Missing.SAME_PERSON
    if sender is None or sender.phone is None:
        yield Missing.PHONE
    if inspection.item_category is None:
        yield Missing.ITEM_CATEGORY
    if sum(photo.role is PhotoRole.CONTENTS for photo in inspection.photos) < policy.min_photos:
        yield Missing.PHOTO


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
