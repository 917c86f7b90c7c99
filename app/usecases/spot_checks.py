"""Spot checks (双随机抽查): the outlet recomputes the draw, sees the drawn records, adds what is asked, answers.

Invariants:
- The draw is recomputed from the published commitment and this terminal's own chain; a draw that does not follow from
  them is answered all the same, and the answer says so: neither side can choose.
- An answer is given once, as a message, about every drawn record: one that is not here any more is said to be missing,
  with the clerk's note. What it names are pictures that went with the record, or come with the answer.
- An auditor answers nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from pydantic import JsonValue, ValidationError

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Photo, PhotoRole
from app.domain.masking import masked_name
from app.events import EventBus, SpotCheckAnswered
from app.inspection_ports import SpotCheck
from app.message_goods import evidence_of
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.ports import Acceptance, EvidenceVault, UnitOfWork
from app.province_ports import TakenChange
from app.spot_check_forms import additions_of, answer_bytes, request_of
from app.usecases.attach_photo import JPEG, TakenPhoto
from app.usecases.counter import Counter
from app.usecases.spot_check_results import Addition, DrawnRecordView, SpotCheckView
from sync.changes import SpotCheckAnnouncement, SpotCheckRequest
from sync.draws import Announced, DrawProblem, problem_of
from sync.words import ChangeKind, Kind, SpotCheckDemand

MAX_NOTE = 500
KEPT_IN_LIST = 100


class TakeSpotChecks:
    """Takes up what the province has asked since the last time. Runs after changes came, and at start."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> int:
        """How many wait for an answer, the new ones included."""
        with self._counter.store.unit_of_work() as work:
            identity = work.terminal.identity()
            if identity is None:
                return 0
            announced = dict(_announcements(work.changes.of_kind(ChangeKind.SPOT_CHECK_ANNOUNCEMENT)))
            for change in work.changes.of_kind(ChangeKind.SPOT_CHECK_REQUEST):
                request = _request(change)
                if request is None or request.terminal_id != identity.terminal_id:
                    continue
                if work.spot_checks.get(request.request_id) is None:
                    self._take(work, request, announced.get(request.period_id))
            return len(work.spot_checks.open_ones())

    def _take(self, work: UnitOfWork, request: SpotCheckRequest, announced: Announced | None) -> None:
        now = self._counter.clock.now()
        revealed = request.revealed()
        chain = work.outbox.links(request.starts_at, request.ends_at)
        verdict = _verdict(problem_of(revealed, announced, chain))
        check = SpotCheck(
            request_id=request.request_id,
            received_at=now,
            due_at=request.due_at,
            request=request.model_dump_json().encode(),
            verdict=verdict,
        )
        work.spot_checks.save(check)
        details = {"verdict": verdict, "records": str(len(request.drawn))}
        work.audit.append(AuditEntry(now, None, "spot_check_received", request.request_id, details))


class ListSpotChecks:
    """The newest spot checks with their records."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> tuple[SpotCheckView, ...]:
        """Open ones first, by deadline; then the answered ones, newest first."""
        with self._counter.store.unit_of_work() as work:
            waiting = work.spot_checks.open_ones()
            done = [check for check in work.spot_checks.page(limit=KEPT_IN_LIST) if check.answered_at is not None]
            return tuple(_view(work, check) for check in (*waiting, *done))


class AddToSpotCheck:
    """Adds a note or a picture to one drawn record."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def note(self, request_id: str, message_id: str, note: str, clerk: ClerkNumber) -> None:
        """Raises DomainError: NOTHING_OPEN, ITEM_INVALID for a text that is too long, READ_ONLY."""
        if len(note) > MAX_NOTE:
            raise DomainError(DomainFault.ITEM_INVALID, "note")
        with self._counter.store.unit_of_work() as work:
            check = _open(work, request_id, message_id, clerk)
            additions = additions_of(check)
            before = additions.get(message_id, Addition())
            additions[message_id] = replace(before, note=note.strip())
            work.spot_checks.save(replace(check, answer=answer_bytes(additions)))

    def photo(self, request_id: str, message_id: str, taken: TakenPhoto, clerk: ClerkNumber) -> None:
        """Raises DomainError: NOTHING_OPEN, READ_ONLY; StorageError when it cannot be kept."""
        with self._counter.store.unit_of_work() as work:
            _open(work, request_id, message_id, clerk)
        stored = self._vault.store(self._counter.ids.new(), taken.jpeg, JPEG)
        with self._counter.store.unit_of_work() as work:
            check = _open(work, request_id, message_id, clerk)
            offset = self._counter.clock_offset(work)
            photo = Photo(
                stored.evidence_id,
                PhotoRole.PAPER,
                stored.sha256,
                stored.size,
                JPEG,
                taken.taken_at,
                taken.device,
                offset.offset_ms if offset is not None else None,
            )
            additions = additions_of(check)
            before = additions.get(message_id, Addition())
            additions[message_id] = replace(before, photos=(*before.photos, photo))
            work.evidence.add(stored, request_id, upload=True, at=taken.taken_at)
            work.spot_checks.save(replace(check, answer=answer_bytes(additions)))


class AnswerSpotCheck:
    """Sends the answer: once, with all that is there and all that is not."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, request_id: str, clerk: ClerkNumber) -> SpotCheckView:
        """The answered check. Raises DomainError: NOTHING_OPEN, READ_ONLY, NOT_ENROLLED."""
        with self._counter.store.unit_of_work() as work:
            check = _open(work, request_id, None, clerk)
            identity = work.terminal.identity()
            if identity is None:
                raise DomainError(DomainFault.NOT_ENROLLED)
            now = self._counter.clock.now()
            view = _view(work, check)
            added = tuple(photo for record in view.records for photo in record.addition.photos)
            message = frozen_message(
                Envelope(self._counter.ids.new(), identity, work.outbox.head(), self._counter.clock_offset(work)),
                Kind.SPOT_CHECK_ANSWER,
                occurred_at=now,
                subject_id=request_id,
                payload={
                    "request_id": request_id,
                    "draw": view.verdict,
                    "records": [_answered(work, record) for record in view.records],
                    "answered_by": clerk,
                    "answered_at": rfc3339(now),
                    "evidence": evidence_of(added),
                    "policy_version": self._counter.policy.version,
                    "policy_digest": self._counter.policy.digest,
                },
                photos=added,
            )
            work.outbox.enqueue(message)
            work.spot_checks.save(replace(check, answered_at=now, message_id=message.message_id))
            details = {"message": message.message_id, "digest": message.digest, "verdict": view.verdict}
            work.audit.append(AuditEntry(now, clerk, "spot_check_answered", request_id, details))
        self._events.publish(SpotCheckAnswered(request_id, message.message_id))
        return replace(view, answered_at=now)


def _announcements(changes: Sequence[TakenChange]) -> Sequence[tuple[str, Announced]]:
    """By period, with the time at which this terminal took it; the first word about a period is the one that counts."""
    found: dict[str, Announced] = {}
    for change in changes:
        try:
            told = SpotCheckAnnouncement.model_validate(change.body)
        except ValidationError:
            continue  # a later contract's: this version cannot check a draw against it
        found.setdefault(told.period_id, told.announced(issued_at=change.issued_at, taken_at=change.taken_at))
    return tuple(found.items())


def _request(change: TakenChange) -> SpotCheckRequest | None:
    try:
        return SpotCheckRequest.model_validate(change.body)
    except ValidationError:
        return None


def _verdict(problem: DrawProblem | None) -> str:
    match problem:
        case None:
            return "verified"
        case DrawProblem.NOT_ANNOUNCED:
            return "not_announced"
        case DrawProblem.COMMITMENT_BROKEN | DrawProblem.OTHER_CHAIN | DrawProblem.OTHER_DRAW:
            return "differs"
        case _:
            assert_never(problem)


def _open(work: UnitOfWork, request_id: str, message_id: str | None, clerk: ClerkNumber) -> SpotCheck:
    person = work.clerks.get(clerk)
    if person is not None and not person.may_accept:
        raise DomainError(DomainFault.READ_ONLY)
    check = work.spot_checks.get(request_id)
    if check is None or check.answered_at is not None:
        raise DomainError(DomainFault.NOTHING_OPEN)
    if message_id is not None and all(record.message_id != message_id for record in request_of(check).drawn):
        raise DomainError(DomainFault.NOTHING_OPEN)
    return check


def _view(work: UnitOfWork, check: SpotCheck) -> SpotCheckView:
    request, additions = request_of(check), additions_of(check)
    records = tuple(
        _record(work, drawn.message_id, drawn.sequence, request.asked, additions.get(drawn.message_id, Addition()))
        for drawn in request.drawn
    )
    return SpotCheckView(
        request_id=check.request_id,
        period=(request.starts_at, request.ends_at),
        received_at=check.received_at,
        due_at=check.due_at,
        answered_at=check.answered_at,
        verdict=check.verdict,
        population=request.population,
        asked=tuple(request.asked),
        records=records,
    )


def _record(
    work: UnitOfWork, message_id: str, sequence: int, asked: Sequence[str], addition: Addition
) -> DrawnRecordView:
    acceptance = work.acceptances.of_message(message_id)
    given = tuple(code for code in asked if _is_given(work, acceptance, addition, code))
    sender = acceptance.parcel.sender if acceptance is not None else None
    return DrawnRecordView(
        message_id=message_id,
        sequence=sequence,
        acceptance_id=acceptance.acceptance_id if acceptance is not None else None,
        waybill_number=acceptance.waybill.number if acceptance is not None else "",
        sender_masked=masked_name(sender.document.name) if sender is not None else "",
        accepted_at=acceptance.accepted_at if acceptance is not None else None,
        given=given,
        missing=tuple(code for code in asked if code not in given),
        addition=addition,
        text_purged=acceptance is not None and acceptance.text_purged_at is not None,
    )


def _is_given(work: UnitOfWork, acceptance: Acceptance | None, addition: Addition, code: str) -> bool:
    """Whether what is asked is there; a demand that this version does not know is met by a picture or a note.

    Of a record that this store does not have there is only what was added to the answer.
    """
    match code:
        case SpotCheckDemand.CONTENTS_PHOTO:
            return acceptance is not None and bool(acceptance.parcel.inspection.photos_of(PhotoRole.CONTENTS))
        case SpotCheckDemand.SEALED_PHOTO:
            return acceptance is not None and bool(acceptance.parcel.inspection.photos_of(PhotoRole.SEALED_PARCEL))
        case SpotCheckDemand.SCREENING_PROOF:
            screening = work.screenings.last(acceptance.acceptance_id) if acceptance is not None else None
            return bool(addition.photos) or (screening is not None and screening.passed is True)
        case SpotCheckDemand.NOTE:
            return bool(addition.note)
        case _:
            return bool(addition.photos or addition.note)


def _answered(work: UnitOfWork, record: DrawnRecordView) -> JsonValue:
    acceptance = work.acceptances.get(record.acceptance_id or "")
    kept = acceptance.parcel.inspection.photos if acceptance is not None else ()
    return {
        "message_id": record.message_id,
        "acceptance_id": record.acceptance_id,
        "given": list[JsonValue](record.given),
        "missing": list[JsonValue](record.missing),
        "evidence_ids": [photo.evidence_id for photo in (*kept, *record.addition.photos)],
        "note": record.addition.note,
    }
