"""Where an ID-card reader is: a serial port, a USB device, an address on the network, or a vendor's library. Pure.

Invariants:
- A target is checked whole: what is accepted can be opened as far as its text goes.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from devices.usb_identity import UsbIdentity

_USB: Final = "usb:"
_TCP: Final = "tcp://"
_LIBRARY: Final = "lib:"


@dataclass(frozen=True, slots=True)
class SerialTarget:
    """A port: "COM3", "/dev/ttyUSB0", or ``usbserial:…`` (:func:`devices.discovery.naming.usb_serial_identity`)."""

    port: str


@dataclass(frozen=True, slots=True)
class UsbTarget:
    """``usb:0400:c35a``: the identity that readers with a SAM_V module carry (V), and some others.

    By bulk transfers; a reader that shows itself as a serial port is a SerialTarget.
    """

    identity: UsbIdentity


@dataclass(frozen=True, slots=True)
class TcpTarget:
    """``tcp://host:port``."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class LibraryTarget:
    """``lib:/opt/vendor/libsdtapi.so``: the file of a vendor's library, which a helper process loads."""

    path: str


ReaderTarget: TypeAlias = SerialTarget | UsbTarget | TcpTarget | LibraryTarget


def parse_reader_target(text: str) -> ReaderTarget:
    """Read the part of a registry name behind ``sdt:``, options off. Raises ValueError."""
    if text.startswith(_USB):
        return UsbTarget(UsbIdentity.parse(text.removeprefix(_USB)))
    if text.startswith(_TCP):
        return _tcp(text)
    if text.startswith(_LIBRARY):
        return _library(text.removeprefix(_LIBRARY))
    if "://" in text:
        raise ValueError("only tcp:// leads to a reader")
    return SerialTarget(text)


def _library(path: str) -> LibraryTarget:
    if not path or "://" in path:
        raise ValueError("lib:/path/of/the/library")
    return LibraryTarget(path)


def _tcp(text: str) -> TcpTarget:
    parts = urlsplit(text)
    if not parts.hostname or not parts.port or parts.path or parts.username is not None:
        raise ValueError("tcp://host:port")
    return TcpTarget(parts.hostname, parts.port)
