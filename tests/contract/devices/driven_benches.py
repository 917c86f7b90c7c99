"""Benches in driven time: the drivers' own code over lines that wait for nobody."""

from typing import Final

from devices.id_reader.commands import Command
from devices.id_reader.driver import SdtReader
from devices.id_reader.usb_line import UsbLine, UsbVariant
from devices.ports import CardRead, DeviceInput, Driver, ScanEvent, WeightTaken
from devices.scale.driver import SerialScale
from devices.scale.lines import own_pattern
from devices.scale.profiles import ScaleProfile, traits_of
from devices.scanner.serial_driver import SerialScanner
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.driven_devices import driven_reader, driven_scale
from devices.simulators.driven_line import DrivenLine
from devices.simulators.driven_time import DrivenTime
from devices.simulators.faults import OPENING, Fault
from devices.simulators.scale_frames import PATTERN_LINE
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.usb_reader import IDENTITY, SimulatedUsbReader
from tests.contract.devices.play import DrivenPace

IN_HAND: Final = 9
"""The number of the card that a swap puts down."""
NUMBERS: Final = range(1, IN_HAND + 1)
CARDS: Final = {synthetic_card(number): number for number in NUMBERS}


def code(number: int) -> str:
    """What a scanner reads."""
    return f"YT{number:013d}"


def code_number(event: DeviceInput) -> int | None:
    """Which reading a scan is."""
    if not isinstance(event, ScanEvent):
        return None
    return next((number for number in NUMBERS if event.text == code(number)), 0)


def card_number(event: DeviceInput) -> int | None:
    """Which reading a card is: its text and its portrait belong together, or it never was."""
    if not isinstance(event, CardRead):
        return None
    number = CARDS.get(event.text, 0)
    return number if event.portrait == synthetic_portrait(number) else 0


def grams(number: int) -> int:
    """What a load weighs."""
    return 250 * number


class DrivenScannerBench:
    """A serial scanner."""

    def __init__(self) -> None:
        self._time = DrivenTime()
        self._line = DrivenLine(self._time)
        self._simulator = SimulatedScanner(self._line)
        self.pace = DrivenPace(self._time)

    @property
    def faults(self) -> frozenset[Fault]:
        return self._simulator.faults | self._line.faults

    def new_driver(self) -> Driver:
        return SerialScanner("serial:driven", self._line, monotonic=self._time.monotonic)

    def bring(self, number: int) -> None:
        self._simulator.scan(code(number))

    def clear(self) -> None:
        """A code lies nowhere."""

    def number_of(self, event: DeviceInput) -> int | None:
        return code_number(event)

    def inject(self, fault: Fault, on: Command | None) -> None:
        assert on is None
        (self._line if fault in OPENING else self._simulator).inject(fault)

    def unplug(self) -> None:
        self._line.unplug()

    def replug(self) -> None:
        self._line.replug()

    def close(self) -> None:
        self._simulator.close()


class DrivenReaderBench:
    """A card reader on a serial line."""

    def __init__(self) -> None:
        self._time = DrivenTime()
        self._module, self._line = driven_reader(self._time)
        self._module.take_in_hand(synthetic_card(IN_HAND), synthetic_portrait(IN_HAND))
        self.pace = DrivenPace(self._time)
        self.reader = SdtReader("sdt:driven", self._line, monotonic=self._time.monotonic)

    @property
    def faults(self) -> frozenset[Fault]:
        return self._module.faults | self._line.faults

    def new_driver(self) -> Driver:
        return self.reader

    def bring(self, number: int) -> None:
        self._module.lift_card()
        self._module.lay_card(synthetic_card(number), synthetic_portrait(number))

    def clear(self) -> None:
        self._module.lift_card()

    def number_of(self, event: DeviceInput) -> int | None:
        return card_number(event)

    def inject(self, fault: Fault, on: Command | None, count: int = 1) -> None:
        if fault in OPENING:
            self._line.inject(fault)
        else:
            self._module.inject(fault, count, on=on)

    def unplug(self) -> None:
        self._line.unplug()

    def replug(self) -> None:
        self._line.replug()

    def close(self) -> None:
        self._line.close()


class DrivenUsbBench:
    """A card reader on USB."""

    def __init__(self, variant: UsbVariant) -> None:
        self._time = DrivenTime()
        self._simulator = SimulatedUsbReader(variant, wait_for=self._time.wait_for)
        self._simulator.take_in_hand(synthetic_card(IN_HAND), synthetic_portrait(IN_HAND))
        self.pace = DrivenPace(self._time)
        line = UsbLine("sdt:usb", IDENTITY, variant, self._simulator.open_port, monotonic=self._time.monotonic)
        self.reader = SdtReader("sdt:usb", line, monotonic=self._time.monotonic)

    @property
    def faults(self) -> frozenset[Fault]:
        return self._simulator.faults

    def new_driver(self) -> Driver:
        return self.reader

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
        self._simulator.unplug()


class DrivenScaleBench:
    """A scale of any profile."""

    def __init__(self, profile: ScaleProfile) -> None:
        self._time = DrivenTime()
        self._profile = profile
        self._module, self._line = driven_scale(self._time, profile)
        self.pace = DrivenPace(self._time)

    @property
    def faults(self) -> frozenset[Fault]:
        return self._module.faults | self._line.faults

    def new_driver(self) -> Driver:
        own = own_pattern(PATTERN_LINE) if self._profile is ScaleProfile.PATTERN else None
        return SerialScale("scale:driven", self._line, traits_of(self._profile, own), monotonic=self._time.monotonic)

    def bring(self, number: int) -> None:
        self._module.put(grams(number))

    def clear(self) -> None:
        self._module.lift()

    def number_of(self, event: DeviceInput) -> int | None:
        if not isinstance(event, WeightTaken):
            return None
        return next((number for number in NUMBERS if event.grams == grams(number)), 0)

    def inject(self, fault: Fault, on: Command | None) -> None:
        assert on is None
        (self._line if fault in OPENING else self._module).inject(fault)

    def inject_for_long(self, fault: Fault) -> None:
        """For as many frames as any patience takes."""
        self._module.inject(fault, 100)

    def unplug(self) -> None:
        self._line.unplug()

    def replug(self) -> None:
        self._line.replug()

    def close(self) -> None:
        self._line.close()
