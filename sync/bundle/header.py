"""What stands in clear before and after a bundle part's sealed body, and what anybody can check without a key.

Layout: magic ``YQSB`` and a version byte, length of the header (4 bytes, big-endian), header (JSON), sealed body
(:mod:`sync.bundle.sealing`), ``YQSE``, SHA-256 of everything before it.

Invariants:
- In clear stand only: format, suite, key id, province, environment, a random bundle id, part and number of parts. No
  terminal, no outlet, no person, no time.
- The digest at the end finds a copy that was cut or spoiled; who wrote it, only the
  sealed body tells.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import Field, ValidationError
from pydantic_core import from_json

from sync.bundle.errors import BundleError
from sync.bundle.sealing import SUITE_ID
from sync.contract import Answer, Identifier
from sync.digests import canonical_json
from sync.words import BundleFault, Environment

BUNDLE_SUFFIX: Final = ".yqb"
MAX_BUNDLE_BYTES: Final = 4 * 1024**3 - 1
"""Of one part: the largest file that FAT32 holds."""
MAX_PARTS: Final = 9999

_FORMAT: Final = 1
_MAGIC: Final = b"YQSB\x01"
_END_MAGIC: Final = b"YQSE"
_LENGTH_BYTES: Final = 4
_MAX_HEADER_BYTES: Final = 4096
END_BYTES: Final = len(_END_MAGIC) + hashlib.sha256().digest_size
_READ_SIZE: Final = 1024 * 1024


class BundleHeader(Answer):
    """The header of one part; a reader ignores members that it does not know."""

    format: int
    suite: str = Field(max_length=64)
    kid: str = Field(min_length=1, max_length=64)
    issuer: str = Field(min_length=1, max_length=200)
    environment: Environment
    bundle_id: Identifier
    part: int = Field(ge=1, le=MAX_PARTS)
    parts: int = Field(ge=1, le=MAX_PARTS)


@dataclass(frozen=True, slots=True)
class OpenedHeader:
    """A part's header, and its very bytes from the file's beginning: the sealed body is bound to them."""

    header: BundleHeader
    raw: bytes


@dataclass(frozen=True, slots=True)
class BundlePart:
    """A part that is whole as a file: what it says of itself, its length in bytes, and the SHA-256 of the file."""

    header: BundleHeader
    size: int
    sha256: str


def written_header(*, kid: str, issuer: str, environment: Environment, bundle_id: str, part: int, parts: int) -> bytes:
    """The bytes with which a part begins."""
    header = canonical_json(
        {
            "format": _FORMAT,
            "suite": SUITE_ID,
            "kid": kid,
            "issuer": issuer,
            "environment": environment.value,
            "bundle_id": bundle_id,
            "part": part,
            "parts": parts,
        }
    )
    return _MAGIC + len(header).to_bytes(_LENGTH_BYTES, "big") + header


def written_end(digest: bytes) -> bytes:
    """The bytes with which a part ends; ``digest`` is the SHA-256 of everything before."""
    return _END_MAGIC + digest


def read_header(file: BinaryIO) -> OpenedHeader:
    """From a file's beginning; leaves it at the sealed body.

    Raises BundleError(NOT_A_BUNDLE, DAMAGED, TOO_NEW). OSError passes.
    """
    magic = file.read(len(_MAGIC))
    if magic[: len(_MAGIC) - 1] != _MAGIC[:-1]:
        raise BundleError(BundleFault.NOT_A_BUNDLE)
    if magic != _MAGIC:
        raise BundleError(BundleFault.TOO_NEW, "layout")
    length = file.read(_LENGTH_BYTES)
    size = int.from_bytes(length, "big")
    text = file.read(min(size, _MAX_HEADER_BYTES))
    if len(length) < _LENGTH_BYTES or len(text) != size:
        raise BundleError(BundleFault.DAMAGED, "header")
    return OpenedHeader(_parsed(text), magic + length + text)


def _parsed(text: bytes) -> BundleHeader:
    try:
        raw = from_json(text, allow_inf_nan=False)
        if isinstance(raw, dict) and raw.get("format") != _FORMAT and isinstance(raw.get("format"), int):
            raise BundleError(BundleFault.TOO_NEW, "format")
        header = BundleHeader.model_validate(raw)
    except (ValueError, ValidationError) as error:
        raise BundleError(BundleFault.DAMAGED, "header") from error
    if header.suite != SUITE_ID:
        raise BundleError(BundleFault.TOO_NEW, "suite")
    return header


def require_province(header: BundleHeader, *, issuer: str, environment: Environment) -> None:
    """Raises BundleError(OTHER_ENVIRONMENT, OTHER_PROVINCE) for a bundle that is not for this province."""
    if header.environment is not environment:
        raise BundleError(BundleFault.OTHER_ENVIRONMENT, header.environment.value)
    if header.issuer != issuer:
        raise BundleError(BundleFault.OTHER_PROVINCE)


def checked_part(path: Path) -> BundlePart:
    """Read the whole file once: it is a bundle's part, and its end says that it is as it was written.

    Raises BundleError(NOT_A_BUNDLE, DAMAGED, TOO_NEW, UNREADABLE).
    """
    with reading(path) as file:
        header = read_header(file).header
        size = os.fstat(file.fileno()).st_size
        file.seek(0)
        content = hashlib.sha256()
        left = size - END_BYTES
        while left > 0 and (piece := file.read(min(left, _READ_SIZE))):
            content.update(piece)
            left -= len(piece)
        end = file.read(END_BYTES)
        if left or end != written_end(content.digest()):
            raise BundleError(BundleFault.DAMAGED, "end")
        whole = content.copy()
        whole.update(end)
    return BundlePart(header, size, whole.hexdigest())


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file of a stick. Every OSError in the block, too, becomes BundleError(UNREADABLE)."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise BundleError(BundleFault.UNREADABLE, type(error).__name__) from error
