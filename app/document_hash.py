"""The keyed hashes by which a returning sender is found: no index of document or phone numbers lies on the disk.

Invariants:
- Without the store's hash key nothing can be looked up or tried out: 18-digit numbers are few enough to guess.
"""

import hashlib

from app.domain.identity.document import DocumentType


def document_hash(key: bytes, document_type: DocumentType, number: str) -> str:
    """Keyed BLAKE2b (RFC 7693), 256 bits, over type and number, in hex. ``key`` has 32 bytes."""
    return _hash(key, f"{document_type.value}\0{number}")


def phone_hash(key: bytes, phone: str) -> str:
    """The same over a phone number; it never equals a document's."""
    return _hash(key, f"phone\0{phone}")


def customer_hash(key: bytes, credit_code: str) -> str:
    """The same over a customer's credit code; it never equals a document's or a phone number's."""
    return _hash(key, f"customer\0{credit_code}")


def _hash(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=32).hexdigest()
