"""The province's keys as they were pinned at enrolment, and what they signed (compact JWS, RFC 7515).

Invariants:
- Only ``EdDSA`` with a pinned key counts: no other algorithm, no key from the token itself.
- A header is judged by joserfc in the first token that has it. Byte for byte the same header means the same once more,
  so that of the later ones only the signature is checked: a backlog brings thousands of receipts.
- The ``typ`` header must fit, so that one kind of signed word never passes for another.
- Whatever is wrong, the caller sees one error: SyncError(WRONG_KEY).
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from joserfc.errors import InvalidKeyIdError, JoseError, UnsupportedAlgorithmError
from joserfc.jwa import JWSAlgModel
from joserfc.jwk import OKPKey
from joserfc.jws import CompactSignature, JWSRegistry, deserialize_compact

from sync.errors import SyncError, SyncFault

JWS_ALGORITHM = "EdDSA"


class EdDsaRegistry(JWSRegistry):
    """Knows EdDSA and nothing else.

    joserfc's own registry warns at every use that RFC 9864 gave the algorithm a new name; version 1 of the contract
    fixes the old one (RFC 8037). Its bound on a payload's size is raised where a whole pack is signed.
    """

    def __init__(self, *, strict_check_header: bool = True, largest_payload: int | None = None) -> None:
        super().__init__(strict_check_header=strict_check_header)
        if largest_payload is not None:
            self.max_payload_length = base64_length(largest_payload)

    def get_alg(self, name: str) -> JWSAlgModel:
        """The algorithm's model. Raises joserfc's UnsupportedAlgorithmError."""
        if name != JWS_ALGORITHM:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[name]


_MOST_HEADERS = 64
"""Known headers that are kept: one for each key and type; a stranger cannot make more, as they count when signed."""


@dataclass(frozen=True, slots=True)
class _KnownHeader:
    """A header that was judged well, by the key it names and the type it states."""

    key: Ed25519PublicKey
    token_type: str


class PinnedKeyring:
    """One issuer's public keys by id."""

    def __init__(self, issuer: str, keys: Iterable[tuple[str, str]], *, largest_payload: int | None = None) -> None:
        """``keys`` are pairs of key id and raw public key (base64url); ``largest_payload`` is in bytes.

        Raises ValueError for an unusable key.
        """
        self.issuer = issuer
        self._keys = {kid: _public_key(x) for kid, x in keys}
        self._registry = EdDsaRegistry(strict_check_header=False, largest_payload=largest_payload)
        self._known: dict[str, _KnownHeader] = {}

    def payload(self, token: str, token_type: str) -> bytes:
        """What was signed. Raises SyncError(WRONG_KEY) unless a pinned key signed a token of that type."""
        known = self._known.get(token.partition(".")[0])
        if known is None:
            return self._judged(token, token_type)
        if known.token_type != token_type:
            raise SyncError(SyncFault.WRONG_KEY, "type")
        signed, _, signature = token.rpartition(".")
        _, _, payload = signed.partition(".")
        if len(payload) > self._registry.max_payload_length:
            raise SyncError(SyncFault.WRONG_KEY, "size")
        try:
            known.key.verify(_decoded(signature), signed.encode("ascii"))
            return _decoded(payload)
        except (InvalidSignature, ValueError) as exc:
            raise SyncError(SyncFault.WRONG_KEY, type(exc).__name__) from exc

    def _judged(self, token: str, token_type: str) -> bytes:
        try:
            signed = deserialize_compact(token, self._key_of, registry=self._registry)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as exc:
            # The token is a stranger's word until now: joserfc meets odd header types with these, too.
            raise SyncError(SyncFault.WRONG_KEY, type(exc).__name__) from exc
        if signed.headers().get("typ") != token_type:
            raise SyncError(SyncFault.WRONG_KEY, "type")
        key = self._key_of(signed).get_op_key("verify")
        if isinstance(key, Ed25519PublicKey) and len(self._known) < _MOST_HEADERS:
            self._known[token.partition(".")[0]] = _KnownHeader(key, token_type)
        return signed.payload

    def _key_of(self, signed: object) -> OKPKey:
        kid = signed.headers().get("kid") if isinstance(signed, CompactSignature) else None
        if not isinstance(kid, str) or kid not in self._keys:
            raise InvalidKeyIdError("not pinned")
        return self._keys[kid]


def _decoded(segment: str) -> bytes:
    """Of base64url without padding (RFC 7515, section 2). Raises ValueError for anything else."""
    if "=" in segment or "+" in segment or "/" in segment:
        raise ValueError("not base64url")
    padded = segment + "=" * (-len(segment) % 4)
    try:
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except binascii.Error as exc:
        raise ValueError("not base64url") from exc


def base64_length(size: int) -> int:
    """How many characters of base64 stand for ``size`` bytes, padding included."""
    return (size + 2) // 3 * 4


def _public_key(x: str) -> OKPKey:
    try:
        return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    except (JoseError, ValueError) as exc:
        raise ValueError("not an Ed25519 public key") from exc
