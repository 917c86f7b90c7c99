"""What this PC still holds: in all, and about one person who shows a document.

Invariants:
- Only a supervisor is told about a person, and each look is in the audit trail: that it was made and how many records
  were found, not about whom.
- The answer is masked; it says what is there, not what it says.
"""

from app.audit_ports import AuditEntry
from app.document_hash import document_hash
from app.domain.identity.document import DocumentType
from app.domain.masking import masked_phone
from app.domain.policy import Policy
from app.domain.retention import trusted_time
from app.ports import Clock
from app.retention_ports import HoldScope, RecordTrace, RetentionStore, RetentionWork
from app.usecases.legal_holds import supervisor_of
from app.usecases.purge_candidates import NEWEST_INCIDENTS, hashes_in
from app.usecases.retention_results import (
    ClassStatus,
    HeldAboutPerson,
    HeldRecord,
    OfPerson,
    RetentionStatus,
)
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import Credentials


class ReadHeldData:
    """Answers both questions. On the store's thread."""

    def __init__(self, store: RetentionStore, clock: Clock, policy: Policy, sign_in: SignIn) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy
        self._sign_in = sign_in

    def status(self) -> RetentionStatus:
        """Where purging stands."""
        rules = self._policy.retention
        with self._store.unit_of_work() as work:
            kept = work.retention
            return RetentionStatus(
                classes=tuple(ClassStatus(rules.purged[count.retention_class], count) for count in kept.counts()),
                kept=rules.kept,
                counted_by=trusted_time(kept.newest_receipt(), kept.counted_by(), self._clock.now()),
                legal_holds=len(work.legal_holds.in_force()),
                files_to_remove=bool(kept.files_to_remove(1)),
                free_pages=work.space.free_pages(),
            )

    def about(self, person: OfPerson, who: Credentials) -> HeldAboutPerson:
        """What is held about that person. Raises DomainError: SIGN_IN_REFUSED, SIGN_IN_LOCKED, NOT_A_SUPERVISOR."""
        supervisor = supervisor_of(self._sign_in, who)
        with self._store.unit_of_work() as work:
            found = _about(work, person.document_type, person.number)
            details = {"records": str(len(found.records)), "incidents": str(found.incidents)}
            work.audit.append(AuditEntry(self._clock.now(), supervisor, "held_data_read", "", details))
        return found


def _about(work: RetentionWork, document_type: DocumentType, number: str) -> HeldAboutPerson:
    key = work.terminal.hash_key()
    hashed = document_hash(key, document_type, number)
    holds = {(hold.scope, hold.subject) for hold in work.legal_holds.in_force()}
    held = (HoldScope.PERSON, hashed) in holds
    traces = work.retention.traces(hashed, lambda parcel: hashed in hashes_in(key, parcel))
    frozen = (one.parcel for one in work.incidents.page(limit=NEWEST_INCIDENTS) if one.parcel is not None)
    known = work.senders.recall(hashed)
    return HeldAboutPerson(
        records=tuple(_record(trace, held, holds) for trace in traces),
        phone_masked=masked_phone(known.phone) if known is not None else "",
        remarks=work.retention.remarks(hashed),
        incidents=sum(hashed in hashes_in(key, parcel) for parcel in frozen),
        held=held,
    )


def _record(trace: RecordTrace, held: bool, holds: set[tuple[HoldScope, str]]) -> HeldRecord:  # one of two facts
    accepted = trace.acceptance
    return HeldRecord(
        acceptance_id=accepted.acceptance_id,
        waybill_number=accepted.waybill.number,
        accepted_at=accepted.accepted_at,
        part="sender" if trace.is_sender else "other",
        images=trace.images,
        photos=trace.photos,
        held=held or (HoldScope.RECORD, accepted.acceptance_id) in holds,
    )
