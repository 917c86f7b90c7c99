"""The card reader over lines other than a serial one at a known speed: USB in both variants, TCP, an unknown speed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import CardError, CardFault, DeviceError, DeviceFault
from devices.id_reader.driver import SPEEDS, SdtReader, Timing
from devices.id_reader.tcp_line import TcpLine
from devices.id_reader.usb_line import UsbLine, UsbVariant
from devices.ports import CardRead
from devices.simulators.cards import synthetic_card
from devices.simulators.faults import Fault
from devices.simulators.sdt_reader import SimulatedReader
from devices.simulators.tcp_reader import WRAPPERS, SimulatedTcpReader
from devices.simulators.usb_reader import IDENTITY, SimulatedUsbReader
from devices.usb_identity import UsbIdentity
from tests.support.devices import eventually

QUICK = Timing(
    find_interval=0.02, inquiry=0.3, inquiry_at_each_speed=0.05, find=0.6, select=0.6, read=0.6, torn_after=0.05
)
CARD = synthetic_card(3)


def read(reader: SdtReader) -> CardRead:
    found: list[CardRead] = []

    def polled() -> bool:
        found.extend(event for event in reader.poll() if isinstance(event, CardRead))
        return bool(found)

    assert eventually(polled)
    return found[0]


def refusal(reader: SdtReader) -> DeviceFault:
    with pytest.raises(DeviceError) as caught:
        reader.open()
    return caught.value.fault


class UsbBench:
    def __init__(self, variant: UsbVariant) -> None:
        self.simulator = SimulatedUsbReader(variant)
        self.reader = SdtReader(
            "sdt:usb", UsbLine("sdt:usb", IDENTITY, variant, self.simulator.open_port), timing=QUICK
        )


@pytest.fixture(params=UsbVariant)
def usb(request: pytest.FixtureRequest) -> Iterator[UsbBench]:
    bench = UsbBench(request.param)
    yield bench
    bench.reader.close()


@pytest.mark.parametrize(
    ("real", "set_to", "fault"),
    [
        (UsbVariant.WHOLE, UsbVariant.SPLIT, DeviceFault.BAD_SETTING),
        (UsbVariant.SPLIT, UsbVariant.WHOLE, DeviceFault.BAD_FRAME),
    ],
)
def test_a_reader_of_the_other_variant_is_refused(real: UsbVariant, set_to: UsbVariant, fault: DeviceFault) -> None:
    simulator = SimulatedUsbReader(real)
    line = UsbLine("sdt:usb", IDENTITY, set_to, simulator.open_port)
    assert refusal(SdtReader("sdt:usb", line, timing=QUICK)) is fault


def test_another_identity_is_not_found() -> None:
    simulator = SimulatedUsbReader(UsbVariant.SPLIT)
    line = UsbLine("sdt:usb", UsbIdentity(1, 2), UsbVariant.SPLIT, simulator.open_port)
    assert refusal(SdtReader("sdt:usb", line)) is DeviceFault.NOT_FOUND


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_card_is_read_over_the_network_whatever_stands_around_the_frames(wrapper: bytes) -> None:
    with SimulatedTcpReader(wrapper) as simulator:
        simulator.lay_card(CARD)
        reader = SdtReader("sdt:tcp", TcpLine("sdt:tcp", "127.0.0.1", simulator.port), timing=QUICK)
        reader.open()
        assert read(reader).text == CARD
        reader.close()


def test_a_reader_that_is_switched_off_is_removed_and_then_not_found() -> None:
    with SimulatedTcpReader() as simulator:
        reader = SdtReader("sdt:tcp", TcpLine("sdt:tcp", "127.0.0.1", simulator.port), timing=QUICK)
        reader.open()
    with pytest.raises(DeviceError) as caught:
        read(reader)
    assert caught.value.fault is DeviceFault.REMOVED
    reader.close()
    assert refusal(reader) is DeviceFault.NOT_FOUND


@pytest.mark.parametrize("speed", [115200, 9600, 19200])
def test_a_reader_of_unknown_speed_is_found_and_asked_first_at_that_speed_later(tmp_path: Path, speed: int) -> None:
    with SimulatedReader(deaf_but_at=speed, link=tmp_path / "reader") as simulator:
        reader = SdtReader("sdt:auto", simulator.path, baudrate=None, timing=QUICK)
        reader.open()
        simulator.lay_card(CARD)
        assert read(reader).text == CARD
        reader.close()
        asked = simulator.bytes_moved
        reader.open()
        assert simulator.bytes_moved > asked
        reader.close()
        assert speed in SPEEDS


def test_a_reader_that_refuses_to_work_is_understood_at_its_speed(tmp_path: Path) -> None:
    with SimulatedReader(deaf_but_at=9600, link=tmp_path / "reader") as simulator:
        simulator.inject(Fault.NOT_AUTHORISED, count=9)
        reader = SdtReader("sdt:auto", simulator.path, baudrate=None, timing=QUICK)
        with pytest.raises(CardError) as refused:
            reader.open()
        assert refused.value.card_fault is CardFault.READER_NOT_AUTHORISED


def test_a_set_speed_is_the_only_one_tried(tmp_path: Path) -> None:
    with SimulatedReader(deaf_but_at=9600, link=tmp_path / "reader") as simulator:
        assert refusal(SdtReader("sdt:fixed", simulator.path, baudrate=115200, timing=QUICK)) is DeviceFault.NO_ANSWER
        assert simulator.bytes_moved == 0
