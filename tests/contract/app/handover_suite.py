"""What handovers, screenings and refused waybills must keep. One suite for the memory fake and the encrypted store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Screening, ScreeningPlace
from app.inspection_ports import Handover, HandoverState
from app.ports import Store, UnitOfWork
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker

Step: TypeAlias = Callable[[UnitOfWork], object]

OPEN = Handover(
    handover_id="handover-1",
    state=HandoverState.OPEN,
    carrier="yto",
    vehicle="云A12345",
    gps="",
    bag="BAG-7",
    driver="样例司机",
    opened_by=builders.CLERK,
    opened_at=builders.NOON,
)
HERE = Screening(ScreeningPlace.HERE, "XR-1", "2001", True, builders.CLERK, builders.NOON)
DUE = Screening(ScreeningPlace.HUB, "", "", None, builders.CLERK, builders.NOON)


def closed(handover: Handover, message_id: str, at: datetime = builders.NOON) -> Handover:
    """The handover as it left, with the message that tells of it."""
    return replace(
        handover,
        state=HandoverState.CLOSED,
        closed_by=ClerkNumber("1002"),
        closed_at=at,
        message_id=message_id,
        digest="ab" * 32,
    )


def fault_of(work: WorkOn, step: Step) -> DomainFault:
    """Why the step is not allowed."""
    with pytest.raises(DomainError) as caught:
        work(step)
    return caught.value.fault


class HandoverContract:
    """Subclass it with the fixture ``store``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    @pytest.fixture
    def accepted(self, work: WorkOn) -> list[AcceptanceRecord]:
        """Three accepted parcels."""
        maker = RecordMaker()
        records = [maker.acceptance(number) for number in (1, 2, 3)]
        for record in records:
            work(record.write)
        return records

    @pytest.fixture
    def loaded(self, work: WorkOn, accepted: list[AcceptanceRecord]) -> list[str]:
        """The waybill numbers of an open handover, scanned in the order 3, 1, 2 by a clock that was set back."""
        work(lambda unit: unit.handovers.save(OPEN))
        order = [accepted[2], accepted[0], accepted[1]]
        for place, record in enumerate(order):
            _scan(work, record, builders.NOON - timedelta(minutes=place))
        return [record.acceptance.waybill.number for record in order]

    def test_the_open_handover_is_kept_as_it_was_saved_last(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.handovers.open_one()) is None
        work(lambda unit: unit.handovers.save(OPEN))
        mended = replace(OPEN, vehicle="云AD12345", driver="")
        work(lambda unit: unit.handovers.save(mended))

        assert work(lambda unit: unit.handovers.open_one()) == mended
        assert work(lambda unit: unit.handovers.get(OPEN.handover_id)) == mended
        assert work(lambda unit: unit.handovers.get("another")) is None

    def test_one_handover_is_open_at_a_time(self, work: WorkOn) -> None:
        work(lambda unit: unit.handovers.save(OPEN))
        second = replace(OPEN, handover_id="handover-2")

        assert fault_of(work, lambda unit: unit.handovers.save(second)) is DomainFault.HANDOVER_OPEN
        assert work(lambda unit: unit.handovers.open_one()) == OPEN

    def test_parcels_come_back_as_their_records_have_them_in_the_order_of_the_scans(
        self, work: WorkOn, accepted: list[AcceptanceRecord], loaded: list[str]
    ) -> None:
        work(lambda unit: unit.screenings.add(accepted[0].acceptance.acceptance_id, DUE))
        work(lambda unit: unit.screenings.add(accepted[0].acceptance.acceptance_id, HERE))

        parcels = work(lambda unit: unit.handovers.parcels(OPEN.handover_id))

        assert [parcel.waybill_number for parcel in parcels] == loaded
        assert [parcel.screening for parcel in parcels] == [None, HERE, None]
        by_number = {record.acceptance.waybill.number: record.acceptance for record in accepted}
        for parcel in parcels:
            kept = by_number[parcel.waybill_number]
            assert (parcel.acceptance_id, parcel.carrier, parcel.mark) == (
                kept.acceptance_id,
                kept.waybill.carrier,
                kept.mark,
            )
            assert parcel.weight_g == kept.parcel.inspection.weight_g
        assert work(lambda unit: unit.handovers.count(OPEN.handover_id)) == len(loaded)

    def test_a_parcel_is_in_one_handover(
        self, work: WorkOn, accepted: list[AcceptanceRecord], loaded: list[str]
    ) -> None:
        assert fault_of(work, _adding(accepted[0])) is DomainFault.ALREADY_HANDED_OVER
        assert work(lambda unit: unit.handovers.handover_of(loaded[0])) == OPEN
        assert work(lambda unit: unit.handovers.handover_of("YT9999999999999")) is None

    def test_a_parcel_taken_out_may_come_again(
        self, work: WorkOn, accepted: list[AcceptanceRecord], loaded: list[str]
    ) -> None:
        number = accepted[0].acceptance.waybill.number
        work(lambda unit: unit.handovers.remove_parcel(OPEN.handover_id, number))

        assert work(lambda unit: unit.handovers.handover_of(number)) is None
        assert fault_of(
            work, lambda unit: unit.handovers.remove_parcel(OPEN.handover_id, number)
        ) is DomainFault.PARCEL_UNKNOWN  # fmt: skip
        _scan(work, accepted[0], builders.NOON)
        order = [parcel.waybill_number for parcel in work(lambda unit: unit.handovers.parcels(OPEN.handover_id))]
        assert order == [loaded[0], loaded[2], number]

    def test_a_discarded_handover_lets_its_parcels_go(
        self, work: WorkOn, accepted: list[AcceptanceRecord], loaded: list[str]
    ) -> None:
        work(lambda unit: unit.handovers.save(replace(OPEN, state=HandoverState.DISCARDED)))

        assert work(lambda unit: unit.handovers.open_one()) is None
        assert work(lambda unit: unit.handovers.parcels(OPEN.handover_id)) == []
        assert work(lambda unit: unit.handovers.handover_of(loaded[0])) is None
        assert work(lambda unit: unit.handovers.closed(limit=10)) == []
        work(lambda unit: unit.handovers.save(replace(OPEN, handover_id="handover-2")))
        assert fault_of(work, _adding(accepted[0])) is DomainFault.STEP_NOT_ALLOWED

    def test_a_closed_handover_never_changes(
        self, work: WorkOn, accepted: list[AcceptanceRecord], loaded: list[str]
    ) -> None:
        left = closed(OPEN, accepted[0].message.message_id)
        work(lambda unit: unit.handovers.save(left))

        steps: tuple[Step, ...] = (
            lambda unit: unit.handovers.save(OPEN),
            lambda unit: unit.handovers.save(replace(OPEN, state=HandoverState.DISCARDED)),
            lambda unit: unit.handovers.remove_parcel(OPEN.handover_id, loaded[0]),
            _adding(accepted[0]),
        )
        for step in steps:
            assert fault_of(work, step) is DomainFault.STEP_NOT_ALLOWED
        assert work(lambda unit: unit.handovers.get(OPEN.handover_id)) == left
        assert work(lambda unit: unit.handovers.handover_of(loaded[0])) == left
        assert work(lambda unit: unit.handovers.open_one()) is None

    def test_closed_handovers_are_listed_newest_first(
        self, work: WorkOn, accepted: list[AcceptanceRecord], loaded: list[str]
    ) -> None:
        first = closed(OPEN, accepted[0].message.message_id)
        work(lambda unit: unit.handovers.save(first))
        second_open = replace(OPEN, handover_id="handover-2")
        work(lambda unit: unit.handovers.save(second_open))
        second = closed(second_open, accepted[1].message.message_id, builders.NOON - timedelta(days=1))
        work(lambda unit: unit.handovers.save(second))
        work(lambda unit: unit.handovers.save(replace(OPEN, handover_id="handover-3")))

        assert work(lambda unit: unit.handovers.closed(limit=10)) == [(second, 0), (first, len(loaded))]
        assert work(lambda unit: unit.handovers.closed(limit=1)) == [(second, 0)]

    def test_the_newest_screening_that_was_done_is_offered(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.screenings.newest_done()) is None
        work(lambda unit: unit.screenings.add("acceptance-1", HERE))
        work(lambda unit: unit.screenings.add("acceptance-2", DUE))

        assert work(lambda unit: unit.screenings.newest_done()) == HERE

    def test_a_refused_waybill_is_known_by_its_number(self, work: WorkOn) -> None:
        maker = RecordMaker()
        refused = maker.refusal(1)
        assert refused.refusal.parcel.waybill is not None
        number = refused.refusal.parcel.waybill.number
        assert work(lambda unit: unit.refusals.of_waybill(number)) is None
        work(refused.write)
        again = maker.refusal(2)
        work(again.write)

        assert work(lambda unit: unit.refusals.of_waybill(number)) == again.refusal.refused_at
        assert work(lambda unit: unit.refusals.of_waybill("YT9999999999999")) is None


def _adding(record: AcceptanceRecord, at: datetime = builders.NOON) -> Step:
    accepted = record.acceptance

    def add(unit: UnitOfWork) -> None:
        unit.handovers.add_parcel(OPEN.handover_id, accepted.waybill.number, accepted.acceptance_id, at)

    return add


def _scan(work: WorkOn, record: AcceptanceRecord, at: datetime) -> None:
    work(_adding(record, at))
