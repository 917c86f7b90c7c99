"""A line that talks without cease is told as no reader, on TCP and on USB."""

import socket
import threading
from contextlib import suppress

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.id_reader import usb_line
from devices.id_reader.draining import MOST_BYTES, drained
from devices.id_reader.frames import MAX_LENGTH, PREAMBLE
from devices.id_reader.tcp_line import TcpLine
from devices.id_reader.usb_line import UsbLine, UsbPort, UsbVariant
from devices.usb_identity import UsbIdentity
from tests.support.devices import PATIENCE, eventually


class Babbler:
    """Implements UsbPort: each transfer brings ``first``, and whatever follows it a byte, after ``rest`` seconds."""

    endpoints: tuple[int, ...] = (0x02, 0x06, 0x81, 0x85)

    def __init__(self, first: bytes, rest: float = 0.0) -> None:
        self._first = first
        self._rest = rest
        self._never = threading.Event()

    def read(self, endpoint: int, size: int, timeout: float) -> bytes:
        self._never.wait(min(self._rest, timeout))
        return self._first[:size] if endpoint == 0x81 else b"x"

    def write(self, endpoint: int, data: bytes, timeout: float) -> None:
        del endpoint, data, timeout

    def close(self) -> None:
        pass


def usb(port: UsbPort) -> UsbLine:
    line = UsbLine("sdt:test", UsbIdentity(1, 2), UsbVariant.SPLIT, lambda _device, _identity: port)
    line.open()
    return line


def fault_of_draining(line: TcpLine | UsbLine) -> DeviceFault:
    with pytest.raises(DeviceError) as caught:
        line.drain()
    assert caught.value.device == "sdt:test"
    return caught.value.fault


def test_a_babbling_usb_reader_is_no_reader() -> None:
    assert fault_of_draining(usb(Babbler(b"noise" * 800))) is DeviceFault.BAD_FRAME


def test_one_that_babbles_slowly_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.id_reader.draining.MOST_SECONDS", 0.05)
    assert fault_of_draining(usb(Babbler(b"n", rest=0.004))) is DeviceFault.BAD_FRAME


def test_the_rest_of_an_answer_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usb_line, "_BODY_WHOLE", 0.05)
    head = PREAMBLE + MAX_LENGTH.to_bytes(2, "big")
    found = usb(Babbler(head, rest=0.01)).read(len(head) + MAX_LENGTH, 0.03)
    assert len(head) < len(found) < 100


def test_a_babbling_network_reader_is_no_reader() -> None:
    def babble() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            while True:
                connection.sendall(b"n" * 65_536)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=babble)
        thread.start()
        line = TcpLine("sdt:test", *listener.getsockname())
        line.open()
        faults: list[DeviceFault] = []

        def drain_again() -> bool:
            # the first looks may come while the line is quiet still
            try:
                line.drain()
            except DeviceError as error:
                faults.append(error.fault)
            return bool(faults)

        assert eventually(drain_again)
        line.close()
        thread.join(PATIENCE)
    assert faults == [DeviceFault.BAD_FRAME]


def test_what_ends_in_time_is_given_whole() -> None:
    pieces = [b"", b"b" * 10, b"a" * (MOST_BYTES - 10)]
    assert drained("sdt:test", pieces.pop) == b"a" * (MOST_BYTES - 10) + b"b" * 10
