"""The repair list, and one returned record opened for its fix.

Invariants:
- Everything that the province returned is counted, and listed by where it stands: nothing is dropped because it cannot
  be mended, and nothing that is over hides what somebody has to look at.
- Corrections that were returned, too, stand with the record that they mend, and with its last refusal.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, assert_never

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange, corrected_parcel, mendable, patched
from app.domain.errors import DomainError, DomainFault
from app.domain.masking import masked_name
from app.ports import UnitOfWork
from app.repair_ports import RepairStanding, RepairSubject, Returned, SentCorrection
from app.usecases.counter import Counter
from app.usecases.repair_results import OpenedRepair, RepairBoard, RepairEntry
from sync.payloads_correction import MAX_EARLIER
from sync.state import MessageState

SHOWN: Final[Mapping[RepairStanding, int]] = {
    RepairStanding.OPEN: 100,
    RepairStanding.CORRECTION_WAITING: 50,
    RepairStanding.SETTLING: 50,
    RepairStanding.GIVEN_UP: 50,
}
"""Of messages and of files each: what is listed is opened, and a longer list is mended at the province."""

SETTLES_WITHIN: Final = timedelta(days=1)
"""After a correction was made. The province tells of the record with its next answer; a word that cannot be verified
never counts, and then somebody has to be able to act."""

PAYLOAD = "/payload"


class ListRepairs:
    """Reads the list. Changes nothing."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> RepairBoard:
        """As it stands now."""
        with self._counter.store.unit_of_work() as work:
            standings, now = work.repairs.standings(), self._counter.clock.now()
            entries = [
                entry_of(work, one, now)
                for standing, limit in SHOWN.items()
                if standings.get(standing)
                for one in work.repairs.returned(standing, limit=limit)
            ]
        return RepairBoard(tuple(entries), standings)


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
    entry = entry_of(work, returned, counter.clock.now())
    if entry.standing is RepairStanding.CORRECTION_WAITING or entry.was_received:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, entry.standing.value)
    payload = patched(json.loads(body)["payload"], last_changes(entry.corrections))
    fields = mendable(returned.kind.value, payload, counter.policy.corrections)
    if not fields or entry.is_conflict or len(entry.corrections) > MAX_EARLIER:
        raise DomainError(DomainFault.NOT_MENDABLE)
    wrong = next((one.pointer for one in fields if one.pointer == entry.pointer), "")
    return OpenedRepair(entry, fields, wrong)


def entry_of(work: UnitOfWork, returned: Returned, now: datetime) -> RepairEntry:
    """The line of one returned message or file, as it is ``now``."""
    of_message = returned.subject is RepairSubject.MESSAGE
    corrections = tuple(work.repairs.corrections(returned.identifier)) if of_message else ()
    given_up = work.repairs.given_up(returned.subject, returned.identifier)
    last = corrections[-1] if corrections else None
    if last is not None and last.state is MessageState.REJECTED:
        problem, pointer, detail = last.code or "", within(last.pointer, nested=True), last.detail
    else:
        problem, pointer, detail = returned.code, within(returned.pointer), returned.detail
    standing = _standing(last, given_up=given_up is not None)
    number, sender = _record_of(work, returned, corrections)
    return RepairEntry(
        returned=returned,
        standing=standing,
        problem=problem,
        pointer=pointer,
        detail=detail,
        waybill_number=number,
        sender_masked=sender,
        corrections=corrections,
        given_up=given_up,
        busy=last is not None and _is_busy(standing, now - last.made.corrected_at),
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
    if last is not None and last.state in (MessageState.PENDING, MessageState.LEASED):
        return RepairStanding.CORRECTION_WAITING
    if given_up:
        return RepairStanding.GIVEN_UP
    arrived = last is not None and last.state is MessageState.DELIVERED
    return RepairStanding.SETTLING if arrived else RepairStanding.OPEN


def _is_busy(standing: RepairStanding, since: timedelta) -> bool:
    match standing:
        case RepairStanding.CORRECTION_WAITING:
            return True
        case RepairStanding.SETTLING:
            return since < SETTLES_WITHIN
        case RepairStanding.OPEN | RepairStanding.GIVEN_UP:
            return False
        case _:
            assert_never(standing)


def _record_of(work: UnitOfWork, returned: Returned, corrections: tuple[SentCorrection, ...]) -> tuple[str, str]:
    """The waybill number and the masked sender, where the message is about a parcel."""
    accepted = work.acceptances.of_message(returned.message_id)
    if accepted is None:
        return "", ""
    parcel = corrected_parcel(accepted.parcel, last_changes(corrections))
    sender = masked_name(parcel.sender.document.name) if parcel.sender is not None else ""
    return accepted.waybill.number, sender
