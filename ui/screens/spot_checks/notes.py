"""Notes about drawn records that were typed and that the store does not have yet.

Plain Python, no Qt object.

Invariants:
- What was typed stays until the store has it, whichever record or page is looked at meanwhile.
- A note is of the clerk who typed it, whoever works here when it is stored.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeAlias

from app.domain.clerk import ClerkNumber

Place: TypeAlias = tuple[str, str]
"""A spot check's request and the message of one of its records."""


@dataclass(frozen=True, slots=True)
class TypedNote:
    """What a clerk typed."""

    text: str = field(repr=False)
    clerk: ClerkNumber


class TypedNotes:
    """Main thread only."""

    def __init__(self) -> None:
        self._notes: dict[Place, TypedNote] = {}

    @property
    def waiting(self) -> dict[Place, TypedNote]:
        """What has to be stored, in the order in which it was begun."""
        return dict(self._notes)

    def typed(self, place: Place, note: TypedNote, stored: str) -> None:
        """The field says this now; what the store has already waits for nothing."""
        if note.text.strip() == stored:
            self._notes.pop(place, None)
        else:
            self._notes[place] = note

    def text(self, place: Place, stored: str) -> str:
        """What the field shows."""
        note = self._notes.get(place)
        return note.text if note is not None else stored

    def stored(self, notes: dict[Place, TypedNote]) -> None:
        """The store has these; what was typed since waits on."""
        for place, note in notes.items():
            if self._notes.get(place) == note:
                del self._notes[place]

    def keep_only_at(self, requests: Collection[str]) -> None:
        """Only these checks still wait for an answer: to the others nothing can be added."""
        self._notes = {place: note for place, note in self._notes.items() if place[0] in requests}

    def keep_only_of(self, clerk: ClerkNumber) -> None:
        """Somebody works here now: what another one could not store is not put into this one's mouth."""
        self._notes = {place: note for place, note in self._notes.items() if note.clerk == clerk}
