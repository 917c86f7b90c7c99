"""The repair list, and one returned record opened for its fix.

Invariants:
- Everything that the province returned is listed: nothing is dropped because it cannot be mended.
- Corrections that were returned, too, stand with the record that they mend, and with its last refusal.
"""

import json

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange, corrected_parcel, mendable, patched
from app.domain.errors import DomainError, DomainFault
from app.domain.masking import masked_name
from app.ports import UnitOfWork
from app.repair_ports import RepairSubject, Returned, SentCorrection
from app.usecases.counter import Counter
from app.usecases.repair_results import OpenedRepair, RepairBoard, RepairEntry, RepairStanding
from sync.payloads_correction import MAX_EARLIER
from sync.state import MessageState
from sync.words import Kind

SHOWN = 500
"""Of each: a list that long is mended at the province, not at a counter."""

PAYLOAD = "/payload"


class ListRepairs:
    """Reads the whole list. Changes nothing."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> RepairBoard:
        """As it stands now."""
        with self._counter.store.unit_of_work() as work:
            returned = work.repairs.returned(limit=SHOWN)
            entries = [entry_of(work, one) for one in returned if not _stands_elsewhere(work, one)]
        order = list(RepairStanding)
        return RepairBoard(tuple(sorted(entries, key=lambda entry: order.index(entry.standing))))


class OpenRepair:
    """Opens one returned record for its fix: full values, which is in the audit trail."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, message_id: str, clerk: ClerkNumber) -> OpenedRepair:
        """The record with its fields.

        Raises DomainError: NOTHING_OPEN for what is not returned (any more), STEP_NOT_ALLOWED while a correction is on
        its way, NOT_MENDABLE where there is no field to mend, READ_ONLY.
        """
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            opened = opened_repair(self._counter, work, message_id)
            now = self._counter.clock.now()
            work.audit.append(AuditEntry(now, clerk, "returned_record_opened", message_id, {}))
            return opened


def opened_repair(counter: Counter, work: UnitOfWork, message_id: str) -> OpenedRepair:
    """See :class:`OpenRepair`; within the caller's transaction, and without a note."""
    returned = work.repairs.returned_one(RepairSubject.MESSAGE, message_id)
    body = work.outbox.body(message_id) if returned is not None else None
    if returned is None or body is None:
        raise DomainError(DomainFault.NOTHING_OPEN)
    entry = entry_of(work, returned)
    if entry.standing in (RepairStanding.CORRECTION_WAITING, RepairStanding.SETTLING):
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, entry.standing.value)
    payload = patched(json.loads(body)["payload"], last_changes(entry.corrections))
    fields = mendable(returned.kind.value, payload, counter.policy.corrections)
    if not fields or entry.is_conflict or len(entry.corrections) > MAX_EARLIER:
        raise DomainError(DomainFault.NOT_MENDABLE)
    wrong = next((one.pointer for one in fields if one.pointer == entry.pointer), "")
    return OpenedRepair(entry, fields, wrong)


def entry_of(work: UnitOfWork, returned: Returned) -> RepairEntry:
    """The line of one returned message or file."""
    of_message = returned.subject is RepairSubject.MESSAGE
    corrections = tuple(work.repairs.corrections(returned.identifier)) if of_message else ()
    given_up = work.repairs.given_up(returned.subject, returned.identifier)
    last = corrections[-1] if corrections else None
    if last is not None and last.state is MessageState.REJECTED:
        problem, pointer, detail = last.code or "", within(last.pointer, nested=True), last.detail
    else:
        problem, pointer, detail = returned.code, within(returned.pointer), returned.detail
    number, sender = _record_of(work, returned, corrections)
    return RepairEntry(
        returned=returned,
        standing=_standing(last, given_up=given_up is not None),
        problem=problem,
        pointer=pointer,
        detail=detail,
        waybill_number=number,
        sender_masked=sender,
        corrections=corrections,
        given_up=given_up,
    )


def within(pointer: str | None, *, nested: bool = False) -> str:
    """A pointer into a message as one into its payload (of a correction: into the mended one); "" for no field of it.

    >>> within("/payload/sender/phone")
    '/sender/phone'
    """
    start = PAYLOAD * 2 if nested else PAYLOAD
    return pointer.removeprefix(start) if pointer is not None and pointer.startswith(f"{start}/") else ""


def last_changes(corrections: tuple[SentCorrection, ...]) -> tuple[FieldChange, ...]:
    """All new values of the last correction: the next one begins with them."""
    return corrections[-1].made.changes if corrections else ()


def _standing(last: SentCorrection | None, *, given_up: bool) -> RepairStanding:
    if last is not None and last.state is MessageState.DELIVERED:
        return RepairStanding.SETTLING
    if last is not None and last.state is not MessageState.REJECTED:
        return RepairStanding.CORRECTION_WAITING
    return RepairStanding.GIVEN_UP if given_up else RepairStanding.OPEN


def _stands_elsewhere(work: UnitOfWork, returned: Returned) -> bool:
    """Whether it is a correction whose record is in the list itself."""
    if returned.kind is not Kind.CORRECTION or returned.subject is not RepairSubject.MESSAGE:
        return False
    original_id = _original_of(work, returned.identifier)
    return original_id is not None and work.repairs.returned_one(RepairSubject.MESSAGE, original_id) is not None


def _original_of(work: UnitOfWork, correction_id: str) -> str | None:
    body = work.outbox.body(correction_id)
    if body is None:
        return None
    return str(json.loads(body)["payload"]["original"]["message_id"])


def _record_of(work: UnitOfWork, returned: Returned, corrections: tuple[SentCorrection, ...]) -> tuple[str, str]:
    """The waybill number and the masked sender, where the message is about a parcel."""
    accepted = work.acceptances.of_message(returned.message_id)
    if accepted is None:
        return "", ""
    parcel = corrected_parcel(accepted.parcel, last_changes(corrections))
    sender = masked_name(parcel.sender.document.name) if parcel.sender is not None else ""
    return accepted.waybill.number, sender
