"""Whether the books of the outbox balance: what was made is received, waiting, or refused, and nothing else.

Invariants:
- Each figure is counted by itself; none is the difference of the others, which would always balance.
- A message whose answer was lost is waiting, and unknown until the province's list of receipts settles it: no clerk is
  asked which side is right.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageTally:
    """How many messages there are, by what became of them. ``unknown`` are those among the waiting."""

    made: int
    """The highest sequence: sequences have no gaps."""
    received: int
    """With a receipt of the province that was verified."""
    waiting: int
    refused: int
    """Returned by the province, waiting for a person."""
    unknown: int
    """Sent, and whether they arrived is being asked."""

    @property
    def difference(self) -> int:
        """What the books lack (positive) or have too much."""
        return self.made - self.received - self.waiting - self.refused

    @property
    def balanced(self) -> bool:
        """Whether every message is accounted for, once."""
        return self.difference == 0 and 0 <= self.unknown <= self.waiting
