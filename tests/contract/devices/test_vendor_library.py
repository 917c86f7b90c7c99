"""A vendor's card library in its helper process: cards, and everything that such a library does to a program."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.errors import CardFault, DeviceError, DeviceFault
from devices.id_reader.driver import LIBRARY_TIMING, SdtReader
from devices.id_reader.vendor_line import VendorLine
from devices.lifecycle import SupervisedDevice
from devices.ports import CardFailed, CardRead, DeviceState
from devices.registry import open_driver, parse_address
from devices.simulators.cards import synthetic_card
from tests.support.devices import PATIENCE, EventLog, eventually
from tests.support.sdt_library import COMPILER, NO_COMPILER, VendorReader, library_of

pytestmark = pytest.mark.skipif(COMPILER is None, reason=NO_COMPILER)

CARD = synthetic_card(3)
QUICK = replace(LIBRARY_TIMING, find_interval=0.02, find=0.4, select=0.4, read=0.4)


@pytest.fixture
def vendor(tmp_path: Path) -> VendorReader:
    return VendorReader(tmp_path)


@pytest.fixture
def reader(vendor: VendorReader) -> Iterator[SdtReader]:
    made = SdtReader("sdt:lib", VendorLine("sdt:lib", str(vendor.library), 1001), timing=QUICK)
    yield made
    made.close()


def first(reader: SdtReader) -> object:
    found: list[object] = []

    def polled() -> bool:
        found.extend(reader.poll())
        return bool(found)

    assert eventually(polled)
    return found[0]


def refusal(library: Path | str, *command: str) -> DeviceError:
    line = VendorLine("sdt:lib", str(library), 1001, command=command)
    with pytest.raises(DeviceError) as caught:
        line.open()
    assert str(library) not in str(caught.value)
    return caught.value


def test_a_card_is_read_and_no_fingerprint_is_asked_for(vendor: VendorReader, reader: SdtReader) -> None:
    reader.open()
    assert reader.sam_id.startswith("05.01-")
    vendor.go_wrong("print")  # what a library prints is no answer
    vendor.lay_card(CARD)
    card = first(reader)
    assert isinstance(card, CardRead)
    assert card.text == CARD
    assert reader.counts.parser.dropped_bytes == 0
    assert not vendor.was_asked_for_a_fingerprint


def test_a_newer_address_counts_where_the_registry_says_so(vendor: VendorReader) -> None:
    name = f"sdt:lib:{vendor.library}?port=1002&child={sys.executable}&new_address=on"
    driver = open_driver(parse_address(name), allow_simulated=False)
    assert isinstance(driver, SdtReader)
    driver.open()
    try:
        vendor.lay_card(CARD, "云南省大理市样例路9号")
        card = first(driver)
        assert isinstance(card, CardRead)
        assert card.text == replace(CARD, address="云南省大理市样例路9号")
    finally:
        driver.close()


@pytest.mark.parametrize("result", ["41", "03"])
def test_a_card_that_cannot_be_read_fails_or_is_tried_again(
    vendor: VendorReader, reader: SdtReader, result: str
) -> None:
    reader.open()
    vendor.lay_card(CARD)
    vendor.go_wrong(result)
    event = first(reader)
    if result == "03":  # damage on the library's own line: the question is asked again
        assert isinstance(event, CardRead)
    else:
        assert isinstance(event, CardFailed)
        assert event.fault is CardFault.READ_FAILED


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("crash", DeviceFault.NO_ANSWER),
        ("hang", DeviceFault.NO_ANSWER),
        ("02", DeviceFault.NO_ANSWER),
        ("01", DeviceFault.REMOVED),
    ],
)
def test_a_library_that_fails_takes_its_helper_along_and_nothing_else(
    vendor: VendorReader, reader: SdtReader, word: str, fault: DeviceFault
) -> None:
    reader.open()
    vendor.go_wrong(word)
    with pytest.raises(DeviceError) as caught:
        first(reader)
    assert caught.value.fault is fault
    reader.close()
    vendor.lay_card(CARD)
    reader.open()
    assert isinstance(first(reader), CardRead)


def test_under_supervision_a_crashed_helper_is_started_again(vendor: VendorReader, reader: SdtReader) -> None:
    log = EventLog()
    device = SupervisedDevice(reader, backoff=(0.01,))
    device.subscribe(log)
    device.start()
    assert log.wait_for_state(DeviceState.READY)
    vendor.go_wrong("crash")
    assert log.wait_for_state(DeviceState.FAULTED)
    assert log.wait_for_state(DeviceState.READY, times=2)
    device.stop()
    assert device.join(PATIENCE)


def test_what_cannot_be_loaded_says_why(vendor: VendorReader, tmp_path: Path) -> None:
    text = tmp_path / "notes.so"
    text.write_text("no library")
    other = tmp_path / "sdtapi.dll"
    other.write_bytes(b"\x7fELF\x01" + bytes(60))
    plain = library_of(tmp_path / "libother.so", Path(os.devnull))
    told = [refusal(library) for library in (tmp_path / "missing.so", text, other, plain)]
    assert {error.fault for error in told} == {DeviceFault.NO_DRIVER}
    assert [error.detail for error in told] == [
        "library cannot be loaded",
        "library cannot be loaded",
        "library of another word size: set child",
        "not an SDT library",
    ]
    vendor.unplug()
    assert refusal(vendor.library).fault is DeviceFault.NOT_FOUND
    assert refusal(vendor.library, "/no/such/python").fault is DeviceFault.NO_DRIVER
    assert refusal(vendor.library, "/bin/echo").fault is DeviceFault.BAD_FRAME
    assert refusal(vendor.library, "/bin/false").fault is DeviceFault.NO_ANSWER
