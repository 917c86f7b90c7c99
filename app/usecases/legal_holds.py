"""Legal holds (依法保留): a supervisor's word that a record, or all of a person, stays beyond its term.

Invariants:
- Only a supervisor places and releases a hold, each with a coded reason; both are in the audit trail, without the
  person: a person's hold is kept by the document's keyed hash.
- What is purged already cannot be held; what is held is not purged (``app.usecases.purge``).
"""

from dataclasses import replace
from typing import assert_never

from app.audit_ports import AuditEntry
from app.document_hash import document_hash
from app.domain.clerk import ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.domain.waybill import normalised
from app.ports import Clock, Ids
from app.retention_ports import HoldScope, LegalHold, RetentionStore, RetentionWork
from app.usecases.retention_results import Held, LegalHoldView, OfPerson, OfRecord
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import Credentials


class LegalHolds:
    """Places, releases and lists holds. On the store's thread."""

    def __init__(self, store: RetentionStore, clock: Clock, ids: Ids, policy: Policy, sign_in: SignIn) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._policy = policy
        self._sign_in = sign_in

    def place(self, what: Held, reason: str, who: Credentials) -> LegalHold:
        """The hold. A person of whom nothing is kept yet may be held, too: more may come.

        Raises DomainError: REASON_UNKNOWN, NOT_ACCEPTED_HERE (a waybill), ALREADY_HELD, SIGN_IN_REFUSED,
        SIGN_IN_LOCKED, NOT_A_SUPERVISOR.
        """
        if find(self._policy.retention.hold_reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        supervisor = supervisor_of(self._sign_in, who)
        with self._store.unit_of_work() as work:
            scope, subject = _subject(work, what)
            hold = LegalHold(self._ids.new(), scope, subject, reason, supervisor, self._clock.now())
            work.legal_holds.place(hold)
            details = {"scope": scope.value, "reason": reason}
            work.audit.append(AuditEntry(hold.placed_at, supervisor, "legal_hold_placed", hold.hold_id, details))
        return hold

    def release(self, what: Held, reason: str, who: Credentials) -> LegalHold:
        """The hold as it ended: from now on the ordinary terms count.

        Raises DomainError: REASON_UNKNOWN, NOT_ACCEPTED_HERE, NOT_HELD, SIGN_IN_REFUSED, SIGN_IN_LOCKED,
        NOT_A_SUPERVISOR.
        """
        if find(self._policy.retention.release_reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        supervisor = supervisor_of(self._sign_in, who)
        with self._store.unit_of_work() as work:
            subject = _subject(work, what)
            held = next((one for one in work.legal_holds.in_force() if (one.scope, one.subject) == subject), None)
            if held is None:
                raise DomainError(DomainFault.NOT_HELD)
            now = self._clock.now()
            released = replace(held, released_by=supervisor, released_at=now, release_reason=reason)
            work.legal_holds.release(released)
            details = {"scope": held.scope.value, "reason": reason}
            work.audit.append(AuditEntry(now, supervisor, "legal_hold_released", held.hold_id, details))
        return released

    def in_force(self) -> tuple[LegalHoldView, ...]:
        """Oldest first."""
        with self._store.unit_of_work() as work:
            return tuple(LegalHoldView(hold, _waybill(work, hold)) for hold in work.legal_holds.in_force())


def supervisor_of(sign_in: SignIn, who: Credentials) -> ClerkNumber:
    """The supervisor who gives the word. Raises DomainError: SIGN_IN_REFUSED, SIGN_IN_LOCKED, NOT_A_SUPERVISOR."""
    clerk = sign_in(who.number, who.pin, "supervisor_called")
    if clerk.role is not ClerkRole.SUPERVISOR:
        raise DomainError(DomainFault.NOT_A_SUPERVISOR)
    return clerk.number


def _subject(work: RetentionWork, what: Held) -> tuple[HoldScope, str]:
    match what:
        case OfRecord(number):
            accepted = work.acceptances.by_waybill(normalised(number))
            if accepted is None:
                raise DomainError(DomainFault.NOT_ACCEPTED_HERE)
            return HoldScope.RECORD, accepted.acceptance_id
        case OfPerson(document_type, number):
            return HoldScope.PERSON, document_hash(work.terminal.hash_key(), document_type, number)
        case _:
            assert_never(what)


def _waybill(work: RetentionWork, hold: LegalHold) -> str:
    accepted = work.acceptances.get(hold.subject) if hold.scope is HoldScope.RECORD else None
    return accepted.waybill.number if accepted is not None else ""
