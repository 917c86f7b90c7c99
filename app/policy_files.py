"""Reads the policy pack that ships with the program (``resources/policy``).

Invariants:
- The pack's digest covers every file of it, by name and bytes, so that a record can prove its rules.
"""

import hashlib
import json
from pathlib import Path

from app.domain.errors import DomainError, DomainFault
from app.domain.honesty import Caution
from app.domain.policy import Policy, policy_from

PARTS = (
    "authorities",
    "carriers",
    "catalogue_prohibited",
    "documents",
    "faces",
    "handling_cards",
    "inspection",
    "items",
    "limits",
    "notice",
    "photos",
    "refusals",
    "sender_codes",
    "senders",
)


def load_policy(folder: Path) -> Policy:
    """The pack in ``folder``. Raises DomainError(POLICY_INVALID) naming the part that cannot be used."""
    digest = hashlib.sha256()
    parts: dict[str, dict[str, object]] = {}
    for part in PARTS:
        try:
            raw = (folder / f"{part}.json").read_bytes()
            parts[part] = json.loads(raw)
        except (OSError, ValueError) as error:
            raise DomainError(DomainFault.POLICY_INVALID, part) from error
        digest.update(part.encode() + b"\0" + hashlib.sha256(raw).digest())
    policy = policy_from(parts, digest.hexdigest())
    if any(policy.senders.caution(caution.value) is None for caution in Caution):
        # nobody could answer it, and the parcel would be stuck at the counter
        raise DomainError(DomainFault.POLICY_INVALID, "senders")
    return policy
