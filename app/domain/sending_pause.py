"""A clerk's pause of sending: the line is needed for something else for a while.

Invariants:
- A pause ends by itself, at a time that is known when it begins; a clock that was set back ends it at once.
- It never holds back what is urgent: incidents and interruptions go out all the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.clerk import ClerkNumber


@dataclass(frozen=True, slots=True)
class SendingPause:
    """From when until when, and whose word it is."""

    begun_at: datetime
    until: datetime
    clerk: ClerkNumber

    def holds(self, now: datetime) -> bool:
        """Whether it is in force."""
        return self.begun_at <= now < self.until


def paused_for(minutes: int, clerk: ClerkNumber, now: datetime) -> SendingPause:
    """A pause that begins now. Raises ValueError for one without an end in sight (1 to 240 minutes)."""
    if not 1 <= minutes <= 240:
        raise ValueError("a pause of one minute to four hours")
    return SendingPause(now, now + timedelta(minutes=minutes), clerk)
