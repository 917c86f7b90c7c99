"""Accepted and frozen parcels at a counter, ready to be handed over."""

from dataclasses import replace

from app.domain.goods import Journey
from app.domain.waybill import main_number
from app.inspection_ports import Hold
from app.ports import Acceptance
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import CounterHouse
from tests.support.stored_records import RecordMaker

MARK = "0123456789"
"""A short code that nothing has signed."""


def put_acceptance(
    house: CounterHouse, number: int, *, journey: Journey | None = None, mark: str = MARK, weight_g: int | None = 1250
) -> Acceptance:
    """An acceptance among the records, with the waybill YT and that number; without the way across the counter."""
    record = RecordMaker(head=house.look(lambda work: work.outbox.head())).acceptance(number)
    parcel = record.acceptance.parcel
    inspection = replace(parcel.inspection, journey=journey or parcel.inspection.journey, weight_g=weight_g)
    acceptance = replace(record.acceptance, mark=mark, parcel=replace(parcel, inspection=inspection))
    house.look(replace(record, acceptance=acceptance).write)
    return acceptance


def freeze(house: CounterHouse, number: str) -> None:
    """Somebody freezes that waybill."""
    hold = Hold(f"hold-{number}", main_number(number), None, None, "smell_leak", CLERK, NOON)
    house.look(lambda work: work.holds.place(hold))
