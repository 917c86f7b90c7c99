"""How long a scan takes from its last byte on the line to the event, through the product's own driver and thread.

Invariants:
- The line is a pseudo-terminal and the device thread runs as at the counter; nothing is measured that is not there.
"""

import threading
import time
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.lifecycle import SupervisedDevice
from devices.ports import DeviceEvent, DeviceState, DeviceStatus, ScanEvent
from devices.scanner.serial_driver import SerialScanner
from devices.simulators.serial_scanner import SimulatedScanner

_PATIENCE: Final = 5.0
"""Seconds for anything to happen."""


class _Ear:
    def __init__(self) -> None:
        self.ready = threading.Event()
        self.heard = threading.Event()
        self.at = 0.0

    def __call__(self, event: DeviceEvent) -> None:
        match event:
            case ScanEvent():
                self.at = time.monotonic()
                self.heard.set()
            case DeviceStatus(state=DeviceState.READY):
                self.ready.set()
            case _:
                pass


def measure_scans(count: int) -> list[float]:
    """Seconds from last byte to event, for each of ``count`` scans. Raises DeviceError NO_ANSWER, NO_DRIVER."""
    ear = _Ear()
    with SimulatedScanner() as scanner:
        device = SupervisedDevice(SerialScanner("sim:scanner", scanner.path))
        device.subscribe(ear)
        device.start()
        try:
            _wait(ear.ready)
            return [_one(scanner, ear, number) for number in range(count)]
        finally:
            device.stop()
            device.join(_PATIENCE)


def _one(scanner: SimulatedScanner, ear: _Ear, number: int) -> float:
    ear.heard.clear()
    sent = time.monotonic()  # the whole code goes into the line in one write
    scanner.scan(f"YT{number:013d}")
    _wait(ear.heard)
    return ear.at - sent


def _wait(event: threading.Event) -> None:
    if not event.wait(_PATIENCE):
        raise DeviceError(DeviceFault.NO_ANSWER, "sim:scanner")
