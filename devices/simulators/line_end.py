"""The device's end of a line, as the simulators need it: a pseudo-terminal, or a line in driven time.

Invariants:
- What a simulator sends is the same on every line.
"""

from typing import Protocol

from devices.simulators.faults import Plug, Sending
from devices.simulators.pty_end import PtyEnd

BYTE_TIME = 0.001
"""Seconds from one byte to the next of a torn piece; 9600 baud."""


class LineEnd(Protocol):
    """Implemented by :class:`~devices.simulators.driven_line.DrivenLine` and, for real time, by :class:`PtyLineEnd`."""

    @property
    def path(self) -> str:
        """What the driver opens."""

    def send(self, sending: Sending) -> None:
        """Bring it to the driver, and do with the plug what it says."""

    def unplug(self) -> None:
        """Pull the plug."""

    def replug(self) -> str:
        """Put it in again; the answer is the path, which may be a new one."""

    def close(self) -> None:
        """Unplug for good. Twice is harmless."""


class PtyLineEnd:
    """A pseudo-terminal that takes sendings. ``end`` becomes its own."""

    def __init__(self, end: PtyEnd) -> None:
        self.end = end

    @property
    def path(self) -> str:
        """What the driver opens; may change with ``replug`` unless there is a link."""
        return self.end.path

    def send(self, sending: Sending) -> None:
        """Blocks until it is written."""
        for piece in sending.writes:
            self.end.write(piece)
            if sending.torn:
                self.end.rest(BYTE_TIME)
        match sending.plug:
            case Plug.PULLED:
                self.unplug()
            case Plug.MOVED:
                self.replug()
            case Plug.STAYS:
                pass

    def unplug(self) -> None:
        """The driver's handle dies, the path vanishes."""
        self.end.unplug()

    def replug(self) -> str:
        """After pulling the plug if need be."""
        return self.end.replug()

    def close(self) -> None:
        """Give everything back."""
        self.end.close()
