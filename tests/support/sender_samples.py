"""Senders of every kind for the screen's tests: pictures of documents, children, supervisors, customers.

Every person and number is invented.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.clerk import ClerkNumber, ClerkRole
from app.domain.customer import Customer, CustomerKind
from app.people_ports import CarrierOrder
from app.ports import UnitOfWork
from devices.documents.reading import (
    CaptureGuidance,
    CaptureHint,
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingWay,
)
from devices.ports import CardRead
from tests.support.builders import NOON, YUNNAN_NUMBER, customer
from tests.support.counter_house import CounterHouse, card

OTHER_NUMBER = "110101199003077758"
CHILD_NUMBER = "530102201503070012"
"""Born in 2015: eleven years old at the counter's noon."""
YOUNG_NUMBER = "530102201105050016"
"""Born in 2011: fifteen years old."""
SUPERVISOR = ClerkNumber("9001")
SUPERVISOR_PIN = "975310"
QUAD = ((10.0, 10.0), (90.0, 10.0), (90.0, 60.0), (10.0, 60.0))
READY = CaptureGuidance(CaptureHint.READY, QUAD, 0.9)


def other_card() -> CardRead:
    """Somebody else's card."""
    return card(OTHER_NUMBER, "测试乙")


def young_card(number: str = CHILD_NUMBER, name: str = "测试童") -> CardRead:
    """A child's card: its birth date is the number's."""
    read = card(number, name)
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return replace(read, text=replace(read.text, birth_date=born))


def reading(  # each names one thing that a picture may have
    number: str = YUNNAN_NUMBER,
    name: str = "测试甲",
    *,
    doubtful: Iterable[FieldName] = (),
    kind: PictureKind = PictureKind.RESIDENT_CARD,
    way: ReadingWay = ReadingWay.OCR,
    problems: tuple[PictureProblem, ...] = (),
    portrait: bytes | None = None,
    snippet: bytes | None = None,
    without: Iterable[FieldName] = (),
    **others: str,
) -> DocumentReading:
    """What a picture of a card says; ``others`` are further fields by name. ``snippet``: a real JPEG for a window."""
    values = {
        FieldName.NAME: name,
        FieldName.NUMBER: number,
        FieldName.ADDRESS: "云南省昆明市五华区样例路1号",
        FieldName.VALID_TO: "2040-01-01",
        **{FieldName(other): value for other, value in others.items()},
    }
    doubted = set(doubtful)
    fields = {
        entry: FieldReading(
            value, 0.5 if entry in doubted else 0.99, entry in doubted, snippet or b"\xff\xd8 " + entry.encode()
        )
        for entry, value in values.items()
        if entry not in set(without)
    }
    return DocumentReading(kind, way, fields, {}, problems, portrait, NOON)


def with_supervisor(house: CounterHouse) -> None:
    """A supervisor works here, and a clerk."""
    house.add_clerk(SUPERVISOR, "样例站长", SUPERVISOR_PIN, ClerkRole.SUPERVISOR)
    house.add_clerk("1001", "李测试", SUPERVISOR_PIN, ClerkRole.CLERK)


def with_order(house: CounterHouse, waybill: str, name: str) -> None:
    """The carrier's order names the sender."""
    house.look(lambda work: work.orders.add([CarrierOrder(waybill, name)], house.clock.now()))


def with_customers(house: CounterHouse, *customers: Customer) -> None:
    """These are registered."""

    def save(work: UnitOfWork) -> None:
        for one in customers:
            work.customers.save(one, clerk=SUPERVISOR, at=house.clock.now())

    house.look(save)


def two_customers() -> tuple[Customer, Customer]:
    """One whose agreement is in force, one without any."""
    return customer(), customer(
        customer_id="customer-2",
        name="样例茶叶商行",
        initials="YLCYSH",
        credit_code="91530102MA0000002W",
        kind=CustomerKind.ORGANISATION,
        agreement=None,
    )
