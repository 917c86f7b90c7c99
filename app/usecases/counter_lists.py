"""What the counter looks up: the sums of the status line, and the records list."""

from collections.abc import Sequence
from datetime import datetime

from app.ports import RecordRow
from app.usecases.counter import Counter
from app.usecases.results import CounterTotals
from sync.state import MessageState


class CountTotals:
    """The sums that are always on screen and always true."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> CounterTotals:
        """Today by the counter's wall clock; the outbox sums over everything."""
        midnight = self._counter.day_began()
        with self._counter.store.unit_of_work() as work:
            return CounterTotals(
                accepted_today=work.acceptances.count_since(midnight),
                refused_today=work.refusals.count_since(midnight),
                counts=work.records.counts(),
            )


class ListRecords:
    """The records list, masked, newest first."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(
        self, limit: int, before: datetime | None = None, states: Sequence[MessageState] = ()
    ) -> list[RecordRow]:
        """At most ``limit`` rows older than ``before``."""
        with self._counter.store.unit_of_work() as work:
            return work.records.page(limit=limit, before=before, states=states)
