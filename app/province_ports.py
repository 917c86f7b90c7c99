"""What the house keeps of the province's word: policy packs and what it tells this outlet.

Invariants:
- Everything kept here was verified against the pinned keys when it came; what was refused is kept by name only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.domain.province_news import LookKind, NoticeReading
from sync.words import PackFault

if TYPE_CHECKING:
    # the models load pydantic, which the store itself does not need
    from pydantic import JsonValue


class PackState(StrEnum):
    """Where a taken policy pack stands."""

    KEPT = "kept"
    """Taken, and waiting for its day or for the next start of the program."""
    IN_FORCE = "in_force"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A policy pack of the province, signed as it came."""

    digest: str
    version: str
    effective_from: date
    state: PackState
    received_at: datetime
    in_force_since: datetime | None
    jws: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefusedOffer:
    """A policy pack that was not taken. ``version`` is empty where it could not be believed."""

    digest: str
    version: str
    reason: PackFault
    received_at: datetime


@dataclass(frozen=True, slots=True)
class TakenChange:
    """Something the province told this outlet. ``kind`` is a ``sync.words.ChangeKind`` value, or an unknown one."""

    cursor: int
    kind: str
    issued_at: datetime
    body: "Mapping[str, JsonValue]" = field(repr=False)
    taken_at: datetime


class ChangeRepository(Protocol):
    """What the province told, in its order."""

    def of_kind(self, kind: str) -> list[TakenChange]:
        """All entries of that kind whose words are kept, oldest first."""

    def get(self, cursor: int) -> TakenChange | None:
        """By place."""

    def forget(self, cursors: Sequence[int]) -> None:
        """Drop the words of these entries; their places stay, so that they are not fetched again."""


class NewsRepository(Protocol):
    """Who has read the province's notices, and when the province was asked last."""

    def add_reading(self, reading: NoticeReading) -> None:
        """Keep it for good, together with its message, which stands in the outbox already.

        A clerk reads a revision once: the same again adds nothing.
        """

    def readings(self) -> list[NoticeReading]:
        """All of them, in the order in which they were read."""

    def note_look(self, what: LookKind, at: datetime) -> None:
        """The province has answered in full."""

    def looks(self) -> dict[LookKind, datetime]:
        """When it last did; nothing for what it never answered."""
