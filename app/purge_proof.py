"""The proof of a purge (清除证明): what the audit trail says of it, for writing it and for checking it.

Invariants:
- It names nobody: evidence ids, message ids and keyed hashes go into the digest, and what stays in the store makes the
  same digest again.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from app.retention_ports import Purge

PURGED: Final = "purged"
"""The action in the audit trail."""


def purge_digest(lines: Sequence[str]) -> str:
    """SHA-256 over the names and digests of what was purged, sorted, one a line."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def purge_details(purge: Purge) -> dict[str, str]:
    """What the audit trail says of a purge."""
    return {
        "class": purge.retention_class.value,
        "days": str(purge.days),
        "policy": purge.policy_digest,
        "counted_by": purge.counted_by.isoformat(),
        "count": str(purge.count),
        "digest": purge.digest,
    }
