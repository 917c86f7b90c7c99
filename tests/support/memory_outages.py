"""In-memory outages and flow, with the semantics of the real ones; the contract suite runs on both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from app.domain.errors import DomainError, DomainFault
from app.domain.interruption import Failure
from app.domain.late_entry import LateProblem
from app.domain.outage import Interruption, PlannedOutage
from app.interruption_ports import NO_RECORDS, FiledMessage, Flow, LateRecord, OutageFiling
from app.ports import QueuedMessage, StoredEvidence
from app.storage.errors import StoreRuleError
from sync.state import MessageState
from sync.words import Kind

_WAITING = (MessageState.PENDING, MessageState.LEASED)


@dataclass(slots=True)
class OutageTables:
    """Frozen values in order of their making, so that a shallow copy is a snapshot."""

    plans: dict[str, PlannedOutage] = field(default_factory=dict)
    interruptions: dict[str, Interruption] = field(default_factory=dict)
    filings: dict[str, OutageFiling] = field(default_factory=dict)
    """By message id."""
    late: dict[str, LateRecord] = field(default_factory=dict)
    frozen_forms: dict[str, str] = field(default_factory=dict)
    """Incidents by form."""
    """By the paper form's number."""

    def snapshot(self) -> "OutageTables":
        """A copy that later changes do not reach."""
        return OutageTables(
            dict(self.plans), dict(self.interruptions), dict(self.filings), dict(self.late), dict(self.frozen_forms)
        )


class QueuedStanding(Protocol):
    """A queued message and where it stands."""

    @property
    def message(self) -> QueuedMessage: ...

    @property
    def state(self) -> MessageState: ...

    @property
    def attempts(self) -> int: ...

    @property
    def last_outcome(self) -> str | None: ...

    @property
    def delivered_at(self) -> datetime | None: ...


class IndexedFile(Protocol):
    """A file of the vault."""

    @property
    def stored(self) -> StoredEvidence: ...

    @property
    def at(self) -> datetime: ...


class MemoryOutages:
    """interruption_ports.OutageRepository."""

    def __init__(self, tables: OutageTables, outbox: Mapping[str, QueuedStanding]) -> None:
        self._tables = tables
        self._outbox = outbox

    def save_plan(self, plan: PlannedOutage) -> None:
        kept = self.plan(plan.notice_id)
        if kept is not None and kept.withdrawn_at is not None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED, "withdrawn")
        self._tables.plans[plan.notice_id] = plan

    def plan(self, notice_id: str) -> PlannedOutage | None:
        return self._tables.plans.get(notice_id)

    def plan_covering(self, moment: datetime) -> PlannedOutage | None:
        return next((plan for plan in self._tables.plans.values() if plan.covers(moment)), None)

    def plans(self, *, limit: int) -> list[PlannedOutage]:
        newest_first = list(self._tables.plans.values())[::-1]
        return sorted(newest_first, key=lambda plan: plan.begins_at, reverse=True)[:limit]

    def save(self, interruption: Interruption) -> None:
        other = self.open_one() if interruption.ended_at is None else None
        if other is not None and other.interruption_id != interruption.interruption_id:
            raise StoreRuleError("two open interruptions")
        self._tables.interruptions[interruption.interruption_id] = interruption

    def open_one(self) -> Interruption | None:
        return next((kept for kept in self._tables.interruptions.values() if kept.ended_at is None), None)

    def get(self, interruption_id: str) -> Interruption | None:
        return self._tables.interruptions.get(interruption_id)

    def covering(self, moment: datetime) -> Interruption | None:
        newest_first = self.page(limit=len(self._tables.interruptions))
        return next(
            (
                kept
                for kept in newest_first
                if kept.began_at <= moment and (kept.ended_at is None or moment <= kept.ended_at)
            ),
            None,
        )

    def page(self, *, limit: int) -> list[Interruption]:
        newest = list(self._tables.interruptions.values())[::-1]
        return sorted(newest, key=lambda kept: kept.began_at, reverse=True)[:limit]

    def add_filing(self, filing: OutageFiling) -> None:
        self._tables.filings[filing.message_id] = filing

    def filings(self, subject_id: str) -> list[FiledMessage]:
        told = [filing for filing in self._tables.filings.values() if filing.subject_id == subject_id]
        found = [self._filed(filing) for filing in told]
        return sorted(found, key=lambda filed: filed.sequence)

    def _filed(self, filing: OutageFiling) -> FiledMessage:
        kept = self._outbox[filing.message_id]
        delivered = kept.state is MessageState.DELIVERED
        return FiledMessage(
            told=filing,
            sequence=kept.message.sequence,
            digest=kept.message.digest,
            state=kept.state,
            last_outcome=kept.last_outcome,
            delivered_at=kept.delivered_at,
            receipt=f"receipt of {filing.message_id}" if delivered else None,
        )


class MemoryLateEntries:
    """interruption_ports.LateEntryRepository."""

    def __init__(self, tables: OutageTables) -> None:
        self._tables = tables

    def add(self, record: LateRecord) -> None:
        if record.form_number in self._tables.late:
            raise DomainError(DomainFault.LATE_ENTRY_REFUSED, LateProblem.FORM_USED.value)
        self._tables.late[record.form_number] = record

    def freeze(self, form_number: str, incident_id: str) -> None:
        self._tables.frozen_forms[form_number] = incident_id

    def form_used(self, form_number: str) -> bool:
        return form_number in self._tables.late or form_number in self._tables.frozen_forms

    def among(self, message_ids: Collection[str]) -> frozenset[str]:
        return frozenset(late.message_id for late in self._tables.late.values()) & frozenset(message_ids)

    def count(self) -> int:
        return len(self._tables.late)


class MemoryFlow:
    """interruption_ports.FlowRepository."""

    def __init__(
        self, outbox: Mapping[str, QueuedStanding], evidence: Mapping[str, IndexedFile], tables: OutageTables
    ) -> None:
        self._outbox = outbox
        self._tables = tables
        self._evidence = evidence

    def now(self, *, added_since: datetime, pace_since: datetime) -> Flow:
        unsent = [kept for kept in self._outbox.values() if kept.state in _WAITING]
        waiting = [kept for kept in unsent if kept.message.kind is not Kind.DEVICE_HEALTH]
        attempts: dict[str, int] = {}
        for kept in unsent:
            if kept.last_outcome is not None:
                attempts[kept.last_outcome] = max(attempts.get(kept.last_outcome, 1), kept.attempts)
        return Flow(
            oldest_waiting_at=min((kept.message.created_at for kept in waiting), default=None),
            waiting=len(waiting),
            added=sum(kept.message.created_at >= added_since for kept in waiting),
            failures=frozenset(Failure(cause, count) for cause, count in attempts.items()),
            disk_bytes_a_day=self._disk_pace(pace_since),
        )

    def late(self, begin: datetime, end: datetime, late_after: timedelta) -> int:
        on_paper = {late.message_id for late in self._tables.late.values() if begin <= late.accepted_at < end}
        return len(on_paper) + sum(
            kept.delivered_at is not None
            and kept.message.message_id not in on_paper
            and begin <= kept.message.created_at < end
            and kept.delivered_at - kept.message.created_at > late_after
            for kept in self._outbox.values()
            if kept.state is MessageState.DELIVERED and kept.message.kind not in NO_RECORDS
        )

    def waits(self, kind: Kind) -> bool:
        return any(kept.state in _WAITING and kept.message.kind is kind for kept in self._outbox.values())

    def _disk_pace(self, since: datetime) -> int:
        recent = [file for file in self._evidence.values() if file.at >= since]
        if not recent:
            return 0
        times = [file.at for file in recent]
        span = max(timedelta(days=1), max(times) - min(times))
        return int(sum(file.stored.size for file in recent) * (timedelta(days=1) / span))
