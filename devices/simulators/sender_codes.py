"""Makes real-name codes (实名码) as a sender's phone would show them, for training and tests.

Invariants:
- The private key is public on purpose: it is made from a text in this file. The policy pack names its public half as an
  issuer for training, which a terminal in production refuses.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.ports import CardLayout, CardText

TRAINING_ISSUER = "training-sender-codes"
TRAINING_KEY_ID = "training-sender-codes-1"
TRAINING_PREFIX = "YQSM1:"

_TRAINING_KEY = Ed25519PrivateKey.from_private_bytes(
    hashlib.sha256(b"yanqi training sender code issuer: not a secret").digest()
)

_DOCUMENT_TYPES = {
    CardLayout.RESIDENT: "resident_card",
    CardLayout.HMT_RESIDENCE: "hmt_residence_permit",
    CardLayout.FOREIGNER_2017: "foreigner_permanent_card",
    CardLayout.FOREIGNER_2023: "foreigner_permanent_card",
}

_LIFETIME_S = 300


def training_public_key() -> str:
    """The raw public key, base64url without padding, as the policy pack has it."""
    return _base64url(_TRAINING_KEY.public_key().public_bytes_raw())


def training_sender_code(card: CardText, now: datetime, phone: str | None = None) -> str:
    """The QR's text for the holder of ``card``, good for five minutes from ``now`` (timezone-aware)."""
    issued_at = int(now.timestamp())
    claims: dict[str, object] = {
        "iss": TRAINING_ISSUER,
        "jti": secrets.token_urlsafe(12),
        "iat": issued_at,
        "exp": issued_at + _LIFETIME_S,
        "document_type": _DOCUMENT_TYPES[card.layout],
        "document_number": card.number,
        "name": card.name or card.english_name,
        "valid_to": None if card.valid_to is None else card.valid_to.isoformat(),
    }
    if phone is not None:
        claims["phone"] = phone
    return signed_sender_code(claims)


def signed_sender_code(claims: object, **header: object) -> str:
    """Any claims under the training key; ``header`` adds or replaces members. For tests of what must be refused."""
    whole = {"alg": "EdDSA", "kid": TRAINING_KEY_ID, "typ": "sender-code+jws", **header}
    signed = f"{_base64url(_json(whole))}.{_base64url(_json(claims))}"
    return f"{TRAINING_PREFIX}{signed}.{_base64url(_TRAINING_KEY.sign(signed.encode()))}"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
