"""A bar code scanner on a serial line: USB virtual COM port (CDC) or RS-232. The recommended way to connect one.

No input method, focus or keyboard layout can come between (facts of the wedge do not apply), and it works while the
window is in the background.

Invariants:
- One owner per port: opened exclusively (flock on POSIX; Windows ports always are).
- The handle is closed after every failure: on Windows a port that died stays dead until then (pyserial #331).
- Nothing is ever written to the scanner: unknown bytes make some devices beep or jam.
- Unreadable and unfinished codes are counted, never guessed.
"""

import time
from collections.abc import Callable
from contextlib import suppress

import serial

from devices.ports import DeviceAbout, DeviceKind, ScanEvent, ScanSource
from devices.scanner.aim import read_bytes, scan_event
from devices.scanner.framing import Deframer, Framing, FramingLosses, Parity
from devices.serial_faults import SERIAL_ERRORS, losing_fault
from devices.serial_opening import FoundPort, OpenPort, Port, open_serial

_POLL_TIME = 0.1
"""Seconds; the longest a ``poll`` waits for the first byte."""


_PYSERIAL_PARITY = {
    Parity.NONE: serial.PARITY_NONE,
    Parity.EVEN: serial.PARITY_EVEN,
    Parity.ODD: serial.PARITY_ODD,
}


class SerialScanner:
    """Implements :class:`~devices.ports.Driver` for a scanner on ``port``.

    9600 baud, 8N1 is what scanners leave the factory with (R); a USB virtual port ignores the rate. ``data_bits`` is 7
    or 8. Emits ScanEvent with source SERIAL.
    """

    def __init__(
        self,
        name: str,
        port: Port,
        *,
        framing: Framing = Framing.AUTO,
        baudrate: int = 9600,
        data_bits: int = 8,
        parity: Parity = Parity.NONE,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._port = port
        self._baudrate = baudrate
        self._data_bits = data_bits
        self._parity = parity
        self._monotonic = monotonic
        self._deframer = Deframer(framing)
        self._unreadable = 0
        self._line: OpenPort | None = None

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """SCANNER."""
        return DeviceKind.SCANNER

    @property
    def about(self) -> DeviceAbout:
        """Maker and product of its USB adapter, where it is found by them; nothing is asked of the scanner."""
        return DeviceAbout(model=self._port.identity.model) if isinstance(self._port, FoundPort) else DeviceAbout()

    @property
    def losses(self) -> FramingLosses:
        """What the line brought that was no whole code, as counts since the start."""
        return self._deframer.losses

    @property
    def unreadable(self) -> int:
        """How many whole codes were neither UTF-8 nor GB 18030, or empty."""
        return self._unreadable

    def open(self) -> None:
        """Take the port.

        Raises DeviceError: NOT_FOUND, AMBIGUOUS, ACCESS_DENIED, IN_USE, BAD_SETTING (no serial port, refused setting),
        NO_ANSWER.
        """
        self.close()
        self._line = open_serial(
            self._name,
            self._port,
            self._baudrate,
            timeout=_POLL_TIME,
            data_bits=self._data_bits,
            parity=_PYSERIAL_PARITY[self._parity],
        )
        self._deframer.reset()

    def poll(self) -> list[ScanEvent]:
        """Wait at most 100 ms for bytes; the answer is the codes they complete. Raises DeviceError REMOVED."""
        data = self._read()
        now = self._monotonic()
        if not data:
            self._deframer.expire(now)
            return []
        return [event for payload in self._deframer.feed(data, now) if (event := self._event(payload, now)) is not None]

    def close(self) -> None:
        """Give the port back. Never raises; twice is harmless."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(*SERIAL_ERRORS):  # the device behind it may be gone; the handle is closed all the same
                line.close()

    def _read(self) -> bytes:
        if self._line is None:
            raise losing_fault(self._name, serial.PortNotOpenError())
        try:
            # The first byte as soon as it comes, then whatever else is there: never waits for a full buffer.
            first = self._line.read(1)
            return first + self._line.read(self._line.in_waiting) if first else b""
        except SERIAL_ERRORS as exc:
            raise losing_fault(self._name, exc) from exc

    def _event(self, payload: bytes, now: float) -> ScanEvent | None:
        code = read_bytes(payload)
        if code is None:
            self._unreadable += 1
            return None
        return scan_event(code, source=ScanSource.SERIAL, device=self._name, monotonic=now)
