"""Reads the policy pack that ships with the program (``resources/policy``), or one that the province has signed.

Invariants:
- A pack's digest covers all its parts, by name and content (``sync.digests.pack_digest``). It is the same for a pack
  that ships with the program and for one that the province signed, and a record proves its rules with it.
- A pack with a part that this program does not know is not used: its rules would be silently left out.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from app.domain.errors import DomainError, DomainFault
from app.domain.honesty import Caution
from app.domain.policy import Policy, policy_from
from sync.digests import pack_digest
from sync.versions import version_order


class DatedPack(Protocol):
    """A pack of the province, as far as choosing goes."""

    @property
    def version(self) -> str:
        """Dotted integers."""

    @property
    def effective_from(self) -> date:
        """The first day on which it may count."""

    @property
    def in_force_since(self) -> datetime | None:
        """When it came into force here; None for one that never was."""


Pack = TypeVar("Pack", bound=DatedPack)

PARTS = (
    "authorities",
    "carriers",
    "catalogue_allowed",
    "catalogue_prohibited",
    "catalogue_restricted",
    "corrections",
    "documents",
    "faces",
    "handover",
    "handling_cards",
    "hints",
    "inspection",
    "interruption",
    "item_rules",
    "items",
    "limits",
    "notice",
    "photos",
    "province_news",
    "refusals",
    "retention",
    "sender_codes",
    "senders",
    "statistics",
    "surveillance",
)


def load_policy(folder: Path) -> Policy:
    """The pack in ``folder``. Raises DomainError(POLICY_INVALID) naming the part that cannot be used."""
    parts: dict[str, Mapping[str, object]] = {}
    for part in PARTS:
        try:
            parsed = json.loads((folder / f"{part}.json").read_bytes())
        except (OSError, ValueError) as error:
            raise DomainError(DomainFault.POLICY_INVALID, part) from error
        if not isinstance(parsed, dict):
            raise DomainError(DomainFault.POLICY_INVALID, part)
        parts[part] = parsed
    return policy_of(parts)


def policy_of(parts: Mapping[str, Mapping[str, object]]) -> Policy:
    """The pack made of these parsed parts. Raises DomainError(POLICY_INVALID) naming the part that cannot be used."""
    unknown = min(parts.keys() - set(PARTS), default=None)
    if unknown is not None:
        raise DomainError(DomainFault.POLICY_INVALID, unknown)
    try:
        digest = pack_digest(parts)
    except ValueError as error:
        raise DomainError(DomainFault.POLICY_INVALID) from error
    policy = policy_from(parts, digest)
    try:
        version_order(policy.version)
        date.fromisoformat(policy.effective_from)
    except ValueError as error:
        raise DomainError(DomainFault.POLICY_INVALID, "limits") from error
    if any(policy.senders.caution(caution.value) is None for caution in Caution):
        # nobody could answer it, and the parcel would be stuck at the counter
        raise DomainError(DomainFault.POLICY_INVALID, "senders")
    return policy


def newest_first(packs: Iterable[Pack], shipped_version: str, today: date) -> list[Pack]:
    """The packs that may count on that day instead of the shipped one: their day has come, and they are not older.

    The day of a pack that was in force has come, whatever today is: nobody undoes it by setting the clock back.
    """
    least = version_order(shipped_version)
    begun = (pack for pack in packs if pack.effective_from <= today or pack.in_force_since is not None)
    fitting = [pack for pack in begun if version_order(pack.version) >= least]
    return sorted(fitting, key=lambda pack: version_order(pack.version), reverse=True)
