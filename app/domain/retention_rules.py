"""Terms of keeping (保存期限) and the reasons of legal holds, as data of the policy pack.

Invariants:
- Each term says what it rests on and how sure that is; a term of no day, or one without a class, is refused.
- Images go before photos, photos before text: a record loses the most sensitive first.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, number, text
from app.domain.sender_rules import Choice, choices_from


class RetentionClass(StrEnum):
    """What is purged on its own term. The first three follow each other in the life of one record."""

    IDENTITY_IMAGES = "identity_images"
    INSPECTION_PHOTOS = "inspection_photos"
    RECORD_TEXT = "record_text"
    RETURNING_SENDERS = "returning_senders"
    """Phone and address by which a returning sender is spared typing; counted from the last parcel."""


RECORD_CLASSES = (
    RetentionClass.IDENTITY_IMAGES,
    RetentionClass.INSPECTION_PHOTOS,
    RetentionClass.RECORD_TEXT,
)
"""In the order in which a record loses them."""


class TermBasis(StrEnum):
    """What a term rests on."""

    AT_LEAST = "at_least"
    """The law says: not shorter."""
    AS_SHORT_AS_NEEDED = "as_short_as_needed"
    """The law says: no longer than the purpose needs; the days are a setting."""
    SETTING = "setting"
    """No published term was found; the days are a setting."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One class with its term. ``sure`` is about ``days``; the references carry their own."""

    code: str
    label: str
    label_en: str
    days: int
    basis: TermBasis
    source: str
    sure: str
    references: tuple[LegalReference, ...]

    @property
    def term(self) -> timedelta:
        """How long after the receipt."""
        return timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """The pack's part about keeping. ``kept`` is told and never purged by the program."""

    purged: Mapping[RetentionClass, RetentionRule]
    kept: tuple[RetentionRule, ...]
    hold_reasons: tuple[Choice, ...]
    release_reasons: tuple[Choice, ...]


def retention_rules_from(part: Entry) -> RetentionRules:
    """Read the parsed ``retention.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    purged = {RetentionClass(rule.code): rule for rule in map(_rule, entries(part, "classes"))}
    missing = set(RetentionClass) - purged.keys()
    if missing:
        raise ValueError("a class without a term")
    days = [purged[code].days for code in RECORD_CLASSES]
    if days != sorted(days):
        raise ValueError("images go before photos, photos before text")
    kept = tuple(map(_rule, entries(part, "kept")))
    _require_distinct({rule.code for rule in (*purged.values(), *kept)}, len(purged) + len(kept))
    return RetentionRules(
        purged=purged,
        kept=kept,
        hold_reasons=choices_from(part, "hold_reasons"),
        release_reasons=choices_from(part, "release_reasons"),
    )


def _rule(entry: Entry) -> RetentionRule:
    days = number(entry, "days")
    if days < 1:
        raise ValueError("a term of no day")
    return RetentionRule(
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        days=days,
        basis=TermBasis(text(entry, "basis")),
        source=text(entry, "source"),
        sure=text(entry, "sure"),
        references=tuple(reference_from(reference) for reference in entries(entry, "references")),
    )


def _require_distinct(codes: AbstractSet[str], count: int) -> None:
    if len(codes) != count:
        raise ValueError("two classes share a code")
