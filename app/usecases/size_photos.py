"""Chooses how large photos are made, from what the link carried and how many photos there are.

Invariants:
- The newest measure of the link counts, however old: a line does not become fast by resting.
"""

from datetime import timedelta
from typing import Final

from app.domain.link_history import KEPT
from app.domain.photo_budget import PhotoLink, PhotoSize, photo_size
from app.usecases.counter import Counter

_COUNTED: Final = timedelta(days=7)


class SizePhotos:
    """The size for the next photos. On the store's thread."""

    def __init__(self, counter: Counter, *, setting_bytes: int, bytes_a_day: int | None) -> None:
        """``bytes_a_day`` is the allowance of a metered link; None where nobody counts."""
        self._counter = counter
        self._setting_bytes = setting_bytes
        self._bytes_a_day = bytes_a_day

    def __call__(self) -> PhotoSize:
        """As it is now. Raises StorageError."""
        with self._counter.store.unit_of_work() as work:
            now = self._counter.clock.now()
            measured = [one.bytes_per_second for one in work.link.samples(now - KEPT)]
            photos = work.link.photos_since(now - _COUNTED)
            has_earlier = work.link.photos_since(now - 2 * _COUNTED) > photos
        known = [speed for speed in measured if speed is not None]
        link = PhotoLink(
            bytes_per_second=known[-1] if known else None,
            bytes_a_day=self._bytes_a_day,
            # a terminal that began within the week has not shown yet how many there will be
            photos_a_day=-(-photos // _COUNTED.days) if photos and has_earlier else None,
        )
        return photo_size(link, self._setting_bytes, self._counter.policy.photos.budget)
