"""The driver of an ID-card reader over whatever line leads to it.

Invariants:
- A line's library is imported when a reader of its kind is built, not before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from devices.id_reader.driver import DEFAULT_BAUDRATE, LIBRARY_TIMING, SdtReader
from devices.id_reader.targets import LibraryTarget, ReaderTarget, SerialTarget, TcpTarget, UsbTarget
from devices.id_reader.usb_line import UsbLine, UsbVariant
from devices.id_reader.vendor_contract import USB_PORTS
from devices.serial_opening import Port


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How a reader is spoken to; each line uses its own. ``baudrate`` None tries the speeds that occur.

    ``port`` and ``interpreter`` are a library's: its number of the reader, and the Python that runs it (empty: ours).
    """

    baudrate: int | None = DEFAULT_BAUDRATE
    variant: UsbVariant = UsbVariant.SPLIT
    port: int = USB_PORTS.start
    interpreter: str = ""
    new_address: bool = False


def build_reader(name: str, target: ReaderTarget, options: ReaderOptions, found: Callable[[str], Port]) -> SdtReader:
    """The driver, not yet open; ``found`` tells the port that a serial target means.

    Raises ImportError for a line whose library is missing.
    """
    newer = options.new_address
    match target:
        case SerialTarget(port):
            return SdtReader(name, found(port), baudrate=options.baudrate, new_address=newer)
        case UsbTarget(identity):
            from devices.id_reader.usb_library import open_usb

            return SdtReader(name, UsbLine(name, identity, options.variant, open_usb), new_address=newer)
        case TcpTarget(host, port_number):
            from devices.id_reader.tcp_line import TcpLine

            return SdtReader(name, TcpLine(name, host, port_number), new_address=newer)
        case LibraryTarget(path):
            from devices.id_reader.vendor_line import VendorLine, helper_command

            line = VendorLine(name, path, options.port, command=helper_command(options.interpreter))
            return SdtReader(name, line, new_address=newer, timing=LIBRARY_TIMING)
