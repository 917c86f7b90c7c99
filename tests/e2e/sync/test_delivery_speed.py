"""Batches must be worth their while: at least five times the records per second of one request per record."""

import time
from pathlib import Path

import pytest

from sync.policy import SyncPolicy
from sync.transport.session import Timeouts
from tests.support.flaky_house import flaky_house

pytestmark = pytest.mark.slow

BATCHED = 1000
SINGLE = 100
FACTOR = 5


def records_per_second(folder: Path, policy: SyncPolicy, count: int) -> float:
    with flaky_house(folder, policy=policy, through_proxy=False, timeouts=Timeouts()) as house:
        house.queue_some(count)
        engine = house.engine()
        begun = time.perf_counter()
        report = engine.run_once()
        seconds = time.perf_counter() - begun
        assert report.delivered == count
    return count / seconds


def test_batches_deliver_five_times_as_fast_as_single_records(tmp_path: Path) -> None:
    single = records_per_second(tmp_path / "single", SyncPolicy(batch_messages=1), SINGLE)
    batched = records_per_second(tmp_path / "batched", SyncPolicy(), BATCHED)

    assert batched >= FACTOR * single, (round(batched), round(single))
