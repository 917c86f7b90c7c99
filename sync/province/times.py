"""Times as the province writes them down.

Invariants:
- One form only: UTC with microseconds and ``Z``, so that the text sorts as the times do.
"""

from datetime import UTC, datetime


def time_text(moment: datetime) -> str:
    """RFC 3339 in UTC; ``moment`` is timezone-aware."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def time_of(text: str) -> datetime:
    """The reverse of :func:`time_text`."""
    return datetime.fromisoformat(text)
