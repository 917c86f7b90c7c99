"""The terminal's rules as a plain file beside its store, for who cannot wait for the store or has no key.

That is the window, which is built before the store is open, and ``doctor``.

Invariants:
- Never more than a copy of what the store holds; it holds no personal data and no secrets.
- The counter decides by the store's pack, whose signature was checked. The window shows words from this copy, and
  says so when both are not the same pack.
- A file that cannot be used is as good as none: the shipped pack shows then.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from app.domain.errors import DomainError
from app.domain.policy import Policy
from app.policy_files import newest_first, policy_of
from sync.versions import version_order


@dataclass(frozen=True, slots=True)
class PackCopy:
    """One pack of the province."""

    version: str
    digest: str
    effective_from: date
    parts: Mapping[str, Mapping[str, object]] = field(repr=False)
    in_force_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class RulesCopy:
    """What the terminal last wrote down about its rules."""

    version: str
    digest: str
    effective_from: str
    source: str
    since: datetime | None
    packs: tuple[PackCopy, ...]
    """The province's packs that count now or are waiting."""
    refused: tuple[tuple[str, str, datetime], ...]
    """Version (empty where it could not be believed), reason and time of each offer that was not taken."""


def write_rules(path: Path, copy: RulesCopy) -> None:
    """Replace the file. Raises OSError."""
    members = {
        "version": copy.version,
        "digest": copy.digest,
        "effective_from": copy.effective_from,
        "source": copy.source,
        "since": _optional_iso(copy.since),
        "refused": [[version, reason, at.isoformat()] for version, reason, at in copy.refused],
        "packs": [
            {
                "version": pack.version,
                "digest": pack.digest,
                "effective_from": pack.effective_from.isoformat(),
                "in_force_since": _optional_iso(pack.in_force_since),
                "parts": pack.parts,
            }
            for pack in copy.packs
        ],
    }
    written = path.with_suffix(".new")
    written.write_text(json.dumps(members, ensure_ascii=False), encoding="utf-8")
    written.replace(path)


def read_rules(path: Path) -> RulesCopy | None:
    """What the file says; None when there is none or it cannot be used."""
    try:
        members = json.loads(path.read_bytes())
        return RulesCopy(
            version=str(members["version"]),
            digest=str(members["digest"]),
            effective_from=str(members["effective_from"]),
            source=str(members["source"]),
            since=_optional_moment(members["since"]),
            packs=tuple(_pack(pack) for pack in members["packs"]),
            refused=tuple((str(v), str(reason), datetime.fromisoformat(at)) for v, reason, at in members["refused"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def policy_to_show(copy: RulesCopy | None, shipped: Policy, today: date) -> Policy:
    """The rules that the next start is going to choose, as far as the copy knows."""
    if copy is None:
        return shipped
    for pack in newest_first(copy.packs, shipped.version, today):
        if pack.digest == shipped.digest:
            return shipped  # whatever the copy says its content is
        try:
            policy = policy_of(pack.parts)
        except DomainError:
            continue
        if (policy.version, policy.digest) == (pack.version, pack.digest):
            return policy
    return shipped


def _pack(members: Mapping[str, object]) -> PackCopy:
    parts = members["parts"]
    if not isinstance(parts, dict) or not all(isinstance(part, dict) for part in parts.values()):
        raise TypeError
    version = str(members["version"])
    version_order(version)
    return PackCopy(
        version=version,
        digest=str(members["digest"]),
        effective_from=date.fromisoformat(str(members["effective_from"])),
        parts=parts,
        in_force_since=_optional_moment(members.get("in_force_since")),
    )


def _optional_iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _optional_moment(member: object) -> datetime | None:
    return datetime.fromisoformat(str(member)) if member is not None else None
