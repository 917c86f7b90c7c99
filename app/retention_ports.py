"""What purging needs from the store and the vault.

Invariants:
- A record loses its classes in order (``RECORD_CLASSES``); ``cleared`` counts those it has lost.
- What is left of a purged file is its row: name, digest, size, receipt. Its key goes first, then its bytes.
- A legal hold names an acceptance, or a person by the document's keyed hash; its row stays when it is released.
"""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.retention_rules import RetentionClass
from app.ports import Acceptance, UnitOfWork
from sync.words import Kind

Result = TypeVar("Result")


class HoldScope(StrEnum):
    """What a legal hold is about."""

    RECORD = "record"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class LegalHold:
    """A supervisor's word that something stays (依法保留), and the word that ended it."""

    hold_id: str
    scope: HoldScope
    subject: str = field(repr=False)
    """An acceptance's id, or a document's keyed hash."""
    reason: str
    placed_by: ClerkNumber
    placed_at: datetime
    released_by: ClerkNumber | None = None
    released_at: datetime | None = None
    release_reason: str | None = None


@dataclass(frozen=True, slots=True)
class RetainedMessage:
    """A delivered message. ``proven_at`` is what its ``receipt`` (JWS) said when it came."""

    message_id: str
    sequence: int
    kind: Kind
    digest: str
    proven_at: datetime
    receipt: str = field(repr=False)
    cleared: int
    """How many of ``RECORD_CLASSES`` its record has lost."""


@dataclass(frozen=True, slots=True)
class RetainedFile:
    """A file whose bytes are still here. ``sent`` False: it never leaves this PC, so no receipt is due for it."""

    evidence_id: str
    sha256: str
    size: int
    sent: bool
    receipt: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class RetainedCorrection:
    """A correction of a record. ``waiting``: it still has to be sent; one that was returned has not."""

    message_id: str
    digest: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class Purge:
    """The proof of one purge (清除证明)."""

    purge_id: str
    retention_class: RetentionClass
    days: int
    policy_digest: str
    purged_at: datetime
    counted_by: datetime
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class ClassCount:
    """What a class still holds, in records (senders for the returning ones)."""

    retention_class: RetentionClass
    held: int
    oldest: datetime | None
    """The province's time of the oldest receipt; for returning senders the oldest visit."""
    purged: int


@dataclass(frozen=True, slots=True)
class RecordTrace:
    """A record about a person, without the person. ``is_sender`` False: principal or guardian of it."""

    acceptance: Acceptance
    images: int
    photos: int
    is_sender: bool


class RetentionRepository(Protocol):
    """What is kept, and what was purged."""

    def newest_receipt(self) -> datetime | None:
        """The latest time that the province has signed in a receipt, as far as records still stand under a term."""

    def counted_by(self) -> datetime | None:
        """The latest time by which an earlier purge counted."""

    def messages(
        self, retention_class: RetentionClass, until: datetime, after: RetainedMessage | None, limit: int
    ) -> list[RetainedMessage]:
        """Delivered records that lose this class next and were proven until then, oldest first, behind ``after``."""

    def message(self, message_id: str) -> RetainedMessage | None:
        """By id; None while it has no receipt."""

    def next_acceptance(self, acceptance_id: str) -> Acceptance | None:
        """The one that was accepted right after it."""

    def images(self, parcel: Parcel) -> list[RetainedFile]:
        """The parcel's own pictures of people that are still there; a continued sender's belong to the one before."""

    def photos(self, sequence: int) -> list[RetainedFile]:
        """The files that went with that message and are still there."""

    def corrections(self, message_id: str) -> list[RetainedCorrection]:
        """The corrections of that message whose text is still there; what they say is a record's text, too."""

    def begin(self, purge: Purge) -> int:
        """Keep the proof; its number goes into what it purges."""

    def forget_key(self, evidence_id: str, purge: int) -> None:
        """From the commit on nobody can read the file any more."""

    def forget_text(self, acceptance: Acceptance, left: Parcel, purge: int, at: datetime) -> None:
        """Only ``left`` stays of the record, and of its message and its corrections the digest."""

    def cleared(self, message_id: str, retention_class: RetentionClass) -> None:
        """The record has lost this class."""

    def files_to_remove(self, limit: int) -> list[str]:
        """Files whose key is gone and whose bytes may still be on the disk."""

    def files_removed(self, evidence_ids: Sequence[str]) -> None:
        """Their bytes are gone."""

    def senders_before(self, moment: datetime, kept: Collection[str], limit: int) -> list[str]:
        """Hashes of returning senders seen last before then, without those of ``kept``."""

    def forget_senders(self, document_hashes: Sequence[str]) -> None:
        """Their phones and addresses go."""

    def counts(self) -> list[ClassCount]:
        """By class."""

    def traces(self, document_hash: str, named_in: Callable[[Parcel], bool]) -> list[RecordTrace]:
        """Records of which that document is the sender's, or whose people ``named_in`` finds; newest first."""

    def remarks(self, document_hash: str) -> int:
        """How many remarks of the province about that document are kept."""


class LegalHoldRepository(Protocol):
    """Legal holds."""

    def place(self, hold: LegalHold) -> None:
        """Raises DomainError(ALREADY_HELD) while another hold of the same subject is in force."""

    def release(self, hold: LegalHold) -> None:
        """Keep how it ended. Raises DomainError(NOT_HELD) when it is not in force."""

    def in_force(self) -> list[LegalHold]:
        """Oldest first."""


class StoreSpace(Protocol):
    """The store's file on the disk."""

    def free_pages(self) -> int:
        """Pages of the file that hold nothing."""

    def give_back(self, pages: int) -> None:
        """Move at most so many free pages out of the file; it gets smaller with the next checkpoint."""


class RetentionWork(UnitOfWork, Protocol):
    """A unit of work that may also purge."""

    retention: RetentionRepository
    legal_holds: LegalHoldRepository
    space: StoreSpace


class RetentionStore(Protocol):
    """The store with its one thread, as purging sees it."""

    def unit_of_work(self) -> AbstractContextManager[RetentionWork]:
        """Begin a transaction. Only on the store's thread."""

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Run ``work`` on the store's thread, in order."""

    def checkpoint(self) -> bool:
        """Write the log into the store's file and cut it to nothing; False while somebody reads.

        Only on the store's thread.
        """


class EvidenceFolder(Protocol):
    """The vault's folder, for putting it in order."""

    def ids(self) -> list[str]:
        """Of every finished file that is there, in place or set aside."""

    def sweep(self, indexed: AbstractSet[str], now: datetime) -> int:
        """Delete what was never finished, set aside old files that are not ``indexed``; how many. Never raises."""


class EvidenceEraser(Protocol):
    """The vault, for taking files away."""

    def erase(self, evidence_id: str) -> bool:
        """Remove the file; whether it is gone now. Never raises."""
