"""The small steps by which a clerk fills a parcel's lanes: each is kept durably at once.

Invariants:
- An edit never decides anything; it only changes the parcel and says what is missing now.
- An edit without a parcel opens one, so that evidence may come in any order.
"""

from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.sender import SamePerson, Sender, phone_is_valid
from app.domain.inspection import quantity_is_valid
from app.ports import EvidenceVault, UnitOfWork
from app.usecases.counter import Counter
from app.usecases.results import CounterView


@dataclass(frozen=True, slots=True)
class ConfirmSamePerson:
    """The document is the person's in front (人证一致)."""


@dataclass(frozen=True, slots=True)
class EnterPhone:
    """The sender's phone number, complete."""

    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChooseCategory:
    """What the parcel holds."""

    code: str


@dataclass(frozen=True, slots=True)
class SetQuantity:
    """How many."""

    quantity: int


@dataclass(frozen=True, slots=True)
class ChooseCarrier:
    """The clerk knows better than the suggestion; None leaves it open."""

    code: str | None


@dataclass(frozen=True, slots=True)
class RemovePhoto:
    """Take a picture back."""

    evidence_id: str


Edit: TypeAlias = ConfirmSamePerson | EnterPhone | ChooseCategory | SetQuantity | ChooseCarrier | RemovePhoto


class EditParcel:
    """Applies one edit. Raises DomainError with the reason when it makes no sense, and changes nothing then."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, parcel_id: str | None, edit: Edit, clerk: ClerkNumber) -> CounterView:
        """The parcel after the edit, as kept."""
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            edited = self._edited(work, parcel, edit, clerk)
            view = self._counter.kept(work, edited)
        if isinstance(edit, RemovePhoto):
            self._vault.delete(edit.evidence_id)
        return view

    def _edited(  # one return for each kind of edit
        self, work: UnitOfWork, parcel: Parcel, edit: Edit, clerk: ClerkNumber
    ) -> Parcel:
        match edit:
            case ConfirmSamePerson():
                same = SamePerson(clerk, self._counter.clock.now())
                return replace(parcel, sender=replace(_sender(parcel), same_person=same))
            case EnterPhone(phone):
                if not phone_is_valid(phone):
                    raise DomainError(DomainFault.PHONE_INVALID)
                return replace(parcel, sender=replace(_sender(parcel), phone=phone, phone_recalled=False))
            case ChooseCategory(code):
                if self._counter.policy.category(code) is None:
                    raise DomainError(DomainFault.CATEGORY_UNKNOWN, code)
                return replace(parcel, inspection=replace(parcel.inspection, item_category=code))
            case SetQuantity(quantity):
                if not quantity_is_valid(quantity):
                    raise DomainError(DomainFault.QUANTITY_INVALID)
                return replace(parcel, inspection=replace(parcel.inspection, quantity=quantity))
            case ChooseCarrier(code):
                if parcel.waybill is None:
                    raise DomainError(DomainFault.WAYBILL_SHAPE)
                return replace(parcel, waybill=replace(parcel.waybill, carrier=code))
            case RemovePhoto(evidence_id):
                return _without_photo(work, parcel, evidence_id)
            case _:
                assert_never(edit)


def _sender(parcel: Parcel) -> Sender:
    if parcel.sender is None:
        raise DomainError(DomainFault.NO_DOCUMENT)
    return parcel.sender


def _without_photo(work: UnitOfWork, parcel: Parcel, evidence_id: str) -> Parcel:
    if all(photo.evidence_id != evidence_id for photo in parcel.inspection.photos):
        raise DomainError(DomainFault.PARCEL_UNKNOWN)
    work.evidence.remove(evidence_id)
    return replace(parcel, inspection=parcel.inspection.without_photo(evidence_id))
