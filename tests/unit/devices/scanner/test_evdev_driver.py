import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import ScanEvent, ScanSource, Symbology
from devices.scanner.evdev_driver import EvdevScanner, grab_device
from devices.scanner.keymap import KEYPAD_ENTER, LINE_FEED, TAB
from devices.simulators.faults import Fault
from devices.simulators.keyboard_scanner import SimulatedKeyboardScanner
from tests.support.devices import eventually

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="event devices are Linux's")


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatedKeyboardScanner]:
    with SimulatedKeyboardScanner(tmp_path / "event7") as made:
        yield made


@pytest.fixture
def driver(simulator: SimulatedKeyboardScanner) -> Iterator[EvdevScanner]:
    made = EvdevScanner("evdev:test", simulator.path, grab=simulator.grab)
    made.open()
    yield made
    made.close()


def read(driver: EvdevScanner, count: int = 1) -> list[ScanEvent]:
    events: list[ScanEvent] = []

    def polled() -> bool:
        events.extend(driver.poll())
        return len(events) >= count

    assert eventually(polled), f"only {len(events)} of {count} scans"
    return events


def refusal(driver: EvdevScanner) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        driver.open()
    return caught.value


def test_a_scan_becomes_one_clean_event(simulator: SimulatedKeyboardScanner, driver: EvdevScanner) -> None:
    simulator.scan("]C0YT8962646785389")
    (event,) = read(driver)
    assert (event.text, event.symbology, event.source, event.device) == (
        "YT8962646785389",
        Symbology.CODE_128,
        ScanSource.EVDEV,
        "evdev:test",
    )


@pytest.mark.parametrize("suffix", [TAB, LINE_FEED, KEYPAD_ENTER])
def test_any_suffix_ends_a_code(simulator: SimulatedKeyboardScanner, driver: EvdevScanner, suffix: int) -> None:
    simulator.scan("SF-1234567890", suffix=suffix)
    simulator.scan("https://x.cn/?a=1&B=2")
    assert [event.text for event in read(driver, 2)] == ["SF-1234567890", "https://x.cn/?a=1&B=2"]


def test_a_code_with_a_hole_in_it_is_given_up_and_the_next_one_is_whole(
    simulator: SimulatedKeyboardScanner, driver: EvdevScanner
) -> None:
    simulator.inject(Fault.KEYS_LOST)
    simulator.scan("YT8962646785389")
    simulator.scan("SF1234567890123")
    assert [event.text for event in read(driver)] == ["SF1234567890123"]
    assert driver.losses.unfinished == 1


def type_keys(simulator: SimulatedKeyboardScanner, gaps: Sequence[float]) -> EvdevScanner:
    """A driver that has heard single keys that far apart, and raised nothing."""
    now = [0.0]
    driver = EvdevScanner("evdev:test", simulator.path, grab=simulator.grab, monotonic=lambda: now[0])
    driver.open()
    for gap in gaps:
        now[0] += gap
        simulator.scan("a", suffix=None)
        assert driver.poll() == []
    now[0] += 0.2
    return driver


def test_a_keyboard_that_somebody_types_on_is_given_back_until_it_is_unplugged(
    simulator: SimulatedKeyboardScanner,
) -> None:
    driver = type_keys(simulator, (0.2, 0.15, 0.3, 0.13, 0.2))
    simulator.scan("a", suffix=None)
    with pytest.raises(DeviceError) as caught:
        driver.poll()
    assert caught.value.fault is DeviceFault.TYPED_ON
    driver.close()
    assert refusal(driver).fault is DeviceFault.TYPED_ON, "the next try does not take it again"
    simulator.unplug()
    assert refusal(driver).fault is DeviceFault.NOT_FOUND
    simulator.replug()
    driver.open()
    simulator.scan("YT1")
    assert [event.text for event in read(driver)] == ["YT1"]
    driver.close()


@pytest.mark.parametrize(
    "gaps",
    [[0.1] * 20, [0.2] * 20, [3.0, 0.05, 0.05] * 8, [0.2, 0.15, 0.3, 0.05] * 5],
    ids=["slow", "even", "codes", "quick"],
)
def test_a_slow_scanner_is_no_keyboard(simulator: SimulatedKeyboardScanner, gaps: list[float]) -> None:
    type_keys(simulator, gaps).close()


def test_a_scanner_that_types_evenly_and_very_slowly_is_none_either(simulator: SimulatedKeyboardScanner) -> None:
    driver = type_keys(simulator, [])
    now = 10.0
    driver._monotonic = lambda: now
    for _ in range(4):
        now += 5.0
        for character in "YT12345":
            now += 0.2
            simulator.scan(character, suffix=None)
            assert driver.poll() == []
        simulator.scan("")
        assert [event.text for event in read(driver)] == ["YT12345"]
    driver.close()


def test_without_rights_it_says_so(simulator: SimulatedKeyboardScanner) -> None:
    simulator.inject(Fault.NO_RIGHTS)
    error = refusal(EvdevScanner("evdev:test", simulator.path, grab=simulator.grab))
    assert (error.fault, error.detail) == (DeviceFault.ACCESS_DENIED, "EACCES")


def test_what_is_no_event_device_is_a_wrong_setting(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    path.touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert refusal(EvdevScanner("evdev:test", str(path), grab=grab_device)).fault is DeviceFault.BAD_SETTING
    assert len(list(Path("/proc/self/fd").iterdir())) == before
