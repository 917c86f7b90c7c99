from collections.abc import Iterator

import pytest

from devices.scanner.framing import Framing
from devices.simulators.faults import Fault
from devices.simulators.pty_end import PtyEnd
from devices.simulators.serial_scanner import SimulatedScanner, framed
from tests.support.devices import PATIENCE


class Wire(PtyEnd):
    """An end that keeps what was written in each piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def write(self, data: bytes, timeout: float = PATIENCE) -> int:
        self.pieces.append(data)
        return super().write(data, timeout)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire() as made:
        yield made


@pytest.mark.parametrize(
    ("framing", "expected"),
    [
        (Framing.CR, b"A1\r"),
        (Framing.LF, b"A1\n"),
        (Framing.CRLF, b"A1\r\n"),
        (Framing.AUTO, b"A1\r\n"),
        (Framing.STX_ETX, b"\x02A1\x03"),
    ],
)
def test_framing_on_the_wire(framing: Framing, expected: bytes) -> None:
    assert framed(b"A1", framing) == expected


def test_prefixes_stand_in_the_standards_order(wire: Wire) -> None:
    SimulatedScanner(wire).scan("样\\", aim="]Q2", eci=True, framing=Framing.CR)
    assert wire.pieces == ["]Q2\\000026样\\\\\r".encode()]


def test_each_fault_is_on_the_wire_and_wears_off(wire: Wire) -> None:
    simulator = SimulatedScanner(wire)
    for fault in (Fault.NOISE_BEFORE, Fault.NO_SUFFIX, Fault.TWO_FRAMES_GLUED):
        simulator.inject(fault)
    for text in ("A1", "B2", "C3", "D4", "E5"):
        simulator.scan(text)
    assert wire.pieces == [b"\x00\xff\x00\x00\xffA1\r\n", b"B2", b"C3\r\nD4\r\n", b"E5\r\n"]


def test_torn_bytes_are_written_one_by_one(wire: Wire) -> None:
    simulator = SimulatedScanner(wire)
    simulator.inject(Fault.BYTE_BY_BYTE)
    simulator.scan("A1")
    assert wire.pieces == [b"A", b"1", b"\r", b"\n"]


def test_the_plug_is_pulled_halfway(wire: Wire) -> None:
    simulator = SimulatedScanner(wire)
    simulator.inject(Fault.UNPLUGGED_MID_FRAME)
    simulator.scan("A1B2")
    assert wire.pieces == [b"A1B"]
    assert not wire.plugged
    assert simulator.replug() == simulator.path
    assert wire.plugged


def test_a_scanner_without_an_end_makes_its_own() -> None:
    with SimulatedScanner() as simulator:
        assert simulator.path
    simulator.close()
