"""A scale on a serial line, through pyserial.

Invariants:
- One owner per port: opened exclusively (flock on POSIX; Windows ports always are).
- The handle is closed after every failure: on Windows a port that died stays dead until then (pyserial #331).
- Nothing is written to a scale but a polled profile's own question.
- A scale that talks without cease counts as open once its first frame was read: a port behind which the scale is
  switched off, set to another speed, or of another make is a fault with its reason, not a scale that weighs nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import serial

from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind, ScaleCleared, WeightTaken
from devices.scale.profiles import ProfileTraits
from devices.scale.reading import WeightReading, WeightUnit
from devices.scale.settling import WINDOW, Emptied, Settled, Settling
from devices.scale.stream import ReadingStream, ScaleLosses
from devices.scanner.framing import Parity
from devices.serial_faults import SERIAL_ERRORS, losing_fault
from devices.serial_opening import OpenPort, Port, open_serial

_POLL_TIME: Final = 0.1
"""Seconds; the longest a ``poll`` waits for the first byte."""
_ASK_EVERY: Final = 0.1
"""Seconds between two questions to a polled scale."""
_FIRST_FRAME: Final = 1.5
"""Seconds until the first frame; at 1,200 baud one takes a tenth of a second."""
_PATIENCE: Final = 3.0
"""Seconds without a frame from a scale that talks without cease."""

_PYSERIAL_PARITY: Final = {
    Parity.NONE: serial.PARITY_NONE,
    Parity.EVEN: serial.PARITY_EVEN,
    Parity.ODD: serial.PARITY_ODD,
}


class SerialScale:
    """Implements :class:`~devices.ports.Driver` for a scale on ``port``. Emits WeightTaken and ScaleCleared.

    ``unit`` is what the scale shows, for formats that do not say it. ``window``: seconds for three equal frames, where
    the format has no word for stable. Speed, bits and parity are the profile's where they are None.
    """

    def __init__(
        self,
        name: str,
        port: Port,
        traits: ProfileTraits,
        *,
        baudrate: int | None = None,
        data_bits: int | None = None,
        parity: Parity | None = None,
        unit: WeightUnit = WeightUnit.KILOGRAM,
        window: float = WINDOW,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._port = port
        self._traits = traits
        self._baudrate = baudrate or traits.baudrate
        self._data_bits = data_bits or traits.data_bits
        self._parity = parity or traits.parity
        self._monotonic = monotonic
        self._stream = ReadingStream(traits.format, unit)
        self._settling = Settling(window)
        self._line: OpenPort | None = None
        self._asked_at = float("-inf")
        self._read_at = 0.0
        self._heard = False  # bytes came since the last frame
        self._waiting: list[WeightReading] = []

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """SCALE."""
        return DeviceKind.SCALE

    @property
    def losses(self) -> ScaleLosses:
        """What the line brought that was no reading, as counts since the start."""
        return self._stream.losses

    def open(self) -> None:
        """Take the port, and wait for the first frame of a scale that talks without cease.

        Raises DeviceError: NOT_FOUND, AMBIGUOUS, ACCESS_DENIED, IN_USE, BAD_SETTING (no serial port, refused setting),
        NO_ANSWER (silence), BAD_FRAME (bytes that are no frames of this profile, or come at another speed), REMOVED.
        """
        self.close()
        self._line = open_serial(
            self._name,
            self._port,
            self._baudrate,
            timeout=_POLL_TIME,
            data_bits=self._data_bits,
            parity=_PYSERIAL_PARITY[self._parity],
            write_timeout=_POLL_TIME,
        )
        self._stream.reset()
        self._settling.reset()
        self._read_at, self._heard = self._monotonic(), False
        self._waiting = self._first_frames() if self._traits.unceasing else []

    def poll(self) -> list[WeightTaken | ScaleCleared]:
        """Wait at most 100 ms for bytes; the answer is what they have to tell.

        Raises DeviceError: REMOVED; of a scale that talks without cease also NO_ANSWER and BAD_FRAME, as ``open`` does.
        """
        readings = [*self._waiting, *self._readings()]
        self._waiting = []
        if self._traits.unceasing and not readings:
            self._check_patience(_PATIENCE)
        return list(self._told(readings))

    def close(self) -> None:
        """Give the port back. Never raises; twice is harmless."""
        line, self._line = self._line, None
        self._waiting = []
        if line is not None:
            with suppress(*SERIAL_ERRORS):  # the device behind it may be gone; the handle is closed all the same
                line.close()

    def _first_frames(self) -> list[WeightReading]:
        while not (readings := self._readings()):
            self._check_patience(_FIRST_FRAME)
        return readings

    def _check_patience(self, patience: float) -> None:
        if self._monotonic() - self._read_at < patience:
            return
        fault = DeviceFault.BAD_FRAME if self._heard else DeviceFault.NO_ANSWER
        raise DeviceError(fault, self._name, "no frame of this profile" if self._heard else "silent")

    def _readings(self) -> list[WeightReading]:
        data = self._exchange()
        readings = self._stream.feed(data)
        if readings:
            self._read_at, self._heard = self._monotonic(), False
        elif data:
            self._heard = True
        return readings

    def _exchange(self) -> bytes:
        if self._line is None:
            raise losing_fault(self._name, serial.PortNotOpenError())
        try:
            if self._traits.poll and self._monotonic() - self._asked_at >= _ASK_EVERY:
                self._asked_at = self._monotonic()
                self._line.write(self._traits.poll)
            # the first byte as soon as it comes, then whatever else is there: never waits for a full buffer
            first = self._line.read(1)
            return first + self._line.read(self._line.in_waiting) if first else b""
        except SERIAL_ERRORS as exc:
            raise losing_fault(self._name, exc) from exc

    def _told(self, readings: list[WeightReading]) -> Iterator[WeightTaken | ScaleCleared]:
        for reading in readings:
            now = self._monotonic()
            match self._settling.feed(reading, now):
                case Settled(grams, net, put_down):
                    yield WeightTaken(grams, net, self._name, put_down, now)
                case Emptied():
                    yield ScaleCleared(self._name, now)
                case None:
                    pass
