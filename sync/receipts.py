"""Checks the province's signed receipts (compact JWS, RFC 7515) against the keys that were pinned at enrolment.

Invariants:
- A receipt counts as :mod:`sync.pinned` says, and for one terminal; an evidence receipt never passes for a message's.
- What the province remarked is part of the signed claims, and is handed on with them.
- Whatever is wrong, the caller sees one error: SyncError(WRONG_KEY).
"""

from collections.abc import Iterable
from typing import TypeVar

from sync.contract import EVIDENCE_RECEIPT_TYPE, RECEIPT_TYPE, EvidenceReceiptClaims, ReceiptClaims
from sync.errors import SyncError, SyncFault
from sync.pinned import PinnedKeyring
from sync.ports import VerifiedEvidenceReceipt, VerifiedReceipt

_Claims = TypeVar("_Claims", ReceiptClaims, EvidenceReceiptClaims)


class PinnedKeys:
    """Implements ``sync.ports.ReceiptVerifier`` for one terminal and the province it was enrolled at."""

    def __init__(self, issuer: str, keys: Iterable[tuple[str, str]], *, terminal_id: str) -> None:
        """``keys`` are pairs of key id and raw public key (base64url). Raises ValueError for an unusable key."""
        self._keyring = PinnedKeyring(issuer, keys)
        self._terminal_id = terminal_id

    def message_receipt(self, jws: str) -> VerifiedReceipt:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it as a receipt for a message of this terminal."""
        return VerifiedReceipt(self._claims(jws, RECEIPT_TYPE, ReceiptClaims), jws)

    def evidence_receipt(self, jws: str) -> VerifiedEvidenceReceipt:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it as a receipt for a file of this terminal."""
        return VerifiedEvidenceReceipt(self._claims(jws, EVIDENCE_RECEIPT_TYPE, EvidenceReceiptClaims), jws)

    def _claims(self, token: str, receipt_type: str, model: type[_Claims]) -> _Claims:
        payload = self._keyring.payload(token, receipt_type)
        try:
            claims = model.model_validate_json(payload)
        except ValueError as exc:
            raise SyncError(SyncFault.WRONG_KEY, "claims") from exc
        if claims.iss != self._keyring.issuer or claims.terminal_id != self._terminal_id:
            raise SyncError(SyncFault.WRONG_KEY, "issuer or terminal")
        return claims
