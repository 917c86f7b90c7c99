"""The province's word in memory: ``sync.ports.PolicyPacks`` and ``sync.ports.Changes`` without a store."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from sync.policy_packs import PackOffer, RefusedPack
from sync.ports import Change


def small_pack(version: str = "2026.11.1", effective_from: str = "2026-11-01") -> dict[str, dict[str, JsonValue]]:
    """A pack of the right form, with no rules to speak of."""
    return {
        "limits": {"version": version, "effective_from": effective_from, "min_photos": 1},
        "faces": {"likely_same": 0.363, "check": -0.5},
        "items": {"categories": [{"code": "food", "label": "食品·茶叶"}]},
    }


class MemoryPacks:
    """Keeps what it is given, and judges nothing."""

    def __init__(self) -> None:
        self.taken: list[PackOffer | RefusedPack] = []
        self.looks: list[datetime] = []

    def known_digest(self) -> str | None:
        offers = [offer for offer in self.taken if isinstance(offer, PackOffer)]
        return offers[-1].digest if offers else None

    def take(self, examined: PackOffer | RefusedPack, now: datetime) -> None:
        del now
        self.taken.append(examined)

    def looked(self, now: datetime) -> None:
        self.looks.append(now)


class MemoryChanges:
    """Keeps entries in order."""

    def __init__(self) -> None:
        self.taken: list[Change] = []
        self.pages: list[int] = []
        """How many came at a time."""
        self.looks: list[datetime] = []

    def cursor(self) -> int:
        return self.taken[-1].cursor if self.taken else 0

    def take(self, changes: Sequence[Change], next_cursor: int, now: datetime) -> None:
        del now
        assert changes[-1].cursor == next_cursor
        self.taken += changes
        self.pages.append(len(changes))

    def looked(self, now: datetime) -> None:
        self.looks.append(now)
