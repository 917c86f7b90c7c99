import logging
import threading
from collections.abc import Callable, Iterator
from itertools import product

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.lifecycle import (
    TRANSITIONS,
    Backoff,
    ImpossibleStepError,
    LifeEvent,
    SupervisedDevice,
    loss_event,
    next_state,
)
from devices.ports import DeviceEvent, DeviceState, DeviceStatus, Driver, ScanEvent
from tests.support.devices import PATIENCE, BusyDriver, EventLog, ScriptedDriver, a_scan, eventually

NEVER = 3600.0

ALLOWED = {
    (DeviceState.ABSENT, LifeEvent.OPEN_BEGAN): DeviceState.OPENING,
    (DeviceState.FAULTED, LifeEvent.OPEN_BEGAN): DeviceState.OPENING,
    (DeviceState.OPENING, LifeEvent.OPENED): DeviceState.READY,
    (DeviceState.READY, LifeEvent.WORK_BEGAN): DeviceState.BUSY,
    (DeviceState.BUSY, LifeEvent.WORK_BEGAN): DeviceState.BUSY,
    (DeviceState.READY, LifeEvent.WORK_ENDED): DeviceState.READY,
    (DeviceState.BUSY, LifeEvent.WORK_ENDED): DeviceState.READY,
    (DeviceState.OPENING, LifeEvent.WENT_AWAY): DeviceState.ABSENT,
    (DeviceState.READY, LifeEvent.WENT_AWAY): DeviceState.ABSENT,
    (DeviceState.BUSY, LifeEvent.WENT_AWAY): DeviceState.ABSENT,
    (DeviceState.OPENING, LifeEvent.FAILED): DeviceState.FAULTED,
    (DeviceState.READY, LifeEvent.FAILED): DeviceState.FAULTED,
    (DeviceState.BUSY, LifeEvent.FAILED): DeviceState.FAULTED,
    **{(state, LifeEvent.STOPPED): DeviceState.ABSENT for state in DeviceState},
}


def lost(fault: DeviceFault) -> DeviceError:
    return DeviceError(fault, "serial:test")


@pytest.fixture
def run() -> Iterator[Callable[..., tuple[SupervisedDevice, EventLog]]]:
    """Start a supervised driver with a log on it; stopped and joined afterwards."""
    devices: list[SupervisedDevice] = []

    def start(
        driver: Driver, backoff: tuple[float, ...] = (0.0,), wake: threading.Event | None = None
    ) -> tuple[SupervisedDevice, EventLog]:
        device, log = SupervisedDevice(driver, backoff=backoff, wake=wake), EventLog()
        device.subscribe(log)
        devices.append(device)
        device.start()
        return device, log

    yield start
    for device in devices:
        device.stop()
        assert device.join(PATIENCE)


Runner = Callable[..., tuple[SupervisedDevice, EventLog]]


@pytest.mark.parametrize(("state", "event"), list(product(DeviceState, LifeEvent)))
def test_every_pair_of_state_and_event_is_decided(state: DeviceState, event: LifeEvent) -> None:
    target = ALLOWED.get((state, event))
    assert TRANSITIONS[state, event] is target
    if target is not None:
        assert next_state(state, event) is target
        return
    with pytest.raises(ImpossibleStepError) as caught:
        next_state(state, event)
    assert (caught.value.state, caught.value.event) == (state, event)


@pytest.mark.parametrize("fault", DeviceFault)
def test_a_fault_means_away_only_when_the_device_is_not_plugged_in(fault: DeviceFault) -> None:
    away = fault in (DeviceFault.NOT_FOUND, DeviceFault.REMOVED)
    assert loss_event(fault) is (LifeEvent.WENT_AWAY if away else LifeEvent.FAILED)


def test_backoff_grows_stays_at_the_longest_and_starts_over() -> None:
    backoff = Backoff((0.2, 0.5, 1.0))
    assert [backoff.next_delay() for _ in range(5)] == [0.2, 0.5, 1.0, 1.0, 1.0]
    backoff.reset()
    assert backoff.next_delay() == 0.2


def test_backoff_needs_a_delay() -> None:
    with pytest.raises(ValueError, match="delay"):
        Backoff(())


def test_a_device_goes_from_opening_to_ready_and_ends_absent(run: Runner) -> None:
    device, log = run(ScriptedDriver())
    assert log.wait_for_state(DeviceState.READY)
    device.stop()
    assert device.join(PATIENCE)
    assert log.steps == [(DeviceState.OPENING, None), (DeviceState.READY, None), (DeviceState.ABSENT, None)]
    assert device.status == DeviceStatus("serial:test", device.kind, DeviceState.ABSENT)


def test_input_reaches_all_listeners_in_order_on_the_device_thread(run: Runner) -> None:
    driver = ScriptedDriver()
    device, log = run(driver)
    callers: list[int] = []
    device.subscribe(lambda _: callers.append(threading.get_ident()))
    driver.bring(a_scan("first"), a_scan("second"))
    driver.bring(a_scan("third"))
    assert log.wait_for_events(ScanEvent, 3)
    assert [scan.text for scan in log.of_type(ScanEvent)] == ["first", "second", "third"]
    device.stop()
    assert device.join(PATIENCE)
    assert set(callers) == driver.threads
    assert threading.get_ident() not in driver.threads


def test_an_absent_device_is_tried_again_quietly(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(*[lost(DeviceFault.NOT_FOUND)] * 4)
    _, log = run(driver)
    assert log.wait_for_state(DeviceState.READY)
    assert log.steps == [
        (DeviceState.OPENING, None),
        (DeviceState.ABSENT, DeviceFault.NOT_FOUND),
        (DeviceState.READY, None),
    ]


def test_a_new_reason_is_published(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.NOT_FOUND), lost(DeviceFault.IN_USE), lost(DeviceFault.ACCESS_DENIED))
    _, log = run(driver)
    assert log.wait_for_state(DeviceState.READY)
    assert log.steps[1:-1] == [
        (DeviceState.ABSENT, DeviceFault.NOT_FOUND),
        (DeviceState.FAULTED, DeviceFault.IN_USE),
        (DeviceState.FAULTED, DeviceFault.ACCESS_DENIED),
    ]


def test_a_lost_device_is_closed_before_it_is_opened_again(run: Runner) -> None:
    driver = ScriptedDriver()
    device, log = run(driver)
    driver.fail(lost(DeviceFault.REMOVED))
    assert log.wait_for_state(DeviceState.READY, times=2)
    device.stop()
    assert device.join(PATIENCE)
    assert log.steps[2] == (DeviceState.ABSENT, DeviceFault.REMOVED)
    assert driver.calls[:4] == ["open", "poll", "close", "open"]
    assert driver.calls[-1] == "close"


def test_a_failed_opening_is_closed_too(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.NO_ANSWER))
    _, log = run(driver)
    assert log.wait_for_state(DeviceState.READY)
    assert driver.calls[:3] == ["open", "close", "open"]


def test_stop_ends_a_long_back_off_at_once(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.NOT_FOUND))
    device, log = run(driver, backoff=(NEVER,))
    assert log.wait_for_state(DeviceState.ABSENT)
    device.stop()
    assert device.join(PATIENCE)


def test_retry_now_ends_a_long_back_off_at_once(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.NOT_FOUND))
    device, log = run(driver, backoff=(NEVER,))
    assert log.wait_for_state(DeviceState.ABSENT)
    device.retry_now()
    assert log.wait_for_state(DeviceState.READY)


def test_retry_now_ends_one_wait_only(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.NOT_FOUND))
    device, log = run(driver, backoff=(NEVER,))
    assert log.wait_for_state(DeviceState.ABSENT)
    device.retry_now()
    assert log.wait_for_state(DeviceState.READY)
    driver.fail(lost(DeviceFault.REMOVED))
    assert log.wait_for_state(DeviceState.ABSENT, times=2)
    assert not log.wait_for_state(DeviceState.READY, times=2, timeout=0.1)


def test_a_refused_login_is_not_tried_again_soon(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.LOGIN_REFUSED))
    asked_too_early = threading.Event()
    asked_too_early.set()
    device, log = run(driver, backoff=(0.0,), wake=asked_too_early)
    assert log.wait_for_state(DeviceState.FAULTED)
    assert not log.wait_for_state(DeviceState.READY, timeout=0.1)
    device.retry_now()
    assert log.wait_for_state(DeviceState.READY)


def test_stop_ends_the_wait_after_a_refused_login(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(lost(DeviceFault.LOGIN_REFUSED))
    device, log = run(driver)
    assert log.wait_for_state(DeviceState.FAULTED)
    device.stop()
    assert device.join(PATIENCE)


def test_a_device_that_settled_starts_its_back_off_over() -> None:
    driver, log = ScriptedDriver(), EventLog()
    hours = iter(range(0, 10**9, 3600))
    device = SupervisedDevice(driver, backoff=(0.0, NEVER), settled_after=2.0, monotonic=lambda: float(next(hours)))
    device.subscribe(log)
    device.start()
    for loss in range(1, 4):
        assert log.wait_for_state(DeviceState.READY, times=loss)
        driver.bring(a_scan())
        assert log.wait_for_events(ScanEvent, loss)
        driver.fail(lost(DeviceFault.REMOVED))
    assert log.wait_for_state(DeviceState.READY, times=4)
    device.stop()
    assert device.join(PATIENCE)


def test_a_device_that_never_settles_is_waited_for_longer() -> None:
    driver, log = ScriptedDriver(), EventLog()
    device = SupervisedDevice(driver, backoff=(0.0, NEVER), settled_after=2.0, monotonic=lambda: 0.0)
    device.subscribe(log)
    device.start()
    for loss in (1, 2):
        assert log.wait_for_state(DeviceState.READY, times=loss)
        driver.fail(lost(DeviceFault.REMOVED))
    assert log.wait_for_state(DeviceState.ABSENT, times=2)
    assert not log.wait_for_state(DeviceState.READY, times=3, timeout=0.1)
    device.retry_now()
    assert log.wait_for_state(DeviceState.READY, times=3)
    device.stop()
    assert device.join(PATIENCE)


def test_a_listener_that_raises_harms_nobody_and_is_logged_without_its_text(
    run: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(event: DeviceEvent) -> None:
        match event:
            case ScanEvent():
                raise LookupError(event.text)

    driver = ScriptedDriver()
    device, _ = run(driver)
    device.subscribe(broken)
    after = EventLog()
    device.subscribe(after)
    with caplog.at_level(logging.ERROR):
        driver.bring(a_scan("SF0001"), a_scan("SF0002"))
        assert after.wait_for_events(ScanEvent, 2)
    assert device.status.state is DeviceState.READY
    assert [record.getMessage().split(" in ")[0] for record in caplog.records] == [
        "device serial:test: unexpected LookupError"
    ] * 2
    assert "SF000" not in caplog.text
    assert not any(record.exc_info for record in caplog.records)


def test_a_bug_in_a_driver_is_a_fault_that_heals(run: Runner, caplog: pytest.LogCaptureFixture) -> None:
    driver = ScriptedDriver()
    device, log = run(driver)
    with caplog.at_level(logging.ERROR):
        driver.fail(KeyError("530102199001011238"))
        assert log.wait_for_state(DeviceState.READY, times=2)
    assert (DeviceState.FAULTED, DeviceFault.INTERNAL) in log.steps
    assert "530102199001011238" not in caplog.text
    assert "KeyError" in caplog.text
    assert device.status.state is DeviceState.READY


def test_a_bug_while_opening_heals_too(run: Runner) -> None:
    driver = ScriptedDriver()
    driver.refuse_opening(TypeError("bad"), TypeError("bad again"))
    _, log = run(driver)
    assert log.wait_for_state(DeviceState.READY)
    assert log.steps.count((DeviceState.FAULTED, DeviceFault.INTERNAL)) == 1


def test_a_working_driver_shows_busy_and_only_changes_are_published(run: Runner) -> None:
    driver = BusyDriver()
    _, log = run(driver)
    assert log.wait_for_state(DeviceState.READY)
    driver.busy = True
    driver.bring(a_scan("one"))
    driver.bring(a_scan("two"))
    assert log.wait_for_events(ScanEvent, 2)
    assert log.wait_for_state(DeviceState.BUSY)
    driver.busy = False
    assert log.wait_for_state(DeviceState.READY, times=2)
    assert [state for state, _ in log.steps] == [
        DeviceState.OPENING,
        DeviceState.READY,
        DeviceState.BUSY,
        DeviceState.READY,
    ]


def test_a_busy_device_can_be_lost(run: Runner) -> None:
    driver = BusyDriver()
    driver.busy = True
    _, log = run(driver)
    assert log.wait_for_state(DeviceState.BUSY)
    driver.fail(lost(DeviceFault.NO_ANSWER))
    assert log.wait_until(lambda seen: (DeviceState.FAULTED, DeviceFault.NO_ANSWER) in seen.steps)


def test_nobody_is_called_after_unsubscribing(run: Runner) -> None:
    driver = ScriptedDriver()
    device, log = run(driver)
    gone = EventLog()
    unsubscribe = device.subscribe(gone)
    unsubscribe()
    unsubscribe()
    driver.bring(a_scan())
    assert log.wait_for_events(ScanEvent)
    assert gone.events == []


def test_a_listener_may_stop_the_device(run: Runner) -> None:
    driver = ScriptedDriver()
    device, log = run(driver)
    device.subscribe(lambda event: device.stop() if isinstance(event, ScanEvent) else None)
    driver.bring(a_scan())
    assert device.join(PATIENCE)
    assert log.steps[-1] == (DeviceState.ABSENT, None)


def test_join_tells_when_the_thread_still_runs(run: Runner) -> None:
    device, log = run(ScriptedDriver())
    assert log.wait_for_state(DeviceState.READY)
    assert not device.join(0.01)


def test_a_device_lives_once() -> None:
    device = SupervisedDevice(ScriptedDriver())
    assert device.join(0.0)
    device.stop()
    device.start()
    assert device.join(PATIENCE)
    with pytest.raises(RuntimeError):
        device.start()


def test_a_device_stopped_before_its_start_never_opens() -> None:
    driver = ScriptedDriver()
    device = SupervisedDevice(driver)
    device.stop()
    device.start()
    assert device.join(PATIENCE)
    assert driver.calls == ["close"]


def test_the_thread_is_gone_after_join() -> None:
    device = SupervisedDevice(ScriptedDriver(name="serial:gone"))
    device.start()
    device.stop()
    assert device.join(PATIENCE)
    assert eventually(lambda: "device serial:gone" not in {thread.name for thread in threading.enumerate()})
