"""The label says what was recorded, and no more."""

from dataclasses import replace

import pytest

from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Screening, ScreeningPlace
from app.domain.sending import Sending
from app.inspection_mark import verify_own
from app.usecases.edits import ChooseSending
from app.usecases.inspection_label import ReadLastLabel
from sync.words import Environment
from tests.support.builders import CLERK, NOON, terminal_identity
from tests.support.counter_house import WAYBILL, CounterHouse, on_store, parcel_of


def fault_of(house: CounterHouse) -> DomainFault:
    with pytest.raises(DomainError) as caught:
        house.last_label()
    return caught.value.fault


def test_the_label_bears_the_mark_of_the_message() -> None:
    house = CounterHouse()
    house.accepted()
    marked = house.last_label()
    acceptance = house.look(lambda work: work.acceptances.last())
    assert acceptance is not None
    identity = terminal_identity()
    check = verify_own(marked.mark_text, identity, WAYBILL)
    assert check.ok
    assert check.mark is not None
    assert check.mark.short_code == marked.short_code == acceptance.mark
    assert (check.mark.inspector, check.mark.inspected_at) == (marked.inspector, marked.inspected_at)
    assert marked.outlet_name == identity.outlet_name
    assert marked.waybill_number == WAYBILL
    assert not marked.screened
    assert marked.training is (identity.environment is Environment.TRAINING)


def test_other_rules_by_now_change_nothing_of_the_mark() -> None:
    house = CounterHouse()
    house.accepted()
    before = house.last_label()
    newer = replace(house.counter, policy=replace(house.counter.policy, version="2099.1.1"))
    assert on_store(house.store, ReadLastLabel(newer))() == before


@pytest.mark.parametrize(("passed", "expected"), [(True, True), (False, False), (None, False)])
def test_screening_stands_on_it_only_when_it_was_passed(passed: bool | None, expected: bool) -> None:
    house = CounterHouse()
    accepted = house.accepted()
    screening = Screening(ScreeningPlace.HERE, "XR-1", "2001", passed, CLERK, NOON)
    house.look(lambda work: work.screenings.add(accepted.acceptance_id, screening))
    assert house.last_label().screened is expected


def test_it_is_of_the_parcel_that_was_accepted_last() -> None:
    house = CounterHouse()
    house.accepted()
    house.accepted("SF1234567890123")
    assert house.last_label().waybill_number == "SF1234567890123"


def test_a_letter_has_none() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)
    house.accept(parcel_id, CLERK)
    assert fault_of(house) is DomainFault.NO_MARK


def test_without_an_acceptance_there_is_none() -> None:
    assert fault_of(CounterHouse()) is DomainFault.NOTHING_ACCEPTED


def test_nothing_personal_is_printed_by_accident() -> None:
    house = CounterHouse()
    house.accepted()
    assert WAYBILL not in repr(house.last_label())
