"""Cuts the bytes of a serial scanner into scans. Pure: bytes and a time in, whole payloads out.

Invariants:
- A payload is given out once, whole, and only after its terminator; an unfinished tail is never a scan. It is thrown
  away after a time of silence, and counted, so that the device page can say "your scanner sends no suffix".
- No payload is empty: the second half of CR LF makes no second scan.
- However the bytes are torn into reads, the payloads are the same (as long as the pauses stay below the idle time).
- NUL and 0xFF are dropped wherever they are: a glitch or a break on an idle line reads as these, and neither occurs in
  UTF-8 text or GB 18030 text.
- A payload has at most ``max_length`` bytes, and no more are ever held.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

MAX_LENGTH: Final = 4096
"""Bytes. The largest QR code holds 2,953 (ISO/IEC 18004, version 40-L)."""

IDLE_TIME: Final = 0.5
"""Seconds of silence inside a scan after which its beginning is given up. At 9600 baud bytes are 1 ms apart."""

_STX: Final = 0x02
_ETX: Final = 0x03
_LF: Final = 0x0A
_CR: Final = 0x0D
_LINE_NOISE: Final = b"\x00\xff"


class Framing(Enum):
    """How the scanner marks the end (and the start) of a code; a setting of the scanner.

    Whatever is not the terminator may occur inside a code, for example LF in a QR code of several lines on a scanner
    set to CR or to STX and ETX. AUTO takes any terminator, so it fits every scanner whose codes have no line breaks.
    """

    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    STX_ETX = "stx_etx"
    AUTO = "auto"


class Parity(Enum):
    """The parity bit of each character on the line."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class FramingLosses:
    """What had to be thrown away since the start, as counts of pieces (not bytes)."""

    unfinished: int = 0
    """Beginnings without an end: no suffix set up, a torn cable, or a new STX in the middle."""
    too_long: int = 0
    outside: int = 0
    """Runs of bytes outside STX and ETX."""


class Deframer:
    """One serial line's cutter. Not thread-safe; the driver's thread owns it.

    ``idle_time`` in seconds, ``max_length`` in bytes. ``now`` arguments are seconds of one monotonic clock.
    """

    def __init__(self, framing: Framing, *, max_length: int = MAX_LENGTH, idle_time: float = IDLE_TIME) -> None:
        self._framing = framing
        self._room = max_length + (framing is Framing.CRLF)  # with CRLF the CR is held, too
        self._idle_time = idle_time
        self._held = bytearray()
        self._inside = False  # between STX and ETX
        self._skipping = False  # in a piece that is too long, until its terminator
        self._was_outside = False  # in a run of bytes before any STX
        self._heard_at = 0.0
        self._unfinished = 0
        self._too_long = 0
        self._outside = 0

    @property
    def losses(self) -> FramingLosses:
        """The counts so far."""
        return FramingLosses(self._unfinished, self._too_long, self._outside)

    def feed(self, data: bytes, now: float) -> list[bytes]:
        """Take what was read at ``now``; the answer is the payloads it completes, oldest first."""
        self.expire(now)
        self._heard_at = now
        payloads: list[bytes] = []
        for byte in data.translate(None, _LINE_NOISE):
            payload = self._take(byte)
            if payload:
                payloads.append(payload)
        return payloads

    def expire(self, now: float) -> None:
        """Give up an unfinished beginning once the line has been silent for the idle time."""
        if now - self._heard_at > self._idle_time:
            self._give_up()

    def reset(self) -> None:
        """Forget what is held (the port was opened again); the counts stay."""
        self._give_up()

    def skip(self) -> None:
        """Something is missing here: what is held, and what comes up to the next terminator or silence, is no code."""
        self._unfinished += not self._skipping
        self._start_over()
        self._skipping = True

    def _give_up(self) -> None:
        self._unfinished += not self._skipping and bool(self._held or self._inside)
        self._start_over()

    def _start_over(self) -> None:
        self._held.clear()
        self._inside = self._skipping = self._was_outside = False

    def _take(self, byte: int) -> bytes:
        """The payload that ``byte`` completes, or nothing."""
        if byte == _STX and self._framing in (Framing.STX_ETX, Framing.AUTO):
            self._give_up()
            self._inside = True
            return b""
        if self._framing is Framing.STX_ETX and not self._inside:
            self._outside += not self._was_outside
            self._was_outside = True
            return b""
        if self._ends(byte):
            return self._finish()
        self._hold(byte)
        return b""

    def _ends(self, byte: int) -> bool:
        match self._framing:
            case Framing.CR:
                return byte == _CR
            case Framing.LF:
                return byte == _LF
            case Framing.CRLF:
                return byte == _LF and (self._held.endswith(b"\r") or self._skipping)
            case Framing.STX_ETX:
                return byte == _ETX
            case Framing.AUTO:
                return byte in (_CR, _LF, _ETX)

    def _hold(self, byte: int) -> None:
        if self._skipping:
            return
        if len(self._held) >= self._room:
            self._held.clear()
            self._skipping = True
            self._too_long += 1
            return
        self._held.append(byte)

    def _finish(self) -> bytes:
        # A scanner set to CR LF on a line set to CR leaves an LF in front of the next code, and the other way round.
        payload = bytes(self._held).strip(b"\r\n")
        self._start_over()
        return payload
