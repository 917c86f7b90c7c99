"""The watch over the link: when it looks, what it takes along, and what it lets the screen know."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.device_book import DeviceBook
from app.domain.interruption_rules import RiskKind, RiskLevel
from app.domain.outage import Filing
from app.events import OutageTold, RiskAssessed, SyncStatus
from app.link_side import LinkSide
from app.link_watch import REST, LinkWatch
from app.machine import machine_health
from app.paths import Home
from app.settings import Settings
from app.storage.errors import StorageError, StorageFault
from app.usecases.keep_link_sample import KeepLinkSample
from app.usecases.watch_link import WatchLink
from devices.ports import DeviceKind, DeviceState, DeviceStatus
from sync.errors import SyncFault
from sync.ports import OutboxCounts
from sync.words import Environment, Kind
from tests.support.outage_house import OutageHouse

COUNTS = OutboxCounts(0, 0, 0, 0, None, 0, 0, 0)
DAY = timedelta(hours=25)


@pytest.fixture
def house() -> OutageHouse:
    return OutageHouse()


@pytest.fixture
def watch(house: OutageHouse, tmp_path: Path) -> LinkWatch:
    return LinkWatch(
        house.store,
        WatchLink(house.counter, house.bus),
        house.bus,
        house.clock,
        tmp_path,
        keep=KeepLinkSample(house.store, house.clock),
        book=DeviceBook(house.clock),
    )


def status(house: OutageHouse, fault: SyncFault | None = None) -> SyncStatus:
    return SyncStatus(COUNTS, fault, None if fault is not None else house.clock.now(), running=False)


def filings(house: OutageHouse) -> list[Filing]:
    return [event.filing for event in house.events if isinstance(event, OutageTold)]


def assessments(house: OutageHouse) -> list[RiskLevel]:
    return [event.assessment.level for event in house.events if isinstance(event, RiskAssessed)]


def test_an_outage_is_noticed_told_and_closed_as_the_link_goes_and_comes(house: OutageHouse, watch: LinkWatch) -> None:
    house.wait_with(3, timedelta(minutes=1))
    watch.sync(status(house))
    house.clock.advance(DAY)
    watch.sync(status(house, SyncFault.UNREACHABLE))
    assert filings(house) == [Filing.OPENED]

    house.clock.advance(timedelta(hours=1))
    house.answered(drained=True)
    watch.sync(status(house))

    assert filings(house) == [Filing.OPENED, Filing.CLOSED]
    assert assessments(house) == [RiskLevel.NORMAL, RiskLevel.INTERRUPTED, RiskLevel.NORMAL]


def test_while_nothing_changes_it_looks_now_and_then(house: OutageHouse, watch: LinkWatch) -> None:
    watch.sync(status(house))
    house.wait_with(1, REST - timedelta(seconds=1))
    before = house.store.tables
    watch.sync(status(house))
    assert house.store.tables is before

    house.clock.advance(timedelta(seconds=1))
    watch.sync(status(house))
    assert house.store.tables is not before


def test_a_change_of_the_link_is_looked_at_at_once(house: OutageHouse, watch: LinkWatch) -> None:
    watch.sync(status(house))
    before = house.store.tables
    watch.sync(status(house, SyncFault.UNREACHABLE))
    assert house.store.tables is not before


def test_a_clock_that_was_set_back_does_not_stop_it_from_looking(house: OutageHouse, watch: LinkWatch) -> None:
    watch.sync(status(house))
    before = house.store.tables
    house.clock.advance(-timedelta(days=400))
    watch.sync(status(house))
    assert house.store.tables is not before


def test_a_run_under_way_says_nothing_yet(house: OutageHouse, watch: LinkWatch) -> None:
    before = house.store.tables
    watch.sync(replace(status(house), running=True))
    assert house.store.tables is before


def test_a_stumbling_program_is_no_well_link(house: OutageHouse, watch: LinkWatch) -> None:
    watch.sync(replace(status(house), stumbled=True))
    assert not watch.surroundings().link_is_well


def test_the_screen_hears_of_a_level_once(house: OutageHouse, watch: LinkWatch) -> None:
    house.wait_with(1, timedelta(hours=5))
    for _ in range(3):
        house.clock.advance(timedelta(minutes=10))
        watch.sync(status(house, SyncFault.UNREACHABLE))
    assert assessments(house) == [RiskLevel.WATCH]


def test_a_kind_of_device_is_down_when_none_of_it_can_be_used(house: OutageHouse, watch: LinkWatch) -> None:
    for name, kind, state in (
        ("scanner-1", DeviceKind.SCANNER, DeviceState.ABSENT),
        ("scanner-2", DeviceKind.SCANNER, DeviceState.READY),
        ("reader", DeviceKind.ID_READER, DeviceState.FAULTED),
        ("camera", DeviceKind.CAMERA, DeviceState.OPENING),
        ("scale", DeviceKind.SCALE, DeviceState.ABSENT),
    ):
        watch.device(DeviceStatus(name, kind, state))
    assert watch.surroundings().devices_down == {"id_reader"}
    watch.sync(status(house))
    told = [event.assessment for event in house.events if isinstance(event, RiskAssessed)]
    assert [reason.kind for reason in told[-1].reasons] == [RiskKind.DEVICES]


def test_a_look_that_fails_is_tried_again(
    house: OutageHouse, watch: LinkWatch, caplog: pytest.LogCaptureFixture
) -> None:
    house.store.fail_next_commit(StorageFault.STORE_FULL)
    watch.sync(status(house))
    assert "a look at the link failed: StorageError" in caplog.text
    watch.sync(status(house, SyncFault.UNREACHABLE))
    assert assessments(house) == [RiskLevel.NORMAL]


def test_the_machine_tells_the_room_on_its_disk(tmp_path: Path) -> None:
    found = machine_health(tmp_path / "not" / "made" / "yet")
    assert found.disk_free_bytes is not None
    assert found.disk_free_bytes > 0
    assert found.battery_percent is None or 0 <= found.battery_percent <= 100


def test_each_step_of_the_history_gets_one_sample_with_what_the_link_carried(
    house: OutageHouse, watch: LinkWatch
) -> None:
    watch.sync(status(house))
    for _ in range(3):
        house.clock.advance(timedelta(minutes=4))
        watch.sync(replace(status(house), photo_bytes=40_000, photo_seconds=4.0))

    samples = house.look(lambda work: work.link.samples(house.clock.now() - timedelta(days=1)))

    assert [sample.bytes_per_second for sample in samples] == [None, 10_000]


def test_a_sample_that_could_not_be_written_is_written_with_the_next_look(house: OutageHouse, tmp_path: Path) -> None:
    kept: list[int | None] = []
    full = [StorageError(StorageFault.STORE_FULL)]

    def keep(bytes_per_second: int | None) -> None:
        if full:
            raise full.pop()
        kept.append(bytes_per_second)

    watch = LinkWatch(
        house.store,
        WatchLink(house.counter, house.bus),
        house.bus,
        house.clock,
        tmp_path,
        keep=keep,
        book=DeviceBook(house.clock),
    )
    watch.sync(replace(status(house), photo_bytes=40_000, photo_seconds=4.0))
    assert kept == []
    house.clock.advance(REST)
    for _ in range(2):
        watch.sync(status(house))
        house.clock.advance(REST)
    assert kept == [10_000]


def test_a_few_bytes_say_nothing_about_the_line(house: OutageHouse, watch: LinkWatch) -> None:
    watch.sync(replace(status(house), photo_bytes=500, photo_seconds=0.1))
    samples = house.look(lambda work: work.link.samples(house.clock.now() - timedelta(days=1)))
    assert [sample.bytes_per_second for sample in samples] == [None]


def test_the_devices_are_told_of_beside_the_flows_samples(house: OutageHouse, tmp_path: Path) -> None:
    home = Home(tmp_path, Environment.TRAINING)
    home.folder.mkdir()
    side = LinkSide(house.counter, Settings(device_health_minutes=120), house.bus, home)
    side.watch.device(DeviceStatus("serial:a", DeviceKind.SCANNER, DeviceState.READY))

    kinds = []
    for _ in range(5):
        house.clock.advance(timedelta(minutes=60))
        house.store.submit(side.watch.look).result()
        kinds.append([kept.message.kind for kept in house.store.tables.outbox.values()])

    # of the second one the first is still in the way
    assert kinds == [[], *[[Kind.DEVICE_HEALTH]] * 4]
    assert side.watch.surroundings().devices_down == frozenset()
