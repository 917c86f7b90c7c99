"""Request bodies: read within a limit, decompressed within a limit, parsed within a limit.

Invariants:
- A small body can never become a large one in memory (zip bombs): decompression stops at the limit.
- Nothing is parsed that is not strict JSON: no NaN, no unpaired surrogates, no bottomless nesting.
"""

import zlib

import zstandard
from fastapi import Request
from pydantic import JsonValue
from pydantic_core import from_json

from sync.province.errors import Refusal
from sync.words import ProblemCode

ACCEPTED_ENCODINGS = "gzip, zstd, identity"
_GZIP = 16 + zlib.MAX_WBITS
_MAX_ZSTD_WINDOW = 8 * 1024 * 1024
"""RFC 8878 recommends that decoders support at least 8 MiB; more would let a header ask for much memory."""


async def read_body(request: Request, limit: int) -> bytes:
    """The bytes on the wire. Raises Refusal 413 as soon as there are more than ``limit``."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise Refusal(ProblemCode.TOO_LARGE, 413)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise Refusal(ProblemCode.TOO_LARGE, 413)
    return bytes(body)


def decoded(body: bytes, content_encoding: str, limit: int) -> bytes:
    """The body without its ``Content-Encoding`` (RFC 9110).

    Raises Refusal 413 (more than ``limit`` bytes), 415 (another encoding) or 400 (broken).
    """
    match content_encoding.strip().lower():
        case "" | "identity":
            plain = body
        case "gzip" | "x-gzip":
            plain = _gunzipped(body, limit)
        case "zstd":
            plain = _unzstandarded(body, limit)
        case _:
            raise Refusal(ProblemCode.UNSUPPORTED_ENCODING, 415, headers={"Accept-Encoding": ACCEPTED_ENCODINGS})
    if len(plain) > limit:
        raise Refusal(ProblemCode.TOO_LARGE, 413)
    return plain


def _gunzipped(body: bytes, limit: int) -> bytes:
    stream = zlib.decompressobj(_GZIP)
    try:
        plain = stream.decompress(body, limit + 1)
    except zlib.error:
        raise Refusal(ProblemCode.MALFORMED, 400, "gzip") from None
    if len(plain) <= limit and (not stream.eof or stream.unused_data):
        raise Refusal(ProblemCode.MALFORMED, 400, "gzip")
    return plain


def _unzstandarded(body: bytes, limit: int) -> bytes:
    decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_ZSTD_WINDOW)
    try:
        # A frame that was cut short reads as a shorter text, which is then no JSON.
        with decompressor.stream_reader(body) as stream:
            return stream.read(limit + 1)
    except zstandard.ZstdError:
        raise Refusal(ProblemCode.MALFORMED, 400, "zstd") from None


def json_object(body: bytes) -> dict[str, JsonValue]:
    """The JSON object in a body. Raises Refusal 400."""
    try:
        value: JsonValue = from_json(body, allow_inf_nan=False)
    except ValueError:
        # The parser's message quotes nothing, but its cause is not ours to show.
        raise Refusal(ProblemCode.MALFORMED, 400, "json") from None
    if not isinstance(value, dict):
        raise Refusal(ProblemCode.MALFORMED, 400, "object_expected")
    return value
