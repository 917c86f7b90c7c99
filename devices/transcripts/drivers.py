"""The drivers whose conversations can be recorded and replayed, each over the line it is given.

Invariants:
- They are the product's own, with the options of the registry name.
"""

import time
from collections.abc import Callable

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.driver import ReaderLine, SdtReader
from devices.ports import Driver
from devices.registry import DeviceAddress, Scheme
from devices.scale.driver import SerialScale
from devices.scale.lines import own_pattern
from devices.scale.profiles import ScaleProfile, traits_of
from devices.scale.reading import WeightUnit
from devices.scanner.framing import Framing, Parity
from devices.scanner.serial_driver import SerialScanner
from devices.serial_opening import SelfOpening


def reader_over(line: SelfOpening | ReaderLine, *, monotonic: Callable[[], float] = time.monotonic) -> SdtReader:
    """A card reader's driver; the speed is the line's own affair, or the usual one."""
    return SdtReader("sdt:-", line, monotonic=monotonic)


def driver_over(
    address: DeviceAddress, port: SelfOpening, *, monotonic: Callable[[], float] = time.monotonic
) -> Driver:
    """The driver of ``address`` over ``port``, whatever its target. Raises DeviceError BAD_SETTING for other kinds."""
    name = f"{address.scheme.value}:-"
    match address.scheme:
        case Scheme.SDT:
            baud = address.option("baud", "115200")
            return SdtReader(name, port, baudrate=None if baud == "auto" else int(baud), monotonic=monotonic)
        case Scheme.SERIAL:
            return SerialScanner(
                name,
                port,
                framing=Framing(address.option("framing", Framing.AUTO.value)),
                baudrate=int(address.option("baud", "9600")),
                data_bits=int(address.option("bits", "8")),
                parity=Parity(address.option("parity", Parity.NONE.value)),
                monotonic=monotonic,
            )
        case Scheme.SCALE:
            return _scale(address, name, port, monotonic)
        case _:
            raise DeviceError(DeviceFault.BAD_SETTING, address.scheme.value, "no line to listen in on")


def _scale(address: DeviceAddress, name: str, port: SelfOpening, monotonic: Callable[[], float]) -> SerialScale:
    pattern = address.option("pattern", "")
    baud, bits, parity = (address.option(key, "") for key in ("baud", "bits", "parity"))
    return SerialScale(
        name,
        port,
        traits_of(ScaleProfile(address.option("profile", "")), own_pattern(pattern) if pattern else None),
        baudrate=int(baud) if baud else None,
        data_bits=int(bits) if bits else None,
        parity=Parity(parity) if parity else None,
        unit=WeightUnit(address.option("unit", WeightUnit.KILOGRAM.value)),
        window=int(address.option("window_ms", "300")) / 1000,
        monotonic=monotonic,
    )
