"""A real store, a real vault and a province's seal: records with portraits and photos, to be delivered and purged."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from app.document_hash import document_hash
from app.domain.acceptance import Parcel
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.policy import Policy
from app.domain.retention_rules import RetentionClass
from app.people_ports import KnownSender
from app.ports import Acceptance, Ids
from app.purging import PurgeReport, run_through
from app.retention_ports import EvidenceEraser, LegalHold
from app.storage.evidence_vault import FileVault
from app.storage.store import STORE_NAME, EncryptedStore
from app.storage.unit_of_work import StoreUnit
from app.usecases.held_data import ReadHeldData
from app.usecases.legal_holds import LegalHolds
from app.usecases.purge import PurgeExpired
from app.usecases.refuse_parcel import without_people
from app.usecases.retention_results import Held
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import Credentials
from app.usecases.sweep_evidence import SweepEvidence
from sync.contract import EVIDENCE_RECEIPT_TYPE, RECEIPT_TYPE, EvidenceReceiptClaims, ReceiptClaims
from sync.ports import ReceiptVerifier, VerifiedEvidenceReceipt, VerifiedReceipt
from tests.support import builders
from tests.support.counter_house import QUICK_HASHER, CountingIds, StandingClock
from tests.support.memory_province import Seal
from tests.support.stored_records import AcceptanceRecord, RecordMaker, RefusalRecord, photo

KEY = bytes(range(32))
PORTRAIT = b"portrait" * 128
PICTURE = b"picture" * 20_000
SUPERVISOR = Credentials("9001", "731946")
CLERK = Credentials("1001", "385172")
POLICY = builders.policy()

Result = TypeVar("Result")


def term(retention_class: RetentionClass) -> timedelta:
    """The shipped pack's term."""
    return POLICY.retention.purged[retention_class].term


@dataclass
class RetentionHouse:
    """One terminal on ``folder``. ``eraser`` and ``verifier`` stand in for the vault and the keys."""

    folder: Path
    seal: Seal = field(default_factory=Seal)
    clock: StandingClock = field(default_factory=StandingClock)
    policy: Policy = POLICY
    ids: Ids = field(default_factory=CountingIds)
    maker: RecordMaker = field(default_factory=RecordMaker)
    eraser: EvidenceEraser | None = None
    verifier: ReceiptVerifier | None = None

    def __post_init__(self) -> None:
        self.store = EncryptedStore(
            self.folder, KEY, verifier_for=lambda identity: self.seal.pinned(identity.terminal_id)
        )
        self.vault = FileVault(self.folder / "evidence", KEY)
        self.store.open()
        self.run(lambda unit: unit.terminal.save_identity(builders.terminal_identity()))

    def close(self) -> None:
        self.store.close()

    @property
    def store_file(self) -> Path:
        return self.folder / STORE_NAME

    def run(self, work: Callable[[StoreUnit], Result]) -> Result:
        return self.store.run(work)

    # -- records

    def accept(self, number: int, parcel: Parcel | None = None, *, files: int = 1) -> AcceptanceRecord:
        """An acceptance whose portrait (of its own) and photos lie in the vault, not delivered yet."""
        parcel = parcel or self.with_portrait(number)
        made = self.maker.acceptance(number, parcel=parcel, files=0)
        photos = tuple(photo(f"photo-{number}-{index}") for index in range(files))
        stored = tuple(self.vault.store(one.evidence_id, PICTURE, "image/jpeg") for one in photos)
        inspection = replace(made.acceptance.parcel.inspection, photos=photos)
        acceptance = replace(
            made.acceptance,
            parcel=replace(made.acceptance.parcel, inspection=inspection),
            document_hash=self.hash_of(parcel),
        )
        record = AcceptanceRecord(acceptance, replace(made.message, evidence=photos), stored)
        self.run(record.write)
        sender = acceptance.parcel.sender
        own = f"portrait-{number}"
        if sender is not None and sender.document.portrait_id == own:
            portrait = self.vault.store(own, PORTRAIT, "application/x-wlt")
            self.run(lambda unit: unit.evidence.add(portrait, f"parcel-{number}", upload=False, at=self.clock.now()))
        if sender is not None and sender.phone is not None:
            known = KnownSender(acceptance.document_hash, sender.phone, "food", acceptance.accepted_at)
            self.run(lambda unit: unit.senders.remember(known))
        return record

    def refuse(self, number: int) -> RefusalRecord:
        made = self.maker.refusal(number)
        refusal = replace(made.refusal, parcel=without_people(made.refusal.parcel))
        record = RefusalRecord(refusal, made.message)
        self.run(record.write)
        return record

    @staticmethod
    def with_portrait(number: int, *, document_number: str = builders.YUNNAN_NUMBER) -> Parcel:
        """An ordinary parcel with a portrait of its own."""
        document = builders.document(portrait_id=f"portrait-{number}", number=document_number)
        return builders.parcel(sender=builders.sender(document=document))

    def hash_of(self, parcel: Parcel) -> str:
        sender = parcel.sender
        if sender is None:
            return ""
        key = self.run(lambda unit: unit.terminal.hash_key())
        return document_hash(key, sender.document.document_type, sender.document.number)

    # -- the province

    def deliver(self, record: AcceptanceRecord | RefusalRecord, at: datetime, seal: Seal | None = None) -> None:
        """The receipts of the message and of its files, which the province gave at ``at``."""
        self.deliver_message(record, at, seal)
        for file in record.files if isinstance(record, AcceptanceRecord) else ():
            self.deliver_file(record, file.evidence_id, at)

    def deliver_message(self, record: AcceptanceRecord | RefusalRecord, at: datetime, seal: Seal | None = None) -> None:
        message, seal = record.message, seal or self.seal
        claims = ReceiptClaims(
            iss=seal.issuer,
            sub=message.message_id,
            digest=message.digest,
            terminal_id="terminal-1",
            sequence=message.sequence,
            received_at=at,
        )
        receipt = VerifiedReceipt(claims, seal.sign(claims, RECEIPT_TYPE))
        self.run(lambda unit: unit.messages.apply_receipt(receipt, self.clock.now()))

    def deliver_file(self, record: AcceptanceRecord | RefusalRecord, evidence_id: str, at: datetime) -> None:
        stored = self.run(lambda unit: unit.evidence.get(evidence_id))
        assert stored is not None
        claims = EvidenceReceiptClaims(
            iss=self.seal.issuer,
            sub=evidence_id,
            message_id=record.message.message_id,
            sha256=stored.sha256,
            size=stored.size,
            terminal_id="terminal-1",
            received_at=at,
        )
        receipt = VerifiedEvidenceReceipt(claims, self.seal.sign(claims, EVIDENCE_RECEIPT_TYPE))
        self.run(lambda unit: unit.files.apply_receipt(receipt, self.clock.now()))

    def later(self, by: timedelta) -> None:
        """Time passes, and the province signs: a refusal without people is received at the new moment."""
        self.clock.advance(by)
        self.maker.now = max(self.maker.now, self.clock.now())
        number = 900_000 + self.maker.head.sequence
        self.deliver(self.refuse(number), self.clock.now())

    # -- use cases

    @cached_property
    def sign_in(self) -> SignIn:
        for who, role in ((SUPERVISOR, ClerkRole.SUPERVISOR), (CLERK, ClerkRole.CLERK)):
            clerk = Clerk(ClerkNumber(who.number), "样例乙", QUICK_HASHER.hash(who.pin), role)
            self.run(partial(_add_clerk, clerk))
        return SignIn(self.store, self.clock, QUICK_HASHER)

    @property
    def purge(self) -> PurgeExpired:
        return PurgeExpired(
            self.store,
            self.eraser or self.vault,
            self.clock,
            self.ids,
            self.policy,
            verifier_for=lambda identity: self.verifier or self.seal.pinned(identity.terminal_id),
        )

    @property
    def sweep(self) -> SweepEvidence:
        return SweepEvidence(self.store, self.vault, self.clock)

    def purged(self) -> PurgeReport:
        """One whole run."""
        return run_through(self.purge)

    @cached_property
    def holds(self) -> LegalHolds:
        return LegalHolds(self.store, self.clock, self.ids, self.policy, self.sign_in)

    @cached_property
    def held_data(self) -> ReadHeldData:
        return ReadHeldData(self.store, self.clock, self.policy, self.sign_in)

    def place(self, what: Held, reason: str, who: Credentials = SUPERVISOR) -> LegalHold:
        holds = self.holds
        return self.on_store(lambda: holds.place(what, reason, who))

    def release(self, what: Held, reason: str) -> LegalHold:
        holds = self.holds
        return self.on_store(lambda: holds.release(what, reason, SUPERVISOR))

    def on_store(self, work: Callable[[], Result]) -> Result:
        return self.store.submit(work).result()

    # -- what is left

    def acceptance(self, number: int) -> Acceptance:
        found = self.run(lambda unit: unit.acceptances.get(f"acceptance-{number}"))
        assert found is not None
        return found

    def has_file(self, evidence_id: str) -> bool:
        """On the disk."""
        return any(path.stem == evidence_id for path in (self.folder / "evidence").glob("*/*.evidence"))

    def has_key(self, evidence_id: str) -> bool:
        """In the index."""
        return self.run(lambda unit: unit.evidence.get(evidence_id)) is not None

    def audit_holds(self) -> bool:
        return self.run(lambda unit: unit.audit.check()).ok


def _add_clerk(clerk: Clerk, unit: StoreUnit) -> None:
    unit.clerks.add(clerk)
