from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import ScanEvent, ScanSource, Symbology
from devices.scanner.framing import Framing, FramingLosses, Parity
from devices.scanner.serial_driver import SerialScanner
from devices.simulators.pty_end import PtyEnd
from devices.simulators.serial_scanner import SimulatedScanner
from tests.support.devices import eventually

SENDABLE = [framing for framing in Framing if framing is not Framing.AUTO]


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatedScanner]:
    with SimulatedScanner(PtyEnd(tmp_path / "scanner")) as made:
        yield made


@pytest.fixture
def scanner(simulator: SimulatedScanner) -> Iterator[SerialScanner]:
    driver = SerialScanner("serial:test", simulator.path)
    driver.open()
    yield driver
    driver.close()


def read(driver: SerialScanner, count: int = 1) -> list[ScanEvent]:
    """Poll until ``count`` scans are in."""
    events: list[ScanEvent] = []

    def polled() -> bool:
        events.extend(driver.poll())
        return len(events) >= count

    assert eventually(polled), f"only {len(events)} of {count} scans"
    return events


def texts(driver: SerialScanner, count: int = 1) -> list[str]:
    return [event.text for event in read(driver, count)]


def test_a_scan_becomes_one_clean_event(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.scan("YT8962646785389", aim="]C0")
    (event,) = read(scanner)
    assert (event.text, event.symbology, event.source, event.device) == (
        "YT8962646785389",
        Symbology.CODE_128,
        ScanSource.SERIAL,
        "serial:test",
    )
    assert scanner.poll() == []


@pytest.mark.parametrize("framing", SENDABLE)
@pytest.mark.parametrize("driver_auto", [True, False])
def test_each_framing_is_understood(simulator: SimulatedScanner, framing: Framing, driver_auto: bool) -> None:
    driver = SerialScanner("serial:test", simulator.path, framing=Framing.AUTO if driver_auto else framing)
    driver.open()
    simulator.scan("SF1234567890", framing=framing)
    simulator.scan("SF0987654321", framing=framing)
    assert texts(driver, 2) == ["SF1234567890", "SF0987654321"]
    driver.close()


def test_chinese_with_a_designator_in_both_encodings(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.scan("寄件人\\样", aim="]Q2", eci=True)
    simulator.scan("寄件人样", aim="]Q1", eci=True, encoding="gb18030")
    assert texts(scanner, 2) == ["寄件人\\样", "寄件人样"]


def test_a_large_code_arrives_whole(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    text = "0123456789" * 290
    simulator.scan(text)
    assert texts(scanner) == [text]


def test_bytes_in_no_encoding_are_counted_and_dropped(tmp_path: Path) -> None:
    with PtyEnd(tmp_path / "raw") as end:
        driver = SerialScanner("serial:test", end.path)
        driver.open()
        end.write(b"SF12\x81\x2034\r\nSF56\r\n")
        assert texts(driver) == ["SF56"]
        assert driver.unreadable == 1
        driver.close()


def test_the_first_half_of_a_scan_is_forgotten_with_the_port(tmp_path: Path) -> None:
    with PtyEnd(tmp_path / "scanner") as end:
        driver = SerialScanner("serial:test", end.path, monotonic=lambda: 0.0)
        driver.open()
        end.write(b"SF12345")
        assert driver.poll() == []  # waits for the bytes, which make no scan yet
        end.replug()
        driver.open()
        end.write(b"SF0987654321\r\n")
        assert texts(driver) == ["SF0987654321"]
        assert driver.losses == FramingLosses(unfinished=1)
        driver.close()


def test_what_was_scanned_before_the_port_was_opened_is_gone(simulator: SimulatedScanner) -> None:
    driver = SerialScanner("serial:test", simulator.path)
    simulator.scan("OLD1234567")
    driver.open()
    simulator.scan("NEW1234567")
    assert texts(driver) == ["NEW1234567"]
    driver.close()


def test_a_port_that_is_not_there(tmp_path: Path) -> None:
    assert opening_fault_of(str(tmp_path / "none")) is DeviceFault.NOT_FOUND


def test_a_path_that_is_no_serial_port(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert opening_fault_of(str(tmp_path / "file")) is DeviceFault.BAD_SETTING


def test_a_port_that_another_program_has_open(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    assert scanner.poll() == []
    assert opening_fault_of(simulator.path) is DeviceFault.IN_USE


def test_a_refused_setting(simulator: SimulatedScanner) -> None:
    driver = SerialScanner("serial:test", simulator.path, data_bits=4)
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is DeviceFault.BAD_SETTING


def test_seven_bits_with_parity_can_be_set(simulator: SimulatedScanner) -> None:
    driver = SerialScanner("serial:test", simulator.path, data_bits=7, parity=Parity.EVEN)
    driver.open()
    simulator.scan("SF1234567890")
    assert texts(driver) == ["SF1234567890"]
    driver.close()


def test_a_closed_driver_polls_nothing(scanner: SerialScanner) -> None:
    scanner.close()
    scanner.close()
    with pytest.raises(DeviceError) as caught:
        scanner.poll()
    assert caught.value.fault is DeviceFault.REMOVED


def test_opening_twice_keeps_one_handle(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    scanner.open()
    simulator.scan("SF1234567890")
    assert texts(scanner) == ["SF1234567890"]
    assert scanner.losses == FramingLosses()


def opening_fault_of(port: str) -> DeviceFault:
    driver = SerialScanner("serial:test", port)
    with pytest.raises(DeviceError) as caught:
        driver.open()
    driver.close()
    return caught.value.fault
