"""Sealing to the province: HPKE (RFC 9180, base mode) for a fresh key, AES-256-GCM in STREAM chunks for the content.

A sealed body is ``encapsulated key || ciphertext of the content key`` (HPKE, 80 bytes), a nonce prefix (7 bytes), then
chunks of 64 KiB of content with a 16-byte tag each (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015). The nonce of a
chunk is prefix | number (4 bytes, big-endian) | last (1 byte).

Invariants:
- Whoever holds the public key can seal, only the province can open; the terminal that sealed cannot.
- The HPKE ``info`` binds what stands in clear before the body: a body under another header does not open.
- A cut, two swapped chunks or a flipped bit: BundleError(DAMAGED), and no byte of a bad chunk is handed out.
- Memory holds one chunk at a time.
"""

import base64
import secrets
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.bundle.errors import BundleError
from sync.words import BundleFault

SUITE_ID: Final = "hpke-0020-0001-0002-stream"
"""DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM by their RFC 9180 numbers, and STREAM over AES-256-GCM."""
CHUNK_BYTES: Final = 64 * 1024
TAG_BYTES: Final = 16

_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_KEY_BYTES: Final = 32
_PREFIX_BYTES: Final = 7
_ENVELOPE_BYTES: Final = 32 + _KEY_BYTES + TAG_BYTES
_INFO: Final = b"yanqi sealed bundle v1\0"


class Sink(Protocol):
    """Takes bytes, in order."""

    def write(self, data: bytes, /) -> object:
        """Take all of them."""


def sealing_public_key(x: str) -> X25519PublicKey:
    """From 32 raw bytes in base64url without padding. Raises ValueError."""
    return X25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(x + "="))


def sealed_size(clear_size: int) -> int:
    """How long the sealed body of ``clear_size`` bytes is."""
    chunks = max(1, -(-clear_size // CHUNK_BYTES))
    return _ENVELOPE_BYTES + _PREFIX_BYTES + clear_size + chunks * TAG_BYTES


class SealedWriter:
    """Seals what is written to it, chunk by chunk. :meth:`finish` ends the body."""

    def __init__(self, sink: Sink, key: X25519PublicKey, bound_to: bytes) -> None:
        """``bound_to`` is what stands in clear before the body."""
        content_key = secrets.token_bytes(_KEY_BYTES)
        self._sink = sink
        self._cipher = AESGCM(content_key)
        self._prefix = secrets.token_bytes(_PREFIX_BYTES)
        self._number = 0
        self._pending = bytearray()
        sink.write(_SUITE.encrypt(content_key, key, info=_INFO + bound_to) + self._prefix)

    def write(self, data: bytes, /) -> None:
        """Take more content."""
        self._pending += data
        # One byte more than a chunk must be there: the last chunk is known at the end only.
        while len(self._pending) > CHUNK_BYTES:
            self._seal(bytes(self._pending[:CHUNK_BYTES]), last=False)
            del self._pending[:CHUNK_BYTES]

    def finish(self) -> None:
        """Seal what is left; nothing may be written afterwards."""
        self._seal(bytes(self._pending), last=True)
        self._pending.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._sink.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last=last), chunk, None))
        self._number += 1


def opened_chunks(file: BinaryIO, size: int, key: X25519PrivateKey, bound_to: bytes) -> Iterator[bytes]:
    """The content of a sealed body of ``size`` bytes that begins where ``file`` stands, chunk by chunk.

    Raises BundleError(DAMAGED) at the first thing that is wrong. OSError passes.
    """
    envelope, prefix = file.read(_ENVELOPE_BYTES), file.read(_PREFIX_BYTES)
    left = size - _ENVELOPE_BYTES - _PREFIX_BYTES
    cipher = AESGCM(_content_key(envelope, key, bound_to))
    number = 0
    while True:
        sealed = file.read(min(left, CHUNK_BYTES + TAG_BYTES)) if left > 0 else b""
        left -= len(sealed)
        try:
            chunk = cipher.decrypt(_nonce(prefix, number, last=left <= 0), sealed, None)
        except (InvalidTag, ValueError, OverflowError) as error:
            raise BundleError(BundleFault.DAMAGED, f"chunk {number}") from error
        yield chunk
        number += 1
        if left <= 0:
            return


def _content_key(envelope: bytes, key: X25519PrivateKey, bound_to: bytes) -> bytes:
    try:
        content_key = _SUITE.decrypt(envelope, key, info=_INFO + bound_to)
    except (InvalidTag, ValueError) as error:
        raise BundleError(BundleFault.DAMAGED, "envelope") from error
    if len(content_key) != _KEY_BYTES:
        raise BundleError(BundleFault.DAMAGED, "envelope")
    return content_key


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
