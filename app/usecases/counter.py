"""What every step at the counter shares: the ports, the rules in force, and the way a parcel is opened and kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.acceptance import NOTHING_YET, Parcel, ParcelState, decide
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.policy import Policy
from app.domain.surveillance import CameraChannel
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
    cameras: Callable[[], tuple[CameraChannel, ...]] = tuple
    """The surveillance channels of this counter, with their clocks as last measured."""
    tells_cameras: bool = True
    """Whether messages name them; a province of before this part of the contract would refuse such a record."""

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

    def moment_of(self, parcel: Parcel | None) -> datetime:
        """When the parcel is accepted: now, or when a late entry was accepted on paper."""
        return parcel.late.accepted_at if parcel is not None and parcel.late is not None else self.clock.now()

    def day_of(self, parcel: Parcel | None) -> date:
        """The date on the counter's wall when the parcel is accepted: terms and ages are counted by it."""
        return self.clock.local(self.moment_of(parcel)).date()

    def day_began(self, parcel: Parcel | None = None) -> datetime:
        """The moment of the local midnight before the parcel is accepted, in local time."""
        return self.clock.local(self.moment_of(parcel)).replace(hour=0, minute=0, second=0, microsecond=0)

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
            decision=decide(parcel, self.policy, self.day_of(parcel)),
            candidates=recognise(waybill.number, self.policy.carrier_patterns) if waybill is not None else (),
            parked=work.parcels.count(ParcelState.PARKED),
            can_continue_sender=parcel.sender is None
            and parcel.late is None
            and somebody_to_continue(work.acceptances.last()),
        )

    def empty_view(self, work: UnitOfWork, *, can_continue_sender: bool) -> CounterView:
        """The counter between two parcels."""
        parked = work.parcels.count(ParcelState.PARKED)
        return CounterView(None, NOTHING_YET, parked=parked, can_continue_sender=can_continue_sender)


def somebody_to_continue(last: Acceptance | None) -> bool:
    """Whether the newest acceptance was of a verified person or of a customer: a letter needs neither.

    Nobody of a late entry stands at the counter.
    """
    if last is None or last.parcel.late is not None:
        return False
    sender = last.parcel.sender
    return sender.same_person is not None if sender is not None else last.parcel.customer is not None
