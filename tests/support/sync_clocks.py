"""Clocks for sync tests."""

from datetime import UTC, datetime, timedelta

from tests.support.frozen_messages import START


class HandClock:
    """Moves only when told to."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by

    def set(self, now: datetime) -> None:
        self._now = now


class WallClock:
    """The PC's clock, off by a fixed amount."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset
