"""The drivers that the conformance suite checks, each with the simulator at its other end.

To add one: write a :class:`Bench` (driver + simulator, see :class:`SerialScannerBench`) and put a :class:`DriverCase`
into :data:`CASES`. The suite in ``test_driver_life.py`` then runs on it unchanged.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from devices.id_reader.driver import SdtReader
from devices.id_reader.usb_line import UsbLine, UsbVariant
from devices.ports import CardRead, DeviceKind, Driver, ScanEvent, WeightTaken
from devices.scale.driver import SerialScale
from devices.scale.profiles import ScaleProfile, traits_of
from devices.scanner.evdev_driver import EvdevScanner
from devices.scanner.framing import Parity
from devices.scanner.hid_pos import ReportLayout
from devices.scanner.hid_pos_driver import HidPosScanner
from devices.scanner.raw_input_driver import RawInputScanner
from devices.scanner.serial_driver import SerialScanner
from devices.simulators.cards import synthetic_card
from devices.simulators.hid_scanner import IDENTITY, SimulatedHidScanner
from devices.simulators.keyboard_scanner import SimulatedKeyboardScanner, SimulatedRawInput
from devices.simulators.pty_end import PtyEnd
from devices.simulators.scale import SimulatedScale
from devices.simulators.sdt_reader import SimulatedReader
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.usb_reader import IDENTITY as USB_READER
from devices.simulators.usb_reader import SimulatedUsbReader
from tests.contract.devices.camera_bench import CameraBench, RtspCameraBench
from tests.contract.devices.vendor_bench import VendorReaderBench
from tests.support.sdt_library import COMPILER


class Bench(Protocol):
    """One driver, and the hands that do to its device what happens at a counter."""

    def new_driver(self) -> Driver:
        """A driver for this bench's device, not yet open. May be called more than once."""

    def provoke(self) -> None:
        """Do once what makes the open device report one input (scan a code, lay a card down)."""

    def unplug(self) -> None:
        """Pull the plug."""

    def replug(self) -> None:
        """Put it back, so that the same driver finds the device again."""

    def close(self) -> None:
        """Give everything back; unplugged or not."""


@dataclass(frozen=True, slots=True)
class DriverCase:
    """A driver under test. ``reports`` is the class of the input that ``provoke`` brings.

    ``exclusive``: a second driver on the same device is refused with IN_USE.
    """

    name: str
    kind: DeviceKind
    reports: type[ScanEvent | CardRead | WeightTaken]
    bench: Callable[[Path], Bench]
    exclusive: bool = True


class SerialScannerBench:
    """A serial scanner under a stable name, as udev's ``by-id`` links give it."""

    def __init__(self, folder: Path) -> None:
        self._simulator = SimulatedScanner(PtyEnd(folder / "scanner"))

    def new_driver(self) -> Driver:
        return SerialScanner(f"serial:{self._simulator.path}", self._simulator.path)

    def provoke(self) -> None:
        self._simulator.scan("YT8962646785389")

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()


class EvdevBench:
    """A keyboard scanner under a stable name, grabbed."""

    def __init__(self, folder: Path) -> None:
        self._simulator = SimulatedKeyboardScanner(folder / "event-kbd")

    def new_driver(self) -> Driver:
        return EvdevScanner(f"evdev:{self._simulator.path}", self._simulator.path, grab=self._simulator.grab)

    def provoke(self) -> None:
        self._simulator.scan("YT8962646785389")

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

    def new_driver(self) -> Driver:
        return RawInputScanner(self._name, self._simulator)

    def provoke(self) -> None:
        self._simulator.scan("YT8962646785389")

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()


class HidPosBench:
    """A HID scanner, known by its identity on USB."""

    def __init__(self, folder: Path) -> None:
        self._name = f"hidpos:{folder.name}"
        self._simulator = SimulatedHidScanner()

    def new_driver(self) -> Driver:
        return HidPosScanner(self._name, IDENTITY, layout=ReportLayout.POS, open_device=self._simulator.open_device)

    def provoke(self) -> None:
        self._simulator.scan("YT8962646785389")

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.unplug()


class SdtReaderBench:
    """A chip card reader under a stable name."""

    def __init__(self, folder: Path) -> None:
        self._simulator = SimulatedReader(link=folder / "reader")

    def new_driver(self) -> Driver:
        return SdtReader(f"sdt:{self._simulator.path}", self._simulator.path)

    def provoke(self) -> None:
        self._simulator.lay_card(synthetic_card(1))

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()


class SerialScaleBench:
    """A polled scale under a stable name: the only kind that is written to.

    With eight bits: a pseudo-terminal cannot be opened with parity twice.
    """

    def __init__(self, folder: Path) -> None:
        self._simulator = SimulatedScale(ScaleProfile.TOLEDO_8217, link=folder / "scale")

    def new_driver(self) -> Driver:
        return SerialScale(
            f"scale:{self._simulator.path}",
            self._simulator.path,
            replace(traits_of(ScaleProfile.TOLEDO_8217), data_bits=8, parity=Parity.NONE),
        )

    def provoke(self) -> None:
        self._simulator.put(1250)

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.close()


class UsbReaderBench:
    """A chip card reader on USB."""

    variant: UsbVariant

    def __init__(self, folder: Path) -> None:
        self._name = f"sdt:usb:{folder.name}"
        self._simulator = SimulatedUsbReader(self.variant)

    def new_driver(self) -> Driver:
        line = UsbLine(self._name, USB_READER, self.variant, self._simulator.open_port)
        return SdtReader(self._name, line)

    def provoke(self) -> None:
        self._simulator.lay_card(synthetic_card(1))

    def unplug(self) -> None:
        self._simulator.unplug()

    def replug(self) -> None:
        self._simulator.replug()

    def close(self) -> None:
        self._simulator.unplug()


class SplitUsbReaderBench(UsbReaderBench):
    """Variant A."""

    variant = UsbVariant.SPLIT


class WholeUsbReaderBench(UsbReaderBench):
    """Variant B."""

    variant = UsbVariant.WHOLE


CASES: Final = (
    DriverCase("camera", DeviceKind.CAMERA, ScanEvent, CameraBench, exclusive=False),
    DriverCase("IP camera", DeviceKind.CAMERA, ScanEvent, RtspCameraBench, exclusive=False),
    DriverCase("chip card reader on USB, variant A", DeviceKind.ID_READER, CardRead, SplitUsbReaderBench),
    DriverCase("chip card reader on USB, variant B", DeviceKind.ID_READER, CardRead, WholeUsbReaderBench),
    DriverCase("chip card reader", DeviceKind.ID_READER, CardRead, SdtReaderBench),
    DriverCase("serial scale", DeviceKind.SCALE, WeightTaken, SerialScaleBench),
    DriverCase("event device", DeviceKind.SCANNER, ScanEvent, EvdevBench),
    DriverCase("HID scanner", DeviceKind.SCANNER, ScanEvent, HidPosBench, exclusive=False),
    DriverCase("Raw Input", DeviceKind.SCANNER, ScanEvent, RawInputBench, exclusive=False),
    DriverCase("serial scanner", DeviceKind.SCANNER, ScanEvent, SerialScannerBench),
    *(
        [DriverCase("vendor's library", DeviceKind.ID_READER, CardRead, VendorReaderBench, exclusive=False)]
        if COMPILER is not None
        else []
    ),
)
