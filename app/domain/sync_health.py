"""Whether all is well with the way to the province, as one word with its reason.

Pure: facts in, verdict out.

Invariants:
- "Well" is said only when the books balance, nothing was returned, the province has answered, and nothing hinders.
- The gravest reason wins; what a person must do comes before what passes by itself.
- The level of the interruption risk is part of it, and never makes the verdict milder.
"""

from dataclasses import dataclass
from enum import Enum

from app.domain.interruption_rules import RiskLevel


class Health(Enum):
    """The verdict, the gravest first."""

    BOOKS_DIFFER = "books_differ"
    """Made is not received + waiting + refused: a record is not accounted for."""
    STUMBLED = "stumbled"
    """Sending failed inside this program."""
    BLOCKED = "blocked"
    """A person must act: waiting alone mends nothing."""
    INTERRUPTED = "interrupted"
    """By the rules this is an interruption."""
    RETURNED = "returned"
    """The province returned something, and it waits for a clerk."""
    PAUSED = "paused"
    """A clerk paused sending; it goes on by itself."""
    OFFLINE = "offline"
    """Nobody answers; it is tried again."""
    UNTRIED = "untried"
    """Nothing was heard of the province since the program began."""
    SENDING = "sending"
    """Records or photos are on their way."""
    ALLOWANCE = "allowance"
    """Only photos wait, for another day's allowance."""
    WELL = "well"


@dataclass(frozen=True, slots=True)
class SyncFacts:
    """What the verdict rests on. ``fault`` is a hindrance that passes, ``needs_person`` one that does not."""

    balanced: bool
    waiting: int
    rejected: int
    photos_waiting: int
    photos_rejected: int
    answered: bool
    fault: bool
    needs_person: bool
    stumbled: bool
    paused: bool
    photos_held: bool
    level: RiskLevel


def health_of(facts: SyncFacts) -> Health:
    """The gravest that holds."""
    found = {
        Health.BOOKS_DIFFER: not facts.balanced,
        Health.STUMBLED: facts.stumbled,
        Health.BLOCKED: facts.needs_person,
        Health.INTERRUPTED: facts.level is RiskLevel.INTERRUPTED,
        Health.RETURNED: facts.rejected + facts.photos_rejected > 0,
        Health.PAUSED: facts.paused,
        Health.OFFLINE: facts.fault,
        Health.UNTRIED: not facts.answered,
        Health.ALLOWANCE: facts.photos_held and facts.photos_waiting > 0 and facts.waiting == 0,
        Health.SENDING: facts.waiting + facts.photos_waiting > 0,
    }
    return next((health for health, holds in found.items() if holds), Health.WELL)
