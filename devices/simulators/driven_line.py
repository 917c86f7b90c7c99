"""A serial line in driven time: the driver's port and the device's end of it, without a system's port between.

Invariants:
- What the driver sees is what pyserial shows it: a read comes back with what is there after its time-out, a pulled plug
  is an OSError, and a handle of before never works again.
- Looking for a port that is not there takes a moment, as it does on a real system: a driver that is opened again and
  again lets time pass.
"""

import errno
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from devices.errors import DeviceError, DeviceFault
from devices.serial_opening import LineSetting
from devices.simulators.driven_time import DrivenTime
from devices.simulators.faults import OPENING, Fault, FaultPlan, Plug, Sending
from devices.simulators.line_end import BYTE_TIME

LOOKING: Final = 0.2
"""Seconds from one try to open to the next: a supervisor's shortest back-off."""

_OPENING_FAULTS: Final = {Fault.NO_RIGHTS: DeviceFault.ACCESS_DENIED, Fault.IN_USE: DeviceFault.IN_USE}


class Listening(Protocol):
    """What a device does with the bytes that the driver sends."""

    def __call__(self, asked: bytes, /) -> list[Sending]:
        """What goes out for them."""


class DrivenLine:
    """Implements :class:`~devices.simulators.line_end.LineEnd` and :class:`~devices.serial_opening.SelfOpening`.

    ``listen``: the device's ear; without one it hears nothing. ``power_up`` is called when it is plugged in again.
    ``opened`` and ``closed`` count what the driver did.
    """

    def __init__(
        self,
        time: DrivenTime,
        listen: Listening | None = None,
        *,
        power_up: Callable[[], None] | None = None,
    ) -> None:
        self._time = time
        self._listen = listen
        self._power_up = power_up
        self._plan = FaultPlan(OPENING)
        self._plugging = 1
        self._plugged = True
        self._held_by: _DrivenPort | None = None
        self._waiting = bytearray()
        self.opened = 0
        self.closed = 0

    @property
    def path(self) -> str:
        """Of no use to anybody else."""
        return f"driven:{self._plugging}"

    @property
    def plugged(self) -> bool:
        """False while the plug is out."""
        return self._plugged

    @property
    def faults(self) -> frozenset[Fault]:
        """What an opening can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` openings go wrong in this way. Raises ValueError."""
        self._plan.add(fault, count)

    def send(self, sending: Sending) -> None:
        """It is there at once, but for torn pieces: their bytes come one after the other."""
        at = self._time.monotonic()
        plugging = self._plugging
        for piece in sending.writes:
            if sending.torn:
                at += BYTE_TIME
                self._time.at(at, partial(self._bring, plugging, piece))
            else:
                self._bring(plugging, piece)
        match sending.plug:
            case Plug.PULLED:
                self._time.at(at + BYTE_TIME, self.unplug)
            case Plug.MOVED:
                self._time.at(at + BYTE_TIME, self.replug)
            case Plug.STAYS:
                pass

    def unplug(self) -> None:
        """Pull the plug."""
        self._plugged = False
        self._plugging += 1
        self._held_by = None
        self._waiting.clear()

    def replug(self) -> str:
        """Put it in again, under another name."""
        if self._plugged:
            self.unplug()
        self._plugged = True
        if self._power_up is not None:
            self._power_up()
        return self.path

    def close(self) -> None:
        """Unplug for good."""
        self.unplug()

    # Below: the driver's side.

    def open_port(self, device: str, setting: LineSetting) -> "_DrivenPort":
        """See SelfOpening. Raises DeviceError NOT_FOUND, and what was injected."""
        fault = self._plan.due_on_opening() if self._plugged else None
        if fault is not None or not self._plugged:
            self._time.wait_for(lambda: False, LOOKING)
            raise DeviceError(DeviceFault.NOT_FOUND if fault is None else _OPENING_FAULTS[fault], device, "driven")
        if self._held_by is not None:
            raise DeviceError(DeviceFault.IN_USE, device, "driven")
        self.opened += 1
        self._waiting.clear()
        self._held_by = _DrivenPort(self, self._time, self._plugging, setting.timeout)
        return self._held_by

    def check(self, plugging: int) -> None:
        """Raises OSError when that plugging is over."""
        if plugging != self._plugging:
            raise OSError(errno.EIO, "")

    def is_there(self, plugging: int, size: int) -> bool:
        """Whether a read of ``size`` bytes has nothing to wait for."""
        return plugging != self._plugging or len(self._waiting) >= size

    @property
    def in_waiting(self) -> int:
        """How many bytes have come in and were not read."""
        return len(self._waiting)

    def take(self, size: int) -> bytes:
        """Up to ``size`` bytes of them."""
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def hear(self, data: bytes) -> None:
        """The driver has sent this."""
        for sending in self._listen(data) if self._listen is not None else ():
            self.send(sending)

    def let_go(self, port: "_DrivenPort") -> None:
        """The driver has closed it."""
        self.closed += 1
        if self._held_by is port:
            self._held_by = None

    def _bring(self, plugging: int, piece: bytes) -> None:
        if plugging == self._plugging and self._held_by is not None:
            self._waiting += piece


class _DrivenPort:
    """Implements :class:`~devices.serial_opening.OpenPort`."""

    def __init__(self, line: DrivenLine, time: DrivenTime, plugging: int, timeout: float) -> None:
        self._line = line
        self._time = time
        self._plugging = plugging
        self._timeout = timeout

    @property
    def in_waiting(self) -> int:
        self._line.check(self._plugging)
        return self._line.in_waiting

    def read(self, size: int = 1, /) -> bytes:
        self._time.wait_for(lambda: self._line.is_there(self._plugging, size), self._timeout)
        self._line.check(self._plugging)
        return self._line.take(size)

    def write(self, data: bytes, /) -> int | None:
        self._line.check(self._plugging)
        self._line.hear(data)
        return len(data)

    def close(self) -> None:
        self._line.let_go(self)
