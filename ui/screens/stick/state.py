"""What the stick's page shows."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from app.usecases.stick_results import CarriedStick, ReceivedStick, WrittenStick
from sync.ports import OutboxCounts
from ui.faults import Failed


class StickTask(Enum):
    """What is done with a stick."""

    WRITE = "write"
    CARRY = "carry"
    RECEIVE = "receive"


Answer: TypeAlias = WrittenStick | CarriedStick | ReceivedStick | Failed


@dataclass(frozen=True, slots=True)
class StickPage:
    """``done`` and ``total`` are bytes of the task under way; ``counts`` is None until the store has told."""

    busy: StickTask | None = None
    stopping: bool = False
    done: int = 0
    total: int = 0
    counts: OutboxCounts | None = None
    answer: Answer | None = None
