"""The headers of tus 1.0.0 (core, creation, checksum), parsed. Pure.

Invariants:
- Metadata that the contract does not name is dropped, never kept: a plain client sends file names.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sync.contract import ProblemCode
from sync.province.errors import Refusal

TUS_VERSION = "1.0.0"
TUS_EXTENSIONS = "creation,termination,checksum"
CHUNK_TYPE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
"""The status that the checksum extension made up."""
_METADATA = ("evidence_id", "message_id", "sha256", "media_type")

CHECKSUMS = ("sha256", "sha1")
"""The contract's own, and the one that tus demands of every server."""


@dataclass(frozen=True, slots=True)
class UploadMetadata:
    """What a terminal says about a file it is going to send."""

    evidence_id: str
    message_id: str
    sha256: str
    media_type: str


def upload_metadata(header: str) -> UploadMetadata:
    """Parse ``Upload-Metadata``. Raises Refusal 400."""
    found = _pairs(header)
    missing = [name for name in _METADATA if name not in found]
    if missing:
        raise Refusal(ProblemCode.MALFORMED, 400, f"Upload-Metadata: {missing[0]}")
    return UploadMetadata(**{name: found[name] for name in _METADATA})


def bundle_sha256(header: str) -> str:
    """The ``sha256`` (lower-case hex) of a bundle's ``Upload-Metadata``. Raises Refusal 400."""
    digest = _pairs(header).get("sha256", "")
    if re.fullmatch(r"[0-9a-f]{64}", digest) is None:
        raise Refusal(ProblemCode.MALFORMED, 400, "Upload-Metadata: sha256")
    return digest


def _pairs(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in header.split(","):
        name, _, encoded = pair.strip().partition(" ")
        if not name or name in found:
            raise Refusal(ProblemCode.MALFORMED, 400, "Upload-Metadata")
        try:
            found[name] = base64.b64decode(encoded, validate=True).decode()
        except ValueError:  # not base64, or not UTF-8
            raise Refusal(ProblemCode.MALFORMED, 400, "Upload-Metadata") from None
    return found


def whole_number(headers: Mapping[str, str], name: str) -> int:
    """A header that holds a non-negative integer. Raises Refusal 400."""
    text = headers.get(name, "")
    # isascii: other scripts' digits are decimal too for Python. 15 digits are a petabyte.
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise Refusal(ProblemCode.MALFORMED, 400, name)
    return int(text)


def check_chunk(header: str | None, chunk: bytes) -> None:
    """Compare a chunk with its ``Upload-Checksum``, if any. Raises Refusal 400 or 460."""
    if header is None:
        return
    algorithm, _, encoded = header.strip().partition(" ")
    try:
        stated = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise Refusal(ProblemCode.MALFORMED, 400, "Upload-Checksum") from None
    if algorithm not in CHECKSUMS:
        raise Refusal(ProblemCode.MALFORMED, 400, "Upload-Checksum algorithm")
    if hashlib.new(algorithm, chunk, usedforsecurity=False).digest() != stated:
        raise Refusal(ProblemCode.DIGEST_MISMATCH, CHECKSUM_MISMATCH, "Upload-Checksum")


def check_version(headers: Mapping[str, str]) -> None:
    """Each tus request but OPTIONS names the version. Raises Refusal 412."""
    if headers.get("tus-resumable") != TUS_VERSION:
        raise Refusal(ProblemCode.MALFORMED, 412, "Tus-Resumable", headers={"Tus-Version": TUS_VERSION})
