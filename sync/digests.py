"""Digests of messages: SHA-256 over the canonical JSON (RFC 8785) of a message without its ``digest`` member.

Invariants:
- Terminal and province both use this module; the object that is hashed is the one that went over the wire.
"""

import hashlib
from collections.abc import Mapping

import rfc8785
from pydantic import JsonValue

GENESIS_DIGEST = "0" * 64
"""``previous_digest`` of a terminal's first message."""


def canonical_json(value: Mapping[str, JsonValue]) -> bytes:
    """The RFC 8785 form of a JSON object, as UTF-8. Raises ValueError for NaN and huge integers."""
    return rfc8785.dumps(dict(value))


def message_digest(message: Mapping[str, JsonValue]) -> str:
    """The digest of a message object, whether or not it already has a ``digest`` member."""
    unsigned = {name: member for name, member in message.items() if name != "digest"}
    return hashlib.sha256(canonical_json(unsigned)).hexdigest()
