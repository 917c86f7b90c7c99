"""What every driver must do, whatever it drives: see ``devices.ports.Driver`` and ``devices.lifecycle``."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.lifecycle import SupervisedDevice
from devices.ports import DeviceState, DeviceStatus, Driver
from tests.contract.devices.cases import CASES, Bench, DriverCase
from tests.support.devices import PATIENCE, EventLog, eventually

LONGEST_POLL = 0.2
"""Seconds (``Driver.poll``), and as much again for a busy machine."""

AWAY = (DeviceFault.NOT_FOUND, DeviceFault.REMOVED)


@pytest.fixture(params=CASES, ids=[case.name for case in CASES])
def case(request: pytest.FixtureRequest) -> DriverCase:
    assert isinstance(request.param, DriverCase)
    return request.param


@pytest.fixture
def bench(case: DriverCase, tmp_path: Path) -> Iterator[Bench]:
    made = case.bench(tmp_path)
    yield made
    made.close()


@pytest.fixture
def driver(bench: Bench) -> Iterator[Driver]:
    made = bench.new_driver()
    yield made
    made.close()


@pytest.fixture
def log() -> EventLog:
    return EventLog()


@pytest.fixture
def device(driver: Driver, log: EventLog) -> Iterator[SupervisedDevice]:
    supervised = SupervisedDevice(driver, backoff=(0.01,))
    supervised.subscribe(log)
    yield supervised
    supervised.stop()
    assert supervised.join(PATIENCE)


def fault_of_polling(driver: Driver) -> DeviceFault:
    """Poll until it fails."""
    faults: list[DeviceFault] = []

    def failed() -> bool:
        try:
            driver.poll()
        except DeviceError as error:
            faults.append(error.fault)
        return bool(faults)

    assert eventually(failed)
    return faults[0]


def test_it_says_what_it_is(case: DriverCase, driver: Driver) -> None:
    assert driver.kind is case.kind
    assert driver.name


def test_it_opens_reports_and_closes(case: DriverCase, bench: Bench, driver: Driver) -> None:
    driver.open()
    bench.provoke()
    events: list[object] = []

    def reported() -> bool:
        events.extend(driver.poll())
        return any(isinstance(event, case.reports) for event in events)

    assert eventually(reported)
    driver.close()


def test_closing_is_harmless_at_any_time(driver: Driver) -> None:
    driver.close()
    driver.open()
    driver.close()
    driver.close()


def test_it_opens_again_after_closing(case: DriverCase, bench: Bench, driver: Driver) -> None:
    driver.open()
    driver.close()
    test_it_opens_reports_and_closes(case, bench, driver)


def test_a_poll_with_nothing_to_report_comes_back_soon(driver: Driver) -> None:
    driver.open()
    driver.poll()  # the first may do what is left of opening
    began = time.monotonic()
    driver.poll()
    assert time.monotonic() - began <= 2 * LONGEST_POLL


def test_a_device_that_is_not_there_cannot_be_opened(bench: Bench, driver: Driver) -> None:
    bench.unplug()
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert caught.value.device == driver.name
    driver.close()


def test_a_device_pulled_while_open_is_removed(bench: Bench, driver: Driver) -> None:
    driver.open()
    bench.unplug()
    assert fault_of_polling(driver) is DeviceFault.REMOVED
    driver.close()


def test_a_device_in_use_is_refused_until_it_is_given_back(case: DriverCase, bench: Bench, driver: Driver) -> None:
    driver.open()
    second = bench.new_driver()
    if case.exclusive:
        with pytest.raises(DeviceError) as caught:
            second.open()
        assert caught.value.fault is DeviceFault.IN_USE
    driver.close()
    second.open()
    second.close()


def test_its_life_under_supervision(
    case: DriverCase, bench: Bench, driver: Driver, device: SupervisedDevice, log: EventLog
) -> None:
    device.start()
    assert log.wait_for_state(DeviceState.READY)
    bench.provoke()
    assert log.wait_for_events(case.reports)
    device.stop()
    assert device.join(PATIENCE)
    assert log.steps[0] == (DeviceState.OPENING, None)
    assert log.steps[-1] == (DeviceState.ABSENT, None)
    assert {status.device for status in log.of_type(DeviceStatus)} == {driver.name}
    assert {status.kind for status in log.of_type(DeviceStatus)} == {case.kind}


def test_unplugged_it_is_absent_and_plugged_in_again_it_is_ready(
    case: DriverCase, bench: Bench, device: SupervisedDevice, log: EventLog
) -> None:
    device.start()
    for number in (1, 2):
        assert log.wait_for_state(DeviceState.READY, times=number)
        bench.unplug()
        # how often the status changes while it is away is its own affair: removed, then not found
        assert log.wait_until(lambda heard: heard.steps[-1] in [(DeviceState.ABSENT, fault) for fault in AWAY])
        bench.replug()
    assert log.wait_for_state(DeviceState.READY, times=3)
    bench.provoke()
    assert log.wait_for_events(case.reports)


def test_a_device_that_comes_later_is_found(
    case: DriverCase, bench: Bench, device: SupervisedDevice, log: EventLog
) -> None:
    bench.unplug()
    device.start()
    assert log.wait_for_state(DeviceState.ABSENT)
    assert device.status.fault is DeviceFault.NOT_FOUND
    bench.replug()
    assert log.wait_for_state(DeviceState.READY)
    bench.provoke()
    assert log.wait_for_events(case.reports)


@pytest.mark.parametrize("plugged", [True, False])
def test_it_stops_within_a_poll(bench: Bench, device: SupervisedDevice, log: EventLog, plugged: bool) -> None:
    if not plugged:
        bench.unplug()
    device.start()
    assert log.wait_for_state(DeviceState.READY if plugged else DeviceState.ABSENT)
    device.stop()
    assert device.join(5 * LONGEST_POLL)
