"""One measured figure, and whether it reaches what was promised."""

from dataclasses import dataclass
from enum import Enum


class Sense(Enum):
    """Which way is better."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is what is compared with ``to_reach``; ``ours`` and ``limit`` are what it was made of."""

    name: str
    what: str
    value: float
    unit: str
    sense: Sense
    to_reach: float
    ours: str
    limit: str

    @property
    def reached(self) -> bool:
        """Whether the promise is kept."""
        return self.value >= self.to_reach if self.sense is Sense.AT_LEAST else self.value <= self.to_reach
