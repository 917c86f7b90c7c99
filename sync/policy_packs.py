"""Policy packs signed by the province (``GET /v1/policy``): what is checked of an offer, and whether it is newer.

Invariants:
- A pack counts whole or not at all: signature, form, digest, and the version and day that its own parts state.
- Nothing is ever taken back: a pack that is older than the newest one that this terminal knows is refused, and so is
  another pack under a known version.
- Rules themselves are not read here: who uses them says whether it can (``PackFault.UNUSABLE``).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from pydantic import JsonValue

from sync.contract import MAX_POLICY_BYTES, POLICY_PACK_TYPE, PolicyPackClaims
from sync.digests import pack_digest
from sync.errors import SyncError
from sync.pinned import PinnedKeyring
from sync.versions import version_order
from sync.words import PackFault

VERSION_PART = "limits"
"""The part that states the pack's ``version`` and ``effective_from``."""

Parts = Mapping[str, Mapping[str, JsonValue]]


class PackVerdict(Enum):
    """What becomes of a pack that may be taken."""

    NEWER = "newer"
    KNOWN = "known"
    """The newest one that is known already."""


@dataclass(frozen=True, slots=True)
class PackOffer:
    """A pack that is right in itself. ``jws`` is kept as proof."""

    version: str
    digest: str
    effective_from: date
    issued_at: datetime
    parts: Parts = field(repr=False)
    jws: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefusedPack:
    """A pack that is not taken. ``digest`` is the pack's own, or the token's where it could not be believed."""

    fault: PackFault
    version: str
    """Empty where it could not be believed."""
    digest: str


@dataclass(frozen=True, slots=True)
class KnownPack:
    """A pack that this terminal has or ships with."""

    version: str
    digest: str


def judged(offer: PackOffer, known: Iterable[KnownPack]) -> PackVerdict | PackFault:
    """Whether the offer is newer than everything in ``known``."""
    offered = version_order(offer.version)
    ordered = [(version_order(pack.version), pack.digest) for pack in known]
    if any(version == offered and digest != offer.digest for version, digest in ordered):
        return PackFault.CONFLICT
    newest = max((version for version, _ in ordered), default=())
    if offered < newest:
        return PackFault.DOWNGRADE
    return PackVerdict.KNOWN if (offered, offer.digest) in ordered else PackVerdict.NEWER


class PackKeys:
    """Implements ``sync.ports.PackVerifier`` with the keys that were pinned at enrolment."""

    def __init__(self, issuer: str, keys: Iterable[tuple[str, str]]) -> None:
        """As :class:`sync.pinned.PinnedKeyring`."""
        self._keyring = PinnedKeyring(issuer, keys, largest_payload=MAX_POLICY_BYTES)

    def examined(self, jws: str) -> PackOffer | RefusedPack:
        """The pack in this token, or why it is none. Raises nothing: a token is a stranger's word."""
        unbelieved = hashlib.sha256(jws.encode(errors="replace")).hexdigest()
        try:
            payload = self._keyring.payload(jws, POLICY_PACK_TYPE)
        except SyncError:
            return RefusedPack(PackFault.BAD_SIGNATURE, "", unbelieved)
        try:
            claims = PolicyPackClaims.model_validate_json(payload)
        except ValueError:
            return RefusedPack(PackFault.MALFORMED, "", unbelieved)
        if claims.iss != self._keyring.issuer:
            return RefusedPack(PackFault.BAD_SIGNATURE, "", unbelieved)
        if not _agrees(claims):
            return RefusedPack(PackFault.MALFORMED, claims.version, unbelieved)
        return PackOffer(claims.version, claims.digest, claims.effective_from, claims.issued_at, claims.parts, jws)


def _agrees(claims: PolicyPackClaims) -> bool:
    """Whether the claims say about the parts what the parts say."""
    stated = claims.parts.get(VERSION_PART, {})
    told = (stated.get("version"), stated.get("effective_from"))
    try:
        return (
            told == (claims.version, claims.effective_from.isoformat()) and pack_digest(claims.parts) == claims.digest
        )
    except ValueError:
        return False
