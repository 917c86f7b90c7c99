"""The province's signed word about the key to which bundles are sealed.

Invariants:
- It is signed with the receipt key, which terminals pinned: no other call has to be trusted anew.
"""

from collections.abc import Callable
from datetime import datetime

from sync.contract import SEALING_KEY_TYPE, SealingKeyAnswer, SealingKeyClaims
from sync.province.keys import ProvinceKeys
from sync.words import Environment


class SealingKeyDesk:
    """Answers ``GET /v1/sealing-key``."""

    def __init__(self, keys: ProvinceKeys, issuer: str, environment: Environment, now: Callable[[], datetime]) -> None:
        self._keys = keys
        self._issuer = issuer
        self._environment = environment
        self._now = now

    def answer(self) -> SealingKeyAnswer:
        """Signed anew at each call."""
        claims = SealingKeyClaims(
            iss=self._issuer,
            environment=self._environment,
            issued_at=self._now(),
            sealing_key=self._keys.opening.public,
        )
        return SealingKeyAnswer(jws=self._keys.receipts.signed(SEALING_KEY_TYPE, claims.model_dump_json()))
