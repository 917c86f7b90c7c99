"""The store's way from one PC to another.

Invariants:
- The last step counts. After ``out`` the schema refuses every message and every audit entry.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.storage.columns import micros, moment, text
from app.storage.connection import Connection


class MoveStep(StrEnum):
    """How far a move has come."""

    BEGUN = "begun"
    """Files are being written; the store goes on as if nothing were."""
    OUT = "out"
    """The files are whole: this copy makes nothing any more."""
    IN = "in"
    """This copy has arrived on its new PC."""


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a move."""

    move_id: str
    step: MoveStep
    at: datetime


class StoreMoves:
    """Keeps the steps."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, move: Move) -> None:
        """The next step."""
        self._connection.execute(
            "INSERT INTO moves (move_id, step, at) VALUES (?, ?, ?)", (move.move_id, move.step.value, micros(move.at))
        )

    def last(self) -> Move | None:
        """The step that counts; None for a store that never moved."""
        row = self._connection.execute("SELECT move_id, step, at FROM moves ORDER BY number DESC LIMIT 1").fetchone()
        return None if row is None else Move(text(row[0]), MoveStep(text(row[1])), moment(row[2]))
