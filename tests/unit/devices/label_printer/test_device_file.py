"""A printer as a device file; POSIX only, see ``conftest``."""

import os
import sys
from pathlib import Path

from devices.errors import DeviceFault
from devices.label_printer.device_file import DeviceFilePrinter
from devices.simulators.pty_end import PtyEnd
from tests.support.devices import PATIENCE
from tests.unit.devices.label_printer.samples import JOB, sending_fault

assert sys.platform != "win32"


def printer_at(path: object, **options: float) -> DeviceFilePrinter:
    return DeviceFilePrinter("label:test", str(path), send_seconds=options.get("seconds", 0.1))


def test_a_device_gets_the_bytes() -> None:
    with PtyEnd() as end:
        printer = printer_at(end.path)
        printer.check()
        printer.send(JOB)
        assert end.read(PATIENCE)[:16] == JOB[:16]


def test_an_ordinary_file_is_no_printer_but_in_training(tmp_path: Path) -> None:
    sink = tmp_path / "sink"
    sink.touch()
    assert sending_fault(printer_at(sink)).fault is DeviceFault.BAD_SETTING
    assert sink.read_bytes() == b""
    DeviceFilePrinter("label:test", str(sink), may_be_file=True).send(JOB)
    assert sink.read_bytes() == JOB


def test_not_there_and_not_allowed(tmp_path: Path) -> None:
    assert sending_fault(printer_at(tmp_path / "none")).fault is DeviceFault.NOT_FOUND
    assert sending_fault(printer_at(tmp_path)).fault is DeviceFault.REFUSED


def test_a_printer_without_paper_takes_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        error = sending_fault(printer_at(pipe), b"x" * 1_000_000)
        assert error.fault is DeviceFault.HALF_SENT
        assert sending_fault(printer_at(pipe)).fault is DeviceFault.NO_ANSWER
    finally:
        os.close(reader)
    assert sending_fault(printer_at(pipe)).fault is DeviceFault.NOT_FOUND
