"""JPEG pictures as RTP packets (RFC 2435), the simplest picture that an IP camera can send.

Invariants:
- Pure: bytes to bytes.
- The quantisation tables go with every picture (Q 255); the Huffman tables are the standard ones, which libjpeg writes
  unless it is told to optimise.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

PAYLOAD_TYPE: Final = 26
CLOCK_HZ: Final = 90_000

_END: Final = b"\xff\xd9"
_TABLES_INSIDE: Final = 255
_PIECE: Final = 1400
"""Bytes of a picture in one packet: as over Ethernet."""
_KINDS: Final = {0x21: 0, 0x22: 1}
"""Sampling of the first component (4:2:2, 4:2:0) to the RFC's type."""


@dataclass(frozen=True, slots=True)
class JpegParts:
    """What of a JPEG goes on the wire. ``width`` and ``height`` are in blocks of eight pixels."""

    kind: int
    width: int
    height: int
    tables: bytes = field(repr=False)
    scan: bytes = field(repr=False)


def jpeg_parts(jpeg: bytes) -> JpegParts:
    """Take ``jpeg`` apart. Raises ValueError for one that RFC 2435 cannot carry: no baseline, gray, or too large."""
    tables = b""
    frame: tuple[int, int, int] | None = None
    place = 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:
        marker, (length,) = jpeg[place + 1], struct.unpack_from(">H", jpeg, place + 2)
        body = jpeg[place + 4 : place + 2 + length]
        place += 2 + length
        match marker:
            case 0xC0:  # start of a baseline frame
                frame = _frame(body)
            case 0xDB:  # quantisation tables
                tables += b"".join(body[start + 1 : start + 65] for start in range(0, len(body), 65))
            case 0xDA if frame is not None and len(tables) == 128:
                return JpegParts(*frame, tables, jpeg[place:].removesuffix(_END))
            case _:
                continue
    raise ValueError("no JPEG for RTP")


def packets(parts: JpegParts, *, sequence: int, timestamp: int, source: int = 1) -> Iterator[bytes]:
    """The picture's packets; the first one's number is ``sequence``, ``timestamp`` counts in :data:`CLOCK_HZ`."""
    for number, offset in enumerate(range(0, len(parts.scan), _PIECE)):
        last = offset + _PIECE >= len(parts.scan)
        yield (
            struct.pack(
                ">BBHII",
                0x80,
                PAYLOAD_TYPE | (0x80 if last else 0),
                (sequence + number) & 0xFFFF,
                timestamp & 0xFFFFFFFF,
                source,
            )
            + struct.pack(">IBBBB", offset, parts.kind, _TABLES_INSIDE, parts.width, parts.height)
            + (struct.pack(">HH", 0, len(parts.tables)) + parts.tables if offset == 0 else b"")
            + parts.scan[offset : offset + _PIECE]
        )


def _frame(body: bytes) -> tuple[int, int, int]:
    _precision, height, width, components = struct.unpack_from(">BHHB", body)
    kind = _KINDS.get(body[7]) if components == 3 else None
    if kind is None or width % 8 or height % 8 or max(width, height) > 2040:
        raise ValueError("no JPEG for RTP")
    return kind, width // 8, height // 8
