"""Applies one small step to a parcel: each is kept durably at once.

Invariants:
- An edit never decides anything; it only changes the parcel and says what is missing now.
- An edit without a parcel opens one, so that evidence may come in any order.
- Whatever an edit takes away from the parcel leaves the vault with it.
"""

from dataclasses import replace
from typing import assert_never

from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.files import gone
from app.domain.identity.sender import phone_is_valid
from app.domain.inspection import quantity_is_valid
from app.ports import EvidenceVault, StoredEvidence, UnitOfWork
from app.usecases import edit_sender
from app.usecases.counter import Counter
from app.usecases.edits import (
    AnswerCaution,
    ChooseCarrier,
    ChooseCategory,
    ChooseCustomer,
    ChooseRelation,
    ChooseSending,
    ConfirmDoubtfulFields,
    ConfirmGuardian,
    ConfirmSamePerson,
    ConfirmWaybillName,
    Edit,
    EnterAddress,
    EnterPhone,
    EnterWaybillName,
    RecordFaceComparison,
    RemovePhoto,
    SetQuantity,
    SwapPeople,
)
from app.usecases.results import CounterView
from app.usecases.sender_history import noticed
from app.usecases.take_document import JPEG
from app.usecases.waybill_name import compared


def _who_sends(parcel: Parcel) -> tuple[object, ...]:
    """What the honesty checks look at."""
    return parcel.sender, parcel.sending, parcel.customer


class EditParcel:
    """Applies one edit. Raises DomainError with the reason when it makes no sense, and changes nothing then."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, parcel_id: str | None, edit: Edit, clerk: ClerkNumber) -> CounterView:
        """The parcel after the edit, as kept."""
        picture = self._picture(edit)
        with self._counter.store.unit_of_work() as work:
            before = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            after = compared(self._counter, work, before, self._edited(work, before, edit, clerk, picture))
            if _who_sends(after) != _who_sends(before):
                after = noticed(self._counter, work, after)
            released = work.evidence.release(before.parcel_id, gone(before, after))
            view = self._counter.kept(work, after)
            if picture is not None:
                work.evidence.add(picture, after.parcel_id, upload=False, at=self._counter.clock.now())
        for evidence_id in released:
            self._vault.delete(evidence_id)
        return view

    def _picture(self, edit: Edit) -> StoredEvidence | None:
        """The picture of the person that was on the screen, durable before its row commits."""
        if isinstance(edit, ConfirmSamePerson) and edit.live_picture is not None:
            return self._vault.store(self._counter.ids.new(), edit.live_picture, JPEG)
        return None

    def _edited(  # noqa: PLR0911, PLR0912 # one case for each kind of edit
        self, work: UnitOfWork, parcel: Parcel, edit: Edit, clerk: ClerkNumber, picture: StoredEvidence | None
    ) -> Parcel:
        now = self._counter.clock.now()
        match edit:
            case ConfirmSamePerson(portrait):
                live = picture.evidence_id if picture is not None else None
                return edit_sender.same_person(parcel, clerk, now, portrait, live)
            case ConfirmDoubtfulFields():
                return edit_sender.doubts_confirmed(parcel)
            case ConfirmWaybillName():
                return edit_sender.name_seen(parcel, clerk, now)
            case EnterWaybillName(name):
                return edit_sender.name_typed(parcel, name, clerk, now)
            case EnterPhone(phone):
                if not phone_is_valid(phone):
                    raise DomainError(DomainFault.PHONE_INVALID)
                sender = edit_sender.sender_of(parcel)
                return replace(parcel, sender=replace(sender, phone=phone, phone_recalled=False))
            case EnterAddress(address):
                return edit_sender.address_entered(parcel, address)
            case ChooseSending(sending):
                return edit_sender.sending_chosen(parcel, sending)
            case ChooseCustomer(customer_id):
                return edit_sender.customer_chosen(parcel, work.customers.get(customer_id))
            case ChooseRelation(code):
                return edit_sender.relation_chosen(parcel, code, self._counter.policy)
            case SwapPeople():
                return edit_sender.people_swapped(parcel)
            case ConfirmGuardian():
                return edit_sender.guardian_confirmed(parcel, now)
            case AnswerCaution():
                return edit_sender.caution_answered(parcel, edit, self._counter.policy, clerk, now)
            case RecordFaceComparison(band):
                return edit_sender.face_compared(parcel, band, now)
            case _:
                return self._inspected(parcel, edit)

    def _inspected(self, parcel: Parcel, edit: ChooseCategory | SetQuantity | ChooseCarrier | RemovePhoto) -> Parcel:
        match edit:
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
                if all(photo.evidence_id != evidence_id for photo in parcel.inspection.photos):
                    raise DomainError(DomainFault.PARCEL_UNKNOWN)
                return replace(parcel, inspection=parcel.inspection.without_photo(evidence_id))
            case _:
                assert_never(edit)
