"""Accepting a parcel: the decision and everything that follows from it, in one transaction.

Invariants:
- Acceptance with its inspection mark, evidence index, frozen outbox message and audit link commit together or not at
  all.
- A late entry (补录) counts for the moment and the clerk of its paper form; that it was typed in later, by whom and by
  whose word, stands beside that everywhere.
- Nothing is accepted that the rules do not allow. A supervisor's word that answered an objection stands in the record,
  in the message and in the audit trail.
"""

from dataclasses import replace
from datetime import datetime

from app.audit_ports import AuditEntry
from app.document_hash import document_hash, phone_hash
from app.domain.acceptance import Parcel, ParcelEvent, decide, goods_of, identity_needed, is_restricted, stepped
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import IdentityDocument
from app.domain.inspection import PhotoRole
from app.domain.late_entry import LateEntry
from app.domain.policy import Policy
from app.domain.sending import Sending
from app.domain.surveillance import spans_of
from app.events import EventBus, ParcelAccepted
from app.inspection_mark import InspectionMark, mark_for
from app.interruption_ports import LateRecord
from app.messages import Entered, Envelope, acceptance_message
from app.people_ports import KnownSender
from app.ports import Acceptance, TerminalIdentity, UnitOfWork
from app.usecases.counter import Counter, somebody_to_continue
from app.usecases.results import Accepted
from app.usecases.sender_history import counted_by, noticed


class AcceptParcel:
    """Takes a complete parcel in."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, parcel_id: str, clerk: ClerkNumber) -> Accepted:
        """Raises DomainError: NOT_COMPLETE, STANDS_AGAINST, WAYBILL_ALREADY_ACCEPTED, WAYBILL_FROZEN, NOT_ENROLLED.

        LATE_ENTRY_REFUSED for a paper form that was typed in already.
        """
        with self._counter.store.unit_of_work() as work:
            parcel = self._allowed(work, parcel_id, clerk)
            acceptance = self._commit(work, parcel, clerk)
            view = self._counter.empty_view(work, can_continue_sender=somebody_to_continue(acceptance))
        self._events.publish(ParcelAccepted(acceptance.acceptance_id, acceptance.message_id))
        return Accepted(acceptance.acceptance_id, acceptance.message_id, acceptance.accepted_at, view)

    def _allowed(self, work: UnitOfWork, parcel_id: str, clerk: ClerkNumber) -> Parcel:
        parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.ACCEPT)
        if parcel.waybill is not None and work.holds.in_force(parcel.waybill.number) is not None:
            raise DomainError(DomainFault.WAYBILL_FROZEN)
        # what is unusual is asked once more: the hour and the day's parcels have moved on
        parcel = noticed(self._counter, work, parcel)
        decision = decide(parcel, self._counter.policy, self._counter.day_of(parcel))
        if decision.objections:
            raise DomainError(DomainFault.STANDS_AGAINST, decision.objections[0].value)
        if decision.missing:
            raise DomainError(DomainFault.NOT_COMPLETE, decision.missing[0].value)
        return parcel

    def _commit(self, work: UnitOfWork, parcel: Parcel, clerk: ClerkNumber) -> Acceptance:
        identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        if parcel.waybill is None:
            raise DomainError(DomainFault.NOT_COMPLETE)
        now, today = self._counter.clock.now(), self._counter.day_of(parcel)
        late, accepted_at = parcel.late, self._counter.moment_of(parcel) if parcel.late is not None else now
        accepted_by = late.accepted_by if late is not None else clerk
        sender = parcel.sender if identity_needed(parcel, today) else None
        key = work.terminal.hash_key()
        acceptance_id = self._counter.ids.new()
        mark = _mark(identity, parcel, acceptance_id, accepted_by, self._counter.policy)
        acceptance = Acceptance(
            acceptance_id=acceptance_id,
            parcel=parcel,
            waybill=parcel.waybill,
            clerk=accepted_by,
            accepted_at=accepted_at,
            message_id=self._counter.ids.new(),
            document_hash=_hash_of(key, sender.document) if sender is not None else "",
            phone_hash=phone_hash(key, sender.phone) if sender is not None and sender.phone is not None else "",
            restricted=is_restricted(parcel, self._counter.policy, today),
            mark=mark.short_code if mark is not None else "",
        )
        spans = spans_of(parcel, accepted_at, self._counter.cameras(), self._counter.policy.surveillance)
        envelope = Envelope(acceptance.message_id, identity, work.outbox.head(), self._counter.clock_offset(work))
        message = acceptance_message(
            envelope,
            acceptance_id=acceptance.acceptance_id,
            parcel=parcel,
            clerk=accepted_by,
            accepted_at=accepted_at,
            entered=Entered(now, clerk),
            local_day=today,
            policy=self._counter.policy,
            mark=(mark.short_code, mark.text) if mark is not None else None,
            spans=spans if self._counter.tells_cameras else (),
        )
        work.acceptances.add(acceptance)
        work.surveillance.add(acceptance.acceptance_id, spans)
        self._keep_inspection(work, acceptance, counted_by(key, parcel, today))
        work.outbox.enqueue(message)
        if late is not None:
            self._keep_late(work, acceptance, late, now)
        if sender is not None and sender.phone is not None:
            category = parcel.inspection.item_category or ""
            work.senders.remember(
                KnownSender(acceptance.document_hash, sender.phone, category, now, address=sender.address)
            )
        details = {"message": message.message_id, "digest": message.digest, **_spoken(parcel)}
        if acceptance.restricted:
            details["restricted"] = "child"
        if late is not None:
            details |= {"late": late.accepted_at.isoformat(), "form": late.form_number, "ground": late.ground.value}
        work.audit.append(AuditEntry(now, clerk, "accepted", acceptance.acceptance_id, details))
        work.orders.remove(parcel.waybill.number)
        work.parcels.save(parcel)
        return acceptance

    def _keep_late(self, work: UnitOfWork, acceptance: Acceptance, late: LateEntry, now: datetime) -> None:
        """Its form is used up; an interruption that is over has one late record more."""
        work.late_entries.add(
            LateRecord(
                acceptance_id=acceptance.acceptance_id,
                message_id=acceptance.message_id,
                form_number=late.form_number,
                accepted_at=late.accepted_at,
                entered_at=max(now, late.accepted_at),
                outage_id=late.outage_id,
                reason=late.reason,
            )
        )
        interruption = work.outages.covering(late.accepted_at)
        if interruption is not None and interruption.late_records is not None:
            work.outages.save(replace(interruption, late_records=interruption.late_records + 1))

    def _keep_inspection(self, work: UnitOfWork, acceptance: Acceptance, counted: str) -> None:
        """What later acceptances, the handover and the statistics ask about it; ``counted`` is whose day it uses up."""
        inspection = acceptance.parcel.inspection
        if inspection.screening is not None:
            work.screenings.add(acceptance.acceptance_id, inspection.screening)
        rules = self._counter.policy.rules_used(goods_of(inspection, self._counter.policy))
        if rules and counted:
            work.rule_uses.add(acceptance.acceptance_id, counted, sorted(rules), acceptance.accepted_at)


def _mark(
    identity: TerminalIdentity, parcel: Parcel, acceptance_id: str, clerk: ClerkNumber, policy: Policy
) -> InspectionMark | None:
    """The inspection mark (验视标识); none for a letter, which nobody opened."""
    opened = parcel.inspection.photos_of(PhotoRole.CONTENTS)
    inspected_at = parcel.late.accepted_at if parcel.late is not None else opened[-1].taken_at if opened else None
    if parcel.waybill is None or parcel.sending is Sending.LETTER or inspected_at is None:
        return None
    return mark_for(
        identity,
        mark_id=acceptance_id,
        waybill_number=parcel.waybill.number,
        inspector=clerk if parcel.late is not None else parcel.inspection.inspected_by or clerk,
        inspected_at=inspected_at,
        policy_version=policy.version,
    )


def _hash_of(key: bytes, document: IdentityDocument) -> str:
    return document_hash(key, document.document_type, document.number)


def _spoken(parcel: Parcel) -> dict[str, str]:
    """What people said about it, by code: a supervisor's words, and reasons for what was unusual."""
    words = {f"override.{entry.objection}": f"{entry.reason} {entry.supervisor}" for entry in parcel.overrides}
    return words | {f"caution.{entry.caution}": entry.reason for entry in parcel.answered}
