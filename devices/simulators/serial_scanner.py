"""A simulated bar code scanner on a serial line, for training, demonstrations and tests.

It sends what a real one sends (framing, AIM identifier, ECI designator) and listens to nothing.

Invariants:
- A code has no checksum on its way: a byte that is lost or changed inside one cannot be told by anybody, and is no
  fault that this simulator can have.
- Codes are never logged or kept.
"""

from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Final, Self

from devices.scanner.aim import ECI_IN_FORCE
from devices.scanner.framing import Framing
from devices.simulators.faults import LINE_FAULTS, Damage, Fault, FaultPlan, SpoiltLine, half, nothing
from devices.simulators.line_end import LineEnd, PtyLineEnd
from devices.simulators.pty_end import PtyEnd

_UTF_8_DESIGNATOR: Final = "\\000026"
_NOISE: Final = b"\x00\xff\x00\x00\xff"
"""What a glitch or a break on an idle line reads as."""

_DAMAGES: Final[Mapping[Fault, Damage]] = MappingProxyType(
    {
        Fault.SILENCE: nothing,
        Fault.HALF_FRAME: half,
        Fault.NOISE_BEFORE: lambda frame: _NOISE + frame,
        Fault.NO_SUFFIX: lambda frame: frame.rstrip(b"\r\n\x03"),
    }
)


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

    def __init__(self, end: PtyEnd | LineEnd | None = None) -> None:
        """Without ``end`` it makes its own. Raises DeviceError NO_DRIVER where there are no pseudo-terminals."""
        end = PtyEnd(name="sim:scanner") if end is None else end
        self._end: LineEnd = PtyLineEnd(end) if isinstance(end, PtyEnd) else end
        self._plan = FaultPlan({*_DAMAGES, *LINE_FAULTS})
        self._line = SpoiltLine(_DAMAGES)

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

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have. Of two codes that are glued the first is kept back until the second."""
        return self._plan.possible

    def scan(
        self, text: str, *, framing: Framing = Framing.CRLF, aim: str = "", eci: bool = False, encoding: str = "utf-8"
    ) -> None:
        """Read a code: send ``text`` the way a scanner set to ``framing`` does.

        ``aim``: the AIM identifier to send in front, for example ``]C1``. ``eci``: send the designator for UTF-8, too.
        Raises UnicodeEncodeError when ``encoding`` has no bytes for ``text``.
        """
        body = text.replace("\\", "\\\\") if aim[1:] in ECI_IN_FORCE else text
        payload = (aim + (_UTF_8_DESIGNATOR if eci else "") + body).encode(encoding)
        self._end.send(self._line.send(framed(payload, framing), self._plan.due()))

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` scans (after those already spoken for) go wrong in this way. Raises ValueError."""
        self._plan.add(fault, count)

    def unplug(self) -> None:
        """Pull the plug."""
        self._end.unplug()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which may be a new one."""
        return self._end.replug()

    def close(self) -> None:
        """Unplug for good. Twice is harmless."""
        self._end.close()
