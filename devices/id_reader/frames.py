"""The frames of the SAM_V serial protocol, both directions: bytes to frames and back. Pure, no port and no clock.

A frame is ``AA AA AA 96 69``, a length (two bytes, big-endian, counting all that follows), a body, and one check byte.
Requests carry a command and a parameter first, replies three status bytes (maker's protocol page of SAM_V; every vector
recomputed, V).

Invariants:
- However the bytes are torn into reads, the same frames come out.
- Every byte fed ends in exactly one place: a good frame, the count of dropped bytes, or the unfinished tail.
- Whatever was wrong, the parser goes on at the next preamble, also one that lies inside the damaged frame.
- At most one frame's worth of bytes (2,321) is held between two calls.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

PREAMBLE: Final = b"\xaa\xaa\xaa\x96\x69"
HEADER_SIZE: Final = 7
"""Bytes: the preamble and the length."""

MAX_LENGTH: Final = 0x090A
"""The longest there is: text, portrait and both fingerprints. We never ask for those, but the length is legal (V)."""

_MIN_REPLY_LENGTH: Final = 4
_MIN_REQUEST_LENGTH: Final = 3


class FrameFault(Enum):
    """What was wrong with a frame that had a preamble."""

    CHECKSUM = "checksum"
    LENGTH = "length"
    """The length is shorter than any frame, or longer than the longest."""


@dataclass(frozen=True, slots=True)
class BadFrame:
    """A preamble came by, and what followed was no frame."""

    fault: FrameFault


class Damage(Enum):
    """Something came that was meant as an answer, and did not arrive whole."""

    BAD_FRAME = "bad_frame"
    TORN = "torn"
    """It began, and the rest never came."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the reader answered. ``sw1`` and ``sw2`` come from the card for a few statuses, else they are zero."""

    sw1: int
    sw2: int
    status: int
    """SW3, the reader's own verdict: see :mod:`devices.id_reader.statuses`."""
    data: bytes = field(repr=False, default=b"")


@dataclass(frozen=True, slots=True)
class Request:
    """What the PC asks. The simulator parses these, the driver only sends them."""

    command: int
    parameter: int
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class ParserCounts:
    """What a parser has seen since it was made."""

    frames: int = 0
    bad_checksums: int = 0
    bad_lengths: int = 0
    dropped_bytes: int = 0
    """Noise, wrapper bytes of foreign transports, and the bytes of damaged frames."""


def checksum(counted: bytes | bytearray) -> int:
    """XOR over ``counted``: every byte between the preamble and the check byte, the length included."""
    total = 0
    for byte in counted:
        total ^= byte
    return total


def _frame(body: bytes) -> bytes:
    counted = (len(body) + 1).to_bytes(2, "big") + body
    return PREAMBLE + counted + bytes([checksum(counted)])


def encode_request(request: Request) -> bytes:
    """The bytes to send for ``request``."""
    return _frame(bytes([request.command, request.parameter]) + request.data)


def encode_reply(reply: Reply) -> bytes:
    """The bytes a reader sends for ``reply``; the simulator's half."""
    return _frame(bytes([reply.sw1, reply.sw2, reply.status]) + reply.data)


class _Deframer:
    """Finds the bodies (without length and check byte) in a stream. Both public parsers are thin readings of it."""

    def __init__(self, min_length: int) -> None:
        self._min_length = min_length
        self._held = bytearray()
        self._frames = 0
        self._bad_checksums = 0
        self._bad_lengths = 0
        self._dropped = 0

    @property
    def counts(self) -> ParserCounts:
        return ParserCounts(self._frames, self._bad_checksums, self._bad_lengths, self._dropped)

    @property
    def held(self) -> int:
        return len(self._held)

    @property
    def missing(self) -> int:
        if len(self._held) < HEADER_SIZE:
            return HEADER_SIZE - len(self._held)
        return HEADER_SIZE + self._length() - len(self._held)

    def feed(self, data: bytes) -> list[bytes | BadFrame]:
        self._held += data
        found: list[bytes | BadFrame] = []
        while (item := self._next()) is not None:
            found.append(item)
        return found

    def reset(self) -> None:
        self._drop(len(self._held))

    def _length(self) -> int:
        return int.from_bytes(self._held[len(PREAMBLE) : HEADER_SIZE], "big")

    def _next(self) -> bytes | BadFrame | None:
        self._drop_noise()
        if len(self._held) < HEADER_SIZE:
            return None
        if not self._min_length <= self._length() <= MAX_LENGTH:
            self._bad_lengths += 1
            return self._damaged(FrameFault.LENGTH)
        if self.missing > 0:
            return None
        return self._whole()

    def _whole(self) -> bytes | BadFrame:
        end = HEADER_SIZE + self._length()
        if checksum(self._held[len(PREAMBLE) : end]) != 0:  # XOR with its own check byte
            self._bad_checksums += 1
            return self._damaged(FrameFault.CHECKSUM)
        body = bytes(self._held[HEADER_SIZE : end - 1])
        del self._held[:end]
        self._frames += 1
        return body

    def _damaged(self, fault: FrameFault) -> BadFrame:
        # Only the preamble is given up: a torn frame followed by a whole one looks like one frame with a bad checksum,
        # and the whole one must not go down with it.
        self._drop(len(PREAMBLE))
        return BadFrame(fault)

    def _drop_noise(self) -> None:
        """Bring the next preamble, whole or begun, to the front. A run of more than three AA is noise in front of it.

        Handheld and TCP readers put their own prefix around the same frame (V); it falls away here as well.
        """
        start = self._held.find(PREAMBLE)
        self._drop(start if start >= 0 else len(self._held) - self._begun())

    def _begun(self) -> int:
        """How many bytes at the end could be the beginning of a preamble."""
        for size in range(len(PREAMBLE) - 1, 0, -1):
            if self._held.endswith(PREAMBLE[:size]):
                return size
        return 0

    def _drop(self, count: int) -> None:
        del self._held[:count]
        self._dropped += count


class FrameParser:
    """Cuts what a reader sends into replies. Not thread-safe; the driver's thread owns it."""

    def __init__(self) -> None:
        self._deframer = _Deframer(_MIN_REPLY_LENGTH)

    @property
    def counts(self) -> ParserCounts:
        """What was seen since the start; ``reset`` does not clear it."""
        return self._deframer.counts

    @property
    def held(self) -> int:
        """How many bytes of an unfinished frame (or of a possible preamble) are waiting for the rest."""
        return self._deframer.held

    @property
    def missing(self) -> int:
        """At least this many more bytes (1 or more) are needed before the next frame can be whole.

        Reading exactly that many never waits for bytes that do not belong to the answer.
        """
        return self._deframer.missing

    def feed(self, data: bytes) -> list[Reply | BadFrame]:
        """Take ``data``; the answer is what it completes, oldest first."""
        return [
            item if isinstance(item, BadFrame) else Reply(item[0], item[1], item[2], item[3:])
            for item in self._deframer.feed(data)
        ]

    def reset(self) -> None:
        """Give up the unfinished tail (it counts as dropped): what comes next answers another request."""
        self._deframer.reset()


class RequestParser:
    """Cuts what a PC sends into requests: the reader's side of :class:`FrameParser`."""

    def __init__(self) -> None:
        self._deframer = _Deframer(_MIN_REQUEST_LENGTH)

    def feed(self, data: bytes) -> list[Request | BadFrame]:
        """Take ``data``; the answer is what it completes, oldest first."""
        return [
            item if isinstance(item, BadFrame) else Request(item[0], item[1], item[2:])
            for item in self._deframer.feed(data)
        ]

    def reset(self) -> None:
        """Give up the unfinished tail: the reader lost power."""
        self._deframer.reset()
