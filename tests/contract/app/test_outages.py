"""Both stores keep the contract of outages and of the flow of data."""

from tests.contract.app.flow_stores import MemoryDelivery, StoreDelivery
from tests.contract.app.outage_suite import OutageContract


class TestMemoryOutages(MemoryDelivery, OutageContract):
    pass


class TestStoreOutages(StoreDelivery, OutageContract):
    pass
