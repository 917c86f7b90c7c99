"""The same sender hands in one more parcel: verified once, then each parcel needs its own waybill and inspection.

Invariants:
- Only the sender of the newest acceptance can be taken again, and only by the clerk who verified that person, within
  ``CONTINUES_WITHIN``: afterwards the person may no longer be the one at the counter.
- Of a person whose card lay on the reader before, nothing stays.
"""

from dataclasses import replace
from datetime import timedelta

from app.domain.acceptance import ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.usecases.counter import Counter
from app.usecases.results import CounterView
from app.usecases.take_document import own_portrait

CONTINUES_WITHIN = timedelta(minutes=30)


class ContinueSender:
    """Takes the sender of the newest acceptance for this parcel too."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, parcel_id: str | None, clerk: ClerkNumber) -> CounterView:
        """The parcel with that sender. Raises DomainError(NO_EARLIER_SENDER)."""
        with self._counter.store.unit_of_work() as work:
            last = work.acceptances.last()
            if (
                last is None
                or last.parcel.sender is None
                or last.parcel.sender.same_person is None
                or last.parcel.sender.same_person.clerk != clerk
                # not before it either: a clock that was set back proves no half hour
                or not timedelta(0) <= self._counter.clock.now() - last.accepted_at <= CONTINUES_WITHIN
            ):
                raise DomainError(DomainFault.NO_EARLIER_SENDER)
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            replaced = own_portrait(parcel)
            if replaced is not None:
                # Without its row nobody can read the file any more; the next start sweeps it away.
                work.evidence.remove(replaced)
            sender = replace(last.parcel.sender, continues=last.parcel.sender.continues or last.acceptance_id)
            return self._counter.kept(work, replace(parcel, sender=sender))
