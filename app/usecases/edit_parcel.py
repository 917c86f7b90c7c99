"""Applies one small step to a parcel: each is kept durably at once.

Invariants:
- An edit never decides anything; it only changes the parcel and says what is missing now.
- An edit without a parcel opens one, so that evidence may come in any order.
- The rules about goods look at what the document was used for today: it is asked anew with each other sender or item.
- Whatever an edit takes away from the parcel leaves the vault with it.
- What stood against the parcel does not go away silently: the audit trail keeps that it was taken back, and by whom.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.files import gone
from app.domain.identity.sender import phone_is_valid
from app.ports import EvidenceVault, StoredEvidence, UnitOfWork
from app.usecases import edit_sender
from app.usecases.counter import Counter
from app.usecases.edit_inspection import inspected, withdrawn
from app.usecases.edits import (
    AnswerCaution,
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
    SwapPeople,
)
from app.usecases.results import CounterView
from app.usecases.sender_history import noticed
from app.usecases.take_document import JPEG
from app.usecases.waybill_name import compared


def _who_sends_what(parcel: Parcel) -> tuple[object, ...]:
    """What the look-ups by document hang on: the honesty checks, and the rules that count by person."""
    return parcel.sender, parcel.sending, parcel.customer, parcel.inspection.items


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
            if _who_sends_what(after) != _who_sends_what(before):
                after = noticed(self._counter, work, after)
            released = work.evidence.release(before.parcel_id, gone(before, after))
            for evidence_id in released:
                work.looks.remove(evidence_id)
            view = self._counter.kept(work, after)
            for action, details in withdrawn(before, after, self._counter.policy):
                now = self._counter.clock.now()
                work.audit.append(AuditEntry(now, clerk, action, after.parcel_id, details))
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
                return inspected(parcel, edit, self._counter.policy, clerk, now)
