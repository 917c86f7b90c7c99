"""Listens in on a device's line while its own driver talks to it.

Invariants:
- The driver and the device notice nothing: what passes is handed on unchanged.
- A tape is raw; it may be written only after :mod:`devices.transcripts.privacy` has gone over it.
"""

import time
from collections.abc import Callable

from devices.id_reader.driver import ReaderLine
from devices.serial_opening import LineSetting, OpenPort, Port, open_serial
from devices.transcripts.transcript import Direction, Piece


class Tape:
    """What has passed so far. Used by one thread; ``monotonic`` is the clock, in seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._began: float | None = None
        self._pieces: list[Piece] = []

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything, oldest first."""
        return tuple(self._pieces)

    def begin(self) -> None:
        """The line was opened; the first time counts."""
        if self._began is None:
            self._began = self._monotonic()

    def keep(self, direction: Direction, data: bytes) -> None:
        """Some of it passed; nothing at all is no piece."""
        if data:
            self.begin()
            seconds = self._monotonic() - (self._began or 0.0)
            self._pieces.append(Piece(round(seconds, 3), direction, data))


class RecordedPort:
    """Implements :class:`~devices.serial_opening.SelfOpening` over a port of the system."""

    def __init__(self, port: Port, tape: Tape) -> None:
        self._port = port
        self._tape = tape

    def open_port(self, device: str, setting: LineSetting) -> OpenPort:
        """See there. Raises DeviceError."""
        opened = open_serial(
            device,
            self._port,
            setting.baudrate,
            timeout=setting.timeout,
            data_bits=setting.data_bits,
            parity=setting.parity,
            write_timeout=setting.write_timeout,
        )
        self._tape.begin()
        return _OverheardPort(opened, self._tape)


class _OverheardPort:
    def __init__(self, port: OpenPort, tape: Tape) -> None:
        self._port = port
        self._tape = tape

    @property
    def in_waiting(self) -> int:
        return self._port.in_waiting

    def read(self, size: int = 1, /) -> bytes:
        data = self._port.read(size)
        self._tape.keep(Direction.HEARD, data)
        return data

    def write(self, data: bytes, /) -> int | None:
        self._tape.keep(Direction.SENT, data)
        return self._port.write(data)

    def close(self) -> None:
        self._port.close()


class RecordedLine:
    """Implements :class:`~devices.id_reader.driver.ReaderLine` over another one: a reader on USB or in the network."""

    def __init__(self, line: ReaderLine, tape: Tape) -> None:
        self._line = line
        self._tape = tape

    def open(self) -> None:
        """Raises DeviceError."""
        self._line.open()
        self._tape.begin()

    def close(self) -> None:
        """Never raises."""
        self._line.close()

    def read(self, size: int, timeout: float) -> bytes:
        """Raises DeviceError."""
        data = self._line.read(size, timeout)
        self._tape.keep(Direction.HEARD, data)
        return data

    def drain(self) -> bytes:
        """Raises DeviceError."""
        data = self._line.drain()
        self._tape.keep(Direction.HEARD, data)
        return data

    def write(self, request: bytes) -> None:
        """Raises DeviceError."""
        self._tape.keep(Direction.SENT, request)
        self._line.write(request)
