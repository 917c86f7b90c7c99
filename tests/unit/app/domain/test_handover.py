"""What stops a parcel at the door, and the order in which reasons are told."""

from dataclasses import replace

import pytest

from app.domain.goods import Destination, Journey, TransportMode
from app.domain.handover import AtTheDoor, DoorStop, stop_of
from app.domain.inspection import Inspection, Screening, ScreeningPlace
from app.domain.sending import Sending
from app.domain.waybill import Waybill
from tests.support import builders

POLICY = builders.policy()
PARCEL = builders.parcel()
MARK = "0123456789"
PASSED = Screening(ScreeningPlace.HERE, "XR-1", "2001", True, builders.CLERK, builders.NOON)
DUE = replace(PASSED, place=ScreeningPlace.HUB, machine="", inspector="", passed=None)
FAILED = replace(PASSED, passed=False)
BY_AIR = replace(PARCEL, inspection=replace(PARCEL.inspection, journey=Journey(transport=TransportMode.AIR)))
ABROAD = replace(PARCEL, inspection=replace(PARCEL.inspection, journey=Journey(destination=Destination.INTERNATIONAL)))


def stop(at_door: AtTheDoor, carrier: str = "") -> DoorStop | None:
    return stop_of(at_door, carrier, POLICY)


def at_door(**changes: object) -> AtTheDoor:
    """An ordinary parcel that may leave."""
    whole = AtTheDoor(PARCEL, MARK, None, frozen=False)
    return replace(whole, **changes)  # type: ignore[arg-type] # the caller names real members


def test_an_ordinary_parcel_leaves() -> None:
    assert stop(at_door()) is None
    assert stop(at_door(), "yto") is None


def test_a_frozen_parcel_is_told_as_frozen_whatever_else_is_wrong() -> None:
    everything = at_door(parcel=replace(BY_AIR, inspection=Inspection()), mark="", screening=FAILED, frozen=True)

    assert stop(everything, "sf") is DoorStop.FROZEN
    assert stop(replace(everything, frozen=False), "sf") is DoorStop.NOT_INSPECTED


def test_without_mark_and_pictures_nobody_has_inspected_it() -> None:
    unseen = replace(PARCEL, inspection=replace(PARCEL.inspection, photos=()))

    assert stop(at_door(parcel=unseen, mark="")) is DoorStop.NOT_INSPECTED
    assert stop(at_door(parcel=unseen)) is None


def test_a_parcel_from_before_there_were_marks_leaves_by_its_pictures() -> None:
    assert stop(at_door(mark="")) is None


@pytest.mark.parametrize("parcel", [BY_AIR, ABROAD], ids=["air", "international"])
@pytest.mark.parametrize(
    ("screening", "expected"),
    [
        (None, DoorStop.SCREENING_MISSING),
        (DUE, DoorStop.SCREENING_MISSING),
        (FAILED, DoorStop.SCREENING_STOPPED),
        (PASSED, None),
    ],
    ids=["none", "due", "failed", "passed"],
)
def test_what_must_be_screened_leaves_only_when_it_has_passed(
    parcel: object, screening: Screening | None, expected: DoorStop | None
) -> None:
    assert stop(at_door(parcel=parcel, screening=screening)) is expected


@pytest.mark.parametrize(("screening", "expected"), [(DUE, None), (FAILED, DoorStop.SCREENING_STOPPED)])
def test_what_did_not_pass_stays_here_whatever_its_journey(screening: Screening, expected: DoorStop | None) -> None:
    assert stop(at_door(screening=screening)) is expected


def test_another_carriers_parcel_stays_unless_several_carriers_leave_together() -> None:
    assert stop(at_door(), "sf") is DoorStop.OTHER_CARRIER
    assert stop(at_door(), "") is None


def test_a_parcel_whose_carrier_nobody_knows_is_no_other_carriers() -> None:
    assert stop(at_door(parcel=replace(PARCEL, waybill=Waybill("ABCD12345678", None))), "sf") is None


def test_a_letter_is_not_opened_and_leaves_without_a_mark() -> None:
    letter = replace(PARCEL, sending=Sending.LETTER, inspection=replace(PARCEL.inspection, photos=()))

    assert stop(at_door(parcel=letter, mark="")) is None
    assert stop(at_door(parcel=letter, mark=""), "sf") is DoorStop.OTHER_CARRIER


@pytest.mark.parametrize(
    ("screening", "expected"),
    [(None, DoorStop.SCREENING_MISSING), (FAILED, DoorStop.SCREENING_STOPPED), (PASSED, None)],
)
def test_a_letter_is_screened_like_anything_else(screening: Screening | None, expected: DoorStop | None) -> None:
    letter = replace(BY_AIR, sending=Sending.LETTER, inspection=replace(BY_AIR.inspection, photos=()))

    assert stop(at_door(parcel=letter, mark="", screening=screening)) is expected
