"""The sealed stick: what waits is written for the province, carried for another terminal, and its receipts taken.

Invariants:
- Writing and carrying mark nothing as delivered: only verified receipts do.
- These run beside the counter, on a thread of their own; the store is asked in short steps.
- What was written, carried and taken stands in the audit trail, in numbers.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from app.audit_ports import AuditEntry
from app.domain.errors import DomainError, DomainFault
from app.ports import Clock, Store, TerminalIdentity
from sync.bundle.carrying import BundleCarrier, BundleCarrierCalls, CarriedPart
from sync.bundle.errors import BundleError
from sync.bundle.header import BUNDLE_SUFFIX, MAX_BUNDLE_BYTES
from sync.bundle.plan import planned
from sync.bundle.ports import PartFiles, Progress, Unsent, never, untold
from sync.bundle.receipt_files import RECEIPTS_SUFFIX, ReceiptsFor, verified_receipts, write_receipts
from sync.bundle.writing import BundleSender, BundleWriter, WrittenBundle
from sync.contract import BundleState
from sync.ports import EvidenceSource, ReceiptVerifier, VerifiedEvidenceReceipt, VerifiedReceipt
from sync.signing import TerminalKey
from sync.words import BundleFault

LARGEST_PART: Final = MAX_BUNDLE_BYTES


class ReceiptKeeper(Protocol):
    """Where receipts deliver."""

    def keep_receipts(
        self,
        receipts: tuple[VerifiedReceipt, ...],
        evidence_receipts: tuple[VerifiedEvidenceReceipt, ...],
        now: datetime,
    ) -> None:
        """Apply them in one transaction; one that does not match what this store made changes nothing."""


FilesIn = Callable[[Path], PartFiles]
CallsFor = Callable[[TerminalIdentity], AbstractContextManager[BundleCarrierCalls]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A part that was brought. ``receipts_file`` is the name of what is to be carried back; None: not yet."""

    carried: CarriedPart
    receipts_file: str | None
    receipts: int


@dataclass(frozen=True, slots=True)
class TakenReceipts:
    """What a file of receipts delivered: messages and files that had waited until now."""

    receipts: int
    messages_delivered: int
    waiting: int
    files_waiting: int


class _OfTerminal:
    """Who this terminal is, and its audit trail."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def _identity(self) -> TerminalIdentity:
        """Raises DomainError(NOT_ENROLLED)."""

        def look() -> TerminalIdentity | None:
            with self._store.unit_of_work() as work:
                return work.terminal.identity()

        identity = self._store.submit(look).result()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        return identity

    def _note(self, action: str, subject_id: str, details: dict[str, str]) -> None:
        def note() -> None:
            with self._store.unit_of_work() as work:
                work.audit.append(AuditEntry(self._clock.now(), None, action, subject_id, details))

        self._store.submit(note).result()


class ExportBundle(_OfTerminal):
    """Writes what waits into sealed parts."""

    def __init__(self, store: Store, clock: Clock, unsent: Unsent, evidence: EvidenceSource, files_in: FilesIn) -> None:
        super().__init__(store, clock)
        self._unsent = unsent
        self._evidence = evidence
        self._files_in = files_in

    def __call__(
        self,
        target: Path,
        *,
        part_bytes: int = LARGEST_PART,
        should_stop: Callable[[], bool] = never,
        on_progress: Progress = untold,
    ) -> WrittenBundle:
        """Write into ``target``: a folder that is there, or else the name of the file to write.

        Raises DomainError(NOT_ENROLLED); BundleError: NO_SEALING_KEY, NOTHING_WAITS, NO_ROOM, NOT_WRITABLE, UNREADABLE,
        LIMIT_TOO_SMALL, STOPPED; StorageError.
        """
        identity = self._identity()
        if identity.sealing_key is None:
            raise BundleError(BundleFault.NO_SEALING_KEY)
        sender = BundleSender(
            identity.terminal_id,
            identity.outlet_id,
            identity.issuer,
            identity.environment,
            TerminalKey.from_raw(identity.private_key),
        )
        writer = BundleWriter(self._unsent, self._evidence, sender, identity.sealing_key, self._clock.now)
        plan = planned(self._unsent.waiting(), min(part_bytes, LARGEST_PART))
        in_folder = target.is_dir()
        written = writer.write(
            plan,
            self._files_in(target if in_folder else target.parent),
            stem=None if in_folder else target.name.removesuffix(BUNDLE_SUFFIX),
            should_stop=should_stop,
            on_progress=on_progress,
        )
        details = {
            "parts": str(len(written.parts)),
            "messages": str(written.messages),
            "files": str(written.files),
            "left_out": str(written.left_out),
            "kid": identity.sealing_key.kid,
        }
        self._note("bundle_written", written.bundle_id, details)
        return written


class CarryBundle(_OfTerminal):
    """Brings a part of whatever terminal to the province, and the sender's receipts back to the stick."""

    def __init__(self, store: Store, clock: Clock, calls_for: CallsFor, files_in: FilesIn) -> None:
        super().__init__(store, clock)
        self._calls_for = calls_for
        self._files_in = files_in

    def __call__(
        self,
        path: Path,
        *,
        pause: Callable[[], bool],
        should_stop: Callable[[], bool] = never,
        on_progress: Progress = untold,
    ) -> Carried:
        """Upload, and wait for the outcome as long as ``pause`` says; the receipts' file is written beside the part.

        Raises DomainError(NOT_ENROLLED), BundleError (a refusal of the province, too), SyncError.
        """
        identity = self._identity()
        with self._calls_for(identity) as calls:
            carrier = BundleCarrier(calls, issuer=identity.issuer, environment=identity.environment)
            carried = carrier.carry(path, pause=pause, should_stop=should_stop, on_progress=on_progress)
            if carried.fault is not None:
                raise BundleError(carried.fault)
            name, receipts = self._bring_back(identity, path, carrier, carried)
        header = carried.part.header
        details = {"part": f"{header.part}/{header.parts}", "state": carried.status.state.value}
        self._note("bundle_carried", header.bundle_id, details)
        return Carried(carried, name, receipts)

    def _bring_back(
        self, identity: TerminalIdentity, path: Path, carrier: BundleCarrier, carried: CarriedPart
    ) -> tuple[str | None, int]:
        sender = carried.status.terminal_id
        if carried.status.state is not BundleState.TAKEN or sender is None:
            return None, 0
        files = self._files_in(path.parent)
        name = path.with_suffix(RECEIPTS_SUFFIX).name
        whose = ReceiptsFor(identity.issuer, identity.environment, sender)
        # An earlier answer about the same part says less than this one.
        with files.create(name, replace=True) as file:
            count = write_receipts(file, whose, carrier.receipts(carried))
        return name, count


class TakeReceipts(_OfTerminal):
    """Takes a file of receipts that was carried here."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        keeper: ReceiptKeeper,
        verifier_for: Callable[[TerminalIdentity], ReceiptVerifier],
    ) -> None:
        super().__init__(store, clock)
        self._keeper = keeper
        self._verifier_for = verifier_for

    def __call__(self, path: Path) -> TakenReceipts:
        """Verify all, then apply all. BundleError: nothing was. Raises DomainError(NOT_ENROLLED), StorageError too."""
        identity = self._identity()
        whose = ReceiptsFor(identity.issuer, identity.environment, identity.terminal_id)
        before = self._waiting()
        receipts = 0
        for batch in verified_receipts(path, whose, self._verifier_for(identity)):
            self._keeper.keep_receipts(batch.messages, batch.files, self._clock.now())
            receipts += len(batch.messages) + len(batch.files)
        after = self._waiting()
        taken = TakenReceipts(receipts, before[0] - after[0], after[0], after[1])
        details = {"receipts": str(receipts), "delivered": str(taken.messages_delivered)}
        self._note("receipts_taken", identity.terminal_id, details)
        return taken

    def waiting(self) -> int:
        """How many messages have no receipt yet."""
        return self._waiting()[0]

    def _waiting(self) -> tuple[int, int]:
        """Messages, and files, without a receipt."""

        def look() -> tuple[int, int]:
            with self._store.unit_of_work() as work:
                counts = work.records.counts()
                return counts.made - counts.delivered, counts.evidence_waiting

        return self._store.submit(look).result()
