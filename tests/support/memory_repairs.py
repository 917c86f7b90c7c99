"""In-memory repairs, with the semantics of the real ones; the contract suite runs on both."""

from collections import Counter
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.errors import DomainError, DomainFault
from app.repair_ports import Correction, GivenUp, RepairStanding, RepairSubject, Returned, SentCorrection
from sync.state import EVIDENCE_STEPS, EvidenceEvent, EvidenceState, MessageState
from tests.support.memory_rows import MemoryEvidence, MemoryMessage


@dataclass(slots=True)
class RepairTables:
    """Frozen values in order of their making, so that a shallow copy is a snapshot."""

    corrections: dict[str, Correction] = field(default_factory=dict)
    """By message id."""
    given_up: dict[tuple[RepairSubject, str], GivenUp] = field(default_factory=dict)

    def snapshot(self) -> "RepairTables":
        """A copy that later changes do not reach."""
        return RepairTables(dict(self.corrections), dict(self.given_up))


class MemoryRepairs:
    """repair_ports.RepairRepository."""

    def __init__(
        self,
        tables: RepairTables,
        outbox: MutableMapping[str, MemoryMessage],
        evidence: MutableMapping[str, MemoryEvidence],
    ) -> None:
        self._tables = tables
        self._outbox = outbox
        self._evidence = evidence

    def returned(self, standing: RepairStanding, *, limit: int) -> list[Returned]:
        listed = [one for one in self._listed() if self._standing(one) is standing]
        by_subject = ([one for one in listed if one.subject is subject][:limit] for subject in RepairSubject)
        return [one for group in by_subject for one in group]

    def standings(self) -> Mapping[RepairStanding, int]:
        return Counter(self._standing(one) for one in self._listed())

    def returned_one(self, subject: RepairSubject, identifier: str) -> Returned | None:
        every = self._every()
        return next((one for one in every if (one.subject, one.identifier) == (subject, identifier)), None)

    def _every(self) -> list[Returned]:
        messages = [self._message(kept) for kept in self._outbox.values() if kept.state is MessageState.REJECTED]
        files = [self._file(kept) for kept in self._evidence.values() if kept.state is EvidenceState.REJECTED]
        messages = sorted(messages, key=lambda returned: returned.sequence)
        return [*messages, *[file for file in files if file is not None]]

    def _listed(self) -> list[Returned]:
        return [one for one in self._every() if not self._stands_with_its_record(one)]

    def _stands_with_its_record(self, one: Returned) -> bool:
        made = self._tables.corrections.get(one.identifier)
        return made is not None and self._outbox[made.original_id].state is MessageState.REJECTED

    def _standing(self, one: Returned) -> RepairStanding:
        corrections = self.corrections(one.identifier) if one.subject is RepairSubject.MESSAGE else []
        state = corrections[-1].state if corrections else MessageState.REJECTED
        if state in (MessageState.PENDING, MessageState.LEASED):
            return RepairStanding.CORRECTION_WAITING
        if self.given_up(one.subject, one.identifier) is not None:
            return RepairStanding.GIVEN_UP
        return RepairStanding.SETTLING if state is MessageState.DELIVERED else RepairStanding.OPEN

    def requeue_file(self, evidence_id: str) -> None:
        kept = self._evidence.get(evidence_id)
        after = None if kept is None else EVIDENCE_STEPS.get((kept.state, EvidenceEvent.REQUEUED))
        if kept is None or after is None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        self._evidence[evidence_id] = replace(kept, state=after)

    def add_correction(self, correction: Correction) -> None:
        self._tables.corrections[correction.message_id] = correction

    def corrections(self, original_id: str) -> list[SentCorrection]:
        made = [one for one in self._tables.corrections.values() if one.original_id == original_id]
        return [self._sent(one) for one in made]

    def give_up(self, given_up: GivenUp) -> None:
        key = given_up.subject, given_up.identifier
        if key in self._tables.given_up:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED, "given_up")
        self._tables.given_up[key] = given_up

    def take_up(self, subject: RepairSubject, identifier: str, at: datetime) -> None:
        del at
        self._tables.given_up.pop((subject, identifier), None)

    def given_up(self, subject: RepairSubject, identifier: str) -> GivenUp | None:
        return self._tables.given_up.get((subject, identifier))

    def _sent(self, made: Correction) -> SentCorrection:
        kept = self._outbox[made.message_id]
        refused = kept.state is MessageState.REJECTED
        return SentCorrection(
            made, kept.state, kept.last_outcome, kept.pointer if refused else None, kept.detail if refused else ""
        )

    def _message(self, kept: MemoryMessage) -> Returned:
        message = kept.message
        return Returned(
            subject=RepairSubject.MESSAGE,
            identifier=message.message_id,
            message_id=message.message_id,
            kind=message.kind,
            subject_id=message.subject_id,
            sequence=message.sequence,
            made_at=message.created_at,
            attempts=kept.attempts,
            code=kept.last_outcome or "",
            pointer=kept.pointer,
            detail=kept.detail,
        )

    def _file(self, kept: MemoryEvidence) -> Returned | None:
        owner = self._outbox.get(kept.message_id or "")
        if owner is None:
            return None
        whole = self._message(owner)
        return replace(
            whole,
            subject=RepairSubject.EVIDENCE,
            identifier=kept.stored.evidence_id,
            made_at=kept.at,
            attempts=0,
            code=kept.last_outcome,
            pointer=None,
            detail="",
        )
