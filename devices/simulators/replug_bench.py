"""Handles of the system over many plugs and unplugs: real drivers on pseudo-terminals and a socket.

Invariants:
- Each round opens every device, hears it, pulls its plug in its middle, and closes it: what stays open is a leak.
"""

import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import psutil

from devices.errors import DeviceError, DeviceFault
from devices.ports import Driver
from devices.registry import open_driver, parse_address
from devices.scanner.evdev_driver import EvdevScanner
from devices.simulators.cards import synthetic_card
from devices.simulators.keyboard_scanner import SimulatedKeyboardScanner
from devices.simulators.pty_end import PtyEnd
from devices.simulators.scale import SimulatedScale
from devices.simulators.sdt_reader import SimulatedReader
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.tcp_reader import SimulatedTcpReader

_PATIENCE: Final = 10.0


class ReplugResult(NamedTuple):
    """What is open at the end less what was after the first round."""

    plugs: int
    handles: int
    threads: int


@dataclass(frozen=True, slots=True)
class _Socket:
    """A device in its socket. ``bring`` lets it send something."""

    driver: Driver
    bring: Callable[[], object]
    unplug: Callable[[], object]
    replug: Callable[[], object]

    def round(self) -> None:
        """Once in and out."""
        self.driver.open()
        self.bring()
        self._poll_until(lambda: bool(self.driver.poll()))
        self.bring()
        self.unplug()
        self._poll_until(self._is_gone)
        self.driver.close()
        self.replug()

    def _is_gone(self) -> bool:
        try:
            self.driver.poll()
        except DeviceError:
            return True
        return False

    def _poll_until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > end:
                raise DeviceError(DeviceFault.NO_ANSWER, self.driver.name)


def measure_replugs(rounds: int) -> ReplugResult:
    """Plug every device in and out ``rounds`` times, and once before. Raises DeviceError NO_DRIVER on Windows."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sockets = _sockets(Path(folder), stack)
        for socket in sockets:
            socket.round()
        handles, threads = _handles(), threading.active_count()
        for _ in range(rounds):
            for socket in sockets:
                socket.round()
        return ReplugResult(rounds * len(sockets), _handles() - handles, threading.active_count() - threads)


def _sockets(folder: Path, stack: ExitStack) -> list[_Socket]:
    scanner = stack.enter_context(SimulatedScanner(PtyEnd(folder / "scanner", name="sim:scanner")))
    typing = stack.enter_context(SimulatedKeyboardScanner(folder / "event0"))
    reader = stack.enter_context(SimulatedReader(link=folder / "reader"))
    network = stack.enter_context(SimulatedTcpReader())
    scale = stack.enter_context(SimulatedScale(link=folder / "scale", interval=0.02))

    def lay_anew(module: SimulatedReader | SimulatedTcpReader) -> None:
        module.lift_card()
        module.lay_card(synthetic_card(1))

    return [
        _Socket(_opened(f"serial:{scanner.path}"), lambda: scanner.scan("YT1"), scanner.unplug, scanner.replug),
        _Socket(
            EvdevScanner("evdev:replug", typing.path, grab=typing.grab),
            lambda: typing.scan("YT2"),
            typing.unplug,
            typing.replug,
        ),
        _Socket(_opened(f"sdt:{reader.path}"), lambda: lay_anew(reader), reader.unplug, reader.replug),
        _Socket(
            _opened(f"sdt:tcp://127.0.0.1:{network.port}"), lambda: lay_anew(network), network.unplug, network.replug
        ),
        _Socket(_opened(f"scale:{scale.path}?profile=xk3190"), lambda: scale.put(1250), scale.unplug, scale.replug),
    ]


def _opened(address: str) -> Driver:
    return open_driver(parse_address(address), allow_simulated=False)


def _handles() -> int:
    process = psutil.Process()
    return int(process.num_fds())
