"""Keeps how the flow of data is, once in ten minutes: what the sync page's plots are drawn from.

Invariants:
- One row for each step of time in which somebody looked; a step that has its row is not written again.
"""

from datetime import timedelta

from app.domain.link_history import LinkSample, step_of
from app.ports import Clock, Store


class KeepLinkSample:
    """One sample. On the store's thread."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, bytes_per_second: int | None) -> LinkSample:
        """Count and keep. ``bytes_per_second``: what the link carried since the sample before. Raises StorageError."""
        with self._store.unit_of_work() as work:
            now = self._clock.now()
            counts = work.records.counts()
            oldest = counts.oldest_waiting_at
            sample = LinkSample(
                at=step_of(now),
                waiting=counts.waiting,
                # a clock that was set back makes no negative age
                oldest=max(timedelta(), now - oldest) if oldest is not None else None,
                photos=counts.evidence_waiting,
                photo_bytes=counts.evidence_waiting_bytes,
                delivered=counts.delivered,
                bytes_per_second=bytes_per_second,
            )
            work.link.add_sample(sample)
            return sample
