"""The terminal's key and the signature it puts on every request (RFC 9421, Ed25519).

Invariants:
- What a signature covers stands in ``sync.contract.SIGNED_COMPONENTS``, for both sides, in the order in which it is
  signed here.
- The signature is byte for byte the one that http-message-signatures makes, which checks it at the province. A property
  test holds both against each other; written out, it takes a tenth of the time, and each photo needs two.
- Every request carries a ``Content-Digest`` (RFC 9530), an empty body too; it is taken over the bytes on the wire.
- A private key never shows in ``repr``, in an exception or in a log.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Final, Self
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.contract import SIGNATURE_LABEL, SIGNED_COMPONENTS

_COMPONENTS: Final = "(" + " ".join(f'"{name}"' for name in SIGNED_COMPONENTS) + ")"


def unpadded_base64url(raw: bytes) -> str:
    """The form in which the contract writes keys (RFC 7515, appendix C)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


class TerminalKey:
    """The terminal's Ed25519 key: made on this PC, never sent anywhere."""

    __slots__ = ("_private",)

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    def __repr__(self) -> str:
        return f"TerminalKey(public={self.public_b64})"

    @classmethod
    def generate(cls) -> Self:
        """A new key from the operating system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_raw(cls, raw: bytes) -> Self:
        """The key kept as 32 raw bytes. Raises ValueError for any other length."""
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    def to_raw(self) -> bytes:
        """The 32 secret bytes, for the encrypted store only."""
        return self._private.private_bytes_raw()

    @property
    def public_b64(self) -> str:
        """The public half as the contract writes it: 32 raw bytes, base64url without padding."""
        return unpadded_base64url(self._private.public_key().public_bytes_raw())

    def signature_of(self, words: bytes) -> bytes:
        """A plain Ed25519 signature (RFC 8032), 64 bytes; ``words`` begin with what they are, as no other ones do."""
        return self._private.sign(words)

    def signer_for(self, terminal_id: str) -> "RequestSigner":
        """A signer whose signatures name this terminal."""
        return RequestSigner(terminal_id, self._private)


@dataclass(frozen=True, slots=True)
class RequestSigner:
    """Signs requests in the name of one terminal."""

    terminal_id: str
    private: Ed25519PrivateKey = field(repr=False)

    def sign(self, method: str, url: str, headers: Mapping[str, str], body: bytes, at: datetime) -> dict[str, str]:
        """The headers to send: those given, and ``Date``, ``Content-Digest``, ``Signature-Input``, ``Signature``.

        ``url`` is the absolute, encoded address; ``body`` the bytes on the wire, after compression; ``at`` is the
        terminal's clock, timezone-aware.
        """
        parts = urlsplit(url)
        date = format_datetime(at, usegmt=True)
        digest = f"sha-256=:{_base64(sha256(body).digest())}:"
        values = (method.upper(), parts.path or "/", f"?{parts.query}", date, digest)
        parameters = f'{_COMPONENTS};created={int(at.timestamp())};keyid="{self.terminal_id}";alg="ed25519"'
        lines = [f'"{name}": {value}' for name, value in zip(SIGNED_COMPONENTS, values, strict=True)]
        base = "\n".join([*lines, f'"@signature-params": {parameters}'])
        return {
            **headers,
            "Date": date,
            "Content-Digest": digest,
            "Signature-Input": f"{SIGNATURE_LABEL}={parameters}",
            "Signature": f"{SIGNATURE_LABEL}=:{_base64(self.private.sign(base.encode()))}:",
        }


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
