"""Opening a serial port, by its name or by the identity of the device behind it.

Invariants:
- One owner per port: opened exclusively (flock on POSIX; Windows ports always are).
- A stable address is looked up at each opening, so that a device is found again after a replug under another name.
- Whoever may not open a port is told which right is missing.
"""

from typing import Protocol, TypeAlias, runtime_checkable

import serial

from devices.errors import DeviceError, DeviceFault
from devices.rights import missing_right
from devices.serial_faults import SERIAL_ERRORS, opening_fault
from devices.usb_identity import UsbIdentity


@runtime_checkable
class FoundPort(Protocol):
    """A port whose name is found out at each opening: :class:`devices.discovery.finding.UsbSerialPort`."""

    identity: UsbIdentity

    def find(self) -> str:
        """What the port is called now. Raises DeviceError NOT_FOUND, AMBIGUOUS."""


Port: TypeAlias = str | FoundPort
"""A port's name ("COM3", "/dev/ttyACM0"), or what finds it."""


def open_serial(
    device: str,
    port: Port,
    baudrate: int,
    *,
    timeout: float,
    data_bits: int = 8,
    parity: str = serial.PARITY_NONE,
    write_timeout: float | None = None,
) -> serial.Serial:
    """Take the port, with one stop bit. ``device`` is the registry name that errors carry, time-outs are seconds.

    Raises DeviceError: NOT_FOUND, AMBIGUOUS, ACCESS_DENIED with the missing right, IN_USE, BAD_SETTING (no serial port,
    refused setting), NO_ANSWER.
    """
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
