"""What stands against a parcel does not go away silently: rewording, another waybill, giving it up, sending it back."""

from collections.abc import Callable

import pytest

from app.audit_ports import AuditEntry
from app.domain.acceptance import Missing, Objection, Parcel
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import Destination, Journey, TransportMode
from app.domain.inspection import Finding, PhotoRole, ScreeningPlace
from app.usecases.edits import (
    ChooseCategory,
    ChooseJourney,
    DeclareItem,
    Edit,
    RecordScreening,
    SayContentsDiffer,
    SetQuantity,
    TakeItemBack,
)
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse, parcel_of
from tests.support.goods import item

OTHER_WAYBILL = "SF1234567890123"
FIREWORKS, LIGHTER = item("烟花"), item("打火机")
SCREENED = RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True)
STOPPED = RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=False)


class Desk:
    """A counter with one parcel that lacks nothing."""

    def __init__(self) -> None:
        self.house = CounterHouse()
        self.parcel_id = self.house.complete_parcel().parcel_id

    @property
    def parcel(self) -> Parcel:
        return parcel_of(self.house.open())

    def missing(self) -> tuple[Missing, ...]:
        return self.house.open().decision.missing

    def does(self, *edits: Edit) -> Parcel:
        for edit in edits:
            self.house.edit(self.parcel_id, edit, CLERK)
        return self.parcel

    def takes(self, role: PhotoRole = PhotoRole.CONTENTS) -> Parcel:
        return parcel_of(self.house.attach_photo(self.parcel_id, self.house.taken(role), CLERK))

    def audited(self, action: str) -> list[AuditEntry]:
        return [entry for entry in self.house.store.tables.audit if entry.action == action]

    def refuses(self, act: Callable[[], object]) -> DomainFault:
        before = self.parcel
        with pytest.raises(DomainError) as caught:
            act()
        assert self.parcel == before
        return caught.value.fault


@pytest.fixture
def desk() -> Desk:
    return Desk()


# -- looking again


@pytest.mark.parametrize("edit", [ChooseCategory("clothing"), SetQuantity(2), DeclareItem(item("茶叶"))])
def test_what_was_sealed_and_reworded_is_opened_and_sealed_again(desk: Desk, edit: Edit) -> None:
    desk.does(edit)
    assert desk.missing() == (Missing.PHOTO, Missing.SEALED_PHOTO)
    assert desk.refuses(lambda: desk.takes(PhotoRole.SEALED_PARCEL)) is DomainFault.PHOTO_FIRST
    desk.takes()
    assert desk.missing() == (Missing.SEALED_PHOTO,)
    desk.takes(PhotoRole.SEALED_PARCEL)
    assert desk.missing() == ()


def test_what_is_declared_before_anything_was_found_is_not_looked_at_twice() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.photographed(parcel_id)
    house.edit(parcel_id, ChooseCategory("food"), CLERK)
    house.edit(parcel_id, SetQuantity(2), CLERK)
    assert not parcel_of(house.sealed(parcel_id)).inspection.look_again


def test_a_difference_that_is_declared_otherwise_is_told_to_the_auditor(desk: Desk) -> None:
    desk.does(SayContentsDiffer("concealed"), ChooseCategory("clothing"))
    (entry,) = desk.audited("difference_withdrawn")
    assert entry.details == {"note": "concealed", "found_by": CLERK}
    assert desk.missing() == (Missing.PHOTO, Missing.SEALED_PHOTO)


def test_another_waybill_is_photographed_again(desk: Desk) -> None:
    desk.house.route_scan(OTHER_WAYBILL, None, CLERK, desk.parcel_id, replace_waybill=True)
    assert desk.parcel.inspection.found is None
    assert Missing.SEALED_PHOTO in desk.missing()


def test_a_difference_stays_with_another_waybill(desk: Desk) -> None:
    desk.does(SayContentsDiffer("concealed"))
    desk.house.route_scan(OTHER_WAYBILL, None, CLERK, desk.parcel_id, replace_waybill=True)
    found = desk.parcel.inspection.found
    assert found is not None
    assert found.finding is Finding.DIFFERS


# -- the screening


def test_a_parcel_that_is_opened_again_is_screened_again(desk: Desk) -> None:
    desk.does(ChooseJourney(Journey(TransportMode.AIR)), SCREENED)
    assert desk.missing() == ()
    desk.takes()
    assert desk.missing() == (Missing.SCREENING, Missing.SEALED_PHOTO)


def test_a_screening_that_stopped_the_parcel_is_never_replaced(desk: Desk) -> None:
    desk.does(STOPPED)
    assert desk.refuses(lambda: desk.does(SCREENED)) is DomainFault.SCREENING_STANDS
    desk.takes()
    screening = desk.parcel.inspection.screening
    assert screening is not None
    assert screening.passed is False


def test_one_that_passed_may_be_corrected(desk: Desk) -> None:
    desk.does(SCREENED)
    screening = desk.does(STOPPED).inspection.screening
    assert screening is not None
    assert screening.passed is False


# -- the journey


def test_the_journey_says_whether_somebody_told_it(desk: Desk) -> None:
    assert not desk.parcel.inspection.journey_told
    assert desk.does(ChooseJourney(Journey())).inspection.journey_told


def test_what_a_number_says_about_the_journey_was_told_by_nobody() -> None:
    inspection = parcel_of(CounterHouse().scanned("RR473124829GB")).inspection
    assert (inspection.journey.destination, inspection.journey_told) == (Destination.INTERNATIONAL, False)


# -- goods that the rules stop


def test_goods_that_were_taken_back_are_told_to_the_auditor(desk: Desk) -> None:
    desk.does(DeclareItem(LIGHTER), TakeItemBack(0))
    reasons = {entry.details["verdict"] for entry in desk.audited("goods_withdrawn")}
    assert reasons == {"refuse"}
    assert all("打火机" not in str(entry.details) for entry in desk.audited("goods_withdrawn"))


def test_harmless_goods_are_taken_back_without_a_word(desk: Desk) -> None:
    desk.does(DeclareItem(item("茶叶")), TakeItemBack(0))
    assert desk.audited("goods_withdrawn") == []


def test_what_must_not_go_back_is_neither_refused_nor_given_up(desk: Desk) -> None:
    desk.does(DeclareItem(FIREWORKS))
    assert desk.house.open().decision.objections[0] is Objection.ITEM_INCIDENT
    refused = desk.refuses(lambda: desk.house.refuse(desk.parcel_id, "prohibited_item", CLERK))
    given_up = desk.refuses(lambda: desk.house.discard(desk.parcel_id, CLERK))
    assert (refused, given_up) == (DomainFault.INCIDENT_FIRST, DomainFault.INCIDENT_FIRST)


def test_what_is_only_refused_may_be_given_back(desk: Desk) -> None:
    desk.does(DeclareItem(LIGHTER))
    assert desk.house.refuse(desk.parcel_id, "prohibited_item", CLERK).view.parcel is None


def test_a_frozen_parcel_is_not_given_back(desk: Desk) -> None:
    waybill = desk.parcel.waybill
    assert waybill is not None
    desk.house.freeze(waybill.number, "authority_asked", CLERK)
    refused = desk.refuses(lambda: desk.house.refuse(desk.parcel_id, "inspection_refused", CLERK))
    assert refused is DomainFault.WAYBILL_FROZEN
