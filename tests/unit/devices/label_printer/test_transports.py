import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from devices.errors import DeviceFault
from devices.label_printer.network import NetworkPrinter
from devices.label_printer.print_queue import QueuePrinter
from devices.label_printer.windows_spooler import fault_of
from devices.simulators.faults import Fault
from devices.simulators.label_printer import SimulatedLabelPrinter
from tests.support.devices import PATIENCE
from tests.unit.devices.label_printer.samples import JOB, sending_fault


class TestNetwork:
    @pytest.fixture
    def printer(self) -> Iterator[SimulatedLabelPrinter]:
        with SimulatedLabelPrinter() as made:
            yield made

    def way(self, port: int) -> NetworkPrinter:
        return NetworkPrinter("label:test", "127.0.0.1", port, connect_seconds=0.3, send_seconds=0.3)

    def test_a_job_arrives_whole_slowly_too(self, printer: SimulatedLabelPrinter) -> None:
        way = self.way(printer.port)
        way.check()
        printer.inject(Fault.BYTE_BY_BYTE)
        way.send(JOB)
        way.send(JOB)
        assert printer.wait_for(2, PATIENCE)
        assert printer.jobs == [JOB, JOB]

    @pytest.mark.parametrize("what", [Fault.UNPLUGGED_MID_FRAME, Fault.SILENCE])
    def test_a_job_that_was_thrown_away_is_half_sent_and_the_next_one_is_not(
        self, printer: SimulatedLabelPrinter, what: Fault
    ) -> None:
        printer.inject(what)
        assert sending_fault(self.way(printer.port)).fault is DeviceFault.HALF_SENT
        self.way(printer.port).send(JOB)
        assert printer.wait_for(1, PATIENCE)
        assert printer.jobs == [JOB]

    def test_thrown_out_at_once(self, printer: SimulatedLabelPrinter) -> None:
        printer.inject(Fault.IN_USE)
        # whether the reset comes before or after the bytes left is the network's affair
        assert sending_fault(self.way(printer.port)).fault in (DeviceFault.REFUSED, DeviceFault.HALF_SENT)

    def test_switched_off(self) -> None:
        with SimulatedLabelPrinter() as printer:
            port = printer.port
        for job in (JOB, None):
            assert sending_fault(self.way(port), job).fault is DeviceFault.REFUSED

    def test_a_name_that_nobody_has(self) -> None:
        way = NetworkPrinter("label:test", "no-such-printer.invalid", 9100, connect_seconds=0.3)
        assert sending_fault(way, None).fault is DeviceFault.NOT_FOUND

    def test_a_printer_that_takes_nothing_more(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            error = sending_fault(self.way(listener.getsockname()[1]), b"x" * 20_000_000)
        assert error.fault is DeviceFault.HALF_SENT
        assert "time-out" in error.detail

    def test_one_that_keeps_the_line_open_has_the_job(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            way = NetworkPrinter("label:test", "127.0.0.1", listener.getsockname()[1], listen_seconds=0.05)
            way.send(JOB)
            line, _ = listener.accept()
            with line:
                assert line.recv(len(JOB), socket.MSG_WAITALL) == JOB

    def test_one_that_never_stops_talking_has_the_job(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            way = NetworkPrinter("label:test", "127.0.0.1", listener.getsockname()[1], listen_seconds=0.1)
            heard: list[bytes] = []
            cut_short: list[bool] = []
            chatter = threading.Thread(target=_chat, args=(listener, heard, cut_short), daemon=True)
            chatter.start()
            way.send(JOB)
            chatter.join(PATIENCE)
        assert heard == [JOB]
        assert cut_short == [True]

    def test_one_that_takes_a_little_now_and_then_does_not_take_for_ever(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            sipper = threading.Thread(target=_sip, args=(listener,), daemon=True)
            sipper.start()
            error = sending_fault(self.way(listener.getsockname()[1]), b"x" * 20_000_000)
            sipper.join(PATIENCE)
        assert error.fault is DeviceFault.HALF_SENT
        assert "time-out" in error.detail
        assert not sipper.is_alive()


def _chat(listener: socket.socket, heard: list[bytes], cut_short: list[bool]) -> None:
    """Take one job and say something until the other side has gone, for a while at most."""
    line, _ = listener.accept()
    with line:
        heard.append(line.recv(len(JOB), socket.MSG_WAITALL))
        cut_short.append(_until_it_hangs_up(lambda: line.send(b".")))


def _sip(listener: socket.socket) -> None:
    line, _ = listener.accept()
    with line:
        _until_it_hangs_up(lambda: line.recv(131_072))


def _until_it_hangs_up(act: Callable[[], int | bytes]) -> bool:
    """Whether the other side ended it."""
    rest = threading.Event()
    with suppress(OSError):
        for _ in range(30):
            if not act():
                return True
            rest.wait(0.02)
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="CUPS is POSIX")
class TestQueue:
    @pytest.fixture
    def cups(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A folder of its own for lp and lpstat; nothing else is found there."""
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    def program(self, folder: Path, name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o700)

    def test_the_queue_gets_the_bytes_raw(self, cups: Path) -> None:
        self.program(cups, "lp", f'echo "$@" > {cups}/arguments; /bin/cat > {cups}/job')
        QueuePrinter("label:test", "验视; rm -r x").send(JOB)
        assert (cups / "job").read_bytes() == JOB
        assert (cups / "arguments").read_text("utf-8").strip() == "-d 验视; rm -r x -o raw -t yanqi label"

    def test_what_cups_says(self, cups: Path) -> None:
        way = QueuePrinter("label:test", "Zebra")
        assert sending_fault(way).fault is DeviceFault.NO_DRIVER
        self.program(cups, "lp", "echo 'lp: Error - The printer or class does not exist.' >&2; exit 1")
        assert sending_fault(way).fault is DeviceFault.NOT_FOUND
        self.program(cups, "lp", "echo 'lp: Unsupported document-format application/vnd.cups-raw' >&2; exit 1")
        assert sending_fault(way).fault is DeviceFault.REFUSED
        self.program(cups, "lpstat", '[ "$2" = Zebra ]')
        way.check()
        assert sending_fault(QueuePrinter("label:test", "Other"), None).fault is DeviceFault.REFUSED

    @pytest.mark.parametrize("script", ["exec /bin/sleep 5", "kill -KILL $$"])
    def test_without_an_answer_the_label_may_be_on_its_way(self, cups: Path, script: str) -> None:
        way = QueuePrinter("label:test", "Zebra", seconds=0.2)
        for name in ("lp", "lpstat"):
            self.program(cups, name, script)
        assert sending_fault(way).fault is DeviceFault.HALF_SENT
        assert sending_fault(way, None).fault is DeviceFault.NO_ANSWER


def test_what_windows_says() -> None:
    assert [fault_of(code) for code in (5, 1801, 6)] == [
        DeviceFault.ACCESS_DENIED,
        DeviceFault.NOT_FOUND,
        DeviceFault.REFUSED,
    ]
