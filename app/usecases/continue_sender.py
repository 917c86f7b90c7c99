"""The same sender hands in one more parcel: verified once, then each parcel needs its own waybill and inspection.

Invariants:
- Only the sender of the newest acceptance can be taken again, and only by the clerk who verified that person, within
  ``CONTINUES_WITHIN``: afterwards the person may no longer be the one at the counter. Neither from a late entry nor
  into one: nobody of it is there.
- Of a person whose card lay on the reader before, nothing stays.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.acceptance import Parcel, ParcelEvent, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.files import gone
from app.domain.sending import NameCheck, WaybillName
from app.ports import Acceptance, UnitOfWork
from app.usecases.counter import Counter, somebody_to_continue
from app.usecases.results import CounterView
from app.usecases.sender_history import noticed
from app.usecases.waybill_name import judged, ordered

CONTINUES_WITHIN = timedelta(minutes=30)


class ContinueSender:
    """Takes the sender of the newest acceptance for this parcel too."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, parcel_id: str | None, clerk: ClerkNumber) -> CounterView:
        """The parcel with that sender. Raises DomainError(NO_EARLIER_SENDER)."""
        with self._counter.store.unit_of_work() as work:
            last = work.acceptances.last()
            if last is None or not self._may_continue(last, clerk):
                raise DomainError(DomainFault.NO_EARLIER_SENDER)
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            if parcel.late is not None:
                raise DomainError(DomainFault.NO_EARLIER_SENDER)
            taken = continued(parcel, last, clerk, self._counter.clock.now())
            taken = noticed(self._counter, work, _named(self._counter, work, taken))
            # Without its row nobody can read a file any more; the next start sweeps it away.
            work.evidence.release(parcel.parcel_id, gone(parcel, taken))
            return self._counter.kept(work, taken)

    def _may_continue(self, last: Acceptance, clerk: ClerkNumber) -> bool:
        # not before it either: a clock that was set back proves no half hour
        if not timedelta(0) <= self._counter.clock.now() - last.accepted_at <= CONTINUES_WITHIN:
            return False
        sender = last.parcel.sender
        if sender is not None and sender.same_person is not None and sender.same_person.clerk != clerk:
            return False
        return somebody_to_continue(last)


def continued(parcel: Parcel, last: Acceptance, clerk: ClerkNumber, now: datetime) -> Parcel:
    """``parcel`` with the people of ``last``; by the key the clerk says that a waybill that is there names them."""
    earlier = last.parcel
    sender, name = earlier.sender, None
    if sender is not None:
        sender = replace(
            sender,
            continues=sender.continues or last.acceptance_id,
            usual_category=earlier.inspection.item_category,
        )
    if sender is not None and parcel.waybill is not None:
        name = WaybillName(NameCheck.SAME_SENDER, agrees=True, checked_at=now, clerk=clerk)
    return replace(
        parcel,
        sender=sender,
        sending=earlier.sending,
        principal=earlier.principal,
        guardian=earlier.guardian,
        guardian_present=earlier.guardian_present,
        customer=earlier.customer,
        waybill_name=name,
        answered=earlier.answered,
        overrides=(),
    )


def _named(counter: Counter, work: UnitOfWork, after: Parcel) -> Parcel:
    """A name that the carrier's order knows outranks the key: it is compared as text."""
    order = work.orders.get(after.waybill.number) if after.waybill is not None else None
    if order is None:
        return after
    return replace(after, waybill_name=judged(after, ordered(order, counter.clock.now())))
