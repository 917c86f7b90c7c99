"""A scan goes where it belongs by what it is, never by what has the focus.

Invariants:
- A waybill number that was accepted before is never put on a parcel again.
- A waybill on the parcel is only replaced when the clerk scans the other one twice.
"""

from dataclasses import replace

from app.domain.acceptance import ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.waybill import CheckDigit, Waybill, check_digit, looks_like_waybill, normalised, recognise
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.results import (
    CodeUnknown,
    ScanOutcome,
    WaybillDiffers,
    WaybillMisread,
    WaybillSeenBefore,
    WaybillTaken,
)
from devices.ports import Symbology

_GOODS_CODES = frozenset({Symbology.EAN_13, Symbology.EAN_8, Symbology.UPC_A})
"""Codes printed on goods: no carrier uses them for waybills, but their digits could pass for old numbers."""


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
        """What the scan was; nothing changes unless the answer is WaybillTaken."""
        number = normalised(text)
        if symbology in _GOODS_CODES or not looks_like_waybill(number):
            return CodeUnknown(text)
        if check_digit(number) is CheckDigit.BAD:
            return WaybillMisread(number)
        with self._counter.store.unit_of_work() as work:
            return self._taken(work, number, clerk, parcel_id, replace_waybill=replace_waybill)

    def _taken(
        self, work: UnitOfWork, number: str, clerk: ClerkNumber, parcel_id: str | None, *, replace_waybill: bool
    ) -> ScanOutcome:
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
        return WaybillTaken(self._counter.kept(work, replace(parcel, waybill=waybill)))
