"""A record whose term may be over, with everything that speaks for keeping it.

Invariants:
- A person is held by document, in whatever part: sender, principal or guardian.
- A picture that another record, an incident or a parcel at the counter shows is in use until that one is over, too.
"""

from dataclasses import dataclass, field
from datetime import datetime

from app.document_hash import document_hash
from app.domain.acceptance import Parcel, ParcelState
from app.domain.correction import corrected_parcel
from app.domain.files import files_of
from app.domain.retention import KeptBecause, images_of
from app.domain.retention_rules import RetentionClass
from app.ports import Acceptance
from app.retention_ports import HoldScope, RetainedCorrection, RetainedFile, RetainedMessage, RetentionWork
from app.spot_check_forms import request_of

NEWEST_INCIDENTS = 10_000
"""More than an outlet ever has; their pictures belong to the case."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What is needed now, by name."""

    hash_key: bytes = field(repr=False)
    until: datetime
    """What was proven later is in its term."""
    held_records: frozenset[str]
    held_people: frozenset[str]
    stopped_waybills: frozenset[str]
    open_incidents: frozenset[str]
    """Acceptances and waybills of incidents that are not reported yet."""
    drawn: frozenset[str]
    """Messages that an open spot check has drawn."""
    shown: frozenset[str]
    """Files that parcels at the counter and incidents show."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record that may lose a class. ``acceptance`` is None for a refusal."""

    message: RetainedMessage
    acceptance: Acceptance | None
    files: tuple[RetainedFile, ...]
    kept_because: frozenset[KeptBecause]
    corrections: tuple[RetainedCorrection, ...] = ()
    """Whose text goes with the record's."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The messages whose text goes, each with its digest: the lines of the proof."""
        corrections = (f"{one.message_id} {one.digest}" for one in self.corrections)
        return (f"{self.message.message_id} {self.message.digest}", *corrections)


def needs_now(work: RetentionWork, until: datetime, *, pictures: bool) -> Needs:
    """Read what somebody needs now. ``pictures`` asks for ``shown``, too, which opens every incident."""
    holds = work.legal_holds.in_force()
    unreported = work.incidents.unreported()
    drawn = (record for check in work.spot_checks.open_ones() for record in request_of(check).drawn)
    return Needs(
        hash_key=work.terminal.hash_key(),
        until=until,
        held_records=frozenset(hold.subject for hold in holds if hold.scope is HoldScope.RECORD),
        held_people=frozenset(hold.subject for hold in holds if hold.scope is HoldScope.PERSON),
        stopped_waybills=frozenset(hold.waybill_number for hold in work.holds.all_in_force()),
        open_incidents=frozenset(
            name for one in unreported for name in (one.acceptance_id, one.waybill_number, *one.review) if name
        ),
        drawn=frozenset(record.message_id for record in drawn),
        shown=_shown(work) if pictures else frozenset(),
    )


def _shown(work: RetentionWork) -> frozenset[str]:
    at_counter = [parcel for state in (ParcelState.OPEN, ParcelState.PARKED) for parcel in work.parcels.in_state(state)]
    frozen = [one.parcel for one in work.incidents.page(limit=NEWEST_INCIDENTS) if one.parcel is not None]
    return frozenset(file for parcel in (*at_counter, *frozen) for file in files_of(parcel))


def candidate(
    work: RetentionWork, needs: Needs, retention_class: RetentionClass, message: RetainedMessage
) -> Candidate:
    """The record of that message and what it still has of the class."""
    acceptance = work.acceptances.of_message(message.message_id)
    reasons = set(_reasons(work, needs, message.message_id, acceptance))
    files: list[RetainedFile] = []
    if retention_class is RetentionClass.INSPECTION_PHOTOS:
        files = work.retention.photos(message.sequence)
    elif retention_class is RetentionClass.IDENTITY_IMAGES and acceptance is not None:
        files = work.retention.images(acceptance.parcel)
        if files and _used_later(work, needs, acceptance):
            reasons.add(KeptBecause.IN_USE)
    if any(file.evidence_id in needs.shown for file in files):
        reasons.add(KeptBecause.IN_USE)
    corrections: list[RetainedCorrection] = []
    if retention_class is RetentionClass.RECORD_TEXT:
        corrections = work.retention.corrections(message.message_id)
        if any(correction.waiting for correction in corrections):
            reasons.add(KeptBecause.IN_USE)
    return Candidate(message, acceptance, tuple(files), frozenset(reasons), tuple(corrections))


def hashes_in(key: bytes, parcel: Parcel) -> frozenset[str]:
    """The keyed hashes of the documents of everybody in a record."""
    people = (parcel.sender, parcel.principal, parcel.guardian)
    documents = (person.document for person in people if person is not None)
    return frozenset(document_hash(key, document.document_type, document.number) for document in documents)


def _reasons(work: RetentionWork, needs: Needs, message_id: str, acceptance: Acceptance | None) -> list[KeptBecause]:
    found: list[KeptBecause] = []
    if message_id in needs.drawn:
        found.append(KeptBecause.SPOT_CHECK_OPEN)
    if acceptance is None:
        return found
    names = {acceptance.acceptance_id, acceptance.waybill.number}
    if acceptance.acceptance_id in needs.held_records or _is_about_held_people(work, needs, acceptance):
        found.append(KeptBecause.LEGAL_HOLD)
    if acceptance.waybill.number in needs.stopped_waybills:
        found.append(KeptBecause.WAYBILL_STOPPED)
    if not names.isdisjoint(needs.open_incidents):
        found.append(KeptBecause.INCIDENT_OPEN)
    return found


def _is_about_held_people(work: RetentionWork, needs: Needs, acceptance: Acceptance) -> bool:
    """As captured or as mended."""
    if not needs.held_people:
        return False
    changes = [change for sent in work.repairs.corrections(acceptance.message_id) for change in sent.made.changes]
    parcels = (acceptance.parcel, corrected_parcel(acceptance.parcel, changes))
    return any(not needs.held_people.isdisjoint(hashes_in(needs.hash_key, parcel)) for parcel in parcels)


def _used_later(work: RetentionWork, needs: Needs, acceptance: Acceptance) -> bool:
    """Whether a later parcel of the same, continued sender shows one of these pictures and is not over its term.

    Such parcels follow each other without another between them: only the newest acceptance's sender is continued.
    """
    images = set(images_of(acceptance.parcel))
    later = work.retention.next_acceptance(acceptance.acceptance_id)
    while later is not None and not images.isdisjoint(images_of(later.parcel)):
        message = work.retention.message(later.message_id)
        if message is None or message.proven_at > needs.until or _reasons(work, needs, later.message_id, later):
            return True
        later = work.retention.next_acceptance(later.acceptance_id)
    return False
