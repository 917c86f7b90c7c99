"""The province's own keys, each in a file of its data folder: for what it signs (Ed25519), opens (X25519) and hashes.

Invariants:
- A file is made once, with mode 0600, complete or not at all; it is never overwritten.
- A key never shows in ``repr``, an exception or a log.
- ``kid`` is the key's thumbprint (RFC 7638): the same key always has the same name.
"""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from joserfc.jwk import OKPKey

from sync.bundle.sealing import SUITE_ID
from sync.contract import ProvinceKey, ProvinceSealingKey
from sync.pinned import JWS_ALGORITHM
from sync.province.errors import ProvinceError, ProvinceFault
from sync.signing import unpadded_base64url

KEY_FILE = "receipt-key.pem"
SEALING_KEY_FILE = "sealing-key.pem"
DOCUMENT_KEY_FILE = "document-hash.key"
_DOCUMENT_KEY_BYTES = 32


class ReceiptKey:
    """Signs receipts, policy packs and changes; its public half is what terminals pin at enrolment."""

    __slots__ = ("_headers", "_private", "_x", "kid")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self._x = unpadded_base64url(private.public_key().public_bytes_raw())
        self._headers: dict[str, str] = {}
        self.kid = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": self._x}).thumbprint()

    def __repr__(self) -> str:
        return f"ReceiptKey(kid={self.kid})"

    @property
    def public(self) -> ProvinceKey:
        """What a terminal pins."""
        return ProvinceKey(kid=self.kid, x=self._x)

    def signed(self, token_type: str, claims: str) -> str:
        """A compact JWS of that ``typ`` over claims in JSON (RFC 7515, section 7.1)."""
        header = self._headers.get(token_type)
        if header is None:
            members = {"alg": JWS_ALGORITHM, "kid": self.kid, "typ": token_type}
            header = unpadded_base64url(json.dumps(members, separators=(",", ":")).encode())
            self._headers[token_type] = header
        signed = f"{header}.{unpadded_base64url(claims.encode())}"
        return f"{signed}.{unpadded_base64url(self._private.sign(signed.encode('ascii')))}"


class OpeningKey:
    """Opens what terminals sealed to the province (X25519); its public half is what they learn."""

    __slots__ = ("_private", "kid", "public")

    def __init__(self, private: X25519PrivateKey) -> None:
        x = unpadded_base64url(private.public_key().public_bytes_raw())
        self._private = private
        self.kid = OKPKey.import_key({"kty": "OKP", "crv": "X25519", "x": x}).thumbprint()
        self.public = ProvinceSealingKey(kid=self.kid, suite=SUITE_ID, x=x)

    def __repr__(self) -> str:
        return f"OpeningKey(kid={self.kid})"

    def named(self, kid: str) -> X25519PrivateKey | None:
        """The private key, for what was sealed to the key of this id; None for another one."""
        return self._private if kid == self.kid else None


class DocumentKey:
    """Hashes documents, so that the same one is found again and no number is kept."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __repr__(self) -> str:
        return "DocumentKey()"

    def hash_of(self, document_type: str, number: str) -> str:
        """Keyed BLAKE2b (RFC 7693), 256 bits, over type and number, in lower-case hex."""
        text = f"{document_type}\0{number}".encode()
        return hashlib.blake2b(text, key=self._key, digest_size=32).hexdigest()


@dataclass(frozen=True, slots=True)
class ProvinceKeys:
    """All keys of one province."""

    receipts: ReceiptKey
    documents: DocumentKey
    opening: OpeningKey

    @classmethod
    def in_folder(cls, data_dir: Path) -> Self:
        """Those of this data folder; what is missing is made. Raises ProvinceError(KEY_UNREADABLE)."""
        return cls(load_or_make_key(data_dir), load_or_make_document_key(data_dir), load_or_make_opening_key(data_dir))


def load_or_make_opening_key(data_dir: Path) -> OpeningKey:
    """The key that opens bundles; the folder and the key are made when missing.

    Raises ProvinceError(KEY_UNREADABLE).
    """
    try:
        pem = _read_or_make(data_dir / SEALING_KEY_FILE, lambda: _pem(X25519PrivateKey.generate()))
        private = serialization.load_pem_private_key(pem, password=None)
    except (OSError, ValueError) as exc:
        raise ProvinceError(ProvinceFault.KEY_UNREADABLE, type(exc).__name__) from exc
    if not isinstance(private, X25519PrivateKey):
        raise ProvinceError(ProvinceFault.KEY_UNREADABLE, "not X25519")
    return OpeningKey(private)


def load_or_make_key(data_dir: Path) -> ReceiptKey:
    """The key of this data folder; the folder and the key are made when missing.

    Raises ProvinceError(KEY_UNREADABLE).
    """
    try:
        pem = _read_or_make(data_dir / KEY_FILE, lambda: _pem(Ed25519PrivateKey.generate()))
        private = serialization.load_pem_private_key(pem, password=None)
    except (OSError, ValueError) as exc:
        raise ProvinceError(ProvinceFault.KEY_UNREADABLE, type(exc).__name__) from exc
    if not isinstance(private, Ed25519PrivateKey):
        raise ProvinceError(ProvinceFault.KEY_UNREADABLE, "not Ed25519")
    return ReceiptKey(private)


def load_or_make_document_key(data_dir: Path) -> DocumentKey:
    """The document key of this data folder; the folder and the key are made when missing.

    Raises ProvinceError(KEY_UNREADABLE).
    """
    try:
        key = _read_or_make(data_dir / DOCUMENT_KEY_FILE, lambda: secrets.token_bytes(_DOCUMENT_KEY_BYTES))
    except OSError as exc:
        raise ProvinceError(ProvinceFault.KEY_UNREADABLE, type(exc).__name__) from exc
    if len(key) != _DOCUMENT_KEY_BYTES:
        raise ProvinceError(ProvinceFault.KEY_UNREADABLE, "length")
    return DocumentKey(key)


def _pem(private: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _read_or_make(path: Path, new_content: Callable[[], bytes]) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path, new_content())
    return path.read_bytes()


def _make(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A hard link never replaces an existing file: of two provinces starting at once, one key wins.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
