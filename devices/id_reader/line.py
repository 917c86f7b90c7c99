"""The serial line to a reader: bytes out, bytes in, and pyserial's failures as ours.

Invariants:
- One owner per port: opened exclusively (flock on POSIX; Windows ports always are).
- ``close`` never raises and always gives the handle back: on Windows a port that died stays dead until then
  (pyserial #331).
- No wait is a sleep: a read returns when its bytes are there, a pulled plug ends it at once.
"""

import contextlib
import time
from collections.abc import Callable
from typing import Final

import serial

from devices.serial_faults import SERIAL_ERRORS, losing_fault
from devices.serial_opening import OpenPort, Port, open_serial

_WRITE_TIMEOUT: Final = 1.0
"""Seconds. A request has 10 bytes; only a line stopped from the other end keeps them longer."""

_READ_SLICE: Final = 0.05
"""Seconds; how much longer than asked a read may wait. pyserial's time-out is set once and never changed: on Windows
each change sends the line's whole setting to the adapter again."""


class SerialLine:
    """One port. ``device`` is the registry name that its errors carry. Only one thread uses it."""

    def __init__(
        self, device: str, port: Port, baudrate: int, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._device = device
        self._port = port
        self._baudrate = baudrate
        self._monotonic = monotonic
        self._serial: OpenPort | None = None

    def open(self) -> None:
        """Take the port: 8 data bits, no parity, 1 stop bit (V).

        Raises DeviceError NOT_FOUND, AMBIGUOUS, IN_USE, ACCESS_DENIED, BAD_SETTING, NO_ANSWER.
        """
        self.close()
        self._serial = open_serial(
            self._device, self._port, self._baudrate, timeout=_READ_SLICE, write_timeout=_WRITE_TIMEOUT
        )

    def close(self) -> None:
        """Give the port back. Twice is harmless."""
        line, self._serial = self._serial, None
        if line is not None:
            with contextlib.suppress(*SERIAL_ERRORS):
                line.close()

    def read(self, size: int, timeout: float) -> bytes:
        """Up to ``size`` bytes (1 or more): as soon as all are there, or what came within ``timeout`` seconds.

        May wait 50 ms longer. Raises DeviceError REMOVED.
        """
        line = self._open_line()
        deadline = self._monotonic() + timeout
        received = b""
        try:
            while True:
                received += line.read(size - len(received))
                if len(received) == size or self._monotonic() >= deadline:
                    return received
        except SERIAL_ERRORS as exc:
            raise losing_fault(self._device, exc) from exc

    def drain(self) -> bytes:
        """What has come in already; does not wait. Raises DeviceError REMOVED."""
        line = self._open_line()
        try:
            return line.read(line.in_waiting)
        except SERIAL_ERRORS as exc:
            raise losing_fault(self._device, exc) from exc

    def write(self, request: bytes) -> None:
        """Send ``request`` whole. Raises DeviceError REMOVED."""
        line = self._open_line()
        try:
            line.write(request)
        except SERIAL_ERRORS as exc:
            raise losing_fault(self._device, exc) from exc

    def _open_line(self) -> OpenPort:
        if self._serial is None:
            raise losing_fault(self._device, serial.PortNotOpenError())
        return self._serial
