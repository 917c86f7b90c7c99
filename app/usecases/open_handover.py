"""Opening a handover, putting its head right, giving it up; what the page shows of them.

Invariants:
- One handover is open at a time at a terminal, whoever opened it: any clerk goes on with it, after a restart, too.
- What goes onto the manifest's head is checked for form first; nothing is kept that cannot be right.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.handover_rules import HandoverHead, checked_head
from app.inspection_ports import Handover, HandoverState
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.handover_door import Door
from app.usecases.handover_results import HandoverDesk, ListedHandover, OpenManifest

LISTED = 50
"""Closed handovers in the list: some weeks of a village outlet."""


def open_handover_of(counter: Counter, work: UnitOfWork, clerk: ClerkNumber) -> Handover:
    """The handover that is being scanned, for a clerk who works on it. Raises DomainError: NOTHING_OPEN, READ_ONLY."""
    counter.require_may_change(work, clerk)
    handover = work.handovers.open_one()
    if handover is None:
        raise DomainError(DomainFault.NOTHING_OPEN)
    return handover


class OpenHandover:
    """Begins a manifest."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, head: HandoverHead, clerk: ClerkNumber) -> Handover:
        """Raises DomainError: HANDOVER_INVALID, HANDOVER_OPEN, NOT_ENROLLED, READ_ONLY."""
        head = _checked(self._counter, head)
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            if work.terminal.identity() is None:
                raise DomainError(DomainFault.NOT_ENROLLED)
            now = self._counter.clock.now()
            handover = Handover(
                handover_id=self._counter.ids.new(),
                state=HandoverState.OPEN,
                carrier=head.carrier,
                vehicle=head.vehicle,
                gps=head.gps,
                bag=head.bag,
                driver=head.driver,
                opened_by=clerk,
                opened_at=now,
            )
            work.handovers.save(handover)
            work.audit.append(AuditEntry(now, clerk, "handover_opened", handover.handover_id, {}))
        return handover


class CorrectHandover:
    """Puts the head of the open handover right; its parcels stay, and are looked at again when it is closed."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, head: HandoverHead, clerk: ClerkNumber) -> OpenManifest:
        """Raises DomainError: HANDOVER_INVALID, NOTHING_OPEN, READ_ONLY."""
        head = _checked(self._counter, head)
        with self._counter.store.unit_of_work() as work:
            handover = replace(
                open_handover_of(self._counter, work, clerk),
                carrier=head.carrier,
                vehicle=head.vehicle,
                gps=head.gps,
                bag=head.bag,
                driver=head.driver,
            )
            work.handovers.save(handover)
            now = self._counter.clock.now()
            work.audit.append(AuditEntry(now, clerk, "handover_corrected", handover.handover_id, {}))
            return manifest_of(self._counter, work, handover)


class DiscardHandover:
    """Gives the open handover up; its parcels are free for another."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, clerk: ClerkNumber) -> None:
        """Raises DomainError: NOTHING_OPEN, READ_ONLY."""
        with self._counter.store.unit_of_work() as work:
            handover = open_handover_of(self._counter, work, clerk)
            count = work.handovers.count(handover.handover_id)
            work.handovers.save(replace(handover, state=HandoverState.DISCARDED))
            now = self._counter.clock.now()
            details = {"parcels": str(count)}
            work.audit.append(AuditEntry(now, clerk, "handover_discarded", handover.handover_id, details))


class ShowHandovers:
    """All that the handover's page shows."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> HandoverDesk:
        """Read anew; an auditor may look as well."""
        with self._counter.store.unit_of_work() as work:
            handover = work.handovers.open_one()
            return HandoverDesk(
                manifest=manifest_of(self._counter, work, handover) if handover is not None else None,
                closed=tuple(ListedHandover(kept, count) for kept, count in work.handovers.closed(limit=LISTED)),
                offered=work.screenings.newest_done(),
            )


def manifest_of(counter: Counter, work: UnitOfWork, handover: Handover) -> OpenManifest:
    """The handover with its parcels, and with what became of them since they were scanned."""
    return OpenManifest(
        handover,
        tuple(work.handovers.parcels(handover.handover_id)),
        Door(work, counter.policy, handover).stopped_on_the_list(),
    )


def _checked(counter: Counter, head: HandoverHead) -> HandoverHead:
    """Raises DomainError(HANDOVER_INVALID) naming the entry."""
    if head.carrier and counter.policy.carrier(head.carrier) is None:
        raise DomainError(DomainFault.HANDOVER_INVALID, "carrier")
    return checked_head(head, counter.policy.handover)
