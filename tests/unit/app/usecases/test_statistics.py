"""The report of a period, from records made at the counter."""

from datetime import date, timedelta

import pytest

from app.domain.inspection import Screening, ScreeningPlace
from app.domain.statistics import Period, Rate, RateCode, SenderClass
from app.statistics_ports import CodeCount
from app.usecases.statistics import ReadRecordLines, span_of
from sync.state import MessageState
from tests.support.builders import CLERK, NOON, TODAY
from tests.support.counter_house import CounterHouse, on_store

DAY = Period(TODAY, TODAY)


@pytest.fixture
def house() -> CounterHouse:
    return CounterHouse()


def test_a_day_is_the_counters_own(house: CounterHouse) -> None:
    span = span_of(house.counter, Period(date(2026, 11, 19), date(2026, 11, 20)))

    assert span.begin.isoformat() == "2026-11-19T00:00:00+08:00"
    assert span.end.isoformat() == "2026-11-21T00:00:00+08:00"
    assert span.offset == timedelta(hours=8)


def test_the_report_of_a_day_at_the_counter(house: CounterHouse) -> None:
    first = house.accepted("YT8962646785389")
    second = house.accepted("SF1385628716739")
    parcel = house.scanned("JD012345678901234").parcel
    assert parcel is not None
    house.refuse(parcel.parcel_id, "document_not_shown", CLERK)
    done = Screening(ScreeningPlace.HERE, "XR-1", "2001", True, CLERK, NOON)
    house.look(lambda work: work.screenings.add(second.acceptance_id, done))
    message = next(iter(house.store.tables.outbox))
    house.store.note_outcome(message, MessageState.DELIVERED, delivered_at=NOON + timedelta(seconds=90))

    report = house.read_statistics(DAY)

    assert (report.outlet_name, report.training, report.made_at) == ("样例网点", True, NOON)
    assert report.total.rate(RateCode.REAL_NAME) == Rate(2, 2)
    assert report.total.rate(RateCode.INSPECTION) == Rate(2, 2)
    assert report.total.rate(RateCode.SCREENING) == Rate(1, 2)
    assert [(kind, rates.accepted) for kind, rates in report.by_class] == [
        (SenderClass.ORDINARY, 2),
        (SenderClass.AGREEMENT, 0),
    ]
    assert [(code, rates.accepted) for code, rates in report.by_carrier] == [("sf", 1), ("yto", 1)]
    assert report.hours[12] == sum(report.hours) == 2
    assert (report.uploads.median, report.uploads.waiting) == (timedelta(seconds=90), 1)
    assert report.uploads.within == (0, 1, 0, 0, 0)
    assert report.refusals == (CodeCount("document_not_shown", 1),)
    assert first.acceptance_id != second.acceptance_id


def test_another_day_has_no_rates(house: CounterHouse) -> None:
    house.accepted()

    report = house.read_statistics(Period.ending(TODAY - timedelta(days=1), 7))

    assert [report.total.rate(code).hundredths for code in RateCode] == [None] * 3
    assert len(report.by_day) == 7
    assert report.by_carrier == ()


def test_lines_end(house: CounterHouse) -> None:
    house.accepted()
    read = on_store(house.store, ReadRecordLines(house.counter))

    [line] = read(DAY, None)

    assert read(DAY, line) == ()
