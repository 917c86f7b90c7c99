"""What every step at the counter shares: the ports, the rules in force, and the way a parcel is opened and kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.acceptance import NOTHING_YET, Parcel, ParcelState, decide
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.policy import Policy
from app.domain.waybill import recognise
from app.ports import Acceptance, Clock, ClockOffset, Ids, Store, UnitOfWork
from app.usecases.results import CounterView


def _unheard() -> None:
    """Nobody gives way."""


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter: its store, its clock, its rules."""

    store: Store
    clock: Clock
    ids: Ids
    policy: Policy
    jumped: Callable[[], timedelta] = timedelta
    """How far the clock was set since it was last measured; nothing where nobody looks."""
    used: Callable[[], object] = _unheard
    """Told when a step begins that changes something, so that background work gives way."""

    def clock_offset(self, work: UnitOfWork) -> ClockOffset | None:
        """The clock minus the province's: as last measured, with what it was set by since. None when never measured."""
        measured = work.terminal.clock_offset()
        if measured is None:
            return None
        jumped_ms = round(self.jumped() / timedelta(milliseconds=1))
        return replace(measured, offset_ms=measured.offset_ms + jumped_ms)

    def today(self) -> date:
        """The date on the counter's wall."""
        return self.clock.local(self.clock.now()).date()

    def day_began(self) -> datetime:
        """The moment of the last local midnight, in local time."""
        return self.clock.local(self.clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)

    def parcel(self, work: UnitOfWork, parcel_id: str | None, clerk: ClerkNumber) -> Parcel:
        """The kept parcel, or a new one when ``parcel_id`` is None, for whoever changes it.

        Raises DomainError: PARCEL_UNKNOWN; READ_ONLY for an auditor.
        """
        self.require_may_change(work, clerk)
        if parcel_id is None:
            return Parcel(self.ids.new(), clerk, self.clock.now())
        parcel = work.parcels.get(parcel_id)
        if parcel is None:
            raise DomainError(DomainFault.PARCEL_UNKNOWN)
        return parcel

    def require_may_change(self, work: UnitOfWork, clerk: ClerkNumber) -> None:
        """Raises DomainError(READ_ONLY) for an auditor: whoever checks the records makes none."""
        self.used()
        person = work.clerks.get(clerk)
        if person is not None and not person.may_accept:
            raise DomainError(DomainFault.READ_ONLY)

    def kept(self, work: UnitOfWork, parcel: Parcel) -> CounterView:
        """Keep the parcel and show it."""
        work.parcels.save(parcel)
        return self.view(work, parcel)

    def view(self, work: UnitOfWork, parcel: Parcel | None) -> CounterView:
        """The parcel (or the empty counter) with what the rules say."""
        if parcel is None:
            return self.empty_view(work, can_continue_sender=somebody_to_continue(work.acceptances.last()))
        waybill = parcel.waybill
        return CounterView(
            parcel=parcel,
            decision=decide(parcel, self.policy, self.today()),
            candidates=recognise(waybill.number, self.policy.carrier_patterns) if waybill is not None else (),
            parked=work.parcels.count(ParcelState.PARKED),
            can_continue_sender=parcel.sender is None and somebody_to_continue(work.acceptances.last()),
        )

    def empty_view(self, work: UnitOfWork, *, can_continue_sender: bool) -> CounterView:
        """The counter between two parcels."""
        parked = work.parcels.count(ParcelState.PARKED)
        return CounterView(None, NOTHING_YET, parked=parked, can_continue_sender=can_continue_sender)


def somebody_to_continue(last: Acceptance | None) -> bool:
    """Whether the newest acceptance was of a verified person or of a customer: a letter needs neither."""
    if last is None:
        return False
    sender = last.parcel.sender
    return sender.same_person is not None if sender is not None else last.parcel.customer is not None
