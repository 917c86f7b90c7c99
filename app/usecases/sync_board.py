"""What the sync page shows: whether all is well, what waits in which order, how the backlog goes down, and how it was.

Invariants:
- Changes nothing. A look costs a few milliseconds at any size of the store; only the books take a walk, when asked for.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from app.domain.drain import DrainEstimate, Observation, estimate, recent
from app.domain.link_history import KEPT
from app.domain.photo_budget import PhotoSize
from app.usecases.counter import Counter
from app.usecases.outage_results import Surroundings
from app.usecases.sync_results import Books, SyncBoard
from app.usecases.watch_link import assessed, read_flow
from sync.ports import OutboxCounts

SHOWN: Final = 12
"""Of each: what goes out next, not all that waits."""


class ReadSyncBoard:
    """Reads the page's facts. It remembers what it saw in the last minutes: only so is there a pace."""

    def __init__(self, counter: Counter, photo_size: Callable[[], PhotoSize]) -> None:
        self._counter = counter
        self._photo_size = photo_size
        self._seen: tuple[Observation, ...] = ()

    def __call__(self, around: Surroundings) -> SyncBoard:
        """As it stands now. On the store's thread. Raises StorageError."""
        with self._counter.store.unit_of_work() as work:
            now = self._counter.clock.now()
            counts = work.records.counts()
            samples = tuple(work.link.samples(now - KEPT))
            pause = work.link.pause()
            messages = tuple(work.link.next_messages(limit=SHOWN))
            photos = tuple(work.link.next_photos(limit=SHOWN))
            assessment = assessed(self._counter, work, read_flow(work, now), around, now)
        measured = [sample.bytes_per_second for sample in samples if sample.bytes_per_second is not None]
        return SyncBoard(
            at=now,
            counts=counts,
            assessment=assessment,
            answered_at=around.answered_at,
            pause=pause if pause is not None and pause.holds(now) else None,
            drain=self._drain(counts, now),
            samples=samples,
            messages=messages,
            photos=photos,
            photo_size=self._photo_size(),
            bytes_per_second=measured[-1] if measured else None,
        )

    def books(self) -> Books:
        """Each figure counted by itself. On the store's thread. Raises StorageError."""
        with self._counter.store.unit_of_work() as work:
            return Books(self._counter.clock.now(), work.records.tally(), work.link.last_delivered_at())

    def _drain(self, counts: OutboxCounts, now: datetime) -> DrainEstimate:
        seen = Observation(now, counts.waiting, counts.evidence_waiting_bytes, counts.delivered)
        self._seen = recent((*self._seen, seen), now)
        return estimate(self._seen, now)
