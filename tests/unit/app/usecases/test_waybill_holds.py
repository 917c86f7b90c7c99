"""Frozen waybills: who may stop one, who lets it go, and that nothing passes meanwhile."""

import json
from datetime import timedelta

import pytest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.handover import DoorStop
from app.domain.handover_rules import HandoverHead
from app.domain.inspection import ScreeningPlace
from app.events import WaybillReleased, WaybillStopped
from app.inspection_ports import Departure
from app.usecases.edits import RecordScreening
from app.usecases.handover_results import StoppedAtDoor
from app.usecases.results import WaybillFrozen, WaybillTaken
from app.usecases.supervisor_words import Credentials
from sync.payloads_events import IncidentPayload
from tests.support.builders import CLERK
from tests.support.counter_house import WAYBILL, CounterHouse

PIN = "2580"
CONSIGNMENT = "JDX024407261700"
SUPERVISOR = Credentials("9001", PIN)


@pytest.fixture(scope="module")
def people() -> list[Clerk]:
    """A supervisor, a clerk and an auditor; Argon2id is slow on purpose, so they are registered once."""
    house = CounterHouse()
    return [
        house.add_clerk("9001", "样例站长", PIN),
        house.add_clerk(CLERK, "样例员", PIN),
        house.add_clerk("7001", "样例稽核", PIN, ClerkRole.AUDITOR),
    ]


@pytest.fixture
def house(people: list[Clerk]) -> CounterHouse:
    house = CounterHouse()
    for person in people:
        house.look(lambda work, person=person: work.clerks.add(person))  # type: ignore[misc] # a lambda's default is not inferred
    return house


def last_told(house: CounterHouse) -> dict[str, object]:
    """The newest message's payload."""
    newest = max(house.store.tables.outbox.values(), key=lambda kept: kept.message.sequence)
    payload = json.loads(newest.message.body)["payload"]
    assert isinstance(payload, dict)
    return payload


def test_an_accepted_waybill_is_frozen_and_everybody_knows(house: CounterHouse) -> None:
    accepted = house.accepted()
    hold = house.freeze(" yt89626 46785389", "suspicious_contents", CLERK).hold

    assert (hold.waybill_number, hold.acceptance_id) == (WAYBILL, accepted.acceptance_id)
    told = last_told(house)
    assert (told["event"], told["stage"], told["reason"]) == ("frozen", "after_acceptance", "suspicious_contents")
    assert house.store.tables.audit[-1].action == "waybill_frozen"
    event = house.events[-1]
    assert isinstance(event, WaybillStopped)
    assert event.hold_id == hold.hold_id


def test_freezing_the_main_number_stops_every_sub_parcel_and_names_them(house: CounterHouse) -> None:
    first, second = house.accepted(f"{CONSIGNMENT}-1-1-"), house.accepted(f"{CONSIGNMENT}-1-2-")
    house.open_handover(HandoverHead("jd", vehicle="云A12345"), CLERK)

    sheet = house.freeze(CONSIGNMENT, "authority_asked", CLERK)

    assert [parcel.acceptance_id for parcel in sheet.parcels] == [first.acceptance_id, second.acceptance_id]
    assert sheet.hold.acceptance_id == first.acceptance_id
    told = IncidentPayload.model_validate(last_told(house))
    assert (told.waybill_number, told.stage) == (CONSIGNMENT, "after_acceptance")
    assert [parcel.waybill_number for parcel in told.parcels] == [f"{CONSIGNMENT}-1-1-", f"{CONSIGNMENT}-1-2-"]
    for number in (f"{CONSIGNMENT}-1-1-", f"{CONSIGNMENT}-1-2-"):
        stopped = house.scan_out(number, CLERK)
        assert isinstance(stopped, StoppedAtDoor)
        assert stopped.stop is DoorStop.FROZEN
    another = f"{CONSIGNMENT}-1-3-"
    assert house.route_scan(another, None, CLERK, None, replace_waybill=False) == WaybillFrozen(another)


def test_freezing_one_sub_parcel_stops_the_others_and_one_word_lets_them_all_go(house: CounterHouse) -> None:
    house.accepted(f"{CONSIGNMENT}-1-1-")
    second = house.accepted(f"{CONSIGNMENT}-1-2-")

    sheet = house.freeze(f"{CONSIGNMENT}-1-2-", "smell_leak", CLERK)

    assert (sheet.hold.waybill_number, sheet.hold.acceptance_id) == (CONSIGNMENT, second.acceptance_id)
    assert len(sheet.parcels) == 2
    assert house.list_incidents().holds == (sheet,)
    with pytest.raises(DomainError) as error:
        house.freeze(f"{CONSIGNMENT}-1-1-", "smell_leak", CLERK)
    assert error.value.fault is DomainFault.ALREADY_FROZEN

    house.release(f"{CONSIGNMENT}-1-1-", "mistaken", SUPERVISOR)

    assert house.list_incidents().holds == ()
    assert len(IncidentPayload.model_validate(last_told(house)).parcels) == 2


def test_a_sub_parcel_that_has_left_is_told_with_what_it_left_with(house: CounterHouse) -> None:
    gone, here = house.accepted(f"{CONSIGNMENT}-1-1-"), house.accepted(f"{CONSIGNMENT}-1-2-")
    opened = house.open_handover(HandoverHead("jd", vehicle="云A12345"), CLERK)
    house.scan_out(f"{CONSIGNMENT}-1-1-", CLERK)
    house.screen_handover(RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True), (), CLERK)
    house.clock.advance(timedelta(minutes=5))
    house.close_handover(CLERK)
    house.open_handover(HandoverHead("jd", vehicle="云A54321"), CLERK)
    house.scan_out(f"{CONSIGNMENT}-1-2-", CLERK)

    sheet = house.freeze(CONSIGNMENT, "smell_leak", CLERK)

    assert [parcel.acceptance_id for parcel in sheet.departed] == [gone.acceptance_id]
    departure = sheet.departed[0].departure
    assert departure == Departure(opened.handover_id, house.clock.now(), "云A12345", "", "")
    told = IncidentPayload.model_validate(last_told(house))
    assert [(parcel.acceptance_id, parcel.handover_id) for parcel in told.parcels] == [
        (gone.acceptance_id, opened.handover_id),
        (here.acceptance_id, None),
    ]


def test_a_frozen_waybill_is_not_taken_at_the_counter(house: CounterHouse) -> None:
    house.freeze(WAYBILL, "authority_asked", CLERK)
    assert house.route_scan(WAYBILL, None, CLERK, None, replace_waybill=False) == WaybillFrozen(WAYBILL)
    assert house.open().parcel is None


def test_a_waybill_that_is_frozen_while_its_parcel_is_at_the_counter_is_not_accepted(house: CounterHouse) -> None:
    parcel_id = house.complete_parcel().parcel_id
    house.freeze(WAYBILL, "authority_asked", CLERK)
    with pytest.raises(DomainError) as error:
        house.accept(parcel_id, CLERK)
    assert error.value.fault is DomainFault.WAYBILL_FROZEN
    house.release(WAYBILL, "mistaken", SUPERVISOR)
    house.accept(parcel_id, CLERK)


@pytest.mark.parametrize(
    ("number", "reason", "fault"),
    [
        ("这不是单号", "smell_leak", DomainFault.WAYBILL_SHAPE),
        (WAYBILL, "no_such_reason", DomainFault.REASON_UNKNOWN),
    ],
)
def test_what_cannot_be_frozen(house: CounterHouse, number: str, reason: str, fault: DomainFault) -> None:
    with pytest.raises(DomainError) as error:
        house.freeze(number, reason, CLERK)
    assert error.value.fault is fault
    assert house.store.tables.outbox == {}


def test_a_waybill_is_frozen_once(house: CounterHouse) -> None:
    house.freeze(WAYBILL, "smell_leak", CLERK)
    with pytest.raises(DomainError) as error:
        house.freeze(WAYBILL, "authority_asked", CLERK)
    assert error.value.fault is DomainFault.ALREADY_FROZEN
    assert len(house.store.tables.outbox) == 1


def test_a_supervisor_lets_it_go_with_a_reason(house: CounterHouse) -> None:
    hold = house.freeze(WAYBILL, "smell_leak", CLERK).hold
    released = house.release(WAYBILL, "opened_again_clear", SUPERVISOR)

    assert (released.released_by, released.release_reason) == ("9001", "opened_again_clear")
    told = last_told(house)
    assert (told["event"], told["supervisor"], told["reason"]) == ("released", "9001", "opened_again_clear")
    audit = house.store.tables.audit[-1]
    assert (audit.action, audit.clerk, audit.details["clerk"]) == ("waybill_released", "9001", CLERK)
    event = house.events[-1]
    assert isinstance(event, WaybillReleased)
    assert event.hold_id == hold.hold_id
    assert isinstance(house.route_scan(WAYBILL, None, CLERK, None, replace_waybill=False), WaybillTaken)


@pytest.mark.parametrize(
    ("who", "reason", "clerk", "fault"),
    [
        (Credentials(CLERK, PIN), "mistaken", CLERK, DomainFault.NOT_A_SUPERVISOR),
        (Credentials("9001", "0000"), "mistaken", CLERK, DomainFault.SIGN_IN_REFUSED),
        (SUPERVISOR, "because", CLERK, DomainFault.REASON_UNKNOWN),
        (SUPERVISOR, "mistaken", ClerkNumber("7001"), DomainFault.READ_ONLY),
    ],
)
def test_nobody_else_lets_it_go(
    house: CounterHouse, who: Credentials, reason: str, clerk: ClerkNumber, fault: DomainFault
) -> None:
    hold = house.freeze(WAYBILL, "smell_leak", CLERK).hold
    with pytest.raises(DomainError) as error:
        house.release(WAYBILL, reason, who, clerk)
    assert error.value.fault is fault
    assert house.look(lambda work: work.holds.all_in_force()) == [hold]


def test_what_is_not_frozen_is_not_let_go(house: CounterHouse) -> None:
    with pytest.raises(DomainError) as error:
        house.release(WAYBILL, "mistaken", SUPERVISOR)
    assert error.value.fault is DomainFault.NOT_FROZEN
