"""Taking the last sender again when somebody else's card lay on the reader first."""

import json

import pytest

from app.domain.acceptance import Missing, Objection
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.sending import NameCheck, Sending
from app.people_ports import CarrierOrder
from app.usecases.edits import (
    ChooseCategory,
    ChooseCustomer,
    ChooseRelation,
    ChooseSending,
    ConfirmSamePerson,
    ConfirmWaybillName,
)
from tests.support.builders import CLERK, NOON, customer
from tests.support.counter_house import CounterHouse, card, parcel_of
from tests.support.people import ADULT_BORN, card_of

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


def test_what_a_carried_on_parcel_brought_itself_goes_with_it() -> None:
    house = CounterHouse()
    house.accepted()
    of_the_accepted = house.look(lambda work: work.evidence.all_ids())
    for give_up in (house.discard, lambda parcel_id, clerk: house.refuse(parcel_id, "prohibited_item", clerk)):
        parcel_id = parcel_of(house.continue_sender(None, CLERK)).parcel_id
        house.edit(parcel_id, ConfirmSamePerson(live_picture=b"live"), CLERK)
        house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
        house.take_document(card_of(ADULT_BORN, "测试乙"), CLERK, parcel_id)
        assert len(house.look(lambda work: work.evidence.all_ids())) == len(of_the_accepted) + 2

        give_up(parcel_id, CLERK)

        assert house.look(lambda work: work.evidence.all_ids()) == of_the_accepted


def entrusted(house: CounterHouse) -> None:
    """An accepted parcel of two people."""
    parcel_id = house.complete_parcel().parcel_id
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    house.take_document(card_of(ADULT_BORN, "测试乙"), CLERK, parcel_id)
    house.edit(parcel_id, ChooseRelation("family"), CLERK)
    house.edit(parcel_id, ConfirmWaybillName(), CLERK)
    house.accept(parcel_id, CLERK)


def test_everybody_of_an_entrusted_parcel_is_carried_on() -> None:
    house = CounterHouse()
    entrusted(house)
    parcel = parcel_of(house.continue_sender(None, CLERK))
    assert parcel.sending is Sending.ENTRUSTED
    assert parcel.principal is not None
    assert (parcel.principal.document.name, parcel.principal.relation) == ("测试乙", "family")
    assert parcel.sender is not None
    assert (parcel.sender.phone, parcel.sender.usual_category) == ("13800138000", "food")


def test_the_key_says_that_a_waybill_that_is_there_names_the_sender() -> None:
    house = CounterHouse()
    house.accepted()
    parcel_id = parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id
    name = parcel_of(house.continue_sender(parcel_id, CLERK)).waybill_name
    assert name is not None
    assert (name.check, name.agrees, name.clerk, name.name) == (NameCheck.SAME_SENDER, True, CLERK, "")


def test_the_key_says_nothing_about_a_waybill_that_comes_later() -> None:
    house = CounterHouse()
    house.accepted()
    parcel_id = parcel_of(house.continue_sender(None, CLERK)).parcel_id
    view = house.scanned(OTHER_WAYBILL, parcel_id)
    assert parcel_of(view).waybill_name is None
    assert Missing.WAYBILL_NAME in view.decision.missing


@pytest.mark.parametrize(("name", "objections"), [("测试甲", ()), ("测试丙", (Objection.NAME_DIFFERS,))])
def test_a_carriers_order_outranks_the_key(name: str, objections: tuple[Objection, ...]) -> None:
    house = CounterHouse()
    house.accepted()
    house.look(lambda work: work.orders.add([CarrierOrder(OTHER_WAYBILL, name)], NOON))
    view = house.continue_sender(parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id, CLERK)
    assert view.decision.objections == objections
    found = parcel_of(view).waybill_name
    assert found is not None
    assert found.check is NameCheck.CARRIER_ORDER


def test_an_agreement_customer_continues_without_a_sender_for_any_clerk() -> None:
    house = CounterHouse()
    house.look(lambda work: work.customers.save(customer(), clerk=CLERK, at=NOON))
    parcel_id = parcel_of(house.scanned()).parcel_id
    for edit in (ChooseCustomer("customer-1"), ChooseCategory("flowers")):
        house.edit(parcel_id, edit, CLERK)
    house.photographed(parcel_id)
    house.sealed(parcel_id)
    house.accept(parcel_id, CLERK)
    view = house.continue_sender(None, ClerkNumber("1002"))
    parcel = parcel_of(view)
    assert (parcel.sending, parcel.customer, parcel.sender) == (Sending.AGREEMENT, customer(), None)
    assert Missing.DOCUMENT not in view.decision.missing


def test_after_a_letter_there_is_nobody_to_continue() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)
    assert not house.accept(parcel_id, CLERK).view.can_continue_sender
    assert not house.open().can_continue_sender
    with pytest.raises(DomainError) as refused:
        house.continue_sender(None, CLERK)
    assert refused.value.fault is DomainFault.NO_EARLIER_SENDER


def test_showing_the_document_again_verifies_anew() -> None:
    house = CounterHouse()
    house.accepted()
    parcel_id = parcel_of(house.continue_sender(None, CLERK)).parcel_id
    sender = parcel_of(house.take_document(card(), CLERK, parcel_id)).sender
    assert sender is not None
    assert (sender.continues, sender.same_person) == (None, None)


def test_the_third_parcel_names_the_first_ones_verification() -> None:
    house = CounterHouse()
    first = house.accepted()
    last = first
    for number in (OTHER_WAYBILL, "YT8962646785390"):
        parcel_id = parcel_of(house.scanned(number)).parcel_id
        house.continue_sender(parcel_id, CLERK)
        house.edit(parcel_id, ChooseCategory("fruit"), CLERK)
        house.photographed(parcel_id)
        house.sealed(parcel_id)
        last = house.accept(parcel_id, CLERK)
    payload = json.loads(house.store.tables.outbox[last.message_id].message.body)["payload"]
    assert payload["sender"]["same_sender_as"] == first.acceptance_id
    assert payload["waybill"]["sender_name_check"] == "same_sender"
