"""Both stores keep the contract of the flow's history and order."""

from tests.contract.app.flow_stores import MemoryDelivery, StoreDelivery
from tests.contract.app.link_suite import LinkContract


class TestMemoryLink(MemoryDelivery, LinkContract):
    pass


class TestStoreLink(StoreDelivery, LinkContract):
    pass
