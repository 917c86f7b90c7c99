"""A scan goes where it belongs by what it is, never by what has the focus.

Invariants:
- A waybill number that was accepted before, or is frozen, is never put on a parcel again.
- A waybill on the parcel is only replaced when the clerk scans the other one twice.
- A real-name code counts only with a valid signature of an issuer that the policy pack names.
"""

from dataclasses import replace
from typing import assert_never

from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.customer import Customer
from app.domain.files import gone
from app.domain.goods import Destination, Journey
from app.domain.identity.sender_code import SenderCode, SenderCodeFault, SenderCodeRefused
from app.domain.waybill import CheckDigit, Waybill, check_digit, looks_like_waybill, normalised, recognise, s10_country
from app.ports import UnitOfWork
from app.sender_codes import read_sender_code
from app.usecases.counter import Counter
from app.usecases.documents import from_code
from app.usecases.edit_sender import customer_chosen
from app.usecases.put_document import put_document
from app.usecases.results import (
    CodeRefused,
    CodeUnknown,
    CustomerTaken,
    DocumentTaken,
    ScanOutcome,
    WaybillDiffers,
    WaybillFrozen,
    WaybillMisread,
    WaybillSeenBefore,
    WaybillTaken,
)
from app.usecases.sender_history import noticed
from app.usecases.waybill_name import compared
from devices.ports import Symbology
from sync.words import Environment

_GOODS_CODES = frozenset({Symbology.EAN_13, Symbology.EAN_8, Symbology.UPC_A})
"""Codes printed on goods: no carrier uses them for waybills, but their digits could pass for old numbers."""

_HERE = "CN"
_HK_MO_TW = frozenset({"HK", "MO", "TW"})


class RouteScan:
    """Finds out what a scanned text is and puts it on the parcel."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(
        self,
        text: str,
        symbology: Symbology | None,
        clerk: ClerkNumber,
        parcel_id: str | None,
        *,
        replace_waybill: bool,
    ) -> ScanOutcome:
        """What the scan was; nothing changes unless the answer says that something was taken."""
        number = normalised(text)
        with self._counter.store.unit_of_work() as work:
            customer = work.customers.by_code(number) if number else None
            if customer is not None:
                return self._customer(work, customer, clerk, parcel_id)
            if symbology in _GOODS_CODES or not looks_like_waybill(number):
                return self._code(work, text, clerk, parcel_id)
            if check_digit(number) is CheckDigit.BAD:
                return WaybillMisread(number)
            return self._taken(work, number, clerk, parcel_id, replace_waybill=replace_waybill)

    def _customer(
        self, work: UnitOfWork, customer: Customer, clerk: ClerkNumber, parcel_id: str | None
    ) -> CustomerTaken:
        """A customer's credit code or agreement number: this customer sends."""
        counter = self._counter
        before = stepped(counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
        after = compared(counter, work, before, customer_chosen(before, customer))
        _release(work, before, after)
        return CustomerTaken(counter.kept(work, noticed(counter, work, after)))

    def _code(self, work: UnitOfWork, text: str, clerk: ClerkNumber, parcel_id: str | None) -> ScanOutcome:
        """No waybill: a sender's real-name code, or something that the counter does not know."""
        counter = self._counter
        identity = work.terminal.identity()
        environment = identity.environment if identity is not None else Environment.PRODUCTION
        now = counter.clock.now()
        match read_sender_code(text, counter.policy, now, environment):
            case None:
                return CodeUnknown(text)
            case SenderCodeRefused(reason):
                return CodeRefused(reason)
            case SenderCode() as code:
                before = stepped(counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
                if not work.senders.claim_code(code.jti, before.parcel_id, expires_at=code.expires_at, now=now):
                    return CodeRefused(SenderCodeFault.USED_BEFORE)
                document = from_code(code, now, counter.policy, counter.today())
                after = put_document(counter, work, before, document)
                # a principal's or guardian's code brings no phone of the person at the counter
                sender = after.sender
                if sender is not None and sender.document is document and sender.phone is None:
                    after = replace(after, sender=replace(sender, phone=code.phone))
                _release(work, before, after)
                return DocumentTaken(counter.kept(work, after))
            case unexpected:
                assert_never(unexpected)

    def _taken(
        self, work: UnitOfWork, number: str, clerk: ClerkNumber, parcel_id: str | None, *, replace_waybill: bool
    ) -> ScanOutcome:
        if work.holds.in_force(number) is not None:
            return WaybillFrozen(number)
        before = work.acceptances.by_waybill(number)
        if before is not None:
            return WaybillSeenBefore(number, before)
        parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
        if parcel.waybill is not None and parcel.waybill.number == number:
            return WaybillTaken(self._counter.view(work, parcel))
        if parcel.waybill is not None and not replace_waybill:
            return WaybillDiffers(number, parcel.waybill.number)
        candidates = recognise(number, self._counter.policy.carrier_patterns)
        waybill = Waybill(number, candidates[0].carrier if candidates else None)
        # a picture of the sealed parcel with another waybill proves nothing about this one
        inspection = parcel.inspection.unsealed() if parcel.waybill is not None else parcel.inspection
        inspection = replace(inspection, journey=_journey_of(number, inspection.journey))
        after = replace(parcel, waybill=waybill, inspection=inspection)
        named = compared(self._counter, work, parcel, after)
        return WaybillTaken(self._counter.kept(work, named))


def _journey_of(number: str, journey: Journey) -> Journey:
    """A number of another post (UPU S10) leaves the country: proposed with the scan, and the clerk may change it."""
    country = s10_country(number)
    if country is None or country == _HERE:
        return journey
    destination = Destination.HK_MO_TW if country in _HK_MO_TW else Destination.INTERNATIONAL
    return replace(journey, destination=destination)


def _release(work: UnitOfWork, before: Parcel, after: Parcel) -> None:
    """What the scan took off the parcel; without its row a file is swept at the next start."""
    work.evidence.release(before.parcel_id, gone(before, after))
