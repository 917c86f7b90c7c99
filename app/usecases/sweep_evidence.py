"""Putting the vault's folder in order: what a crash left behind there goes, and nothing that a record shows.

Invariants:
- Never on the store's thread, which is asked about a few files at a time: a year's photos are looked through in the
  counter's pauses.
- A file is touched only when the store does not know it and it is older than any commit that may be on its way.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from app.ports import Clock, Store
from app.retention_ports import EvidenceFolder

SLICE: Final = 256
"""Files at a time: a millisecond of the store's thread."""


class SweepEvidence:
    """Sets strays aside, deletes the old ones of them and unfinished files; see :meth:`EvidenceFolder.sweep`."""

    def __init__(self, store: Store, folder: EvidenceFolder, clock: Clock) -> None:
        self._store = store
        self._folder = folder
        self._clock = clock

    def __call__(self, between: Callable[[], bool] = lambda: True) -> int:
        """How many files were moved or deleted. ``between`` is asked after each slice; False ends it with nothing done.

        Raises StorageError.
        """
        now = self._clock.now()  # before the look: what comes meanwhile is young
        there = self._folder.ids()
        known: set[str] = set()
        for start in range(0, len(there), SLICE):
            names = there[start : start + SLICE]
            known |= self._store.submit(partial(self._known, names)).result()
            if not between():
                return 0
        return self._folder.sweep(known, now)

    def _known(self, names: list[str]) -> set[str]:
        with self._store.unit_of_work() as work:
            return work.evidence.known(names)
