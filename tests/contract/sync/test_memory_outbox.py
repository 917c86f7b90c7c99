"""The memory fake keeps the contract of the outbox."""

import pytest

from tests.contract.sync.outbox_suite import OutboxContract, OutboxHouse
from tests.support.memory_outbox import MemoryOutboxHouse


class TestMemoryOutbox(OutboxContract):
    @pytest.fixture
    def outbox_house(self) -> OutboxHouse:
        return MemoryOutboxHouse()
