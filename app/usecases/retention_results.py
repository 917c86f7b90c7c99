"""What the use cases of keeping are asked and answer: frozen values, so that the screen loads nothing heavy."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.domain.identity.document import DocumentType
from app.domain.retention_rules import RetentionRule
from app.retention_ports import ClassCount, LegalHold


@dataclass(frozen=True, slots=True)
class OfRecord:
    """The record with this waybill."""

    waybill_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfPerson:
    """Everything of the person with this document."""

    document_type: DocumentType
    number: str = field(repr=False)


Held: TypeAlias = OfRecord | OfPerson


@dataclass(frozen=True, slots=True)
class LegalHoldView:
    """A hold in force. ``waybill_number`` is empty for a person's: who that is cannot be told from a hash."""

    hold: LegalHold
    waybill_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClassStatus:
    """A class with its rule and what it holds."""

    rule: RetentionRule
    count: ClassCount


@dataclass(frozen=True, slots=True)
class RetentionStatus:
    """Where purging stands. ``counted_by`` None: the province has signed nothing yet, so nothing is due."""

    classes: tuple[ClassStatus, ...]
    kept: tuple[RetentionRule, ...]
    counted_by: datetime | None
    legal_holds: int
    files_to_remove: bool
    """Files without a key whose bytes are still on the disk: the next start takes them away."""
    free_pages: int


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One record about a person, masked. ``part`` is ``sender`` or ``other`` (principal, guardian)."""

    acceptance_id: str
    waybill_number: str = field(repr=False)
    accepted_at: datetime
    part: str
    images: int
    photos: int
    held: bool
    """A legal hold keeps it."""


@dataclass(frozen=True, slots=True)
class HeldAboutPerson:
    """All that is held about one person. A record whose text was purged is not found: it names nobody."""

    records: tuple[HeldRecord, ...]
    phone_masked: str = field(repr=False)
    """What spares a returning sender the typing; empty when nothing is remembered."""
    remarks: int
    incidents: int
    held: bool
    """A legal hold keeps everything of this person."""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing."""
        return not (self.records or self.phone_masked or self.remarks or self.incidents)
