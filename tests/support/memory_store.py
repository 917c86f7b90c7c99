"""In-memory store, vault and key store with the semantics of the real ones; one contract suite runs on both.

Invariants:
- A unit of work that raises leaves no trace; one that ends normally is visible to the next.
- ``unit_of_work`` works only inside ``submit``, as on the real store's thread; ``submit`` runs its work at once.
- Nothing is encrypted and nothing is durable: these are for use cases, not for the store's own promises.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock, get_ident
from typing import BinaryIO, TypeVar

from app.audit_ports import AuditEntry, AuditTrail, ChainCheck
from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import Clerk, ClerkNumber
from app.domain.correction import corrected_parcel
from app.domain.customer import Customer, CustomerKind
from app.domain.errors import DomainError, DomainFault
from app.domain.late_entry import Silence
from app.domain.masking import masked_name
from app.domain.reconciliation import MessageTally
from app.domain.waybill import main_number
from app.inspection_ports import (
    AcceptedWaybill,
    HandoverRepository,
    HoldRepository,
    IncidentRepository,
    LookRepository,
    RuleUseRepository,
    ScreeningRepository,
    SpotCheckRepository,
)
from app.interruption_ports import FlowRepository, LateEntryRepository, OutageRepository
from app.link_ports import LinkRepository
from app.people_ports import (
    CarrierOrder,
    CarrierOrderRepository,
    ClerkRepository,
    CustomerRepository,
    DocumentUse,
    KnownSender,
    Remark,
    RemarkRepository,
    SenderRepository,
)
from app.ports import (
    Acceptance,
    AcceptanceRepository,
    AcceptedBefore,
    ChainHead,
    ClockOffset,
    EvidenceIndex,
    KeyStoreKind,
    OutboxWriter,
    ParcelRepository,
    QueuedMessage,
    QueueRow,
    RecordKind,
    RecordList,
    RecordRow,
    Refusal,
    RefusalRepository,
    StoredEvidence,
    TerminalIdentity,
    TerminalRepository,
    UnitOfWork,
)
from app.province_ports import ChangeRepository, NewsRepository, TakenChange
from app.repair_ports import RepairRepository, RepairSubject
from app.statistics_ports import StatisticsRepository
from app.storage.errors import StorageError, StorageFault, StoreRuleError
from app.surveillance_ports import SurveillanceRepository
from sync.draws import ChainLink
from sync.ports import OutboxCounts
from sync.state import MESSAGE_STEPS, EvidenceState, MessageEvent, MessageState
from tests.support.memory_handovers import HandoverTables, MemoryHandovers
from tests.support.memory_incidents import IncidentTables, MemoryHolds, MemoryIncidents
from tests.support.memory_inspection import InspectionTables, MemoryLooks, MemoryRuleUses, MemoryScreenings
from tests.support.memory_link import LinkTables, MemoryLink
from tests.support.memory_notices import MemoryNews, NewsTables
from tests.support.memory_outages import MemoryFlow, MemoryLateEntries, MemoryOutages, OutageTables
from tests.support.memory_repairs import MemoryRepairs, RepairTables
from tests.support.memory_rows import MemoryEvidence, MemoryMessage
from tests.support.memory_spot_checks import MemorySpotChecks
from tests.support.memory_statistics import MemoryStatistics
from tests.support.memory_surveillance import MemorySurveillance, SurveillanceTables

Result = TypeVar("Result")

GENESIS = ChainHead(sequence=0, digest="0" * 64)
HASH_KEY = bytes(range(32))
WAITING_MESSAGES = (MessageState.PENDING, MessageState.LEASED)
WAITING_EVIDENCE = (EvidenceState.PENDING, EvidenceState.LEASED, EvidenceState.UPLOADED)


@dataclass(slots=True)
class MemoryTables:
    """Everything a store holds. The values are frozen, so that a shallow copy is a snapshot."""

    parcels: dict[str, Parcel] = field(default_factory=dict)
    acceptances: dict[str, Acceptance] = field(default_factory=dict)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    senders: dict[str, KnownSender] = field(default_factory=dict)
    used_codes: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    clerks: dict[ClerkNumber, Clerk] = field(default_factory=dict)
    customers: dict[str, tuple[Customer, ClerkNumber | None, datetime]] = field(default_factory=dict)
    """By id, with who changed it last, and when."""
    orders: dict[str, tuple[CarrierOrder, datetime]] = field(default_factory=dict)
    """By waybill number, with the moment of the import."""
    evidence: dict[str, MemoryEvidence] = field(default_factory=dict)
    outbox: dict[str, MemoryMessage] = field(default_factory=dict)
    remarks: dict[tuple[str, str], Remark] = field(default_factory=dict)
    """By message id and code."""
    changes: dict[int, TakenChange] = field(default_factory=dict)
    forgotten: frozenset[int] = frozenset()
    """The places of changes whose words were dropped."""
    news: NewsTables = field(default_factory=NewsTables)
    audit: list[AuditEntry] = field(default_factory=list)
    inspection: InspectionTables = field(default_factory=InspectionTables)
    handovers: HandoverTables = field(default_factory=HandoverTables)
    incidents: IncidentTables = field(default_factory=IncidentTables)
    outages: OutageTables = field(default_factory=OutageTables)
    repairs: RepairTables = field(default_factory=RepairTables)
    link: LinkTables = field(default_factory=LinkTables)
    surveillance: SurveillanceTables = field(default_factory=SurveillanceTables)
    identity: TerminalIdentity | None = None
    clock_offset: ClockOffset | None = None

    def require_messages(self) -> None:
        """No record without its message, as the store's schema has it."""
        records: list[Acceptance | Refusal] = [*self.acceptances.values(), *self.refusals.values()]
        answers = [check.message_id for check in self.inspection.spot_checks.values() if check.message_id is not None]
        answers += [*self.outages.filings, *self.repairs.corrections]
        answers += self.outages.filings
        answers += [reading.message_id for reading in self.news.readings.values()]
        if any(message_id not in self.outbox for message_id in (*(record.message_id for record in records), *answers)):
            raise StoreRuleError("record without a message")

    def snapshot(self) -> "MemoryTables":
        """A copy that later changes do not reach."""
        return MemoryTables(
            parcels=dict(self.parcels),
            acceptances=dict(self.acceptances),
            refusals=dict(self.refusals),
            senders=dict(self.senders),
            used_codes=dict(self.used_codes),
            clerks=dict(self.clerks),
            customers=dict(self.customers),
            orders=dict(self.orders),
            evidence=dict(self.evidence),
            outbox=dict(self.outbox),
            remarks=dict(self.remarks),
            changes=dict(self.changes),
            forgotten=self.forgotten,
            news=self.news.snapshot(),
            audit=list(self.audit),
            inspection=self.inspection.snapshot(),
            handovers=self.handovers.snapshot(),
            incidents=self.incidents.snapshot(),
            outages=self.outages.snapshot(),
            repairs=self.repairs.snapshot(),
            link=self.link.snapshot(),
            surveillance=self.surveillance.snapshot(),
            identity=self.identity,
            clock_offset=self.clock_offset,
        )


class MemoryParcels:
    """ports.ParcelRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def save(self, parcel: Parcel) -> None:
        if parcel.state in (ParcelState.OPEN, ParcelState.PARKED):
            self._tables.parcels[parcel.parcel_id] = parcel
        else:
            self._tables.parcels.pop(parcel.parcel_id, None)

    def get(self, parcel_id: str) -> Parcel | None:
        return self._tables.parcels.get(parcel_id)

    def count(self, state: ParcelState) -> int:
        return len(self.in_state(state))

    def in_state(self, state: ParcelState) -> list[Parcel]:
        found = [parcel for parcel in self._tables.parcels.values() if parcel.state is state]
        return sorted(found, key=lambda parcel: (parcel.opened_at, parcel.parcel_id))


class MemoryAcceptances:
    """ports.AcceptanceRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def add(self, acceptance: Acceptance) -> None:
        if self.by_waybill(acceptance.waybill.number) is not None:
            raise DomainError(DomainFault.WAYBILL_ALREADY_ACCEPTED)
        self._tables.acceptances[acceptance.acceptance_id] = acceptance

    def by_waybill(self, number: str) -> AcceptedBefore | None:
        for kept in self._tables.acceptances.values():
            if kept.waybill.number == number:
                return AcceptedBefore(kept.acceptance_id, kept.clerk, kept.accepted_at)
        return None

    def of_consignment(self, number: str) -> list[AcceptedWaybill]:
        return [
            AcceptedWaybill(kept.waybill.number, kept.acceptance_id, kept.accepted_at)
            for kept in self._tables.acceptances.values()
            if main_number(kept.waybill.number) == number
        ]

    def get(self, acceptance_id: str) -> Acceptance | None:
        return self._tables.acceptances.get(acceptance_id)

    def of_message(self, message_id: str) -> Acceptance | None:
        return next((kept for kept in self._tables.acceptances.values() if kept.message_id == message_id), None)

    def last(self) -> Acceptance | None:
        return next(reversed(self._tables.acceptances.values()), None)

    def count_since(self, moment: datetime) -> int:
        return sum(kept.accepted_at >= moment for kept in self._tables.acceptances.values())

    def waybills_of(self, document_hash: str, since: datetime) -> list[str]:
        return [
            kept.waybill.number
            for kept in self._tables.acceptances.values()
            if document_hash and kept.document_hash == document_hash and kept.accepted_at >= since
        ]

    def use_of(self, document_hash: str, *, today: datetime, since: datetime) -> DocumentUse:
        looked_at = min(today, since)
        used = [
            kept
            for kept in self._tables.acceptances.values()
            if document_hash and kept.document_hash == document_hash and kept.accepted_at >= looked_at
        ]
        return DocumentUse(
            parcels_today=sum(kept.accepted_at >= today for kept in used),
            phone_hashes=frozenset(kept.phone_hash for kept in used if kept.phone_hash),
        )


class MemoryRefusals:
    """ports.RefusalRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def add(self, refusal: Refusal) -> None:
        self._tables.refusals[refusal.refusal_id] = refusal

    def of_waybill(self, number: str) -> datetime | None:
        times = [
            kept.refused_at
            for kept in self._tables.refusals.values()
            if kept.parcel.waybill is not None and kept.parcel.waybill.number == number
        ]
        return max(times, default=None)

    def count_since(self, moment: datetime) -> int:
        return sum(kept.refused_at >= moment for kept in self._tables.refusals.values())


class MemorySenders:
    """ports.SenderRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def remember(self, sender: KnownSender) -> None:
        self._tables.senders[sender.document_hash] = sender

    def recall(self, document_hash: str) -> KnownSender | None:
        return self._tables.senders.get(document_hash)

    def claim_code(self, jti: str, parcel_id: str, *, expires_at: datetime, now: datetime) -> bool:
        for known, (_, ends) in list(self._tables.used_codes.items()):
            if ends < now:
                del self._tables.used_codes[known]
        return self._tables.used_codes.setdefault(jti, (parcel_id, expires_at))[0] == parcel_id


class MemoryRemarks:
    """ports.RemarkRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def about(self, document_hash: str, since: datetime) -> list[Remark]:
        messages = {kept.message_id: kept.document_hash for kept in self._tables.acceptances.values()}
        found = [
            remark
            for remark in self._tables.remarks.values()
            if document_hash and messages[remark.message_id] == document_hash and remark.remarked_at >= since
        ]
        return sorted(found, key=lambda remark: (remark.remarked_at, remark.message_id, remark.code))


class MemoryChanges:
    """ports.ChangeRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def of_kind(self, kind: str) -> list[TakenChange]:
        kept = [change for _, change in sorted(self._tables.changes.items()) if change.kind == kind]
        return [change for change in kept if change.cursor not in self._tables.forgotten]

    def get(self, cursor: int) -> TakenChange | None:
        return self._tables.changes.get(cursor)

    def forget(self, cursors: Sequence[int]) -> None:
        for cursor in cursors:
            if cursor in self._tables.changes:
                self._tables.changes[cursor] = replace(self._tables.changes[cursor], body={})
                self._tables.forgotten |= {cursor}


class MemoryClerks:
    """ports.ClerkRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def add(self, clerk: Clerk) -> None:
        if clerk.number in self._tables.clerks:
            raise DomainError(DomainFault.CLERK_EXISTS)
        self._tables.clerks[clerk.number] = clerk

    def get(self, number: ClerkNumber) -> Clerk | None:
        return self._tables.clerks.get(number)

    def update(self, clerk: Clerk) -> None:
        if clerk.number not in self._tables.clerks:
            raise DomainError(DomainFault.CLERK_INVALID)
        self._tables.clerks[clerk.number] = clerk

    def all(self) -> list[Clerk]:
        return [clerk for _, clerk in sorted(self._tables.clerks.items())]


class MemoryCustomers:
    """ports.CustomerRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def save(self, customer: Customer, *, clerk: ClerkNumber | None, at: datetime) -> None:
        others = [kept for kept in self.all() if kept.customer_id != customer.customer_id]
        if any(kept.credit_code == customer.credit_code for kept in others):
            raise DomainError(DomainFault.CUSTOMER_EXISTS)
        if (customer.kind is CustomerKind.AGREEMENT) is not (customer.agreement is not None):
            raise StoreRuleError("an agreement customer has an agreement, and nobody else")
        if customer.province is not None and any(
            kept.province is not None and kept.province.entry_id == customer.province.entry_id for kept in others
        ):
            raise StoreRuleError("one entry of the province is one customer")
        self._tables.customers[customer.customer_id] = (customer, clerk, at)

    def remove(self, customer_id: str) -> None:
        self._tables.customers.pop(customer_id, None)

    def get(self, customer_id: str) -> Customer | None:
        kept = self._tables.customers.get(customer_id)
        return kept[0] if kept else None

    def by_code(self, code: str) -> Customer | None:
        kept = self.all()
        by_credit_code = [customer for customer in kept if customer.credit_code == code]
        by_agreement = [customer for customer in kept if customer.agreement and customer.agreement.number == code]
        return next(iter(by_credit_code + by_agreement), None)

    def all(self) -> list[Customer]:
        kept = [customer for customer, _, _ in self._tables.customers.values()]
        return sorted(kept, key=lambda customer: (customer.initials, customer.name))


class MemoryCarrierOrders:
    """ports.CarrierOrderRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def add(self, orders: Sequence[CarrierOrder], at: datetime) -> None:
        self._tables.orders.update({order.waybill_number: (order, at) for order in orders})

    def get(self, waybill_number: str) -> CarrierOrder | None:
        kept = self._tables.orders.get(waybill_number)
        return kept[0] if kept else None

    def forget(self, *, before: datetime) -> int:
        old = [number for number, (_, at) in self._tables.orders.items() if at < before]
        for number in old:
            self.remove(number)
        return len(old)

    def remove(self, waybill_number: str) -> None:
        self._tables.orders.pop(waybill_number, None)


class MemoryEvidenceIndex:
    """ports.EvidenceIndex."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def add(self, stored: StoredEvidence, parcel_id: str, *, upload: bool, at: datetime) -> None:
        self._tables.evidence[stored.evidence_id] = MemoryEvidence(stored, parcel_id, upload, at)

    def get(self, evidence_id: str) -> StoredEvidence | None:
        kept = self._tables.evidence.get(evidence_id)
        return kept.stored if kept else None

    def remove(self, evidence_id: str) -> None:
        kept = self._tables.evidence.get(evidence_id)
        if kept is not None and kept.message_id is not None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        self._tables.evidence.pop(evidence_id, None)

    def release(self, parcel_id: str, evidence_ids: Iterable[str]) -> tuple[str, ...]:
        own = tuple(one for one in evidence_ids if self._is_own(one, parcel_id))
        for evidence_id in own:
            del self._tables.evidence[evidence_id]
        return own

    def _is_own(self, evidence_id: str, parcel_id: str) -> bool:
        kept = self._tables.evidence.get(evidence_id)
        return kept is not None and kept.parcel_id == parcel_id and kept.message_id is None

    def known(self, evidence_ids: Sequence[str]) -> set[str]:
        return self.all_ids() & set(evidence_ids)

    def all_ids(self) -> set[str]:
        return set(self._tables.evidence)


class MemoryOutboxWriter:
    """ports.OutboxWriter."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def head(self) -> ChainHead:
        if not self._tables.outbox:
            return GENESIS
        last = max(kept.message.sequence for kept in self._tables.outbox.values())
        digest = next(kept.message.digest for kept in self._tables.outbox.values() if kept.message.sequence == last)
        return ChainHead(last, digest)

    def enqueue(self, message: QueuedMessage) -> None:
        if (message.sequence - 1, message.previous_digest) != (self.head().sequence, self.head().digest):
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        for photo in message.evidence:
            if photo.evidence_id not in self._tables.evidence:
                raise StorageError(StorageFault.EVIDENCE_MISSING)
            kept = self._tables.evidence[photo.evidence_id]
            self._tables.evidence[photo.evidence_id] = replace(kept, message_id=message.message_id)
        self._tables.outbox[message.message_id] = MemoryMessage(message)

    def body(self, message_id: str) -> bytes | None:
        kept = self._tables.outbox.get(message_id)
        return None if kept is None else kept.message.body

    def links(self, starts_at: datetime, ends_at: datetime) -> list[ChainLink]:
        messages = sorted((kept.message for kept in self._tables.outbox.values()), key=lambda kept: kept.sequence)
        return [
            ChainLink(message.sequence, message.message_id, message.kind, message.digest, message.created_at)
            for message in messages
            if starts_at <= message.created_at < ends_at
        ]

    def requeue(self, message_id: str) -> None:
        kept = self._tables.outbox.get(message_id)
        if kept is None or (kept.state, MessageEvent.REQUEUED) not in MESSAGE_STEPS:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        after = MESSAGE_STEPS[kept.state, MessageEvent.REQUEUED]
        self._tables.outbox[message_id] = replace(kept, state=after, pointer=None, detail="")


class MemoryAudit:
    """ports.AuditTrail; the fake keeps no hashes, so ``check`` finds nothing wrong."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def append(self, entry: AuditEntry) -> None:
        self._tables.audit.append(replace(entry, details=dict(entry.details)))

    def silence(self, moment: datetime) -> Silence:
        times = [entry.at for entry in self._tables.audit]
        return Silence(
            max((at for at in times if at <= moment), default=None),
            min((at for at in times if at > moment), default=None),
        )

    def check(self) -> ChainCheck:
        return ChainCheck(ok=True, length=len(self._tables.audit), first_break=None, receipts_checked=0, receipts_bad=0)


class MemoryTerminal:
    """ports.TerminalRepository."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def identity(self) -> TerminalIdentity | None:
        return self._tables.identity

    def save_identity(self, identity: TerminalIdentity) -> None:
        known = self._tables.identity
        if known is not None and known.environment is not identity.environment:
            raise DomainError(DomainFault.WRONG_ENVIRONMENT)
        self._tables.identity = identity

    def clock_offset(self) -> ClockOffset | None:
        return self._tables.clock_offset

    def save_clock_offset(self, offset: ClockOffset) -> None:
        self._tables.clock_offset = offset

    def hash_key(self) -> bytes:
        return HASH_KEY


class MemoryRecords:
    """ports.RecordList."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def page(
        self, *, limit: int, before: datetime | None = None, states: Sequence[MessageState] = ()
    ) -> list[RecordRow]:
        rows = [*map(self._accepted_row, self._tables.acceptances.values())]
        rows += map(self._refused_row, self._tables.refusals.values())
        rows = [row for row in rows if before is None or row.at < before]
        rows = [row for row in rows if not states or row.message_state in states]
        return sorted(rows, key=lambda row: (row.at, row.record_id), reverse=True)[:limit]

    def queue(self, *, limit: int) -> list[QueueRow]:
        rows = [
            QueueRow(
                subject="message",
                identifier=kept.message.message_id,
                kind=kept.message.kind.value,
                state=kept.state,
                sequence=kept.message.sequence,
                attempts=kept.attempts,
                not_before=kept.not_before,
                last_outcome=kept.last_outcome,
                created_at=kept.message.created_at,
                size=len(kept.message.body),
                pointer=kept.pointer,
                corrects=self._corrects(kept.message.message_id),
                given_up=(RepairSubject.MESSAGE, kept.message.message_id) in self._tables.repairs.given_up,
            )
            for kept in self._tables.outbox.values()
            if kept.state is not MessageState.DELIVERED
        ]
        rows += [
            QueueRow(
                subject="evidence",
                identifier=kept.stored.evidence_id,
                kind=kept.stored.media_type,
                state=kept.state,
                sequence=None,
                attempts=0,
                not_before=None,
                last_outcome=kept.last_outcome or None,
                created_at=kept.at,
                size=kept.stored.size,
                given_up=(RepairSubject.EVIDENCE, kept.stored.evidence_id) in self._tables.repairs.given_up,
            )
            for kept in self._uploads()
            if kept.state is not EvidenceState.DELIVERED
        ]
        return sorted(rows, key=lambda row: (row.created_at, row.identifier))[:limit]

    def _corrects(self, message_id: str) -> str | None:
        made = self._tables.repairs.corrections.get(message_id)
        return made.original_id if made is not None else None

    def counts(self) -> OutboxCounts:
        messages = list(self._tables.outbox.values())
        waiting = [kept for kept in messages if kept.state in WAITING_MESSAGES]
        uploads = self._uploads()
        return OutboxCounts(
            made=len(messages),
            delivered=sum(kept.state is MessageState.DELIVERED for kept in messages),
            waiting=len(waiting),
            rejected=sum(kept.state is MessageState.REJECTED for kept in messages),
            oldest_waiting_at=min((kept.message.created_at for kept in waiting), default=None),
            evidence_waiting=sum(kept.state in WAITING_EVIDENCE for kept in uploads),
            evidence_waiting_bytes=sum(kept.stored.size for kept in uploads if kept.state in WAITING_EVIDENCE),
            evidence_rejected=sum(kept.state is EvidenceState.REJECTED for kept in uploads),
            given_up=len(self._tables.repairs.given_up),
        )

    def tally(self) -> MessageTally:
        messages = list(self._tables.outbox.values())
        return MessageTally(
            made=max((kept.message.sequence for kept in messages), default=0),
            received=sum(kept.state is MessageState.DELIVERED for kept in messages),
            waiting=sum(kept.state in WAITING_MESSAGES for kept in messages),
            refused=sum(kept.state is MessageState.REJECTED for kept in messages),
            unknown=0,
        )

    def _uploads(self) -> list[MemoryEvidence]:
        return [kept for kept in self._tables.evidence.values() if kept.upload and kept.message_id is not None]

    def _mended(self, kept: Acceptance | Refusal) -> tuple[Parcel, bool]:
        sent = MemoryRepairs(self._tables.repairs, self._tables.outbox, self._tables.evidence)
        made = [one for one in sent.corrections(kept.message_id) if one.state is not MessageState.REJECTED]
        return corrected_parcel(kept.parcel, [change for one in made for change in one.made.changes]), bool(made)

    def _accepted_row(self, kept: Acceptance) -> RecordRow:
        parcel, corrected = self._mended(kept)
        sender = parcel.sender
        return self._row(
            RecordKind.ACCEPTANCE,
            kept.acceptance_id,
            kept.accepted_at,
            kept.clerk,
            kept.message_id,
            waybill_number=kept.waybill.number,
            carrier=kept.waybill.carrier,
            sender_masked=masked_name(sender.document.name) if sender else "",
            item_category=parcel.inspection.item_category,
            corrected=corrected,
        )

    def _refused_row(self, kept: Refusal) -> RecordRow:
        parcel, corrected = self._mended(kept)
        sender, waybill = parcel.sender, parcel.waybill
        return self._row(
            RecordKind.REFUSAL,
            kept.refusal_id,
            kept.refused_at,
            kept.clerk,
            kept.message_id,
            waybill_number=waybill.number if waybill else None,
            carrier=waybill.carrier if waybill else None,
            sender_masked=masked_name(sender.document.name) if sender else "",
            item_category=parcel.inspection.item_category,
            refusal_reason=kept.reason,
            corrected=corrected,
        )

    def _row(
        self,
        kind: RecordKind,
        record_id: str,
        at: datetime,
        clerk: ClerkNumber,
        message_id: str,
        *,
        waybill_number: str | None,
        carrier: str | None,
        sender_masked: str,
        item_category: str | None,
        refusal_reason: str | None = None,
        corrected: bool = False,
    ) -> RecordRow:
        queued = self._tables.outbox[message_id]
        files = [kept for kept in self._uploads() if kept.message_id == message_id]
        return RecordRow(
            record_id=record_id,
            kind=kind,
            at=at,
            waybill_number=waybill_number,
            carrier=carrier,
            sender_masked=sender_masked,
            item_category=item_category,
            refusal_reason=refusal_reason,
            clerk=clerk,
            message_state=queued.state,
            attempts=queued.attempts,
            last_outcome=queued.last_outcome,
            evidence_total=len(files),
            evidence_delivered=sum(kept.state is EvidenceState.DELIVERED for kept in files),
            corrected=corrected,
            late=any(late.acceptance_id == record_id for late in self._tables.outages.late.values()),
        )


class MemoryUnit:
    """ports.UnitOfWork."""

    def __init__(self, tables: MemoryTables) -> None:
        self.parcels: ParcelRepository = MemoryParcels(tables)
        self.acceptances: AcceptanceRepository = MemoryAcceptances(tables)
        self.refusals: RefusalRepository = MemoryRefusals(tables)
        self.senders: SenderRepository = MemorySenders(tables)
        self.clerks: ClerkRepository = MemoryClerks(tables)
        self.customers: CustomerRepository = MemoryCustomers(tables)
        self.orders: CarrierOrderRepository = MemoryCarrierOrders(tables)
        self.evidence: EvidenceIndex = MemoryEvidenceIndex(tables)
        self.outbox: OutboxWriter = MemoryOutboxWriter(tables)
        self.audit: AuditTrail = MemoryAudit(tables)
        self.terminal: TerminalRepository = MemoryTerminal(tables)
        self.records: RecordList = MemoryRecords(tables)
        self.remarks: RemarkRepository = MemoryRemarks(tables)
        self.rule_uses: RuleUseRepository = MemoryRuleUses(tables.inspection)
        self.screenings: ScreeningRepository = MemoryScreenings(tables.inspection)
        self.looks: LookRepository = MemoryLooks(tables.inspection)
        self.spot_checks: SpotCheckRepository = MemorySpotChecks(tables.inspection.spot_checks)
        self.statistics: StatisticsRepository = MemoryStatistics(
            tables.acceptances, tables.refusals, tables.outbox, self.screenings, tables.incidents
        )
        self.handovers: HandoverRepository = MemoryHandovers(tables.handovers, tables.acceptances, self.screenings)
        self.changes: ChangeRepository = MemoryChanges(tables)
        self.news: NewsRepository = MemoryNews(tables.news)
        self.holds: HoldRepository = MemoryHolds(tables.incidents)
        self.incidents: IncidentRepository = MemoryIncidents(tables.incidents)
        self.outages: OutageRepository = MemoryOutages(tables.outages, tables.outbox)
        self.flow: FlowRepository = MemoryFlow(tables.outbox, tables.evidence, tables.outages)
        self.repairs: RepairRepository = MemoryRepairs(tables.repairs, tables.outbox, tables.evidence)
        self.link: LinkRepository = MemoryLink(
            tables.link, tables.outbox, tables.evidence, tables.acceptances, tables.refusals
        )
        self.late_entries: LateEntryRepository = MemoryLateEntries(tables.outages)
        self.surveillance: SurveillanceRepository = MemorySurveillance(tables.surveillance)


class MemoryStore:
    """ports.Store. ``tables`` is the committed state, for a test to look into."""

    def __init__(self) -> None:
        self.tables = MemoryTables()
        self._lock = RLock()
        self._worker: int | None = None
        self._in_unit = False
        self._fault: StorageFault | None = None

    def fail_next_commit(self, fault: StorageFault) -> None:
        """Let the next unit of work that ends normally fail at its commit, with nothing kept (a full disk)."""
        self._fault = fault

    def note_outcome(
        self,
        message_id: str,
        state: MessageState,
        *,
        attempts: int = 1,
        last_outcome: str | None = None,
        delivered_at: datetime | None = None,
        pointer: str | None = None,
        detail: str = "",
    ) -> None:
        """Put a queued message where the sync engine would have put it; delivered at once unless told when."""
        kept = self.tables.outbox[message_id]
        delivered = (delivered_at or kept.message.created_at) if state is MessageState.DELIVERED else None
        self.tables.outbox[message_id] = replace(
            kept,
            state=state,
            attempts=attempts,
            last_outcome=last_outcome,
            delivered_at=delivered,
            pointer=pointer,
            detail=detail,
        )

    def refuse_file(self, evidence_id: str, code: str) -> None:
        """Let the province return a file."""
        kept = self.tables.evidence[evidence_id]
        self.tables.evidence[evidence_id] = replace(kept, state=EvidenceState.REJECTED, last_outcome=code)

    def note_remark(self, message_id: str, code: str, at: datetime) -> None:
        """What a receipt remarks about an acceptance's message, as its delivery would have kept it."""
        if any(kept.message_id == message_id for kept in self.tables.acceptances.values()):
            self.tables.remarks.setdefault((message_id, code), Remark(code, at, message_id))

    def note_change(self, change: TakenChange) -> None:
        """Something the province told, as its fetching would have kept it."""
        self.tables.changes.setdefault(change.cursor, change)

    def submit(self, work: Callable[[], Result]) -> "Future[Result]":
        """Run ``work`` now, on this thread, and hand back its outcome."""
        future: Future[Result] = Future()
        with self._lock:
            before, self._worker = self._worker, get_ident()
            try:
                future.set_result(work())
            except Exception as error:  # noqa: BLE001 # what a future does: the caller meets it in result()
                future.set_exception(error)
            finally:
                self._worker = before
        return future

    def unit_of_work(self) -> AbstractContextManager[UnitOfWork]:
        """See ports.Store."""
        if self._worker != get_ident():
            raise StorageError(StorageFault.WRONG_THREAD)
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[UnitOfWork]:
        if self._in_unit:
            raise StoreRuleError("units of work do not nest")
        draft = self.tables.snapshot()
        self._in_unit = True
        try:
            yield MemoryUnit(draft)
        finally:
            self._in_unit = False
        draft.require_messages()
        fault, self._fault = self._fault, None
        if fault is not None:
            raise StorageError(fault)
        self.tables = draft


class MemoryVault:
    """ports.EvidenceVault, in clear."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def store(self, evidence_id: str, clear: bytes, media_type: str) -> StoredEvidence:
        """See ports.EvidenceVault."""
        if evidence_id in self.files:
            raise StorageError(StorageFault.NOT_WRITABLE, "evidence exists")
        self.files[evidence_id] = bytes(clear)
        digest = hashlib.sha256(clear).hexdigest()
        return StoredEvidence(evidence_id, digest, len(clear), media_type, wrapped_key=bytes(60))

    def open(self, stored: StoredEvidence, offset: int = 0) -> AbstractContextManager[BinaryIO]:
        """See ports.EvidenceVault."""
        if stored.evidence_id not in self.files:
            raise StorageError(StorageFault.EVIDENCE_MISSING)
        stream = io.BytesIO(self.files[stored.evidence_id])
        stream.seek(offset)
        return stream

    def delete(self, evidence_id: str) -> None:
        """See ports.EvidenceVault."""
        self.files.pop(evidence_id, None)


class MemoryKeyStore:
    """ports.KeyStore without any keeping."""

    def __init__(self, key: bytes | None = None) -> None:
        self.key = key

    @property
    def kind(self) -> KeyStoreKind:
        """See ports.KeyStore."""
        return KeyStoreKind.SYSTEM

    def load(self) -> bytes | None:
        """See ports.KeyStore."""
        return self.key

    def save(self, key: bytes) -> None:
        """See ports.KeyStore."""
        self.key = key
