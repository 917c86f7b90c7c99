"""Benches in real time: what has a queue, a node, a folder or a socket between the driver and its device.

Their polls are short (:data:`POLL`), and their clock can be put forward, so that no test waits for silence.
"""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from devices.camera.driver import CameraDriver
from devices.camera.folder import FolderFrames
from devices.id_reader.commands import Command
from devices.id_reader.driver import SdtReader, Timing
from devices.id_reader.tcp_line import TcpLine
from devices.ports import DeviceInput, Driver, ScanEvent
from devices.scanner.evdev_driver import EvdevScanner
from devices.scanner.hid_pos import POS_ROOM, ReportLayout
from devices.scanner.hid_pos_driver import HidPosScanner
from devices.scanner.raw_input_driver import RawInputScanner
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.faults import Fault
from devices.simulators.hid_scanner import IDENTITY, SimulatedHidScanner
from devices.simulators.keyboard_scanner import SimulatedKeyboardScanner, SimulatedRawInput
from devices.simulators.picture_camera import PictureTable
from devices.simulators.tcp_reader import WRAPPERS, SimulatedTcpReader
from devices.simulators.waybill_picture import waybill_picture
from devices.vision.pixels import Image
from tests.contract.devices.driven_benches import IN_HAND, NUMBERS, card_number, code, code_number
from tests.support.devices import EventLog, eventually

POLL: Final = 0.005
"""Seconds."""
SHORT_POLLS: Final = (
    "devices.scanner.evdev_driver._POLL_TIME",
    "devices.scanner.hid_pos_driver._POLL_TIME",
    "devices.scanner.raw_input_driver._POLL_TIME",
)
"""Where the products' own are."""
QUICK: Final = Timing(find_interval=0.01, inquiry=3.0, find=3.0, select=3.0, read=0.5, torn_after=0.05)


class RealPace:
    """The system's time, with a clock for the driver that can be put forward."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._looks = 0

    def monotonic(self) -> float:
        self._looks += 1
        return time.monotonic() + self._ahead

    def until(self, log: EventLog, condition: Callable[[EventLog], bool]) -> bool:
        return log.wait_until(condition)

    def quiet(self) -> None:
        """The driver has taken what came, and then heard nothing for a second of its clock."""
        self._let_look()
        self._ahead += 1.0
        self._let_look()

    def release(self) -> None:
        """Nothing stands still here."""

    def _let_look(self) -> None:
        looks = self._looks + 3
        assert eventually(lambda: self._looks >= looks)


class EvdevBench:
    """A keyboard scanner under a stable name, grabbed."""

    def __init__(self, folder: Path) -> None:
        self._simulator = SimulatedKeyboardScanner(folder / "event-kbd")
        self.pace = RealPace()

    @property
    def faults(self) -> frozenset[Fault]:
        return self._simulator.faults

    def new_driver(self) -> Driver:
        path = self._simulator.path
        return EvdevScanner(f"evdev:{path}", path, grab=self._simulator.grab, monotonic=self.pace.monotonic)

    def bring(self, number: int) -> None:
        self._simulator.scan(code(number))

    def clear(self) -> None:
        """A code lies nowhere."""

    def number_of(self, event: DeviceInput) -> int | None:
        return code_number(event)

    def inject(self, fault: Fault, on: Command | None) -> None:
        assert on is None
        self._simulator.inject(fault)

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()


class RawInputBench:
    """A keyboard scanner told by Raw Input."""

    def __init__(self, folder: Path) -> None:
        self._name = f"rawinput:{folder.name}"
        self._simulator = SimulatedRawInput(self._name)
        self.pace = RealPace()

    @property
    def faults(self) -> frozenset[Fault]:
        return self._simulator.faults

    def new_driver(self) -> Driver:
        return RawInputScanner(self._name, self._simulator, monotonic=self.pace.monotonic)

    def bring(self, number: int) -> None:
        self._simulator.scan(code(number))

    def clear(self) -> None:
        """A code lies nowhere."""

    def number_of(self, event: DeviceInput) -> int | None:
        return code_number(event)

    def inject(self, fault: Fault, on: Command | None) -> None:
        assert on is None
        self._simulator.inject(fault)

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.unplug()


def long_code(number: int) -> str:
    """One that takes two reports."""
    return f"https://x.example/{code(number)}?".ljust(POS_ROOM + 10, "0")


class HidBench:
    """A HID scanner, known by its identity on USB."""

    def __init__(self, folder: Path, layout: ReportLayout) -> None:
        self._name = f"hidpos:{folder.name}"
        self._layout = layout
        self._simulator = SimulatedHidScanner(layout)
        self.pace = RealPace()

    @property
    def faults(self) -> frozenset[Fault]:
        return self._simulator.faults

    def new_driver(self) -> Driver:
        return HidPosScanner(
            self._name,
            IDENTITY,
            layout=self._layout,
            open_device=self._simulator.open_device,
            monotonic=self.pace.monotonic,
        )

    def bring(self, number: int) -> None:
        self._simulator.scan(long_code(number))

    def clear(self) -> None:
        """A code lies nowhere."""

    def number_of(self, event: DeviceInput) -> int | None:
        if not isinstance(event, ScanEvent):
            return None
        return next((number for number in NUMBERS if event.text == long_code(number)), 0)

    def inject(self, fault: Fault, on: Command | None) -> None:
        assert on is None
        self._simulator.inject(fault)

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.unplug()
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.unplug()


class TcpReaderBench:
    """A card reader on the network, with a maker's own bytes around its frames."""

    def __init__(self, _folder: Path) -> None:
        self._simulator = SimulatedTcpReader(WRAPPERS[1])
        self._simulator.take_in_hand(synthetic_card(IN_HAND), synthetic_portrait(IN_HAND))
        self.pace = RealPace()

    @property
    def faults(self) -> frozenset[Fault]:
        return self._simulator.faults

    def new_driver(self) -> Driver:
        line = TcpLine("sdt:tcp", "127.0.0.1", self._simulator.port)
        return SdtReader("sdt:tcp", line, timing=QUICK, monotonic=self.pace.monotonic)

    def bring(self, number: int) -> None:
        self._simulator.lift_card()
        self._simulator.lay_card(synthetic_card(number), synthetic_portrait(number))

    def clear(self) -> None:
        self._simulator.lift_card()

    def number_of(self, event: DeviceInput) -> int | None:
        return card_number(event)

    def inject(self, fault: Fault, on: Command | None) -> None:
        self._simulator.inject(fault, on=on)

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()


@cache
def waybill(number: int) -> Image:
    """The picture of a waybill, without most of the table around it."""
    return waybill_picture(code(number))[180:900, 420:1500].copy()


class CameraBench:
    """A camera on a folder of pictures, as quick as its decoder."""

    def __init__(self, folder: Path) -> None:
        self._table = PictureTable(folder / "table")
        self.pace = RealPace()

    @property
    def faults(self) -> frozenset[Fault]:
        return self._table.faults

    def new_driver(self) -> Driver:
        folder = self._table.folder
        return CameraDriver(
            f"file:{folder}",
            str(folder),
            open_source=lambda name, _source: FolderFrames(
                name, folder, clock=self.pace.monotonic, wait=lambda _seconds: time.sleep(POLL)
            ),
            clock=self.pace.monotonic,
        )

    def bring(self, number: int) -> None:
        self._table.show(waybill(number))

    def clear(self) -> None:
        self._table.clear()

    def number_of(self, event: DeviceInput) -> int | None:
        return code_number(event)

    def inject(self, fault: Fault, on: Command | None) -> None:
        assert on is None
        self._table.inject(fault)

    def unplug(self) -> None:
        self._table.unplug()

    def replug(self) -> None:
        self._table.plug_in()

    def close(self) -> None:
        """The folder is the test's own; nothing is held."""
