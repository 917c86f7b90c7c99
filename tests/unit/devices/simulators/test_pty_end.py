import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial

from devices.errors import DeviceError, DeviceFault
from devices.simulators.pty_end import PtyEnd
from tests.support.devices import PATIENCE

NEVER = 3600.0


@pytest.fixture
def end(tmp_path: Path) -> Iterator[PtyEnd]:
    with PtyEnd(tmp_path / "by-id") as made:
        yield made


def opened(end: PtyEnd) -> serial.Serial:
    return serial.Serial(end.path, timeout=PATIENCE, exclusive=True)


def test_bytes_pass_both_ways_unchanged(end: PtyEnd) -> None:
    every_byte = bytes(range(256))
    with opened(end) as line:
        assert end.write(every_byte) == 256
        assert line.read(256) == every_byte
        line.write(every_byte)
        received = b""
        while len(received) < 256 and (piece := end.read(PATIENCE)):
            received += piece
        assert received == every_byte


def test_nothing_comes_back_that_the_driver_did_not_send(end: PtyEnd) -> None:
    with opened(end) as line:
        end.write(b"echo?\r\n")
        assert line.read(7) == b"echo?\r\n"
        assert end.read(0.01) == b""


def test_a_driver_may_close_and_open_again(end: PtyEnd) -> None:
    with opened(end):
        pass
    assert end.read(0.01) == b""
    with opened(end) as line:
        end.write(b"x")
        assert line.read(1) == b"x"


def test_unplugging_kills_the_handle_and_the_path(end: PtyEnd) -> None:
    with opened(end) as line:
        end.unplug()
        assert not end.plugged
        with pytest.raises(serial.SerialException):
            line.read(1)
    assert not Path(end.path).exists()
    assert end.write(b"lost") == 0


def test_replugging_brings_it_back_under_the_same_link(end: PtyEnd) -> None:
    path = end.path
    end.unplug()
    end.unplug()
    assert end.replug() == path
    with opened(end) as line:
        end.write(b"x")
        assert line.read(1) == b"x"


def test_replugging_a_plugged_device_kills_the_old_handle(end: PtyEnd) -> None:
    with opened(end) as line:
        end.replug()
        with pytest.raises(serial.SerialException):
            line.read(1)


def test_without_a_link_the_path_is_the_terminals_own() -> None:
    with PtyEnd() as end:
        assert Path(end.path).is_char_device()


@pytest.mark.parametrize("action", ["unplug", "replug", "close"])
def test_a_waiting_read_ends_when_the_plug_moves(end: PtyEnd, action: str) -> None:
    answers: list[bytes] = []
    reader = threading.Thread(target=lambda: answers.append(end.read(NEVER)))
    reader.start()
    {"unplug": end.unplug, "replug": end.replug, "close": end.close}[action]()
    if not end.closed:
        end.close()
    reader.join(PATIENCE)
    assert answers == [b""]


def test_a_read_while_unplugged_waits(end: PtyEnd) -> None:
    end.unplug()
    began = time.monotonic()
    assert end.read(0.05) == b""
    assert time.monotonic() - began >= 0.045


def test_a_line_nobody_reads_takes_no_more_than_it_can(end: PtyEnd) -> None:
    flood = b"x" * 1_000_000
    assert 0 < end.write(flood, timeout=0.05) < len(flood)


def test_closed_is_for_good(end: PtyEnd) -> None:
    end.close()
    end.close()
    end.unplug()
    assert end.closed
    assert end.read(NEVER) == b""
    assert end.write(b"x") == 0
    with pytest.raises(DeviceError) as caught:
        end.replug()
    assert caught.value.fault is DeviceFault.REMOVED
