"""Parcels leave the outlet: opened, scanned out, screened, closed; and everything that keeps one here."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import Journey, TransportMode
from app.domain.handover import DoorStop
from app.domain.handover_rules import HandoverHead
from app.domain.inspection import Screening, ScreeningPlace
from app.events import HandoverClosed
from app.inspection_mark import mark_for
from app.inspection_ports import Handover, HandoverState, Hold
from app.storage.errors import StorageError, StorageFault
from app.usecases.edits import RecordScreening
from app.usecases.handover_results import ClosedManifest, NotClosed, OpenManifest, ScannedOut, StoppedAtDoor
from sync.payloads import MODELS
from sync.words import Kind
from tests.support.builders import CLERK, NOON, terminal_identity
from tests.support.counter_house import WAYBILL, CounterHouse
from tests.support.handover_house import freeze, put_acceptance

HEAD = HandoverHead("yto", "云A·12345", "", "", "样例司机")
OTHER_CLERK = ClerkNumber("1002")
AUDITOR = ClerkNumber("8001")
HERE = RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True)
DUE = RecordScreening(ScreeningPlace.HUB, "", "", passed=None)


@pytest.fixture
def house() -> CounterHouse:
    return CounterHouse()


AIR = Journey(transport=TransportMode.AIR)


def scanned(house: CounterHouse, text: str) -> ScannedOut:
    outcome = house.scan_out(text, CLERK)
    assert isinstance(outcome, ScannedOut)
    return outcome


def stopped(house: CounterHouse, text: str) -> StoppedAtDoor:
    """Why, after having seen that the list is as it was."""
    before = manifest(house)
    outcome = house.scan_out(text, CLERK)
    assert isinstance(outcome, StoppedAtDoor)
    assert manifest(house).parcels == before.parcels
    return outcome


def manifest(house: CounterHouse) -> OpenManifest:
    shown = house.show_handovers().manifest
    assert shown is not None
    return shown


def fault_of(step: Callable[[], object]) -> DomainFault:
    with pytest.raises(DomainError) as caught:
        step()
    return caught.value.fault


def actions(house: CounterHouse) -> list[str]:
    return [entry.action for entry in house.store.tables.audit]


def test_parcels_leave_in_one_message_that_the_province_understands(house: CounterHouse) -> None:
    first = house.accepted()
    second = put_acceptance(house, 2)
    opened = house.open_handover(HEAD, CLERK)
    assert scanned(house, WAYBILL).count == 1
    assert scanned(house, f" {second.waybill.number.lower()} ").count == 2
    house.screen_handover(HERE, (), CLERK)
    house.clock.advance(timedelta(minutes=5))
    left = house.close_handover(OTHER_CLERK)

    assert isinstance(left, ClosedManifest)
    handover = left.handover
    assert (handover.state, handover.closed_by, handover.vehicle) == (HandoverState.CLOSED, OTHER_CLERK, "云A12345")
    assert [parcel.acceptance_id for parcel in left.parcels] == [first.acceptance_id, second.acceptance_id]
    kept = list(house.store.tables.outbox.values())[-1].message
    assert (kept.kind, kept.message_id, kept.digest) == (Kind.HANDOVER, handover.message_id, handover.digest)
    payload = json.loads(kept.body)["payload"]
    MODELS[Kind.HANDOVER, 1].model_validate(payload)
    assert payload["clerk"] == OTHER_CLERK
    assert payload["opened_at"] < payload["closed_at"]
    mark = house.look(lambda work: work.acceptances.get(first.acceptance_id))
    assert mark is not None
    assert payload["parcels"][0]["mark"] == mark.mark != ""
    assert [parcel["screening"]["machine"] for parcel in payload["parcels"]] == ["XR-1", "XR-1"]
    assert house.events[-1] == HandoverClosed(opened.handover_id)
    assert actions(house)[-1] == "handed_over"
    assert house.show_handovers().manifest is None
    assert house.read_manifest(opened.handover_id) == left


def test_an_inspection_mark_is_as_good_as_the_waybill(house: CounterHouse) -> None:
    accepted = house.accepted()
    body = next(iter(house.store.tables.outbox.values())).message.body
    mark = json.loads(body)["payload"]["inspection"]["mark"]["text"]
    house.open_handover(HEAD, CLERK)

    assert scanned(house, mark).parcel.acceptance_id == accepted.acceptance_id
    assert stopped(house, WAYBILL).stop is DoorStop.ON_THE_LIST


def test_a_mark_counts_only_when_it_is_this_terminals_and_the_parcels(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    house.open_handover(HEAD, CLERK)

    def text(waybill: str, mark_id: str = accepted.acceptance_id, terminal: str = "terminal-1") -> str:
        identity = replace(terminal_identity(), terminal_id=terminal)
        made = mark_for(
            identity, mark_id=mark_id, waybill_number=waybill, inspector=CLERK, inspected_at=NOON, policy_version="1"
        )
        return made.text

    number = accepted.waybill.number
    assert stopped(house, text("YT0000000000009")).stop is DoorStop.MARK_INVALID
    assert stopped(house, text(number, terminal="terminal-2")).stop is DoorStop.OTHER_TERMINAL
    assert stopped(house, text(number, mark_id="acceptance-9")).stop is DoorStop.NOT_ACCEPTED
    assert stopped(house, text(number)[:-1]).stop is DoorStop.MARK_INVALID
    assert stopped(house, "YQ1:").stop is DoorStop.MARK_INVALID
    assert scanned(house, text(number)).parcel.acceptance_id == accepted.acceptance_id


@pytest.mark.parametrize("text", ["", "   ", "http://example.invalid/1", "6901234", "云A12345"])
def test_what_is_no_waybill_is_told_as_that(house: CounterHouse, text: str) -> None:
    house.open_handover(HEAD, CLERK)

    assert stopped(house, text) == StoppedAtDoor(DoorStop.NOT_A_WAYBILL)


def test_a_refused_parcel_is_told_as_refused_and_a_stranger_as_unknown(house: CounterHouse) -> None:
    parcel = house.complete_parcel()
    house.refuse(parcel.parcel_id, "prohibited_item", CLERK)
    house.open_handover(HEAD, CLERK)

    assert stopped(house, WAYBILL) == StoppedAtDoor(DoorStop.REFUSED, WAYBILL, NOON)
    assert stopped(house, "YT0000000000404").stop is DoorStop.NOT_ACCEPTED


def test_a_parcel_that_was_refused_and_then_taken_in_may_leave(house: CounterHouse) -> None:
    parcel = house.complete_parcel()
    house.refuse(parcel.parcel_id, "document_not_shown", CLERK)
    house.accepted()
    house.open_handover(HEAD, CLERK)

    assert scanned(house, WAYBILL).count == 1


def test_a_frozen_parcel_stays_and_the_attempt_is_on_record(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    freeze(house, accepted.waybill.number)
    freeze_unknown = Hold("hold-2", "YT0000000000404", None, "incident-1", "suspicious_contents", CLERK, NOON)
    house.look(lambda work: work.holds.place(freeze_unknown))
    house.open_handover(HEAD, CLERK)

    assert stopped(house, accepted.waybill.number).stop is DoorStop.FROZEN
    assert stopped(house, "YT0000000000404").stop is DoorStop.FROZEN
    entry = house.store.tables.audit[-1]
    assert (entry.action, entry.subject_id, entry.details["stop"]) == (
        "stopped_at_door",
        accepted.acceptance_id,
        "frozen",
    )


def test_a_parcel_frozen_after_its_scan_keeps_the_manifest_open(house: CounterHouse) -> None:
    accepted, other = put_acceptance(house, 1), put_acceptance(house, 2)
    house.open_handover(HEAD, CLERK)
    for one in (accepted, other):
        scanned(house, one.waybill.number)
    freeze(house, accepted.waybill.number)
    before = len(house.store.tables.outbox)
    frozen = (StoppedAtDoor(DoorStop.FROZEN, accepted.waybill.number, carrier="yto", accepted=True),)

    assert house.close_handover(CLERK) == NotClosed(frozen)
    assert manifest(house).stopped == frozen
    assert len(house.store.tables.outbox) == before
    assert house.take_back(accepted.waybill.number, CLERK) == 1
    left = house.close_handover(CLERK)
    assert isinstance(left, ClosedManifest)
    assert [parcel.waybill_number for parcel in left.parcels] == [other.waybill.number]


def test_a_parcel_leaves_once(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    house.open_handover(HEAD, CLERK)
    scanned(house, accepted.waybill.number)
    left = house.close_handover(CLERK)
    assert isinstance(left, ClosedManifest)
    house.clock.advance(timedelta(days=1))
    house.open_handover(HandoverHead(bag="B2"), CLERK)

    told = stopped(house, accepted.waybill.number)
    assert told == StoppedAtDoor(DoorStop.HANDED_OVER, accepted.waybill.number, NOON, left.handover, accepted=True)


def test_an_uninspected_parcel_and_another_carriers_stay(house: CounterHouse) -> None:
    plain = put_acceptance(house, 1)
    unseen = replace(plain.parcel, inspection=replace(plain.parcel.inspection, photos=()))
    without = replace(plain, parcel=unseen, mark="")
    house.store.tables.acceptances[plain.acceptance_id] = without
    other = put_acceptance(house, 2)
    house.open_handover(replace(HEAD, carrier="sf"), CLERK)

    assert stopped(house, plain.waybill.number).stop is DoorStop.NOT_INSPECTED
    told = stopped(house, other.waybill.number)
    assert (told.stop, told.carrier) == (DoorStop.OTHER_CARRIER, "yto")
    house.correct_handover(replace(HEAD, carrier=""), CLERK)
    assert scanned(house, other.waybill.number).count == 1


def test_a_corrected_carrier_is_asked_of_the_listed_parcels_too(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    house.open_handover(HEAD, CLERK)
    scanned(house, accepted.waybill.number)
    corrected = house.correct_handover(replace(HEAD, carrier="sf", vehicle="云AD12345"), CLERK)

    assert corrected.handover.vehicle == "云AD12345"
    assert [stop.stop for stop in corrected.stopped] == [DoorStop.OTHER_CARRIER]
    assert isinstance(house.close_handover(CLERK), NotClosed)


def test_a_full_manifest_takes_no_more(house: CounterHouse) -> None:
    policy = house.counter.policy
    numbers = [put_acceptance(house, number).waybill.number for number in (1, 2)]
    house.open_handover(HEAD, CLERK)
    scanned(house, numbers[0])
    small = replace(policy, handover=replace(policy.handover, max_parcels=1))
    object.__setattr__(house.counter, "policy", small)

    assert stopped(house, numbers[1]).stop is DoorStop.LIST_FULL


# -- the screening of a batch


def test_one_screening_is_recorded_for_what_has_none(house: CounterHouse) -> None:
    accepted = [put_acceptance(house, number) for number in (1, 2, 3)]
    before = Screening(ScreeningPlace.THIRD_PARTY, "XR-9", "3001", True, CLERK, NOON)
    house.look(lambda work: work.screenings.add(accepted[0].acceptance_id, before))
    house.open_handover(HEAD, CLERK)
    for one in accepted:
        scanned(house, one.waybill.number)
    house.screen_handover(DUE, (), CLERK)
    done = house.screen_handover(HERE, (), OTHER_CLERK)

    here = Screening(ScreeningPlace.HERE, "XR-1", "2001", True, OTHER_CLERK, NOON)
    assert (done.count, done.let_in) == (2, 0)
    assert [parcel.screening for parcel in done.manifest.parcels] == [before, here, here]
    assert actions(house).count("screened") == 4
    assert house.show_handovers().offered == here
    assert house.screen_handover(DUE, (), CLERK).count == 0


def test_what_was_stopped_for_its_screening_goes_onto_the_list_once_it_passed(house: CounterHouse) -> None:
    plain = put_acceptance(house, 1)
    flying = put_acceptance(house, 2, journey=AIR)
    frozen = put_acceptance(house, 3, journey=AIR)
    house.open_handover(HEAD, CLERK)
    assert stopped(house, flying.waybill.number).stop is DoorStop.SCREENING_MISSING
    freeze(house, frozen.waybill.number)
    waiting = (flying.waybill.number, frozen.waybill.number, plain.waybill.number, "YT0000000000404")

    due = house.screen_handover(DUE, waiting, CLERK)
    assert (due.count, due.manifest.parcels) == (0, ())
    done = house.screen_handover(HERE, waiting, CLERK)
    assert (done.count, done.let_in) == (1, 1)
    assert [parcel.waybill_number for parcel in done.manifest.parcels] == [flying.waybill.number]


@pytest.mark.parametrize(
    ("edit", "entry"),
    [
        (replace(HERE, machine=" "), "machine"),
        (replace(HERE, inspector=""), "inspector"),
        (replace(HERE, passed=False), "passed"),
    ],
)
def test_a_screening_names_its_machine_and_its_inspector(
    house: CounterHouse, edit: RecordScreening, entry: str
) -> None:
    accepted = put_acceptance(house, 1)
    house.open_handover(HEAD, CLERK)
    scanned(house, accepted.waybill.number)
    with pytest.raises(DomainError) as caught:
        house.screen_handover(edit, (), CLERK)

    assert (caught.value.fault, caught.value.detail) == (DomainFault.SCREENING_INVALID, entry)
    assert manifest(house).parcels[0].screening is None


# -- who, when, and what is left after a fault


def test_nothing_can_be_done_without_an_open_handover(house: CounterHouse) -> None:
    for step in (
        lambda: house.scan_out(WAYBILL, CLERK),
        lambda: house.take_back(WAYBILL, CLERK),
        lambda: house.correct_handover(HEAD, CLERK),
        lambda: house.screen_handover(HERE, (), CLERK),
        lambda: house.close_handover(CLERK),
        lambda: house.discard_handover(CLERK),
        lambda: house.read_manifest("handover-1"),
    ):
        assert fault_of(step) is DomainFault.NOTHING_OPEN


def test_an_auditor_looks_and_changes_nothing(house: CounterHouse) -> None:
    house.look(lambda work: work.clerks.add(Clerk(AUDITOR, "样例", "hash", ClerkRole.AUDITOR)))
    assert fault_of(lambda: house.open_handover(HEAD, AUDITOR)) is DomainFault.READ_ONLY
    opened = house.open_handover(HEAD, CLERK)
    accepted = put_acceptance(house, 1)
    for step in (
        lambda: house.scan_out(accepted.waybill.number, AUDITOR),
        lambda: house.take_back(accepted.waybill.number, AUDITOR),
        lambda: house.correct_handover(HEAD, AUDITOR),
        lambda: house.screen_handover(HERE, (), AUDITOR),
        lambda: house.close_handover(AUDITOR),
        lambda: house.discard_handover(AUDITOR),
    ):
        assert fault_of(step) is DomainFault.READ_ONLY
    assert manifest(house) == OpenManifest(opened)


def test_an_empty_handover_is_not_closed_and_a_second_one_not_opened(house: CounterHouse) -> None:
    house.open_handover(HEAD, CLERK)

    assert fault_of(lambda: house.close_handover(CLERK)) is DomainFault.HANDOVER_EMPTY
    assert fault_of(lambda: house.open_handover(HEAD, OTHER_CLERK)) is DomainFault.HANDOVER_OPEN


def test_a_discarded_handover_lets_its_parcels_go_with_another(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    house.open_handover(HEAD, CLERK)
    scanned(house, accepted.waybill.number)
    house.discard_handover(OTHER_CLERK)
    house.open_handover(HandoverHead(gps="GPS-1"), CLERK)

    assert scanned(house, accepted.waybill.number).count == 1
    assert house.show_handovers().closed == ()


def test_a_head_that_cannot_be_right_opens_nothing(house: CounterHouse) -> None:
    for head in (HandoverHead(), HandoverHead(vehicle="A1"), replace(HEAD, carrier="nobody")):
        assert fault_of(lambda head=head: house.open_handover(head, CLERK)) is DomainFault.HANDOVER_INVALID  # type: ignore[misc]
    assert house.show_handovers().manifest is None


def test_a_terminal_that_is_not_enrolled_hands_nothing_over() -> None:
    house = CounterHouse(enrolled=False)

    assert fault_of(lambda: house.open_handover(HEAD, CLERK)) is DomainFault.NOT_ENROLLED


def test_a_full_disk_at_the_close_leaves_the_manifest_open_and_untold(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    opened = house.open_handover(HEAD, CLERK)
    scanned(house, accepted.waybill.number)
    told = len(house.events)
    house.store.fail_next_commit(StorageFault.STORE_FULL)
    with pytest.raises(StorageError):
        house.close_handover(CLERK)

    assert manifest(house).handover == opened
    assert house.events[told:] == []
    assert isinstance(house.close_handover(CLERK), ClosedManifest)


def test_no_name_and_no_number_stands_in_a_repr(house: CounterHouse) -> None:
    accepted = put_acceptance(house, 1)
    house.open_handover(HEAD, CLERK)
    shown = repr((scanned(house, accepted.waybill.number), stopped(house, accepted.waybill.number), manifest(house)))

    assert accepted.waybill.number not in shown
    assert "样例司机" not in shown
    assert isinstance(manifest(house).handover, Handover)
