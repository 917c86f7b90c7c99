"""One conversation with a device as text: a head that says what device it was, then every piece with its time.

::

    yanqi device transcript 1
    driver: scale:-?profile=xk3190
    maker: 耀华
    model: XK3190-A12E
    firmware: 2.07
    source: device
    brought: ScaleCleared 1, WeightTaken 2

    0.000 > 57
    0.012 < 022b30303132353033314503

Times are seconds from the opening; ``>`` is what the PC sent, ``<`` what the device did, in hexadecimal.

Invariants:
- The target (a port's name, an address) is never written: the driver's word stands with its options alone.
- What is written is read back the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

_TITLE: Final = "yanqi device transcript 1"
_LINE: Final = re.compile(r"(\d+\.\d{3}) ([<>]) ((?:[0-9a-f]{2})+)")
_COUNT: Final = re.compile(r"([A-Za-z]+) (\d+)")
NO_TARGET: Final = "-"


class Direction(Enum):
    """Who sent a piece."""

    SENT = ">"
    """The PC."""
    HEARD = "<"
    """The device."""


class Source(Enum):
    """What was at the other end."""

    DEVICE = "device"
    SIMULATOR = "simulator"


@dataclass(frozen=True, slots=True)
class Piece:
    """``data`` passed at ``seconds`` (whole milliseconds) from the opening."""

    seconds: float
    direction: Direction
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Head:
    """What was recorded.

    ``driver``: the registry name with ``-`` for its target. ``brought``: how many of each kind of event.
    """

    driver: str
    maker: str
    model: str
    firmware: str
    source: Source
    brought: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole conversation, oldest piece first."""

    head: Head
    pieces: tuple[Piece, ...]


def to_text(transcript: Transcript) -> str:
    """As it stands in a file. Raises ValueError for a head with line breaks."""
    head = transcript.head
    brought = ", ".join(f"{kind} {count}" for kind, count in sorted(head.brought.items()))
    members = {
        "driver": head.driver,
        "maker": head.maker,
        "model": head.model,
        "firmware": head.firmware,
        "source": head.source.value,
        "brought": brought,
    }
    if any("\n" in text or "\r" in text for text in members.values()):
        raise ValueError("a head of several lines")
    lines = [_TITLE, *(f"{name}: {text}".rstrip() for name, text in members.items()), ""]
    lines += [f"{piece.seconds:.3f} {piece.direction.value} {piece.data.hex()}" for piece in transcript.pieces]
    return "\n".join(lines) + "\n"


def from_text(text: str) -> Transcript:
    """Read a file. Raises ValueError for one that is no transcript."""
    top, _, body = text.partition("\n\n")
    title, *members = top.split("\n")
    if title != _TITLE:
        raise ValueError("no transcript, or one of another version")
    said = dict(_member(line) for line in members)
    try:
        head = Head(
            said["driver"],
            said["maker"],
            said["model"],
            said["firmware"],
            Source(said["source"]),
            {kind: int(count) for kind, count in map(_counted, filter(None, said["brought"].split(", ")))},
        )
    except KeyError as exc:
        raise ValueError("a head that says too little") from exc
    return Transcript(head, tuple(map(_piece, body.splitlines())))


def _member(line: str) -> tuple[str, str]:
    name, colon, text = line.partition(":")
    if not colon:
        raise ValueError("a head's line is name: text")
    return name, text.strip()


def _counted(text: str) -> tuple[str, str]:
    found = _COUNT.fullmatch(text)
    if found is None:
        raise ValueError("brought: kind count, kind count")
    return found[1], found[2]


def _piece(line: str) -> Piece:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError("a piece is seconds, < or >, hexadecimal")
    return Piece(float(found[1]), Direction(found[2]), bytes.fromhex(found[3]))
