"""The keyed hash by which a returning sender is found: no index of document numbers lies on the disk.

Invariants:
- Without the store's hash key nothing can be looked up or tried out: 18-digit numbers are few enough to guess.
"""

import hashlib
import hmac

from app.domain.identity.document import DocumentType


def document_hash(key: bytes, document_type: DocumentType, number: str) -> str:
    """HMAC-SHA256 over type and number, in hex."""
    return hmac.new(key, f"{document_type.value}\0{number}".encode(), hashlib.sha256).hexdigest()
