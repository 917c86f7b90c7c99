"""The sender's name on the waybill against the document's, and when the answer is forgotten."""

import pytest

from app.domain.acceptance import Missing, Objection, Parcel
from app.domain.sending import NameCheck, Sending
from app.people_ports import CarrierOrder
from app.usecases.edits import ChooseCustomer, ChooseSending, ConfirmWaybillName, EnterWaybillName, SwapPeople
from tests.support.builders import CLERK, NOON, customer
from tests.support.counter_house import WAYBILL, CounterHouse, card, parcel_of
from tests.support.people import ADULT_BORN, card_of

OTHER_WAYBILL = "SF1385628716739"
OTHER = card_of(ADULT_BORN, "测试乙")


def ordered(house: CounterHouse, *orders: tuple[str, str]) -> None:
    house.look(lambda work: work.orders.add([CarrierOrder(*order) for order in orders], NOON))


def compared(parcel: Parcel) -> tuple[NameCheck, bool] | None:
    name = parcel.waybill_name
    return (name.check, name.agrees) if name is not None else None


def at_the_counter(house: CounterHouse, name: str = "测试甲") -> str:
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.take_document(card(name=name), CLERK, parcel_id)
    return parcel_id


@pytest.mark.parametrize("document_first", [True, False])
def test_a_carriers_order_is_compared_in_whichever_order_they_come(*, document_first: bool) -> None:
    house = CounterHouse()
    ordered(house, (WAYBILL, "测试甲"))
    if document_first:
        parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
        view = house.scanned(parcel_id=parcel_id)
    else:
        parcel_id = parcel_of(house.scanned()).parcel_id
        view = house.take_document(card(), CLERK, parcel_id)
    assert compared(parcel_of(view)) == (NameCheck.CARRIER_ORDER, True)
    assert Missing.WAYBILL_NAME not in view.decision.missing


def test_an_order_in_another_name_stands_against() -> None:
    house = CounterHouse()
    ordered(house, (WAYBILL, "测试丙"))
    at_the_counter(house)
    assert house.open().decision.objections == (Objection.NAME_DIFFERS,)


@pytest.mark.parametrize(
    ("on_the_document", "on_the_waybill", "agrees"),
    [
        ("测试甲", "测试 甲", True),
        ("测试甲", "測試甲", True),
        ("阿样·试例", "阿样•试例", True),
        ("阿样·试例", "阿样．试例", True),
        ("SAMPLE ANNA", "ＳＡＭＰＬＥ，anna", True),
        ("SAMPLE ANNA", "Anna Sample", True),
        ("测试甲", "测试", False),
        ("测试甲", "测试甲丙", False),
        ("阿样·试例", "阿样", False),
    ],
)
def test_spellings_are_folded_and_names_are_not(on_the_document: str, on_the_waybill: str, *, agrees: bool) -> None:
    house = CounterHouse()
    parcel_id = at_the_counter(house, on_the_document)
    view = house.edit(parcel_id, EnterWaybillName(on_the_waybill), CLERK)
    assert compared(parcel_of(view)) == (NameCheck.TYPED, agrees)
    assert view.decision.objections == (() if agrees else (Objection.NAME_DIFFERS,))


def test_a_typed_name_is_compared_again_with_another_document() -> None:
    house = CounterHouse()
    parcel_id = at_the_counter(house)
    house.edit(parcel_id, EnterWaybillName("测试乙"), CLERK)
    after = parcel_of(house.take_document(OTHER, CLERK, parcel_id))
    assert compared(after) == (NameCheck.TYPED, True)


def test_what_was_seen_by_eye_is_forgotten_with_the_document_it_was_seen_on() -> None:
    house = CounterHouse()
    parcel_id = at_the_counter(house)
    house.edit(parcel_id, ConfirmWaybillName(), CLERK)
    assert compared(parcel_of(house.take_document(card(), CLERK, parcel_id))) == (NameCheck.SEEN, True)
    assert compared(parcel_of(house.take_document(OTHER, CLERK, parcel_id))) is None


@pytest.mark.parametrize("edit", [ConfirmWaybillName(), EnterWaybillName("测试甲")])
def test_another_waybill_forgets_the_name_and_looks_for_its_order(edit: ConfirmWaybillName | EnterWaybillName) -> None:
    house = CounterHouse()
    parcel_id = at_the_counter(house)
    house.edit(parcel_id, edit, CLERK)
    house.route_scan(OTHER_WAYBILL, None, CLERK, parcel_id, replace_waybill=True)
    assert compared(parcel_of(house.open())) is None
    ordered(house, (WAYBILL, "测试丙"))
    house.route_scan(WAYBILL, None, CLERK, parcel_id, replace_waybill=True)
    assert compared(parcel_of(house.open())) == (NameCheck.CARRIER_ORDER, False)


def test_the_same_waybill_again_forgets_nothing() -> None:
    house = CounterHouse()
    parcel_id = at_the_counter(house)
    house.edit(parcel_id, ConfirmWaybillName(), CLERK)
    assert compared(parcel_of(house.scanned(parcel_id=parcel_id))) == (NameCheck.SEEN, True)


@pytest.mark.parametrize(("name", "agrees"), [("测试乙", True), ("测试甲", True), ("测试丙", False)])
def test_an_entrusted_parcels_name_is_the_principals_or_the_agents(name: str, *, agrees: bool) -> None:
    house = CounterHouse()
    ordered(house, (WAYBILL, name))
    parcel_id = at_the_counter(house)
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    assert house.open().decision.objections == ()
    view = house.take_document(OTHER, CLERK, parcel_id)
    assert compared(parcel_of(view)) == (NameCheck.CARRIER_ORDER, agrees)
    swapped = house.edit(parcel_id, SwapPeople(), CLERK)
    assert compared(parcel_of(swapped)) == (NameCheck.CARRIER_ORDER, agrees)
    back = house.edit(parcel_id, ChooseSending(Sending.PERSON), CLERK)
    assert compared(parcel_of(back)) == (NameCheck.CARRIER_ORDER, name == "测试乙")


@pytest.mark.parametrize(("name", "agrees"), [("云岭花卉样例公司", True), ("测试甲", True), ("测试丙", False)])
def test_a_customers_parcel_may_bear_the_customers_name(name: str, *, agrees: bool) -> None:
    house = CounterHouse()
    ordered(house, (WAYBILL, name))
    house.look(lambda work: work.customers.save(customer(), clerk=CLERK, at=NOON))
    parcel_id = at_the_counter(house)
    view = house.edit(parcel_id, ChooseCustomer("customer-1"), CLERK)
    assert compared(parcel_of(view)) == (NameCheck.CARRIER_ORDER, agrees)


def test_a_name_is_not_in_a_parcels_repr() -> None:
    house = CounterHouse()
    ordered(house, (WAYBILL, "司徒样本"))
    at_the_counter(house)
    assert "司徒样本" not in repr(parcel_of(house.open()))
