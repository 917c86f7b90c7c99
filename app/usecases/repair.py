"""What is done about a returned record: mended, put back as it is, or given up with a supervisor's word.

Invariants:
- The record stays as it was captured; a correction is a message of its own, committed with its note or not at all.
- A correction holds all new values of the record, those of a returned correction before it included.
- While a correction is on its way nothing else is done about its record. When the province has it and says nothing of
  the record for a day, that may be put back or given up.
- Nothing is deleted: what is given up stays in the store and in the sums, and may be taken up again.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import JsonValue

from app.audit_ports import AuditEntry
from app.document_hash import document_hash
from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange, corrected_parcel, patched, value_at
from app.domain.correction_rules import reason_in
from app.domain.errors import DomainError, DomainFault
from app.domain.item_assessment import name_alike
from app.message_correction import Mend, ToldChange, correction_message
from app.messages import Envelope
from app.ports import Acceptance, UnitOfWork
from app.repair_ports import Correction, GivenUp, RepairSubject, Returned
from app.usecases.correction_checks import checked_changes, mended_parcel
from app.usecases.counter import Counter
from app.usecases.legal_holds import supervisor_of
from app.usecases.repair_lists import entry_of, last_changes, opened_repair
from app.usecases.repair_results import CorrectionDone, OpenedRepair
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import Credentials

SALT_BYTES = 16


class CorrectRecord:
    """Mends a returned record."""

    def __init__(self, counter: Counter, sign_in: SignIn) -> None:
        self._counter = counter
        self._sign_in = sign_in

    def __call__(
        self,
        message_id: str,
        changes: Sequence[FieldChange],
        reason: str,
        clerk: ClerkNumber,
        who: Credentials | None = None,
    ) -> CorrectionDone:
        """The correction is queued. ``who`` gives the supervisor's word that some fields need.

        Raises DomainError: REASON_UNKNOWN, NOTHING_OPEN, STEP_NOT_ALLOWED, NOT_MENDABLE, NOTHING_CHANGED,
        SUPERVISOR_NEEDED, CORRECTION_INVALID, STANDS_AGAINST, NOT_COMPLETE, NOT_ENROLLED, READ_ONLY, SIGN_IN_REFUSED,
        SIGN_IN_LOCKED, NOT_A_SUPERVISOR.
        """
        if reason_in(self._counter.policy.corrections.reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        supervisor = supervisor_of(self._sign_in, who) if who is not None else None
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            opened = opened_repair(self._counter, work, message_id)
            fresh = checked_changes(opened.fields, changes, supervised=supervisor is not None)
            made = tuple(one.made for one in opened.entry.corrections)
            if supervisor is None and made:
                supervisor = made[-1].supervisor  # whose word the values of the correction before had
            return self._queue(work, opened, fresh, _Word(reason, clerk, supervisor))

    def _queue(
        self, work: UnitOfWork, opened: OpenedRepair, fresh: tuple[FieldChange, ...], word: "_Word"
    ) -> CorrectionDone:
        identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        returned, now = opened.entry.returned, self._counter.clock.now()
        original = _body(work, returned.identifier)
        payload: dict[str, JsonValue] = json.loads(original)["payload"]
        accepted = work.acceptances.of_message(returned.identifier)
        changes = _merged(last_changes(opened.entry.corrections), fresh)
        if accepted is not None:
            changes = _merged(changes, self._consequences(accepted, changes))
        changes = tuple(change for change in changes if value_at(payload, change.pointer) != change.value)
        if not changes:
            raise DomainError(DomainFault.NOTHING_CHANGED)
        mend = Mend(
            original=original,
            earlier=tuple(_body(work, one.made.message_id) for one in opened.entry.corrections),
            payload=json.loads(json.dumps(patched(payload, changes))),
            changes=tuple(self._told(returned, payload, change) for change in changes),
            reason=word.reason,
            clerk=word.clerk,
            supervisor=word.supervisor,
            at=now,
            policy=self._counter.policy,
            salt=secrets.token_hex(SALT_BYTES),
        )
        offset = self._counter.clock_offset(work)
        envelope = Envelope(self._counter.ids.new(), identity, work.outbox.head(), offset)
        message = correction_message(envelope, mend, returned.subject_id)
        work.outbox.enqueue(message)
        work.repairs.add_correction(
            Correction(
                message_id=message.message_id,
                original_id=returned.identifier,
                reason=word.reason,
                clerk=word.clerk,
                supervisor=word.supervisor,
                corrected_at=now,
                changes=changes,
                salt=mend.salt,
            )
        )
        work.repairs.take_up(RepairSubject.MESSAGE, returned.identifier, now)
        details = {"message": message.message_id, "digest": message.digest, "reason": word.reason}
        details["fields"] = " ".join(change.pointer for change in changes)
        if word.supervisor is not None:
            details["supervisor"] = word.supervisor
        work.audit.append(AuditEntry(now, word.clerk, "record_corrected", returned.identifier, details))
        if accepted is not None:
            _remember_phone(work, accepted, changes)
        return CorrectionDone(returned.identifier, message.message_id, returned.kind, now)

    def _consequences(self, accepted: Acceptance, changes: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
        """What else a thing's new name says in the payload. Raises DomainError as :func:`mended_parcel`."""
        policy = self._counter.policy
        day = self._counter.clock.local(accepted.accepted_at).date()
        items = mended_parcel(accepted.parcel, changes, policy, day).inspection.items
        found: list[FieldChange] = []
        for change in changes:
            match change.pointer.split("/")[1:]:
                case ["inspection", "items", place, "name"]:
                    item = items[int(place)]
                    alike = name_alike(item, policy.catalogue)
                    start = change.pointer.removesuffix("name")
                    found.append(FieldChange(f"{start}entry", item.entry))
                    found.append(FieldChange(f"{start}looks_like", alike.code if alike is not None else None))
                case _:
                    pass
        return tuple(found)

    def _told(self, returned: Returned, payload: dict[str, JsonValue], change: FieldChange) -> ToldChange:
        rule = self._counter.policy.corrections.rule(returned.kind.value, change.pointer)
        old = value_at(payload, change.pointer)
        plain = old if isinstance(old, str | int) and not isinstance(old, bool) else None
        return ToldChange(change.pointer, plain, personal=rule is not None and rule.personal)


@dataclass(frozen=True, slots=True)
class _Word:
    """Why a record is mended, and whose word it is."""

    reason: str
    clerk: ClerkNumber
    supervisor: ClerkNumber | None


class PutBack:
    """Sends a returned message or file again as it is."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, subject: RepairSubject, identifier: str, clerk: ClerkNumber) -> None:
        """It waits again, due at once.

        Raises DomainError: NOTHING_OPEN, STEP_NOT_ALLOWED while a correction is on its way, READ_ONLY.
        """
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            now = self._counter.clock.now()
            _require_open(work, subject, identifier, now)
            match subject:
                case RepairSubject.MESSAGE:
                    work.outbox.requeue(identifier)
                case RepairSubject.EVIDENCE:
                    work.repairs.requeue_file(identifier)
            work.repairs.take_up(subject, identifier, now)
            work.audit.append(AuditEntry(now, clerk, "put_back", identifier, {"subject": subject.value}))


class GiveUpRepair:
    """Keeps a supervisor's word that something returned is not sent again."""

    def __init__(self, counter: Counter, sign_in: SignIn) -> None:
        self._counter = counter
        self._sign_in = sign_in

    def __call__(
        self, subject: RepairSubject, identifier: str, reason: str, who: Credentials, clerk: ClerkNumber
    ) -> GivenUp:
        """The word; the record stays as it is.

        Raises DomainError: REASON_UNKNOWN, NOTHING_OPEN, STEP_NOT_ALLOWED, SIGN_IN_REFUSED, SIGN_IN_LOCKED,
        NOT_A_SUPERVISOR.
        """
        if reason_in(self._counter.policy.corrections.give_up_reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)
        supervisor = supervisor_of(self._sign_in, who)
        with self._counter.store.unit_of_work() as work:
            now = self._counter.clock.now()
            _require_open(work, subject, identifier, now)
            word = GivenUp(subject, identifier, reason, supervisor, now)
            work.repairs.give_up(word)
            details = {"subject": subject.value, "reason": reason, "clerk": clerk}
            work.audit.append(AuditEntry(now, supervisor, "repair_given_up", identifier, details))
        return word


def _require_open(work: UnitOfWork, subject: RepairSubject, identifier: str, now: datetime) -> None:
    returned = work.repairs.returned_one(subject, identifier)
    if returned is None:
        raise DomainError(DomainFault.NOTHING_OPEN)
    entry = entry_of(work, returned, now)
    if entry.busy:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, entry.standing.value)


def _merged(earlier: tuple[FieldChange, ...], fresh: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
    values = {change.pointer: change for change in (*earlier, *fresh)}
    return tuple(values.values())


def _body(work: UnitOfWork, message_id: str) -> bytes:
    body = work.outbox.body(message_id)
    if body is None:
        raise DomainError(DomainFault.NOTHING_OPEN)
    return body


def _remember_phone(work: UnitOfWork, accepted: Acceptance, changes: tuple[FieldChange, ...]) -> None:
    """The sender's next parcel is not to begin with the wrong number again."""
    sender = corrected_parcel(accepted.parcel, changes).sender
    mended = any(change.pointer == "/sender/phone" for change in changes)
    if not mended or sender is None or sender.phone is None:
        return
    hashed = document_hash(work.terminal.hash_key(), sender.document.document_type, sender.document.number)
    known = work.senders.recall(hashed)
    if known is not None:
        work.senders.remember(replace(known, phone=sender.phone))
