"""Senders' names from the carriers' orders: kept for the comparison, and no longer than needed."""

from datetime import timedelta

from app.people_ports import CarrierOrder
from app.usecases.carrier_orders import KEEP, ImportCarrierOrders
from tests.support.counter_house import WAYBILL, CounterHouse, on_store

OTHER_WAYBILL = "SF1385628716739"


def test_orders_are_counted_kept_and_told_by_number_only() -> None:
    house = CounterHouse()
    take = on_store(house.store, ImportCarrierOrders(house.store, house.clock))
    assert take([CarrierOrder(WAYBILL, "测试甲"), CarrierOrder(OTHER_WAYBILL, "测试乙")]) == 2
    order = house.look(lambda work: work.orders.get(WAYBILL))
    assert order == CarrierOrder(WAYBILL, "测试甲")
    entry = house.store.tables.audit[-1]
    assert (entry.action, entry.subject_id, entry.details) == ("orders_imported", "", {"orders": "2"})
    assert "测试甲" not in repr(order)


def test_a_newer_order_replaces_the_older_one() -> None:
    house = CounterHouse()
    take = on_store(house.store, ImportCarrierOrders(house.store, house.clock))
    take([CarrierOrder(WAYBILL, "测试甲")])
    take([CarrierOrder(WAYBILL, "测试乙")])
    assert house.look(lambda work: work.orders.get(WAYBILL)) == CarrierOrder(WAYBILL, "测试乙")


def test_orders_that_nobody_brought_a_parcel_for_go_with_the_next_import() -> None:
    house = CounterHouse()
    take = on_store(house.store, ImportCarrierOrders(house.store, house.clock))
    take([CarrierOrder(WAYBILL, "测试甲")])
    house.clock.advance(KEEP)
    take([])
    assert house.look(lambda work: work.orders.get(WAYBILL)) is not None
    house.clock.advance(timedelta(seconds=1))
    assert take([]) == 0
    assert house.look(lambda work: work.orders.get(WAYBILL)) is None
