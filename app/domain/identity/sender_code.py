"""The sender's real-name code (实名码): a QR that an issuer of the policy pack signed, and why one is turned away.

Invariants:
- Issuers, keys and terms are the policy pack's; a key for training never counts at a counter in production.
- Every field that identifies a person is kept out of ``repr``.
"""

from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.identity.document import DocumentType
from app.domain.pack_values import Entry, day, entries, number, text

ENVIRONMENTS = frozenset({"training", "production"})
"""The values of the terminal's environment (``sync.words.Environment``)."""


_KEY_SIZE = 32
"""Bytes of a raw Ed25519 public key."""


class SenderCodeFault(StrEnum):
    """Why a code cannot be used. Each has words and a next step on the screen."""

    MALFORMED = "sender_code_malformed"
    UNKNOWN_ISSUER = "sender_code_unknown_issuer"
    WRONG_ENVIRONMENT = "sender_code_wrong_environment"
    """A training issuer at a counter in production, or the other way round."""
    WRONG_SIGNATURE = "sender_code_wrong_signature"
    EXPIRED = "sender_code_expired"
    NOT_YET_VALID = "sender_code_not_yet_valid"
    KEY_EXPIRED = "sender_code_key_expired"
    """Signed, or shown, outside the term of the issuer's key."""
    USED_BEFORE = "sender_code_used_before"
    """Shown for another parcel already: a picture of somebody's code is no presence."""
    DOCUMENT_NOT_ALLOWED = "sender_code_document_not_allowed"
    """The pack does not let this kind of document come in by a code."""


@dataclass(frozen=True, slots=True)
class SenderCodeIssuer:
    """One key of one issuer."""

    issuer: str
    label: str
    label_en: str
    environment: str
    """One of ``ENVIRONMENTS``."""
    prefix: str
    """What the QR's text begins with, before the compact JWS; never empty."""
    key_id: str
    public_key: str
    """Raw Ed25519, base64url without padding."""
    valid_from: date
    valid_to: date
    """First and last day of the key, UTC."""
    max_age_seconds: int
    """A code older than this is over, whatever it says itself."""
    clock_skew_seconds: int
    """So far may the issuer's clock run ahead of ours."""


@dataclass(frozen=True, slots=True)
class SenderCode:
    """What a genuine code says. Whether ``jti`` was seen before is for the caller to find out: it may be used once."""

    issuer: str
    jti: str
    issued_at: datetime
    expires_at: datetime
    """The earlier of the code's own expiry and the issuer's greatest age."""
    document_type: DocumentType
    document_number: str = field(repr=False)
    name: str = field(repr=False)
    phone: str | None = field(repr=False)
    valid_to: date | None = field(repr=False)
    """Of the document; None is open-ended (长期)."""


@dataclass(frozen=True, slots=True)
class SenderCodeRefused:
    """A real-name code that does not count."""

    reason: SenderCodeFault


def sender_code_issuers_from(part: Entry) -> tuple[SenderCodeIssuer, ...]:
    """The issuers of a parsed ``sender_codes.json``. Raises KeyError, TypeError or ValueError."""
    issuers = tuple(
        SenderCodeIssuer(
            issuer=text(entry, "issuer"),
            label=text(entry, "label"),
            label_en=text(entry, "label_en"),
            environment=text(entry, "environment"),
            prefix=text(entry, "prefix"),
            key_id=text(entry, "key_id"),
            public_key=text(entry, "public_key"),
            valid_from=day(entry, "valid_from"),
            valid_to=day(entry, "valid_to"),
            max_age_seconds=number(entry, "max_age_seconds"),
            clock_skew_seconds=number(entry, "clock_skew_seconds"),
        )
        for entry in entries(part, "issuers")
    )
    if len({issuer.key_id for issuer in issuers}) != len(issuers):
        raise ValueError("two keys with one id")
    for issuer in issuers:
        if issuer.environment not in ENVIRONMENTS or issuer.valid_to < issuer.valid_from:
            raise ValueError(issuer.issuer)
        if issuer.max_age_seconds < 1 or issuer.clock_skew_seconds < 0:
            raise ValueError(issuer.issuer)
        if len(urlsafe_b64decode(issuer.public_key + "=")) != _KEY_SIZE:
            raise ValueError(issuer.issuer)
    return issuers
