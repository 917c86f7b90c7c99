"""Opening a serial port: by its name, by the identity of the device behind it, or one that opens itself (a recorder's).

Invariants:
- One owner per port: the system's are opened exclusively (flock on POSIX; Windows ports always are).
- A stable address is looked up at each opening, so that a device is found again after a replug under another name.
- Whoever may not open a port is told which right is missing.
- Whatever opens it, a driver sees the same few methods and the same errors.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

import serial

from devices.errors import DeviceError, DeviceFault
from devices.rights import missing_right
from devices.serial_faults import SERIAL_ERRORS, opening_fault
from devices.usb_identity import UsbIdentity


class OpenPort(Protocol):
    """What the drivers use of an open port of pyserial. All but ``close`` raise OSError once the device is gone."""

    @property
    def in_waiting(self) -> int:
        """How many bytes have come in and were not read yet."""

    def read(self, size: int = 1, /) -> bytes:
        """Up to ``size`` bytes: as soon as all are there, or what came within the port's time-out."""

    def write(self, data: bytes, /) -> int | None:
        """Send ``data`` whole."""

    def close(self) -> None:
        """Give the port back."""


@dataclass(frozen=True, slots=True)
class LineSetting:
    """How a line is set; time-outs are seconds, the write's None for no limit."""

    baudrate: int
    timeout: float
    data_bits: int = 8
    parity: str = serial.PARITY_NONE
    write_timeout: float | None = None


@runtime_checkable
class SelfOpening(Protocol):
    """A port that is no port of the system."""

    def open_port(self, device: str, setting: LineSetting) -> OpenPort:
        """Take it. Raises DeviceError with the registry name ``device``."""


@runtime_checkable
class FoundPort(Protocol):
    """A port whose name is found out at each opening: :class:`devices.discovery.finding.UsbSerialPort`."""

    identity: UsbIdentity

    def find(self) -> str:
        """What the port is called now. Raises DeviceError NOT_FOUND, AMBIGUOUS."""


Port: TypeAlias = str | FoundPort | SelfOpening
"""A port's name ("COM3", "/dev/ttyACM0"), what finds it, or a port that opens itself."""


def open_serial(
    device: str,
    port: Port,
    baudrate: int,
    *,
    timeout: float,
    data_bits: int = 8,
    parity: str = serial.PARITY_NONE,
    write_timeout: float | None = None,
) -> OpenPort:
    """Take the port, with one stop bit. ``device`` is the registry name that errors carry, time-outs are seconds.

    Raises DeviceError: NOT_FOUND, AMBIGUOUS, ACCESS_DENIED with the missing right, IN_USE, BAD_SETTING (no serial port,
    refused setting), NO_ANSWER.
    """
    if isinstance(port, SelfOpening):
        return port.open_port(device, LineSetting(baudrate, timeout, data_bits, parity, write_timeout))
    path, identity = (port, None) if isinstance(port, str) else (port.find(), port.identity)
    try:
        # pyserial shrugs off ENOTTY when it sets DTR and RTS: a pseudo-terminal has neither (V-here).
        return serial.Serial(
            path,
            baudrate,
            bytesize=data_bits,
            parity=parity,
            timeout=timeout,
            write_timeout=write_timeout,
            exclusive=True,
        )
    except SERIAL_ERRORS as exc:
        fault = opening_fault(device, exc)
        if fault.fault is DeviceFault.ACCESS_DENIED:
            right = missing_right(path, identity)
            raise DeviceError(fault.fault, device, fault.detail, right=right) from exc
        raise fault from exc
