"""Reads the sender's real-name code (实名码): a compact JWS (RFC 7515, EdDSA) behind an issuer's prefix in a QR.

Invariants:
- Only ``EdDSA`` with a key of the policy pack counts: no other algorithm, no key that the code brings along.
- A training issuer never counts at a terminal in production, nor the other way round.
- Nothing that the code says is believed, or even parsed, before its signature held.
- A code that was copied can be shown again while it is fresh: the caller keeps the ``jti`` of those it took.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from unicodedata import category

from app.domain.identity.document import DocumentType, ReadingSource
from app.domain.identity.sender import phone_is_valid
from app.domain.identity.sender_code import SenderCode, SenderCodeFault, SenderCodeIssuer, SenderCodeRefused
from app.domain.policy import Policy
from app.identity_numbers import normalised_number
from sync.words import Environment

CODE_TYPE = "sender-code+jws"
"""The ``typ`` header, so that nothing else an issuer signs passes for a code."""

_LONGEST = 2048
"""Characters; a QR of a size that phones show holds less."""


def read_sender_code(
    text: str, policy: Policy, now: datetime, environment: Environment
) -> SenderCode | SenderCodeRefused | None:
    """What the scanned text says about its holder; None when it is no real-name code at all.

    ``now`` is timezone-aware, ``environment`` this terminal's. Whether the ``jti`` was used before, and what the number
    says by itself (``app.identity_numbers``), is for the caller to check. Never raises for any text.
    """
    prefix = max((known.prefix for known in policy.sender_codes if text.startswith(known.prefix)), key=len, default="")
    if not prefix:
        return None
    try:
        return _read(text.removeprefix(prefix), prefix, policy, now, environment)
    except _RefusedError as refused:
        return SenderCodeRefused(refused.reason)


class _RefusedError(Exception):
    def __init__(self, reason: SenderCodeFault) -> None:
        super().__init__(reason.value)
        self.reason = reason


def _read(token: str, prefix: str, policy: Policy, now: datetime, environment: Environment) -> SenderCode:
    if len(token) > _LONGEST or not token.isascii():
        raise _RefusedError(SenderCodeFault.MALFORMED)
    issuers = [issuer for issuer in policy.sender_codes if issuer.prefix == prefix]
    issuer, payload = _verified(token, issuers, environment)
    claims = _claims(payload)
    if claims.get("iss") != issuer.issuer:
        raise _RefusedError(SenderCodeFault.UNKNOWN_ISSUER)
    issued_at, expires_at = _term(claims, issuer, now)
    document_type = _document_type(claims, policy)
    return SenderCode(
        issuer=issuer.issuer,
        jti=_text(claims, "jti", 8, 64),
        issued_at=issued_at,
        expires_at=expires_at,
        document_type=document_type,
        document_number=normalised_number(_text(claims, "document_number", 4, 32)),
        name=_text(claims, "name", 1, 120),
        phone=_phone(claims),
        valid_to=_valid_to(claims),
    )


def _verified(token: str, issuers: list[SenderCodeIssuer], environment: Environment) -> tuple[SenderCodeIssuer, bytes]:
    """The key that signed the code, and what it signed."""
    # Loaded with the first code: joserfc and what it brings are not needed for the first paint.
    from joserfc.errors import BadSignatureError, JoseError, UnsupportedAlgorithmError
    from joserfc.jwk import OKPKey
    from joserfc.jws import deserialize_compact, extract_compact

    from sync.pinned import EdDsaRegistry

    registry = EdDsaRegistry(strict_check_header=False)
    try:
        header = extract_compact(token.encode(), registry=registry).headers()
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        # a stranger's word: joserfc meets odd headers with these, too
        raise _RefusedError(SenderCodeFault.MALFORMED) from error
    issuer = _issuer_of(header.get("kid"), issuers)
    if issuer.environment != environment.value:
        raise _RefusedError(SenderCodeFault.WRONG_ENVIRONMENT)
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": issuer.public_key})
    try:
        payload = deserialize_compact(token, key, registry=registry).payload
    except (BadSignatureError, UnsupportedAlgorithmError) as error:
        raise _RefusedError(SenderCodeFault.WRONG_SIGNATURE) from error
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _RefusedError(SenderCodeFault.MALFORMED) from error
    if header.get("typ") != CODE_TYPE:
        raise _RefusedError(SenderCodeFault.MALFORMED)
    return issuer, payload


def _issuer_of(key_id: object, issuers: list[SenderCodeIssuer]) -> SenderCodeIssuer:
    for issuer in issuers:
        if issuer.key_id == key_id:
            return issuer
    raise _RefusedError(SenderCodeFault.UNKNOWN_ISSUER)


def _claims(payload: bytes) -> Mapping[str, object]:
    try:
        claims = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise _RefusedError(SenderCodeFault.MALFORMED) from error
    if not isinstance(claims, dict):
        raise _RefusedError(SenderCodeFault.MALFORMED)
    return claims


def _term(claims: Mapping[str, object], issuer: SenderCodeIssuer, now: datetime) -> tuple[datetime, datetime]:
    """When the code was issued and when it is over, or why it does not count now."""
    issued_at, own_end = _moment(claims, "iat"), _moment(claims, "exp")
    expires_at = min(own_end, issued_at + timedelta(seconds=issuer.max_age_seconds))
    if issued_at > now + timedelta(seconds=issuer.clock_skew_seconds):
        raise _RefusedError(SenderCodeFault.NOT_YET_VALID)
    if not issuer.valid_from <= issued_at.date() <= issuer.valid_to:
        # A thief of a key that is over cannot date back: the code would be too old.
        raise _RefusedError(SenderCodeFault.KEY_EXPIRED)
    if expires_at <= now:
        raise _RefusedError(SenderCodeFault.EXPIRED)
    return issued_at, expires_at


_MOMENTS = range(1, 1 << 35)
"""Seconds since 1970, up to the year 3058."""


def _moment(claims: Mapping[str, object], name: str) -> datetime:
    value = claims.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value not in _MOMENTS:
        raise _RefusedError(SenderCodeFault.MALFORMED)
    return datetime.fromtimestamp(value, UTC)


def _document_type(claims: Mapping[str, object], policy: Policy) -> DocumentType:
    try:
        document_type = DocumentType(_text(claims, "document_type", 1, 64))
    except ValueError as error:
        raise _RefusedError(SenderCodeFault.MALFORMED) from error
    rule = policy.document_rule(document_type)
    if rule is None or ReadingSource.SENDER_CODE not in rule.ways:
        raise _RefusedError(SenderCodeFault.DOCUMENT_NOT_ALLOWED)
    return document_type


def _phone(claims: Mapping[str, object]) -> str | None:
    if claims.get("phone") is None:
        return None
    phone = _text(claims, "phone", 11, 11)
    if not phone_is_valid(phone):
        raise _RefusedError(SenderCodeFault.MALFORMED)
    return phone


def _valid_to(claims: Mapping[str, object]) -> date | None:
    """Null is open-ended (长期); a code that leaves it out does not count as open-ended."""
    if "valid_to" in claims and claims["valid_to"] is None:
        return None
    try:
        return date.fromisoformat(_text(claims, "valid_to", 10, 10))
    except ValueError as error:
        raise _RefusedError(SenderCodeFault.MALFORMED) from error


_UNPRINTABLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Not ``Co`` and ``Cn``: rare characters of names may be newer than this Python, or stand in a private area."""


def _text(claims: Mapping[str, object], name: str, shortest: int, longest: int) -> str:
    value = claims.get(name)
    if not isinstance(value, str):
        raise _RefusedError(SenderCodeFault.MALFORMED)
    trimmed = value.strip()
    if not shortest <= len(trimmed) <= longest or any(category(letter) in _UNPRINTABLE for letter in trimmed):
        raise _RefusedError(SenderCodeFault.MALFORMED)
    return trimmed
