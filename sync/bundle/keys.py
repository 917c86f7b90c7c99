"""The key to which this province's bundles are sealed, as the province's signed word.

Invariants:
- It counts as :mod:`sync.pinned` says: signed by a receipt key that was pinned at enrolment, for this issuer and
  environment. The pinned keys themselves never change by it.
- Whatever is wrong, the caller sees one error: SyncError(WRONG_KEY).
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from sync.contract import SEALING_KEY_TYPE, ProvinceSealingKey, SealingKeyClaims
from sync.errands import Rhythm
from sync.errors import SyncError, SyncFault
from sync.pace import Pace
from sync.pinned import PinnedKeyring
from sync.ports import SealingKey
from sync.words import Environment


class KeptSealingKey(Protocol):
    """Where a terminal keeps the key."""

    def take(self, key: SealingKey) -> None:
        """Keep it durably; the one that is known already changes nothing."""


class SealingKeyCall(Protocol):
    """The call of the contract."""

    def sealing_key(self) -> str:
        """``GET /v1/sealing-key``: the signed token, unverified. Raises SyncError."""


def sealing_key_of(told: ProvinceSealingKey) -> SealingKey:
    """The contract's form as the house keeps it."""
    return SealingKey(told.kid, told.suite, told.x)


class SealingKeyVerifier:
    """Checks the province's word about its sealing key."""

    def __init__(self, issuer: str, environment: Environment, keys: Iterable[tuple[str, str]]) -> None:
        """``keys`` are the pinned ones, as :class:`sync.pinned.PinnedKeyring` takes them."""
        self._keyring = PinnedKeyring(issuer, keys)
        self._environment = environment

    def verified(self, jws: str) -> SealingKey:
        """Raises SyncError(WRONG_KEY)."""
        try:
            claims = SealingKeyClaims.model_validate_json(self._keyring.payload(jws, SEALING_KEY_TYPE))
        except ValueError as exc:
            raise SyncError(SyncFault.WRONG_KEY, "claims") from exc
        if (claims.iss, claims.environment) != (self._keyring.issuer, self._environment):
            raise SyncError(SyncFault.WRONG_KEY, "issuer or environment")
        return sealing_key_of(claims.sealing_key)


class SealingKeyErrand:
    """Asks for the key now and then, so that terminals that enrolled before there was one learn it, too."""

    def __init__(self, kept: KeptSealingKey, call: SealingKeyCall, verifier: SealingKeyVerifier, pace: Pace) -> None:
        self._kept = kept
        self._call = call
        self._verifier = verifier
        self._rhythm = Rhythm(pace, pace.policy.sealing_key_recheck)

    def run(self, should_stop: Callable[[], bool]) -> bool:
        """Go if it is due; True when the province answered."""
        if should_stop() or not self._rhythm.is_due:
            return False
        try:
            key = self._verifier.verified(self._call.sealing_key())
        except SyncError as error:
            self._rhythm.failed(error)
            return False
        self._rhythm.done()
        self._kept.take(key)
        return True

    def lift(self) -> None:
        """Go at the next chance."""
        self._rhythm.lift()
