"""Checks the province's signed receipts (compact JWS, RFC 7515) against the keys that were pinned at enrolment.

Invariants:
- Only ``EdDSA`` with a pinned key counts: no other algorithm, no key from the receipt itself.
- The ``typ`` header must fit, so that an evidence receipt never passes for a message receipt.
- What the province remarked is part of the signed claims, and is handed on with them.
- Whatever is wrong, the caller sees one error: SyncError(WRONG_KEY).
"""

from collections.abc import Iterable
from typing import TypeVar

from joserfc.errors import InvalidKeyIdError, JoseError, UnsupportedAlgorithmError
from joserfc.jwa import JWSAlgModel
from joserfc.jwk import OKPKey
from joserfc.jws import CompactSignature, JWSRegistry, deserialize_compact

from sync.contract import EVIDENCE_RECEIPT_TYPE, RECEIPT_TYPE, EvidenceReceiptClaims, ReceiptClaims
from sync.errors import SyncError, SyncFault
from sync.ports import VerifiedEvidenceReceipt, VerifiedReceipt

RECEIPT_ALGORITHM = "EdDSA"

_Claims = TypeVar("_Claims", ReceiptClaims, EvidenceReceiptClaims)


class EdDsaRegistry(JWSRegistry):
    """Knows EdDSA and nothing else.

    joserfc's own registry warns at every use that RFC 9864 gave the algorithm a new name; version 1 of the contract
    fixes the old one (RFC 8037).
    """

    def get_alg(self, name: str) -> JWSAlgModel:
        """The algorithm's model. Raises joserfc's UnsupportedAlgorithmError."""
        if name != RECEIPT_ALGORITHM:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[name]


class PinnedKeys:
    """Implements ``sync.ports.ReceiptVerifier`` for one terminal and the province it was enrolled at."""

    def __init__(self, issuer: str, keys: Iterable[tuple[str, str]], *, terminal_id: str) -> None:
        """``keys`` are pairs of key id and raw public key (base64url). Raises ValueError for an unusable key."""
        self._issuer = issuer
        self._terminal_id = terminal_id
        self._keys = {kid: _public_key(x) for kid, x in keys}
        self._registry = EdDsaRegistry(strict_check_header=False)

    def message_receipt(self, jws: str) -> VerifiedReceipt:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it as a receipt for a message of this terminal."""
        return VerifiedReceipt(self._claims(jws, RECEIPT_TYPE, ReceiptClaims), jws)

    def evidence_receipt(self, jws: str) -> VerifiedEvidenceReceipt:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it as a receipt for a file of this terminal."""
        return VerifiedEvidenceReceipt(self._claims(jws, EVIDENCE_RECEIPT_TYPE, EvidenceReceiptClaims), jws)

    def _claims(self, token: str, receipt_type: str, model: type[_Claims]) -> _Claims:
        signed = self._verified(token)
        if signed.headers().get("typ") != receipt_type:
            raise SyncError(SyncFault.WRONG_KEY, "type")
        try:
            claims = model.model_validate_json(signed.payload)
        except ValueError as exc:
            raise SyncError(SyncFault.WRONG_KEY, "claims") from exc
        if claims.iss != self._issuer or claims.terminal_id != self._terminal_id:
            raise SyncError(SyncFault.WRONG_KEY, "issuer or terminal")
        return claims

    def _verified(self, token: str) -> CompactSignature:
        try:
            return deserialize_compact(token, self._key_of, registry=self._registry)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as exc:
            # The token is a stranger's word until now: joserfc meets odd header types with these, too.
            raise SyncError(SyncFault.WRONG_KEY, type(exc).__name__) from exc

    def _key_of(self, signed: object) -> OKPKey:
        kid = signed.headers().get("kid") if isinstance(signed, CompactSignature) else None
        if not isinstance(kid, str) or kid not in self._keys:
            raise InvalidKeyIdError("not pinned")
        return self._keys[kid]


def _public_key(x: str) -> OKPKey:
    try:
        return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    except (JoseError, ValueError) as exc:
        raise ValueError("not an Ed25519 public key") from exc
