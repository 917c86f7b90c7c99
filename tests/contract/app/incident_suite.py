"""What holds and incidents must keep. One suite for the memory fake and the encrypted store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.acceptance import ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.incident import Incident, IncidentForm, IncidentStage
from app.domain.inspection import PhotoRole
from app.inspection_ports import Hold
from app.ports import Store, UnitOfWork
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.stored_records import RecordMaker

WAYBILL = "YT0000000000001"
SUPERVISOR = ClerkNumber("2001")
HOLD = Hold("hold-1", WAYBILL, "acceptance-1", None, "smell_leak", builders.CLERK, builders.NOON)
OPENED = Incident(
    incident_id="incident-1",
    category=None,
    stage=IncidentStage.ACCEPTANCE,
    card="EVACUATE_POLICE",
    opened_by=builders.CLERK,
    opened_at=builders.NOON,
    due_at=builders.NOON + timedelta(minutes=30),
    waybill_number=WAYBILL,
    parcel=replace(builders.parcel(), state=ParcelState.FROZEN),
    review=("YT0000000000002",),
)
FILLED = IncidentForm(
    entry="firecracker",
    name="鞭炮",
    quantity=20,
    done=("isolate", "evacuate"),
    called=("police",),
    called_at=builders.NOON + timedelta(minutes=3, microseconds=7),
    note="装在茶叶罐里 𠮷 \ud800",
    scene=(builders.photo("scene-1", PhotoRole.SCENE),),
)


def fault_of(work: WorkOn, step: Callable[[UnitOfWork], object]) -> DomainFault:
    """Why the step is not allowed."""
    with pytest.raises(DomainError) as caught:
        work(step)
    return caught.value.fault


class IncidentContract:
    """Subclass it with the fixture ``store``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    def test_a_hold_stops_its_waybill_until_it_is_released(self, work: WorkOn) -> None:
        work(lambda unit: unit.holds.place(HOLD))
        assert work(lambda unit: unit.holds.in_force(WAYBILL)) == HOLD
        assert work(lambda unit: unit.holds.in_force("YT9")) is None

        later = builders.NOON + timedelta(hours=1)
        work(lambda unit: unit.holds.release("hold-1", by=SUPERVISOR, at=later, reason="mistaken"))

        assert work(lambda unit: unit.holds.in_force(WAYBILL)) is None
        assert work(lambda unit: unit.holds.all_in_force()) == []

    def test_a_waybill_is_held_once_and_may_be_held_again_after_its_release(self, work: WorkOn) -> None:
        work(lambda unit: unit.holds.place(HOLD))
        again = replace(HOLD, hold_id="hold-2", incident_id="incident-1", acceptance_id=None)
        assert fault_of(work, lambda unit: unit.holds.place(again)) is DomainFault.ALREADY_FROZEN

        work(lambda unit: unit.holds.release("hold-1", by=SUPERVISOR, at=builders.NOON, reason="mistaken"))
        work(lambda unit: unit.holds.place(again))

        assert work(lambda unit: unit.holds.in_force(WAYBILL)) == again

    def test_a_hold_stops_every_sub_parcel_whichever_number_is_scanned(self, work: WorkOn) -> None:
        hold = replace(HOLD, waybill_number="JDX024407261700")
        work(lambda unit: unit.holds.place(hold))

        for number in ("JDX024407261700", "JDX024407261700-1-1-", "JDX024407261700-2-10"):
            assert work(lambda unit, number=number: unit.holds.in_force(number)) == hold  # type: ignore[misc] # a default is not inferred
        for number in ("JDX024407261701-1-1-", "JDX0244072617000", "JDX02440"):
            assert work(lambda unit, number=number: unit.holds.in_force(number)) is None  # type: ignore[misc] # a default is not inferred

    def test_a_hold_of_one_sub_parcel_alone_cannot_be_made(self) -> None:
        with pytest.raises(ValueError, match="consignment"):
            replace(HOLD, waybill_number="JDX024407261700-1-1-")

    def test_what_was_accepted_of_a_consignment_is_found_by_its_main_number(self, work: WorkOn) -> None:
        maker = RecordMaker()
        numbers = (
            "JDX024407261700-2-2-",
            "JDX024407261700",
            "JDX0244072617001",
            "JDX024407261700.5",
            "JDX024407261700-1-1-",
            "JDX02440726170",
            "AB-12345678",
        )
        for place, number in enumerate(numbers, 1):
            record = maker.acceptance(place)
            acceptance = replace(record.acceptance, waybill=replace(record.acceptance.waybill, number=number))
            work(replace(record, acceptance=acceptance).write)

        found = work(lambda unit: unit.acceptances.of_consignment("JDX024407261700"))

        assert [each.waybill_number for each in found] == [numbers[0], numbers[1], numbers[4]]
        assert found[0].acceptance_id != found[1].acceptance_id
        assert found[0].accepted_at < found[1].accepted_at
        assert [each.waybill_number for each in work(lambda unit: unit.acceptances.of_consignment("AB-12345678"))] == [
            "AB-12345678"
        ]
        assert work(lambda unit: unit.acceptances.of_consignment("AB")) == []

    def test_only_what_is_held_is_released(self, work: WorkOn) -> None:
        def release(unit: UnitOfWork) -> None:
            unit.holds.release("hold-1", by=SUPERVISOR, at=builders.NOON, reason="mistaken")

        assert fault_of(work, release) is DomainFault.NOT_FROZEN
        work(lambda unit: unit.holds.place(HOLD))
        work(release)
        assert fault_of(work, release) is DomainFault.NOT_FROZEN

    def test_holds_come_in_the_order_in_which_they_were_placed_whatever_the_clock_said(self, work: WorkOn) -> None:
        set_back = replace(HOLD, hold_id="hold-2", waybill_number="YT2", placed_at=builders.NOON - timedelta(hours=1))
        work(lambda unit: unit.holds.place(HOLD))
        work(lambda unit: unit.holds.place(set_back))

        assert work(lambda unit: unit.holds.all_in_force()) == [HOLD, set_back]

    def test_an_incident_is_kept_whole_with_its_half_filled_form(self, work: WorkOn) -> None:
        work(lambda unit: unit.incidents.save(OPENED))
        assert work(lambda unit: unit.incidents.get("incident-1")) == OPENED

        filled = replace(OPENED, category=3, form=FILLED)
        work(lambda unit: unit.incidents.save(filled))

        assert work(lambda unit: unit.incidents.get("incident-1")) == filled
        assert work(lambda unit: unit.incidents.get("another")) is None

    def test_an_incident_may_be_without_any_parcel(self, work: WorkOn) -> None:
        found = replace(OPENED, stage=IncidentStage.AFTER_ACCEPTANCE, waybill_number=None, parcel=None, review=())
        work(lambda unit: unit.incidents.save(found))

        assert work(lambda unit: unit.incidents.page(limit=5)) == [found]

    def test_unreported_ones_come_by_deadline_and_leave_with_their_report(self, work: WorkOn) -> None:
        sooner = replace(OPENED, incident_id="incident-2", due_at=OPENED.due_at - timedelta(minutes=10))
        work(lambda unit: unit.incidents.save(OPENED))
        work(lambda unit: unit.incidents.save(sooner))
        assert work(lambda unit: unit.incidents.unreported()) == [sooner, OPENED]

        reported = replace(sooner, category=3, reported_at=builders.NOON + timedelta(minutes=5))
        work(lambda unit: unit.incidents.save(reported))

        assert work(lambda unit: unit.incidents.unreported()) == [OPENED]
        assert work(lambda unit: unit.incidents.page(limit=1)) == [reported]

    def test_a_reported_incident_never_changes(self, work: WorkOn) -> None:
        reported = replace(OPENED, category=3, form=FILLED, reported_at=builders.NOON)
        work(lambda unit: unit.incidents.save(reported))

        changed = replace(reported, category=5)
        assert fault_of(work, lambda unit: unit.incidents.save(changed)) is DomainFault.STEP_NOT_ALLOWED
        assert work(lambda unit: unit.incidents.get("incident-1")) == reported

    def test_what_was_accepted_with_a_document_is_found_from_a_moment_on(self, work: WorkOn) -> None:
        maker = RecordMaker()
        documents = ["mine", "mine", "another's", "mine", ""]
        records = [maker.acceptance(number, document=document) for number, document in enumerate(documents, 1)]
        for record in records:
            work(record.write)
        mine = records[1].acceptance

        found = work(lambda unit: unit.acceptances.waybills_of(mine.document_hash, mine.accepted_at))

        assert found == [records[1].acceptance.waybill.number, records[3].acceptance.waybill.number]
        assert work(lambda unit: unit.acceptances.waybills_of("", builders.NOON - timedelta(days=1))) == []
