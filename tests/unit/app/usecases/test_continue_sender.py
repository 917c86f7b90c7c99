"""Taking the last sender again when somebody else's card lay on the reader first."""

import pytest

from app.domain.errors import DomainError, DomainFault
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse, card, parcel_of

OTHER_WAYBILL = "SF1385628716739"
OTHER_NUMBER = "11010519491231002X"


def test_nothing_stays_of_a_person_whose_card_was_not_needed() -> None:
    house = CounterHouse()
    house.accepted()
    of_the_accepted = house.look(lambda work: work.evidence.all_ids())
    parcel_id = parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id
    house.take_document(card(OTHER_NUMBER, "测试乙"), CLERK, parcel_id)
    assert len(house.look(lambda work: work.evidence.all_ids())) == len(of_the_accepted) + 1

    parcel = parcel_of(house.continue_sender(parcel_id, CLERK))

    assert parcel.sender is not None
    assert parcel.sender.document.name == "测试甲"
    assert house.look(lambda work: work.evidence.all_ids()) == of_the_accepted


def test_continuing_twice_keeps_the_portrait_of_the_verified_sender() -> None:
    house = CounterHouse()
    house.accepted()
    kept = house.look(lambda work: work.evidence.all_ids())
    parcel_id = parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id
    first = parcel_of(house.continue_sender(parcel_id, CLERK))
    second = parcel_of(house.continue_sender(parcel_id, CLERK))

    assert first.sender == second.sender
    assert house.look(lambda work: work.evidence.all_ids()) == kept


def test_without_an_earlier_sender_the_card_stays() -> None:
    house = CounterHouse()
    parcel = parcel_of(house.take_document(card(), CLERK, None))
    with pytest.raises(DomainError) as refused:
        house.continue_sender(parcel.parcel_id, CLERK)

    assert refused.value.fault is DomainFault.NO_EARLIER_SENDER
    assert parcel.sender is not None
    assert house.look(lambda work: work.evidence.all_ids()) == {parcel.sender.document.portrait_id}
