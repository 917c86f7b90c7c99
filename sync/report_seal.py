"""A whole report in a QR: the message as it was frozen, signed by the terminal, in one text.

``YQR1:`` and the Base45 (RFC 9285) of the Ed25519 signature (RFC 8032, 64 bytes) and the zlib-compressed (RFC 1950)
message. A report on paper, or a photograph of it, then holds what a wire would have carried: the province reads it,
checks it against the terminal's key that it has known since enrolment, and takes it in like one that was sent.

It is signed, not encrypted: it says what the paper around it says. It proves which terminal made the report and that
not a character was changed since, not that the report has arrived (that is what a receipt proves).

Invariants:
- Signatures are made over a text of their own in front, so that nothing else this key signs passes for a report.
- The signature is over the compressed bytes, so that a report has one text and a changed character never passes.
- Nothing that a text says counts before its signature held. Unpacking never gives more than ``LONGEST_BODY`` bytes.
"""

import zlib
from dataclasses import dataclass, field
from typing import Final

from base45 import b45decode, b45encode
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PREFIX: Final = "YQR1:"
LONGEST_BODY: Final = 16 * 1024
LONGEST_TEXT: Final = 3391
"""Characters in the largest QR in alphanumeric mode at level M, 15 % (ISO/IEC 18004, version 40-M)."""
_SIGNED_AS: Final = b"yanqi report on paper 1\0"
_SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report read from its text, not yet believed. ``body`` is the message's JSON."""

    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    signed: bytes = field(repr=False)
    """What the signature is over: the message as it was compressed."""

    def is_signed_by(self, public_key: bytes) -> bool:
        """Whether the terminal with this raw 32-byte key made it. Raises ValueError for a key that is none."""
        key = Ed25519PublicKey.from_public_bytes(public_key)
        try:
            key.verify(self.signature, _SIGNED_AS + self.signed)
        except InvalidSignature:
            return False
        return True


def sealed_text(body: bytes, private_key: bytes) -> str:
    """The QR's text for a frozen message.

    Raises ValueError for a message that fits no QR, and for a key that is none.
    """
    compressed = zlib.compress(body, 9)
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(_SIGNED_AS + compressed)
    packed: bytes = b45encode(signature + compressed)
    text = PREFIX + packed.decode("ascii")
    if len(body) > LONGEST_BODY or len(text) > LONGEST_TEXT:
        raise ValueError("too long for a QR")
    return text


def sealed_report(text: str) -> SealedReport | None:
    """What the text holds; None when it is no report of this form. Raises nothing."""
    if not text.startswith(PREFIX) or len(text) > LONGEST_TEXT:
        return None
    try:
        packed = b45decode(text.removeprefix(PREFIX))
        signature, compressed = packed[:_SIGNATURE_BYTES], packed[_SIGNATURE_BYTES:]
        unpacker = zlib.decompressobj()
        body = unpacker.decompress(compressed, LONGEST_BODY)
    except (ValueError, zlib.error):
        return None
    if not unpacker.eof or unpacker.unused_data:
        return None
    return SealedReport(body, signature, compressed)
