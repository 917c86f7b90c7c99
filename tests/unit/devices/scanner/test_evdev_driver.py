import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import ScanEvent, ScanSource, Symbology
from devices.scanner.evdev_driver import EvdevScanner, grab_device
from devices.scanner.keymap import KEYPAD_ENTER, LINE_FEED, TAB
from devices.simulators.keyboard_scanner import KeyboardScannerFault, SimulatedKeyboardScanner
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


@pytest.mark.parametrize("fault", [KeyboardScannerFault.TORN, KeyboardScannerFault.CAPS_LOCK])
def test_neither_torn_records_nor_caps_lock_change_a_code(
    simulator: SimulatedKeyboardScanner, driver: EvdevScanner, fault: KeyboardScannerFault
) -> None:
    simulator.inject(fault)
    simulator.scan("YTab8962646785389")
    assert read(driver)[0].text == "YTab8962646785389"


def test_a_code_with_a_hole_in_it_is_given_up_and_the_next_one_is_whole(
    simulator: SimulatedKeyboardScanner, driver: EvdevScanner
) -> None:
    simulator.inject(KeyboardScannerFault.BUFFER_OVERRUN)
    simulator.scan("YT8962646785389")
    simulator.scan("SF1234567890123")
    texts = [event.text for event in read(driver, 2)]
    assert texts[-1] == "SF1234567890123"
    assert "YT8962646785389" not in texts
    assert driver.losses.unfinished == 1


def test_without_a_suffix_silence_gives_the_code_up(simulator: SimulatedKeyboardScanner) -> None:
    now = [0.0]
    driver = EvdevScanner("evdev:test", simulator.path, grab=simulator.grab, monotonic=lambda: now[0])
    driver.open()
    simulator.inject(KeyboardScannerFault.NO_SUFFIX)
    simulator.scan("YT8962646785389")
    driver.poll()
    now[0] = 1.0
    assert eventually(lambda: driver.poll() == [] and driver.losses.unfinished == 1)
    driver.close()


def test_pulled_in_the_middle_of_a_record_it_is_removed_and_found_again(
    simulator: SimulatedKeyboardScanner, driver: EvdevScanner
) -> None:
    simulator.inject(KeyboardScannerFault.UNPLUG_HALFWAY)
    simulator.scan("YT8962646785389")
    with pytest.raises(DeviceError) as caught:
        read(driver)
    assert caught.value.fault is DeviceFault.REMOVED
    assert refusal(driver).fault is DeviceFault.NOT_FOUND
    simulator.replug()
    driver.open()
    simulator.scan("SF1234567890123")
    assert [event.text for event in read(driver)] == ["SF1234567890123"]


def test_a_device_that_another_program_holds_is_in_use(simulator: SimulatedKeyboardScanner) -> None:
    simulator.inject(KeyboardScannerFault.GRAB_REFUSED)
    driver = EvdevScanner("evdev:test", simulator.path, grab=simulator.grab)
    assert refusal(driver).fault is DeviceFault.IN_USE
    driver.open()
    driver.close()


def test_without_rights_it_says_so(simulator: SimulatedKeyboardScanner) -> None:
    simulator.inject(KeyboardScannerFault.NO_RIGHTS)
    error = refusal(EvdevScanner("evdev:test", simulator.path, grab=simulator.grab))
    assert (error.fault, error.detail) == (DeviceFault.ACCESS_DENIED, "EACCES")


def test_what_is_no_event_device_is_a_wrong_setting(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    path.touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert refusal(EvdevScanner("evdev:test", str(path), grab=grab_device)).fault is DeviceFault.BAD_SETTING
    assert len(list(Path("/proc/self/fd").iterdir())) == before
