"""What the use cases need from the world: a store with units of work, an evidence vault, a key store, a clock, ids.

Invariants:
- A use case sees only these protocols; ``app.storage`` has the real ones, ``tests.support`` the in-memory fakes, and
  one contract suite runs on both.
- Everything inside one unit of work is committed together or not at all. When ``commit`` has returned, a power cut
  cannot take it back (synchronous=FULL).
- All work on a store happens on its one thread (``Store.submit``); repositories are never shared between threads.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol, TypeVar

from app.audit_ports import AuditTrail
from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.inspection import Photo
from app.domain.reconciliation import MessageTally
from app.domain.sending import Sending
from app.domain.waybill import Waybill
from app.inspection_ports import AcceptedWaybill, InspectionRepositories
from app.interruption_ports import InterruptionRepositories
from app.link_ports import LinkRepositories
from app.people_ports import (
    CarrierOrderRepository,
    ClerkRepository,
    CustomerRepository,
    DocumentUse,
    RemarkRepository,
    SenderRepository,
)
from app.province_ports import ChangeRepository, NewsRepository
from app.repair_ports import RepairRepositories
from app.statistics_ports import StatisticsRepository
from app.surveillance_ports import SurveillanceRepositories
from sync.draws import ChainLink
from sync.ports import OutboxCounts, SealingKey
from sync.state import EvidenceState, MessageState
from sync.words import Environment, Kind

Result = TypeVar("Result")


class Clock(Protocol):
    """The time of day and the outlet's calendar."""

    def now(self) -> datetime:
        """Timezone-aware UTC."""

    def local(self, moment: datetime) -> datetime:
        """The same moment on the counter's wall clock (Asia/Shanghai): days and ages are counted by it."""


class Ids(Protocol):
    """Makes identifiers."""

    def new(self) -> str:
        """A UUIDv7 (RFC 9562): time-ordered, and the idempotency key of what it names."""


class KeyStoreKind(StrEnum):
    """Where the store's key is kept."""

    SYSTEM = "system"
    """The operating system's key store (DPAPI, Keychain, Secret Service)."""
    PASSPHRASE = "passphrase"  # noqa: S105 # a kind of key store, not a passphrase
    """Wrapped under an Argon2id passphrase that is asked for at start."""
    MEMORY = "memory"
    """Nowhere: a training store that begins anew with each start."""


class KeyStore(Protocol):
    """Keeps the 256-bit store key. Never in a plain file."""

    @property
    def kind(self) -> KeyStoreKind:
        """Where the key is kept."""

    def load(self) -> bytes | None:
        """The 32-byte key, or None when none was made yet. Raises StorageError(KEY_STORE_LOCKED, KEY_STORE_MISSING)."""

    def save(self, key: bytes) -> None:
        """Keep the key durably. Raises StorageError."""


@dataclass(frozen=True, slots=True)
class TerminalIdentity:
    """What enrolment made of this terminal. ``private_key`` is the raw Ed25519 signing key."""

    terminal_id: str
    outlet_id: str
    outlet_name: str
    environment: Environment
    province_url: str
    province_name: str
    issuer: str
    receipt_keys: tuple[tuple[str, str], ...]
    """Pairs of key id and raw public key (base64url), pinned."""
    enrolled_at: datetime
    private_key: bytes = field(repr=False)
    region_code: str = ""
    """The county (GB/T 2260) that the outlet gave when it enrolled; empty for a terminal of before this was kept."""
    filing_number: str = ""
    """The outlet's filing number (备案); empty for a terminal of before this was kept."""
    sealing_key: SealingKey | None = None
    """To which bundles are sealed; None while the province has not told it."""


@dataclass(frozen=True, slots=True)
class ClockOffset:
    """The terminal's clock minus the province's, when last measured."""

    offset_ms: int
    measured_at: datetime


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An accepted parcel as it is kept. ``parcel`` is frozen for good."""

    acceptance_id: str
    parcel: Parcel
    waybill: Waybill
    clerk: ClerkNumber
    accepted_at: datetime
    message_id: str
    document_hash: str
    """Keyed hash of the document's type and number, to find a returning sender by; empty where none was needed."""
    phone_hash: str = ""
    """Keyed hash of the phone number; empty where none was needed."""
    restricted: bool = False
    """The special access mark of a child's record."""
    mark: str = ""
    """The short code of the inspection mark; empty for a letter."""
    text_purged_at: datetime | None = None
    """When its people's data were purged (已按规定清除); the hashes above are empty then."""


@dataclass(frozen=True, slots=True)
class AcceptedBefore:
    """The answer to a waybill that was accepted already."""

    acceptance_id: str
    clerk: ClerkNumber
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """A parcel turned away."""

    refusal_id: str
    parcel: Parcel
    reason: str
    clerk: ClerkNumber
    refused_at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message ready for the outbox; ``body`` is its canonical JSON with digest, frozen for good."""

    message_id: str
    kind: Kind
    schema_version: int
    sequence: int
    digest: str
    previous_digest: str
    body: bytes = field(repr=False)
    created_at: datetime
    subject_id: str
    """The acceptance or refusal it tells about."""
    evidence: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last message of this terminal's chain; sequence 0 and the genesis digest before the first."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """A file in the vault: what the index keeps of it. ``wrapped_key`` is its own key under the store's."""

    evidence_id: str
    sha256: str
    size: int
    media_type: str
    wrapped_key: bytes = field(repr=False)


class RecordKind(StrEnum):
    """What a line of the records list is."""

    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of the records list, masked."""

    record_id: str
    kind: RecordKind
    at: datetime
    waybill_number: str | None
    carrier: str | None
    sender_masked: str
    item_category: str | None
    refusal_reason: str | None
    clerk: ClerkNumber
    message_state: MessageState
    attempts: int
    last_outcome: str | None
    """A SyncFault value or a problem code: why it has not arrived yet."""
    evidence_total: int
    evidence_delivered: int
    sending: Sending = Sending.PERSON
    restricted: bool = False
    """A child's record."""
    text_purged: bool = False
    corrected: bool = False
    """Something in it was mended (已更正): the row shows the mended value."""
    late: bool = False
    """Typed in from paper afterwards (补录); ``at`` is the time on the paper."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One waiting message or file, for the ``queue`` command; masked by having nothing personal in it."""

    subject: str
    """``message`` or ``evidence``."""
    identifier: str
    kind: str
    state: MessageState | EvidenceState
    sequence: int | None
    attempts: int
    not_before: datetime | None
    last_outcome: str | None
    created_at: datetime
    size: int
    pointer: str | None = None
    """What the province refused, as a JSON pointer into the message."""
    corrects: str | None = None
    """Of a correction: the message that it mends."""
    given_up: bool = False
    """A supervisor said that it is not sent again."""


class ParcelRepository(Protocol):
    """Parcels that are open or parked: they survive a crash at any moment."""

    def save(self, parcel: Parcel) -> None:
        """Insert or replace. A parcel in a final state leaves this repository."""

    def get(self, parcel_id: str) -> Parcel | None:
        """By id."""

    def count(self, state: ParcelState) -> int:
        """How many parcels are in that state."""

    def in_state(self, state: ParcelState) -> list[Parcel]:
        """All parcels in that state, oldest first."""


class AcceptanceRepository(Protocol):
    """Accepted parcels."""

    def add(self, acceptance: Acceptance) -> None:
        """Raises DomainError(WAYBILL_ALREADY_ACCEPTED) when its waybill number is there already."""

    def by_waybill(self, number: str) -> AcceptedBefore | None:
        """Who accepted that number, and when."""

    def of_consignment(self, number: str) -> list[AcceptedWaybill]:
        """What was accepted under that main number, with its sub-parcels, in the order of acceptance."""

    def get(self, acceptance_id: str) -> Acceptance | None:
        """By id."""

    def of_message(self, message_id: str) -> Acceptance | None:
        """The one that this message tells about."""

    def last(self) -> Acceptance | None:
        """The newest one."""

    def count_since(self, moment: datetime) -> int:
        """How many were accepted at or after ``moment``."""

    def waybills_of(self, document_hash: str, since: datetime) -> list[str]:
        """Waybills accepted with that document at or after ``since``, oldest first; none for no document ('')."""

    def use_of(self, document_hash: str, *, today: datetime, since: datetime) -> DocumentUse:
        """Parcels with that document from ``today``'s beginning on, and the phone numbers with it from ``since`` on."""


class RefusalRepository(Protocol):
    """Refused parcels."""

    def add(self, refusal: Refusal) -> None:
        """Keep it."""

    def of_waybill(self, number: str) -> datetime | None:
        """When that waybill number was turned away last; None when it never was, or before the store kept it."""

    def count_since(self, moment: datetime) -> int:
        """How many were refused at or after ``moment``."""


class EvidenceIndex(Protocol):
    """Which files the vault holds, and whose they are."""

    def add(self, stored: StoredEvidence, parcel_id: str, *, upload: bool, at: datetime) -> None:
        """Index a file that lies in the vault. ``upload`` False keeps it on this PC (the chip's portrait block)."""

    def get(self, evidence_id: str) -> StoredEvidence | None:
        """By id."""

    def remove(self, evidence_id: str) -> None:
        """Take a file of an undecided parcel off the index; the vault deletes the file after commit."""

    def release(self, parcel_id: str, evidence_ids: Iterable[str]) -> tuple[str, ...]:
        """Take this undecided parcel's own files off the index, and return them: another record's files stay."""

    def known(self, evidence_ids: Sequence[str]) -> set[str]:
        """Those of them that are indexed: the vault sets strays aside."""

    def all_ids(self) -> set[str]:
        """Every indexed file."""


class OutboxWriter(Protocol):
    """The writing side of the outbox."""

    def head(self) -> ChainHead:
        """The chain's end."""

    def enqueue(self, message: QueuedMessage) -> None:
        """Queue the message and tie its evidence to it. The sequence must follow the head without a gap."""

    def body(self, message_id: str) -> bytes | None:
        """The message as it was frozen; None for one that is not there."""

    def links(self, starts_at: datetime, ends_at: datetime) -> list[ChainLink]:
        """The messages of ``starts_at <= occurred_at < ends_at``, by sequence: what a spot check draws from."""

    def requeue(self, message_id: str) -> None:
        """Put a rejected message back. Raises DomainError(STEP_NOT_ALLOWED) for any other state."""


class TerminalRepository(Protocol):
    """Who this terminal is."""

    def identity(self) -> TerminalIdentity | None:
        """None before enrolment."""

    def save_identity(self, identity: TerminalIdentity) -> None:
        """Keep what enrolment said. Raises DomainError(WRONG_ENVIRONMENT) for a store of the other environment."""

    def clock_offset(self) -> ClockOffset | None:
        """As last measured."""

    def save_clock_offset(self, offset: ClockOffset) -> None:
        """Remember it."""

    def hash_key(self) -> bytes:
        """The 32-byte key of the document hashes; made with the store, never leaves it."""


class RecordList(Protocol):
    """Lists for the screen and the command line."""

    def page(
        self, *, limit: int, before: datetime | None = None, states: Sequence[MessageState] = ()
    ) -> list[RecordRow]:
        """Newest first; all states when ``states`` is empty."""

    def queue(self, *, limit: int) -> list[QueueRow]:
        """What waits and what was rejected, oldest first."""

    def counts(self) -> OutboxCounts:
        """The sums, quickly: ``delivered`` is what is left of the others."""

    def tally(self) -> MessageTally:
        """The same messages, each figure counted by itself."""


class UnitOfWork(
    InspectionRepositories,
    InterruptionRepositories,
    RepairRepositories,
    LinkRepositories,
    SurveillanceRepositories,
    Protocol,
):
    """One transaction. Leaving the ``with`` block commits; an exception rolls back."""

    parcels: ParcelRepository
    acceptances: AcceptanceRepository
    refusals: RefusalRepository
    senders: SenderRepository
    clerks: ClerkRepository
    customers: CustomerRepository
    orders: CarrierOrderRepository
    evidence: EvidenceIndex
    outbox: OutboxWriter
    audit: AuditTrail
    terminal: TerminalRepository
    records: RecordList
    remarks: RemarkRepository
    statistics: StatisticsRepository
    changes: ChangeRepository
    news: NewsRepository


class Store(Protocol):
    """The store with its one thread."""

    def unit_of_work(self) -> AbstractContextManager[UnitOfWork]:
        """Begin a transaction. Only on the store's thread; raises StorageError(STORE_FULL, STORE_CORRUPT, …)."""

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Run ``work`` on the store's thread, in order."""


class EvidenceVault(Protocol):
    """Encrypted files. A file is durable on the disk when ``store`` returns, and in clear never."""

    def store(self, evidence_id: str, clear: bytes, media_type: str) -> StoredEvidence:
        """Encrypt and keep. Raises StorageError(STORE_FULL)."""

    def open(self, stored: StoredEvidence, offset: int = 0) -> AbstractContextManager[BinaryIO]:
        """Read in clear from ``offset``. Raises StorageError(EVIDENCE_MISSING, EVIDENCE_DAMAGED)."""

    def delete(self, evidence_id: str) -> None:
        """Remove the file of a row that is gone. Never raises: what is done is done, and a sweep takes what stays."""
