"""The message that mends a returned record (更正, schema version 1 of the kind).

Invariants:
- The mended payload is checked against the model of the record that it mends: what the contract refuses never leaves.
- A personal old value is proven by a salted digest and not repeated; the salt stays here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from pydantic import JsonValue, ValidationError

from app.domain.clerk import ClerkNumber
from app.domain.correction import Scalar
from app.domain.errors import DomainError, DomainFault
from app.domain.policy import Policy
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.ports import QueuedMessage
from sync.digests import contract_json
from sync.payloads import MODELS
from sync.payloads_correction import MAX_CHANGES, MAX_EARLIER
from sync.words import Kind


@dataclass(frozen=True, slots=True)
class Mend:
    """Who mended what, why, when, and under which rules."""

    original: bytes = field(repr=False)
    """The frozen message that was returned."""
    earlier: tuple[bytes, ...] = field(repr=False)
    """Corrections of it that were returned as well, oldest first."""
    payload: dict[str, JsonValue] = field(repr=False)
    """The whole payload as it is right."""
    changes: tuple["ToldChange", ...]
    reason: str
    clerk: ClerkNumber
    supervisor: ClerkNumber | None
    at: datetime
    policy: Policy
    salt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A field by its pointer, and what stood there; ``personal`` ones are proven, not repeated."""

    pointer: str
    old: Scalar = field(repr=False)
    personal: bool


def correction_message(envelope: Envelope, mend: Mend, subject_id: str) -> QueuedMessage:
    """The message.

    Raises DomainError: CORRECTION_INVALID with the pointer that the contract refuses, NOT_MENDABLE for a record that
    was mended more often, or in more fields, than one correction can tell.
    """
    if len(mend.earlier) > MAX_EARLIER:
        raise DomainError(DomainFault.NOT_MENDABLE, "earlier")
    if len(mend.changes) > MAX_CHANGES:
        raise DomainError(DomainFault.NOT_MENDABLE, "changes")
    original = _link(mend.original)
    _require_fitting(original, mend.payload)
    payload: dict[str, JsonValue] = {
        "original": original,
        "earlier": [_link(body) for body in mend.earlier],
        "payload": mend.payload,
        "changes": [_told(change, mend.salt) for change in mend.changes],
        "reason": mend.reason,
        "clerk": mend.clerk,
        "supervisor": mend.supervisor,
        "at": rfc3339(mend.at),
        "evidence": [],
        "policy_version": mend.policy.version,
        "policy_digest": mend.policy.digest,
    }
    return frozen_message(envelope, Kind.CORRECTION, occurred_at=mend.at, subject_id=subject_id, payload=payload)


def proof_of(pointer: str, salt: str, value: Scalar) -> str:
    """What proves an old value to whoever is shown it with the salt; lower-case hex."""
    return sha256(contract_json({"pointer": pointer, "salt": salt, "value": value})).hexdigest()


def _told(change: ToldChange, salt: str) -> dict[str, JsonValue]:
    if change.personal:
        return {"pointer": change.pointer, "old_digest": proof_of(change.pointer, salt, change.old)}
    return {"pointer": change.pointer, "old": change.old}


def _link(body: bytes) -> dict[str, JsonValue]:
    message: dict[str, JsonValue] = json.loads(body)
    return {name: message[name] for name in _LINK}


_LINK: Sequence[str] = (
    "message_id",
    "kind",
    "schema_version",
    "sequence",
    "occurred_at",
    "clock",
    "previous_digest",
    "digest",
)


def _require_fitting(original: dict[str, JsonValue], payload: dict[str, JsonValue]) -> None:
    version = original["schema_version"]
    if not isinstance(version, int):
        raise DomainError(DomainFault.NOT_MENDABLE)
    try:
        MODELS[Kind(str(original["kind"])), version].model_validate(payload)
    except ValidationError as error:
        # its text would quote what was typed
        place = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
        raise DomainError(DomainFault.CORRECTION_INVALID, "/" + "/".join(map(str, place))) from None
