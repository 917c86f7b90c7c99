"""The keyed hash by which a returning sender is found: no index of document numbers lies on the disk.

Invariants:
- Without the store's hash key nothing can be looked up or tried out: 18-digit numbers are few enough to guess.
"""

import hashlib

from app.domain.identity.document import DocumentType


def document_hash(key: bytes, document_type: DocumentType, number: str) -> str:
    """Keyed BLAKE2b (RFC 7693), 256 bits, over type and number, in hex. ``key`` has 32 bytes."""
    return hashlib.blake2b(f"{document_type.value}\0{number}".encode(), key=key, digest_size=32).hexdigest()
