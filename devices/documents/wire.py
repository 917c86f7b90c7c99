"""Messages on a pipe between the window and the reader's process: a JSON head and binary parts, each after its length.

``u32 length of the head | head (UTF-8 JSON object) | u32 number of parts | for each: u32 length | bytes``, big-endian.

Invariants:
- Reads from a stream that ends, is cut or holds garbage come to an end: None at a clean end, else :class:`WireError`.
- An error never quotes what was read.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from typing import IO, Final, TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

MOST_HEAD: Final = 1 << 20
MOST_PART: Final = 1 << 27
"""Bytes; a picture of 8192 x 5461 fits."""
MOST_PARTS: Final = 64

_LENGTH: Final = struct.Struct(">I")


class WireError(Exception):
    """The bytes are no message."""


def write_message(stream: IO[bytes], head: Mapping[str, Json], parts: Sequence[bytes | memoryview] = ()) -> None:
    """Write one message and flush. Raises OSError, and ValueError for a closed stream."""
    written = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    stream.write(_LENGTH.pack(len(written)) + written + _LENGTH.pack(len(parts)))
    for part in parts:
        size = part.nbytes if isinstance(part, memoryview) else len(part)
        stream.write(_LENGTH.pack(size))
        stream.write(part)
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, Json], list[bytes]] | None:
    """The next message; None when the stream has ended before it. Raises WireError, OSError."""
    first = stream.read(_LENGTH.size)
    if not first:
        return None
    if len(first) < _LENGTH.size:
        raise WireError("cut")
    head = _head(_exactly(stream, _within(_LENGTH.unpack(first)[0], MOST_HEAD)))
    count = _within(_number(stream), MOST_PARTS)
    return head, [_exactly(stream, _within(_number(stream), MOST_PART)) for _ in range(count)]


def _head(raw: bytes) -> dict[str, Json]:
    try:
        head = json.loads(raw)
    except (ValueError, RecursionError):
        # the cause would quote the bytes
        raise WireError("no JSON") from None
    if not isinstance(head, dict):
        raise WireError("no object")
    return head


def _within(size: int, most: int) -> int:
    if size > most:
        raise WireError("too long")
    return size


def _number(stream: IO[bytes]) -> int:
    return int(_LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise WireError("cut")
    return content
