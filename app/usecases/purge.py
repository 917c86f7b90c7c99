"""Purging what is over its term: look at a few, check their receipts, take away what is due, prove it.

Invariants:
- Each receipt is verified anew with the pinned keys before anything goes; holds are read again in the transaction that
  purges, so that one placed meanwhile counts.
- Row and proof commit together; a file's key is gone with that commit, its bytes right after. What a crash leaves of
  them goes at the next start (:meth:`PurgeExpired.finish`).
- The store's thread is taken for a few records at a time; signatures are checked on the caller's thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.audit_ports import AuditEntry
from app.domain.policy import Policy
from app.domain.retention import Keeping, Standing, standing, trusted_time, without_text
from app.domain.retention_rules import RECORD_CLASSES, RetentionClass, RetentionRule
from app.ports import Clock, Ids, TerminalIdentity
from app.purge_proof import PURGED, purge_details, purge_digest
from app.retention_ports import (
    EvidenceEraser,
    Purge,
    RetainedFile,
    RetainedMessage,
    RetentionStore,
    RetentionWork,
)
from app.usecases.purge_candidates import Candidate, Needs, candidate, needs_now
from sync.errors import SyncError
from sync.ports import ReceiptVerifier

SLICE: Final = 16
"""Records at a time: a few milliseconds of the store's thread."""
PAGES: Final = 32
"""Free pages given back at a time."""
SENDERS: Final = 64
FILES: Final = 64
PICTURES: Final = frozenset({RetentionClass.IDENTITY_IMAGES, RetentionClass.INSPECTION_PHOTOS})

VerifierFor = Callable[[TerminalIdentity], ReceiptVerifier]


@dataclass(frozen=True, slots=True)
class Slice:
    """What one step looked at. ``last`` is where the next begins; None: nothing is left of this class for now."""

    last: RetainedMessage | None
    purged: int = 0
    held: int = 0
    unproven: int = 0


@dataclass(frozen=True, slots=True)
class _Look:
    candidates: tuple[Candidate, ...]
    today: datetime | None
    identity: TerminalIdentity | None


class PurgeExpired:
    """Takes away what is due, step by step. Never call it on the store's thread."""

    def __init__(
        self,
        store: RetentionStore,
        vault: EvidenceEraser,
        clock: Clock,
        ids: Ids,
        policy: Policy,
        *,
        verifier_for: VerifierFor,
    ) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._ids = ids
        self._policy = policy
        self._verifier_for = verifier_for

    def finish(self) -> int:
        """Take away the bytes of files whose key is gone already; returns how many. Raises StorageError."""
        done = 0
        while True:
            waiting = self._store.submit(self._files_to_remove).result()
            removed = self._remove(waiting)
            done += removed
            # one that is open elsewhere (Windows) is tried again with the next step, and at the next start
            if removed < len(waiting) or len(waiting) < FILES:
                return done

    def _remove(self, waiting: Sequence[str]) -> int:
        gone = [evidence_id for evidence_id in waiting if self._vault.erase(evidence_id)]
        if gone:
            self._store.submit(lambda: self._files_removed(gone)).result()
        return len(gone)

    def step(self, retention_class: RetentionClass, after: RetainedMessage | None = None) -> Slice:
        """Look at the next records of this class behind ``after`` and purge what is due. Raises StorageError."""
        if retention_class is RetentionClass.RETURNING_SENDERS:
            return self._store.submit(self._forget_senders).result()
        look = self._store.submit(lambda: self._look(retention_class, after)).result()
        if look.identity is None or not look.candidates:
            return Slice(None)
        rule = self._policy.retention.purged[retention_class]
        verifier = self._verifier_for(look.identity)
        found = [(one, standing(_keeping(one, verifier), rule, look.today)) for one in look.candidates]
        due = [one for one, verdict in found if verdict is Standing.DUE]
        purged = 0
        if due and look.today is not None:
            today = look.today
            purged = self._store.submit(lambda: self._purge(retention_class, due, today)).result()
            self.finish()
        return Slice(
            look.candidates[-1].message if len(look.candidates) == SLICE else None,
            purged=purged,
            held=sum(verdict is Standing.HELD for _, verdict in found),
            unproven=sum(verdict is Standing.NO_RECEIPT for _, verdict in found),
        )

    def give_back(self) -> bool:
        """Give some free pages of the store's file back to the disk; whether there are more. Raises StorageError."""

        def give() -> bool:
            with self._store.unit_of_work() as work:
                work.space.give_back(PAGES)
                return work.space.free_pages() > 0

        return self._store.submit(give).result()

    def settle(self) -> None:
        """Cut the store's log, so that what was purged is in neither file. Raises StorageError."""
        self._store.submit(self._store.checkpoint).result()

    def _look(self, retention_class: RetentionClass, after: RetainedMessage | None) -> _Look:
        with self._store.unit_of_work() as work:
            today = _today(work, self._clock)
            if today is None:
                return _Look((), None, None)
            until = today - self._policy.retention.purged[retention_class].term
            messages = work.retention.messages(retention_class, until, after, SLICE)
            if not messages:
                return _Look((), today, None)
            needs = needs_now(work, until, pictures=retention_class in PICTURES)
            found = tuple(candidate(work, needs, retention_class, message) for message in messages)
            return _Look(found, today, work.terminal.identity())

    def _purge(self, retention_class: RetentionClass, due: Sequence[Candidate], today: datetime) -> int:
        with self._store.unit_of_work() as work:
            rule = self._policy.retention.purged[retention_class]
            needs = needs_now(work, today - rule.term, pictures=retention_class in PICTURES)
            still = [again for one in due if (again := _again(work, needs, retention_class, one)) is not None]
            if not still:
                return 0
            if retention_class is RetentionClass.RECORD_TEXT:
                lines = [line for one in still for line in one.texts]
                self._forget_text(work, still, self._begin(work, rule, retention_class, lines, today))
                count = len(still)
            else:
                count = self._forget_files(work, still, rule, retention_class, today)
            for one in still:
                work.retention.cleared(one.message.message_id, retention_class)
            return count

    def _forget_text(self, work: RetentionWork, due: Sequence[Candidate], purge: int) -> None:
        now = self._clock.now()
        for one in due:
            if one.acceptance is not None:
                work.retention.forget_text(one.acceptance, without_text(one.acceptance.parcel), purge, now)

    def _forget_files(
        self,
        work: RetentionWork,
        due: Sequence[Candidate],
        rule: RetentionRule,
        retention_class: RetentionClass,
        today: datetime,
    ) -> int:
        # two records of a slice may show the same picture
        files = {file.evidence_id: file for one in due for file in one.files}
        if not files:
            return 0
        lines = [f"{file.evidence_id} {file.sha256}" for file in files.values()]
        purge = self._begin(work, rule, retention_class, lines, today)
        for evidence_id in files:
            work.retention.forget_key(evidence_id, purge)
        return len(files)

    def _forget_senders(self) -> Slice:
        with self._store.unit_of_work() as work:
            today = _today(work, self._clock)
            if today is None:
                return Slice(None)
            rule = self._policy.retention.purged[RetentionClass.RETURNING_SENDERS]
            kept = needs_now(work, today, pictures=False).held_people
            hashes = work.retention.senders_before(today - rule.term, kept, SENDERS)
            if hashes:
                self._begin(work, rule, RetentionClass.RETURNING_SENDERS, hashes, today)
                work.retention.forget_senders(hashes)
            return Slice(None, purged=len(hashes))

    def _begin(
        self,
        work: RetentionWork,
        rule: RetentionRule,
        retention_class: RetentionClass,
        lines: Sequence[str],
        today: datetime,
    ) -> int:
        purge = Purge(
            purge_id=self._ids.new(),
            retention_class=retention_class,
            days=rule.days,
            policy_digest=self._policy.digest,
            purged_at=self._clock.now(),
            counted_by=today,
            count=len(lines),
            digest=purge_digest(lines),
        )
        work.audit.append(AuditEntry(purge.purged_at, None, PURGED, purge.purge_id, purge_details(purge)))
        return work.retention.begin(purge)

    def _files_to_remove(self) -> list[str]:
        with self._store.unit_of_work() as work:
            return work.retention.files_to_remove(FILES)

    def _files_removed(self, evidence_ids: Sequence[str]) -> None:
        with self._store.unit_of_work() as work:
            work.retention.files_removed(evidence_ids)


def _today(work: RetentionWork, clock: Clock) -> datetime | None:
    return trusted_time(work.retention.newest_receipt(), work.retention.counted_by(), clock.now())


def _again(
    work: RetentionWork, needs: Needs, retention_class: RetentionClass, looked_at: Candidate
) -> Candidate | None:
    """The same record as it is in this transaction; None when something has begun to speak for keeping it."""
    message = work.retention.message(looked_at.message.message_id)
    if message is None or message.cleared != RECORD_CLASSES.index(retention_class):
        return None
    now = candidate(work, needs, retention_class, message)
    return now if not now.kept_because and now.files == looked_at.files else None


def _keeping(one: Candidate, verifier: ReceiptVerifier) -> Keeping:
    sent = [_file_proof(verifier, file) for file in one.files if file.sent]
    return Keeping((_message_proof(verifier, one.message), *sent), one.kept_because)


def _message_proof(verifier: ReceiptVerifier, message: RetainedMessage) -> datetime | None:
    try:
        claims = verifier.message_receipt(message.receipt).claims
    except SyncError:
        return None
    named = (claims.sub, claims.sequence, claims.digest)
    return claims.received_at if named == (message.message_id, message.sequence, message.digest) else None


def _file_proof(verifier: ReceiptVerifier, file: RetainedFile) -> datetime | None:
    if file.receipt is None:
        return None
    try:
        claims = verifier.evidence_receipt(file.receipt).claims
    except SyncError:
        return None
    named = (claims.sub, claims.sha256, claims.size)
    return claims.received_at if named == (file.evidence_id, file.sha256, file.size) else None
