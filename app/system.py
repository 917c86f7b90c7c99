"""The real clock and the real ids.

Invariants:
- The outlet's calendar is Asia/Shanghai (UTC+8, no summer time since 1991), whatever zone the PC is set to.
"""

from datetime import UTC, datetime, timedelta, timezone

import uuid_utils

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


class SystemClock:
    """The PC's clock."""

    def now(self) -> datetime:
        """Timezone-aware UTC."""
        return datetime.now(UTC)

    def local(self, moment: datetime) -> datetime:
        """The same moment on the wall."""
        return moment.astimezone(CHINA)


class TimeOrderedIds:
    """UUIDv7 (RFC 9562)."""

    def new(self) -> str:
        """A fresh id."""
        return str(uuid_utils.uuid7())
