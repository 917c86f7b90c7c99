"""Digests of messages: SHA-256 over the canonical JSON (RFC 8785) of a message without its ``digest`` member.

Invariants:
- Terminal and province both use this module; the object that is hashed is the one that went over the wire.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import orjson
import rfc8785

if TYPE_CHECKING:
    # pydantic is too slow to load for what only hashes
    from pydantic import JsonValue

GENESIS_DIGEST = "0" * 64
"""``previous_digest`` of a terminal's first message."""
_EXACT = 2**53
"""Integers below it are the same number in every JSON parser."""


def canonical_json(value: Mapping[str, JsonValue]) -> bytes:
    """The RFC 8785 form of a JSON object, as UTF-8. Raises ValueError for NaN, huge integers and lone surrogates."""
    return contract_json(value) if _is_plain(value) else rfc8785.dumps(dict(value))


def contract_json(value: Mapping[str, JsonValue]) -> bytes:
    """The same bytes as :func:`canonical_json`, twenty times as fast, for what a terminal itself makes.

    Only for objects without floats, with ASCII member names and integers below 2**53: the payload models allow nothing
    else, and a property test holds both functions against each other. What came in from elsewhere goes through
    :func:`canonical_json`. Raises ValueError for a lone surrogate.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:  # a TypeError, whose text may quote the value
        raise ValueError("not for the contract") from error.__cause__


def _is_plain(value: Mapping[str, JsonValue]) -> bool:
    """Whether :func:`contract_json` writes the RFC 8785 form: a policy pack is a megabyte of JSON."""
    waiting: list[object] = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if not all(isinstance(name, str) and name.isascii() for name in found):
                return False
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found
        elif not (found is None or isinstance(found, str | bool) or _is_exact(found)):
            return False
    return True


def _is_exact(value: object) -> bool:
    return isinstance(value, int) and abs(value) < _EXACT


def message_digest(message: Mapping[str, JsonValue]) -> str:
    """The digest of a message object, whether or not it already has a ``digest`` member."""
    unsigned = {name: member for name, member in message.items() if name != "digest"}
    return hashlib.sha256(canonical_json(unsigned)).hexdigest()
