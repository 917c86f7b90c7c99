"""Margins and intervals of the link to surveillance recorders: the policy pack's part ``surveillance``.

Invariants:
- No value is law unless its source says so: no statutory margin or interval is known.
"""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.pack_values import Entry, number


@dataclass(frozen=True, slots=True)
class SurveillanceRules:
    """The part ``surveillance`` of a policy pack."""

    before: timedelta
    """Told before the first evidence of the parcel."""
    after: timedelta
    """Told after its completion."""
    ask_every: timedelta
    """How often a recorder is asked whether it answers."""
    kept: timedelta
    """How long the online rate's hours are kept."""


def surveillance_rules_from(part: Entry) -> SurveillanceRules:
    """Build the part ``surveillance``. Raises KeyError, TypeError or ValueError for one that cannot be used."""
    before, after = number(part, "before_seconds"), number(part, "after_seconds")
    every, kept = number(part, "ask_every_seconds"), number(part, "kept_days")
    if not (0 <= before <= 3600 and 0 <= after <= 3600 and 10 <= every <= 3600 and 1 <= kept <= 3660):
        raise ValueError("surveillance")
    return SurveillanceRules(
        timedelta(seconds=before), timedelta(seconds=after), timedelta(seconds=every), timedelta(days=kept)
    )
