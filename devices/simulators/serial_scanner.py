"""A simulated bar code scanner on a serial line, for training, demonstrations and tests.

It sends what a real one sends (framing, AIM identifier, ECI designator) and listens to nothing.

Invariants:
- A fault is named, is asked for with a count, and wears off: one scan takes one fault, oldest first.
- Codes are never logged or kept.
"""

import threading
from collections import deque
from enum import Enum
from types import TracebackType
from typing import Final, Self

from devices.scanner.aim import ECI_IN_FORCE
from devices.scanner.framing import Framing
from devices.simulators.pty_end import PtyEnd

_UTF_8_DESIGNATOR: Final = "\\000026"
_GARBAGE: Final = b"\x00\xff\x00\x00\xff"
"""What a glitch or a break on an idle line reads as."""
_BYTE_TIME: Final = 0.001
"""Seconds; one byte at 9600 baud."""


class ScannerFault(Enum):
    """What can go wrong on the way."""

    BYTE_BY_BYTE = "byte_by_byte"
    """The code arrives torn into single bytes."""
    GLUED = "glued"
    """The code is kept back and arrives in one piece with the next one."""
    GARBAGE_BEFORE = "garbage_before"
    """A glitch on the line just before the code."""
    NO_SUFFIX = "no_suffix"
    """The scanner is set up without a suffix: nothing says where the code ends."""
    UNPLUG_HALFWAY = "unplug_halfway"
    """The plug is pulled in the middle of the code."""


def framed(payload: bytes, framing: Framing) -> bytes:
    """``payload`` as a scanner with this setting sends it. AUTO is no scanner's setting: it sends CR LF then."""
    match framing:
        case Framing.CR:
            return payload + b"\r"
        case Framing.LF:
            return payload + b"\n"
        case Framing.CRLF | Framing.AUTO:
            return payload + b"\r\n"
        case Framing.STX_ETX:
            return b"\x02" + payload + b"\x03"


class SimulatedScanner:
    """The scanner at the other end of ``end``, which it owns and closes.

    Used by one thread at a time. ``scan`` after ``unplug`` is lost, as on a real one.
    """

    def __init__(self, end: PtyEnd | None = None) -> None:
        """Without ``end`` it makes its own. Raises DeviceError NO_DRIVER where there are no pseudo-terminals."""
        self._end = end if end is not None else PtyEnd(name="sim:scanner")
        self._faults: deque[ScannerFault] = deque()
        self._kept_back = b""
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """The port for the driver."""
        return self._end.path

    def scan(
        self, text: str, *, framing: Framing = Framing.CRLF, aim: str = "", eci: bool = False, encoding: str = "utf-8"
    ) -> None:
        """Read a code: send ``text`` the way a scanner set to ``framing`` does.

        ``aim``: the AIM identifier to send in front, for example ``]C1``. ``eci``: send the designator for UTF-8, too.
        Raises UnicodeEncodeError when ``encoding`` has no bytes for ``text``.
        """
        body = text.replace("\\", "\\\\") if aim[1:] in ECI_IN_FORCE else text
        payload = (aim + (_UTF_8_DESIGNATOR if eci else "") + body).encode(encoding)
        self._send(payload, framing, self._faults.popleft() if self._faults else None)

    def inject(self, fault: ScannerFault, count: int = 1) -> None:
        """Let the next ``count`` scans (after those already spoken for) go wrong in this way."""
        self._faults.extend([fault] * count)

    def unplug(self) -> None:
        """Pull the plug."""
        self._end.unplug()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which may be a new one."""
        return self._end.replug()

    def close(self) -> None:
        """Unplug for good. Twice is harmless."""
        self._closed.set()
        self._end.close()

    def _send(self, payload: bytes, framing: Framing, fault: ScannerFault | None) -> None:
        whole = self._kept_back + framed(payload, framing)
        self._kept_back = b""
        match fault:
            case None:
                self._end.write(whole)
            case ScannerFault.BYTE_BY_BYTE:
                self._trickle(whole)
            case ScannerFault.GLUED:
                self._kept_back = whole
            case ScannerFault.GARBAGE_BEFORE:
                self._end.write(_GARBAGE + whole)
            case ScannerFault.NO_SUFFIX:
                self._end.write(whole.rstrip(b"\r\n\x03"))
            case ScannerFault.UNPLUG_HALFWAY:
                self._end.write(whole[: len(whole) // 2])
                self._end.unplug()

    def _trickle(self, whole: bytes) -> None:
        for byte in whole:
            self._end.write(bytes([byte]))
            self._closed.wait(_BYTE_TIME)
